"""The words of what can be done about a case or a unit beyond the daily; msgids of `screens`."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Deed(StrEnum):
    """What is asked before an act, and why one cannot be done; `wording.screens.say` fills in."""

    # the menu
    CASE_MENU = _n("What to do about {case}")
    UNIT_MENU = _n("What to do about {unit}")
    ALERT_MENU = _n("What to do about {alerts}")
    MENU_KEYS = _n("a letter or enter does it · esc leaves")
    MENU_NONE = _n("Nothing can be done about it now.")

    # what is asked
    REASON = _n("the reason, kept beside your name")
    TITLE = _n("{act}: {what}")
    FOR = _n("for how long, as in 30m, 4h, 2d")
    NO_DURATION = _n("“{text}” is no length of time. 30m, 4h, 2d are.")
    NOTE = _n("what to write down")
    WHICH_CASE = _n("{act}: {what}. Which other case?")
    WHICH_ALERT = _n("{act}: {what}. Which alert?")
    DUPLICATE_SURE = _n("enter ends {case} as the same matter as {other}, which keeps its alerts.")
    WHICH_UNIT = _n("Which unit is called off {case}?")
    WHICH_FINDING = _n("Which finding of {case} is to be put right?")
    WHAT_INSTEAD = _n("Finding {number}: what was it?")
    TAKE_BACK = _n("nothing: the finding is taken back")
    WHAT_FOR = _n("what the second unit is for")
    HEARD = _n("{act}: {what}. How do you know?")
    HEARD_WORDS = _n("the unit's own words, if you have them (tab)")
    WHICH_FIELD = _n("What is to be put right about {case}?")
    NEW_VALUE = _n("{field} of {case}")
    NEW_HINT = _n("as it should be")
    FIELD_TITLE = _n("title")
    FIELD_ZONE = _n("zone")
    FIELD_CATEGORY = _n("kind of matter")
    FIELD_PRIORITY = _n("priority")
    FIELD_OWNER = _n("owner")
    FIELD_REFERENCE = _n("reference")

    SHOWN_BY = _n("What shows it?")
    SHOWS_NOTE = _n("what was done, in a few words")
    SHOWS_PHOTO = _n("the photo's reference")
    SHOWS_READING = _n("what was read, with its unit, as in 88 µg/m³")
    NO_READING = _n("“{text}” does not begin with a number.")

    # directives
    DIRECT_TITLE = _n("Give a directive")
    DIRECT_ABOUT = _n("Give a directive about {what}")
    DIRECT_TEXT = _n("what is to be seen to")
    DIRECT_TO = _n("for whom: names, with commas between")

    # why it cannot be done
    NO_CASE = _n("no case is in hand")
    NO_UNIT = _n("no unit is in hand")
    NOT_COLLECTED = _n("it is filed already")
    ONLY_COLLECTED = _n("it is not filed yet")
    WORK_WAS_DONE = _n("work was done on it")
    NOT_RETURNED = _n("nothing was fed back yet")
    RESTS = _n("it rests already")
    RESTS_NOT = _n("it does not rest")
    CLOSED = _n("it is closed")
    NOT_CLOSED = _n("it is not closed")
    ALONE = _n("there is no other case")
    NOTHING_TO_GATHER = _n("no alert waits for a case")
    COMPARED = _n("days are compared already")
    NO_SENSOR = _n("no sensor watches it")
    NO_DIRECTIVE = _n("it is no directive")
    ALREADY_READ = _n("you have read it")
    OWN_PROPOSAL = _n("you proposed it: another person agrees")
    UNIT_FREE = _n("it is at no task")
    LEG_PASSED = _n("it is further already")
    AT_TASK = _n("it is at {case}")
    IS_RESERVED = _n("it is reserved already")
    NOT_RESERVED = _n("it is not reserved")
    IS_OUT = _n("it is out of service already")
    NOT_OUT = _n("it is in service")
    ON_DUTY = _n("it is on duty")
    OFF_DUTY = _n("it is off duty")
    ASKED_ALREADY = _n("it has asked for one")

    # what came of it
    DONE = _n("Put on record: {what}.")
    CANNOT = _n("{act}: not now, {why}.")
    DONE_DIRECT = _n("The directive is {what}.")
