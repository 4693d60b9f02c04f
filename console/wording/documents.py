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
    AT = _n("At")
    LABELLED = _n("{label}: ")
    PERSON = _n("Who")
    PLACE = _n("Where")
    NAME = _n("What")
    HOW = _n("How it stands")
    SPAN = _n("{start} to {end}")

    UNDER_MINUTE = _n("under 1 min")
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
    UNIT = _n("Crew")
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

    # a day, a shift
    DAY_TITLE = _n("Report of the day, {day}")
    SHIFT_TITLE = _n("Report of the shift")
    SO_FAR = _n("Not over yet: figures up to {at}.")
    QUIET = _n("Nothing was raised and no case was worked on in this time.")
    FIG_RAISED = _n("Alerts raised")
    FIG_RAISED_CALLS = _n("{count} called a person")
    FIG_OPENED = _n("Cases opened")
    FIG_VERIFIED = _n("Closed, verified")
    FIG_UNVERIFIED = _n("Closed, unverified")
    FIG_OPEN = _n("Still open")
    FIG_LATE = _n("Out of time")
    FIG_OUT = _n("Patrols sent")
    FIG_OUT_UNITS = _n("{count} unit|{count} units")
    ALERTS = _n("Alerts")
    BY_SCENE = _n("Alerts raised, by scene and priority")
    SCENE = _n("Scene")
    ALL = _n("All")
    ELSEWHERE = _n("elsewhere")
    RESPONSE = _n("How soon they were answered")
    ACKNOWLEDGED = _n("Acknowledged, {priority}")
    MEDIAN_OF = _n("median of {count}, {pending} not answered")
    AVERAGE_OF = _n("on average, of {count}")
    TOOK_SENT = _n("Opened to sent")
    TOOK_FOUND = _n("Sent to found")
    TOOK_REMEDIED = _n("Found to remedied")
    TOOK_VERIFIED = _n("Remedied to verified")
    TOOK_CLOSED = _n("Opened to closed")
    WORST = _n("Sensors with the gravest alerts")
    SENSOR = _n("Sensor")
    TREND = _n("Trend")
    LEAST_MOST = _n("Least and most")
    RAISED_TIMES = _n("Raised")
    CASES = _n("Cases")
    EACH_CASE = _n("Each case")
    CASE = _n("Case")
    NO_CASES = _n("No case was opened or closed.")
    CAUSES_COUNTED = _n("Causes found")
    OUT_OF_SERVICE = _n("Out of service now")
    SINCE = _n("Since")
    NOTE = _n("Note")
    HANDOVERS = _n("Handovers")
    FROM = _n("From")
    TO = _n("To")
    STANDING = _n("Alerts, cases")
    DUE_NEXT = _n("Due until {at}")
    TO_DO = _n("To be done")
    NOTHING_DUE = _n("Nothing falls due until {at}.")
    STEP_DUE = _n("{term} is due")
    DUTY = _n("{person} at {seat}, since {at}")
    ON_DUTY = _n("On duty")
    HANDED = _n("Handover {id} of {person}, {at}")
    TAKEN_BY = _n("Signed for by {person}, {at}.")
    NOT_TAKEN = _n("Not signed for.")
    HANDED_NOTE = _n("Note: “{note}”")
    WAS_OUT = _n("was out")
    WAS_STOPPED = _n("was out of service")
    HANDED_OVER = _n("What was handed over, and how it stands now")

    # in brief
    BRIEF_TITLE = _n("{site} in brief, {at}")
    BRIEF_ABOUT = _n("What is going on, what was finished today, what needs a decision.")
    NOW = _n("Now")
    ALERTS_NOW = _n("{count} alert stands.|{count} alerts stand.")
    ALERTS_UNANSWERED = _n("Alerts that stand: {all}, of which nobody answered {count}.")
    ALERTS_NONE = _n("No alert stands.")
    CASE_NOW = _n("{name}, {place}: {step}, for {span}.")
    NO_CASE_NOW = _n("No case is open.")
    STOPPED_NOW = _n("{count} out of service: {names}.")
    MORE_OF = _n("And {count} more.")
    FINISHED = _n("Finished today")
    FINISHED_ONE = _n("{name}, {place}: {outcome}; cause: {cause}.")
    FINISHED_PLAIN = _n("{name}, {place}: {outcome}.")
    NOTHING_FINISHED = _n("No case was closed today.")
    DECIDE = _n("Needs a decision")
    DECIDE_CLOSE = _n(
        "{name}, {place}: {person} wants it closed without a proof; a second one must agree."
    )
    DECIDE_FILE = _n("{name}, {place}: was reported and nobody took it up yet.")
    DECIDE_SEND = _n("{name}, {place}: nobody was sent yet.")
    DECIDE_READ = _n("Directive “{name}”: not read yet by {to}.")
    DECIDE_LATE = _n("{name}, {place}: time has run out ({term}).")
    DECIDE_REMEDY = _n("{name}, {place}: “{action}” of {party} is overdue.")
    DECIDE_HELP = _n("{name}, {place}: {unit} asks for a second unit.")
    DECIDE_SILENT = _n("{name}, {place}: nothing is heard of {unit}.")
    DECIDE_HANDOVER = _n("The handover of {person} waits to be signed for until {at}.")
    NOTHING_TO_DECIDE = _n("Nothing waits for a decision.")


def tell(text: Doc, /, **values: object) -> str:
    """Return a sentence in the language in use with `values` in it, safe to show."""
    message = numbered(_(text), values.get("count"))
    return message.format(**{key: plain(str(value)) for key, value in values.items()})


def mark_of(tone: str) -> str:
    """Return the word that a callout of a tone begins with: tone is never colour alone."""
    words = {"good": Doc.DONE, "warn": Doc.ATTENTION, "bad": Doc.TROUBLE}
    word = tell(words[tone]) if tone in words else ""
    return f"{word} " if word.isascii() and word else word


def say_more(count: int) -> str:
    """Return how many of a list are not shown."""
    return tell(Doc.MORE, count=count)


def term_word(term: str) -> str:
    """Return what a clock of a case is for: one of its steps, or the whole of it."""
    return step_word(term) if term in set(Step) else tell(Doc.WHOLE)
