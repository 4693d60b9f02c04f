"""The words of the shift workplace and its dialogs; msgids of the `screens` catalog."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Shift(StrEnum):
    """What can be said about a shift; `console.wording.screens.say` fills in."""

    ON_DUTY = _n("ON DUTY")
    OF_SEATS = _n("{count} signed on")
    THIS_SEAT = _n("this seat")
    SEAT_OF = _n("nobody signed on at {seat}")
    STANDS = _n("WHAT STANDS NOW")
    WHAT_STANDS = _n("what stands now")
    HANDOVER = _n("HANDOVER {id}")
    WAITS_UNTIL = _n("waits until {until} ({left})")
    FROZEN = _n("frozen {at} by {person}")
    UNACKNOWLEDGED = _n("Unacknowledged")
    OWNED = _n("Acknowledged by")
    SHELVES = _n("On a shelf")
    OUT_OF_SERVICE = _n("Out of service")
    UNITS_OUT = _n("Units out")
    CASES = _n("Cases")
    NONE = _n("none")
    OWNED_SINCE = _n("{person}, {age}")
    UNTIL = _n("until {until}, {left} left")
    OVER_NOW = _n("over by now")
    LOG = _n("LOG")
    LOG_ASKING = _n("asking the hub for the log …")
    NO_LOG = _n("Nothing was written yet. `l` writes a line, on any screen.")
    LOAD = _n("LOAD")
    LOAD_TEN = _n("10 minutes")
    LOAD_HOUR = _n("1 hour")
    LOAD_DAY = _n("1 day")
    LOAD_WELL = _n("well (target {target})")
    LOAD_MANAGEABLE = _n("over the target of {target}")
    LOAD_TOO_MUCH = _n("over the limit of {most}")

    # dialogs
    SIGN_ON_TITLE = _n("Sign on at {seat}")
    SIGN_ON_INSTEAD = _n("{person} is signed on here, and will be signed off.")
    NAME = _n("name")
    PIN = _n("PIN")
    SIGN_OFF_TITLE = _n("Sign {person} off at {seat}?")
    SIGN_OFF_OWNS = _n(
        "{count} alerts acknowledged by {person} are handed to nobody: they ask for a person again."
    )
    SIGN_OFF_FREE = _n("Nothing acknowledged by {person} is left behind.")
    HAND_OVER_TITLE = _n("Hand over what stands now?")
    HAND_OVER_TEXT = _n(
        "Frozen: {unacknowledged} unacknowledged, {owned} acknowledged, {shelved} on a shelf, "
        "{out_of_service} out of service, {units} units out, {cases} cases. The next person has "
        "{minutes} min to sign for it."
    )
    HAND_OVER_NOTE = _n("what the next one should know (may be empty)")
    ACCEPT_TITLE = _n("Take over {id} from {person}?")
    ACCEPT_TEXT = _n("{count} alerts that {person} acknowledged become yours.")
    NO_HANDOVER = _n("No handover waits to be signed for.")
    LOG_TITLE = _n("Write into the log")
    LOG_ABOUT_TITLE = _n("Write into the log, about {what}")
    LOG_HINT = _n("what happened")
    ENROL_TITLE = _n("Let a person sign on")
    ENROL_ROLE = _n("role: viewer, operator, dispatcher, supervisor")
    DONE_SIGN_ON = _n("Signed on: {what}.")
    DONE_SIGN_OFF = _n("Signed off.")
    DONE_HAND_OVER = _n("Handover {what} waits for the next person.")
    DONE_ACCEPT = _n("Taken over: {what}.")
    DONE_LOG = _n("Written into the log.")
    DONE_ENROL = _n("May sign on: {what}.")
