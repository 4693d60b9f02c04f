"""What reports as documents say: of a case, a day, a shift, and in brief."""

from __future__ import annotations

from enum import StrEnum

from console.domain.cases import Step
from console.wording.casework import step_word
from console.wording.catalog import numbered, translator
from console.wording.plain import plain

_ = translator("commands")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Doc(StrEnum):
    """What can be said; names in braces are filled in by `tell`."""

    # on every document
    DRILL = _n("A drill: none of this happened.")
    FOOT = _n("Made {at} from the record of {site}, up to fact {n}.")
    MORE = _n("and {count} more, not shown here|and {count} more, not shown here")
    ATTENTION = _n("Attention:")
    TROUBLE = _n("Not in order:")
    DONE = _n("Done:")
    NONE = _n("none")
    AT = _n("When")
    PERSON = _n("Who")
    PLACE = _n("Where")
    NAME = _n("What")
    HOW = _n("How it stands")
    SPAN = _n("{start} to {end}")

    MINUTES = _n("{minutes} min")
    HOURS_MINUTES = _n("{hours} h {minutes} min")
    DAYS_HOURS = _n("{days} d {hours} h")

    # a case
    CASE_ABOUT = _n("Report on case {id}, {place}, opened {at}")
    CATEGORY = _n("Category")
    PRIORITY = _n("Priority")
    SOURCE = _n("Came from")
    OPENED = _n("Opened")
    CLOSED = _n("Closed")
    OWNER = _n("In charge")
    REFERENCE = _n("Reference")
    TOOK = _n("From opening to close")
    RUNS = _n("Open for")
    BY = _n("by {person}")
    VERIFIED_SENSOR = _n(
        "Closed as verified: what raised the matter read normal for its whole window afterwards."
    )
    VERIFIED_HAND = _n("Closed as verified {proof}, by {person}.")
    UNPROVED = _n("Closed without a proof that it worked.")
    ENDED = _n("{outcome}.")
    OPEN_STILL = _n("Not closed yet: {step}.")
    RESTS = _n("It rests until {until} (by {person}).")
    DIRECTIVE = _n("Directive of {person} to {to}: “{text}”")
    READ_BY = _n("Read by {person}, {at}")
    UNREAD = _n("Not read yet by {to}")
    RETURNED = _n("Sent back to handling {count} time|Sent back to handling {count} times")
    REOPENED = _n("Reopened {count} time|Reopened {count} times")
    SAME_AS = _n("The same matter as {id}, where it goes on.")
    LINKED = _n("Has to do with {ids}.")

    CLOCKS = _n("Time allowed")
    CLOCK_OF = _n("For")
    CLOCK_DUE = _n("Due")
    WHOLE = _n("the whole case")
    ON_TIME = _n("on time")
    LATE = _n("late")
    STILL = _n("stands still, {left} left")
    RUNNING = _n("{left} left")

    MEASURED = _n("Measured before and after")
    CHART = _n("{sensor} ({unit}), {start} to {end}")
    CHART_BY_MINUTE = _n("{chart}, means by minute")
    CHART_BY_HOUR = _n("{chart}, means by hour")
    NOT_MEASURED = _n("No sensor measures what this case is about.")
    CURVES_MORE = _n("{count} more sensor is not drawn.|{count} more sensors are not drawn.")
    BEFORE = _n("Before the alert")
    STOOD = _n("From the alert to the last remedy")
    AFTER = _n("After the last remedy")
    MEAN_MOST = _n("mean, {most} at most")
    MEAN_LEAST = _n("mean, {least} at least")

    MARK_RAISED = _n("alert raised")
    MARK_SENT = _n("{unit} sent")
    MARK_SITE = _n("{unit} on site")
    MARK_DONE = _n("{action} done")
    MARK_VERIFIED = _n("verified")
    MARK_CLOSED = _n("closed")

    CAUSES = _n("Causes")
    CAUSES_FOUND = _n("What was found on the spot")
    CAUSE = _n("Cause")
    FOUND_BY = _n("Found by")
    EVIDENCE = _n("Evidence")
    WITHDRAWN = _n("{cause} (taken back)")
    PHOTO = _n("photo {reference}")
    READ = _n("read by hand: {value}")
    PREDICTED = _n("What the diagnosis expected")
    EXPECTED = _n("Expected")
    CONFIDENCE = _n("Confidence")
    FOUND_TOO = _n("Found there")
    AGREES = _n("yes")
    DIFFERS = _n("no")
    NOT_FOUND_YET = _n("nothing reported yet")
    NOTHING_FOUND = _n("Nothing was reported from the spot yet.")

    REMEDIES = _n("Remedies")
    ORDERED = _n("What was ordered")
    REMEDY = _n("Remedy")
    RESPONSIBLE = _n("Responsible")
    DUE = _n("Due")
    DONE_AT = _n("Done")
    OVERDUE = _n("{due}, overdue")
    NOT_DONE = _n("not done")
    NO_REMEDY = _n("No remedy was ordered.")

    VERIFICATION = _n("Verification")
    POINT = _n("Measured at")
    WINDOW = _n("Normal for a close")
    NORMAL_SINCE = _n("Normal since")
    NOT_NORMAL = _n("not yet")
    PROOF = _n("Proof")
    PROVED = _n("{proof}, {at}")
    PATROLS = _n("Patrols")
    UNIT = _n("Unit")
    SENT_BY = _n("Sent by")
    SENT_AT = _n("Sent")
    LEG = _n("Is")
    MEMBERS = _n("Members")
    RULE = _n("Rule")
    POINTS = _n("What had to read normal")
    NO_PROOF = _n("Not proved so far.")
    COMMA = _n(", ")
    DONE_BY = _n("{at}, said by {person}")
    PARTY_FOR = _n("{party} ({name})")
    NOTED = _n("“{note}”")
    COURSE = _n("Course")
    NOWHERE = _n("no place given")
    HAPPENED = _n("What happened, step by step")


def tell(text: Doc, /, **values: object) -> str:
    """Return a sentence in the language in use with `values` in it, safe to show."""
    message = numbered(_(text), values.get("count"))
    return message.format(**{key: plain(str(value)) for key, value in values.items()})


def mark_of(tone: str) -> str:
    """Return the word that a callout of a tone begins with: tone is never colour alone."""
    words = {"good": Doc.DONE, "warn": Doc.ATTENTION, "bad": Doc.TROUBLE}
    return tell(words[tone]) if tone in words else ""


def say_more(count: int) -> str:
    """Return how many of a list are not shown."""
    return tell(Doc.MORE, count=count)


def term_word(term: str) -> str:
    """Return what a clock of a case is for: one of its steps, or the whole of it."""
    return step_word(term) if term in set(Step) else tell(Doc.WHOLE)
