"""The words of the command bar, of jumping and of going back; msgids of `screens`."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator
from console.wording.help import HELP, help_of
from console.wording.keycaps import key_word
from console.wording.screens import Say, say

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Bar(StrEnum):
    """What can be said there; `console.wording.screens.say` fills in."""

    NO_FURTHER = _n("There is nowhere further to go.")

    JUMP_KEYS = _n("the letter of a list goes there · esc stays")

    # the list of keys
    KEYS_HERE = _n("HERE")
    KEYS_LISTS = _n("IN LISTS")
    KEYS_ALWAYS = _n("EVERYWHERE")
    HELP_FOOT = _n("esc closes · : does all of it by name")

    # the line
    HINT = _n("ack A-12 · shelve 30m reason · send p1 · open gate 1 · theme day · help")
    KEYS = _n("tab completes · enter does it · ↑ earlier lines · esc leaves")
    HANDOVER_OF = _n("handed over by {person}")

    # what is wrong with it
    AMBIGUOUS = _n("“{word}” may be: {possible}")
    UNKNOWN = _n("“{word}” is no command and nothing's name. There is: {possible}")
    MISPLACED = _n("“{word}” does not fit there. What does: {possible}")
    NOT_THERE = _n("{word} is not there now. There is: {possible}")
    OVERTAKEN = _n("{word} is over; what stands now is {possible}.")
    UNFINISHED = _n("“{word}” needs more: {possible}")
    QUOTE_IT = _n('To say it as text, put it in quotes: "{word}".')
    NOTHING = _n("nothing")
    NO_OBJECT = _n("“{verb}” is done to something: name it, or select it first.")
    NOT_NOW = _n("“{verb}” does not apply as things are.")
    NOT_SHOWN = _n("{what} cannot be brought into view here; nothing was done.")

    # what the screen's own words mean
    OPEN = _n("Show a thing by its id or by words of its name.")
    FILTER = _n("Narrow the lists down to what matches.")
    THEME = _n("Change the colours until the console is left.")
    KEYS_HELP = _n("Show the keys that work now.")
    JUMP = _n("Give every list a letter to jump by.")
    SEARCH = _n("Search everything there is to do or see.")
    BACK = _n("Go back to where you were.")
    FORWARD = _n("Go forward again.")
    BELL = _n("Ring the bell, to hear whether it is heard.")
    QUIT = _n("Leave the console; hub and sensors go on.")

    # what may stand in a line
    KIND_ALERT = _n("alert")
    KIND_CASE = _n("case")
    KIND_UNIT = _n("unit")
    KIND_HANDOVER = _n("handover")
    KIND_SENSOR = _n("sensor")
    KIND_PLACE = _n("sensor, device or zone")
    KIND_ZONE = _n("zone")
    KIND_CONTROL = _n("control, as in pump-1/run")
    KIND_THING = _n("id or name")
    KIND_DURATION = _n("duration, as in 30m")
    KIND_VALUE = _n("value")
    KIND_NUMBER = _n("number")
    KIND_ACTION = _n("remedy")
    KIND_PROOF = _n("proof")
    KIND_CAUSE = _n("cause, as in idling_vehicle=2")
    KIND_ROLE = _n("role")
    KIND_THEME = _n("theme")
    KIND_CATEGORY = _n("kind of matter")
    KIND_CHANNEL = _n("how it was heard")
    KIND_PRIORITY = _n("priority")
    KIND_TEXT = _n("text")
    KIND_FLAG = _n("option")


_SCREENS_OWN = {
    "open": Bar.OPEN,
    "filter": Bar.FILTER,
    "theme": Bar.THEME,
    "help": Bar.KEYS_HELP,
    "jump": Bar.JUMP,
    "search": Bar.SEARCH,
    "back": Bar.BACK,
    "forward": Bar.FORWARD,
    "bell": Bar.BELL,
    "quit": Bar.QUIT,
}


def meaning_word(verb: str) -> str:
    """Return what a command does."""
    if verb in _SCREENS_OWN:
        return say(_SCREENS_OWN[verb])
    if verb.startswith("go."):
        return say(Say.PALETTE_GO, place=key_word(f"app.{verb[3:]}"))
    return help_of(verb) if verb in HELP else ""


def kind_word(kind: str) -> str:
    """Return what sort of thing may stand there."""
    found = Bar.__members__.get(f"KIND_{kind.upper()}")
    return say(found) if found is not None else kind
