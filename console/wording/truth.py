"""Words of attention and truth: the bell, lost links, acts on their way; msgids of `screens`."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Truth(StrEnum):
    """What can be said about the picture's worth; `console.wording.screens.say` fills in."""

    # the bell
    BELL_OFF = _n("bell off")
    BELL_SILENCED = _n(
        "The bell is off at this seat. Alerts stand as before; silence acknowledges nothing."
    )
    BELL_HEARD = _n("The bell is on: it rings for new high and critical alerts.")
    BELL_TESTED = _n(
        "That was the bell. Nothing heard? In tmux: set -g bell-action any, and monitor-bell on. "
        "In the terminal's own settings: turn on the audible or visual bell, and the sound."
    )
    BELL_TESTED_OFF = _n("It is off at this seat and rang only for the test: “b” turns it on.")

    # why an act cannot be asked for
    NO_HUB = _n("Not now: no hub has answered yet.")
    FACTS_NOT_LIVE = _n(
        "Not now: facts are {standing} ({age}). It works again by itself once the hub answers."
    )
    STILL_WAITING = _n("Not asked again: {act} {what} still waits for the hub.")
    TOO_MANY = _n("Not asked: more than {most} acts would wait for the hub. Choose fewer.")

    # a broken picture
    HUB_SILENT = _n("The hub is silent")
    FACTS_BROKEN = _n("{why}: nothing is evaluated, acts wait. It goes on by itself.")
    VALUES_BROKEN = _n("The broker is not heard: grey values are old, each with its age.")

    # acts on their way
    ASKED = _n("{act} asked {age} ago, yet to be confirmed")
    UNCONFIRMED = _n("{act} asked {age} ago, not confirmed")
    NOT_CONFIRMED = _n("Not confirmed after {seconds} s: {act} {what}.")
    NOT_CONFIRMED_HINT = _n(
        "It may or may not be done. Look at its state once facts are live before asking again."
    )
    ASKED_WORD = _n("asked …")
    UNCONFIRMED_WORD = _n("not confirmed")

    # a newer hub
    STRANGE_LINE = _n("{count} unknown here, of a newer hub: {what}. Update this console.")
