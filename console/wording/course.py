"""The words of a case's course: its steps, clocks, what is wrong with it; msgids of `screens`."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Course(StrEnum):
    """What can be said about how a case goes; `console.wording.screens.say` fills in."""

    # signs
    NO_WORD = _n("no word from {unit} for {age}, missed {count} times")
    NO_WORD_ONCE = _n("no word from {unit} for {age}")
    ASKS = _n("{unit} asks for a second unit: {words}")
    LATE = _n("“{step}” overdue by {age}")
    LATE_WHOLE = _n("the whole case overdue by {age}")
    ESCALATED = _n("escalated, rung {rung}")
    RESTS = _n("rests until {until}")
    RETURNED = _n("returned {count} times")
    RETURNED_ONCE = _n("returned once")
    REOPENED = _n("reopened")
    DUPLICATE = _n("the same matter as {case}")
    WAITS = _n("waits to be filed")
    PROPOSED = _n("{person} proposes to close it unverified")
    UNREAD = _n("not read yet by {persons}")
    REMEDY_LATE = _n("{action} by {party}: overdue by {age}")
    DIRECTIVE_FOR_YOU = _n("a directive for you: “{text}” (`m` on it marks it read)")

    # clocks
    DUE_IN = _n("{age} left")
    OVERDUE = _n("{age} over")
    STANDS = _n("{age} left, stands")
    COL_DUE = _n("due")
    COL_OWNER = _n("owner")
    CHECK_IN = _n("due to check in, {age}")
    CHECK_OVER = _n("no word, {age} over")

    # readiness of units
    RESERVED_FOR = _n("reserved for {purpose}, {left}")
    WITHDRAWN = _n("out of service: {why}")
    LACKS = _n("not trained for {skill}")

    # sending
    SEND_ANYWAY = _n("{unit} is at {case}: enter sends it anyway.")
    SEND_RESERVED = _n("{unit} is reserved: enter sends it anyway.")

    # the file of a case
    FILE_HINT = _n("esc closes the file · j k scroll · m more acts · w writes the report")
    ABOUT = _n("ABOUT IT")
    CLOCKS = _n("CLOCKS")
    FOUND = _n("FOUND")
    REMEDIES = _n("REMEDIES")
    PROOF = _n("PROOF")
    WHY = _n("WHY")
    TIMELINE = _n("TIMELINE")
    SOURCE = _n("Came from")
    CATEGORY = _n("Kind")
    PRIORITY = _n("Priority")
    OWNER = _n("Owner")
    REFERENCE = _n("Reference")
    CONTACTS = _n("Contacts")
    LINKS = _n("Linked")
    OPENED = _n("Opened")
    CLOSED = _n("Closed")
    DIRECTIVE = _n("Directive")
    READ = _n("read {at}")
    UNREAD_YET = _n("not read yet")
    STEP_CLOCK = _n("this step")
    WHOLE_CLOCK = _n("whole case")
    NO_CLOCK = _n("no clock runs")
    NOTHING_FOUND = _n("nothing found yet")
    NO_REMEDY = _n("nothing ordered yet")
    TAKEN_BACK = _n("taken back")
    AMENDED = _n("amended {at}")
    PHOTO = _n("photo {reference}")
    READING = _n("read by hand {value}")
    DONE_AT = _n("done {at} by {person}")
    DUE_AT = _n("due {at}")
    PREDICTED = _n("predicted")
    CONFIRMED = _n("found")
    NOT_PREDICTED = _n("no diagnosis was kept")
    NOT_CONFIRMED = _n("nobody has looked yet")
    DAYS = _n("compared at {hours} o'clock: {kept} of {days} days")
    DAYS_BEFORE = _n("episodes a day before")
    DAYS_SINCE = _n("since the remedy")

    # the sensor's section
    WHY_ASKING = _n("The hub is working out why …")
    WHY_AGE = _n("as of {age} ago")
    WHY_NONE = _n("Nothing is to be explained: it does not exceed.")
    FOR_IT = _n("FOR AND AGAINST")
    WOULD_CHANGE = _n("WHAT WOULD CHANGE THE ANSWER")
    LOOK_FOR = _n("LOOK FOR")

    # what was written
    WRITTEN = _n("Wrote the report on {case} to {path}.")
