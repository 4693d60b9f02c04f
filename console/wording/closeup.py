"""What one sensor's workplace says: its trend, rules, quality, neighbours and cases."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Close(StrEnum):
    """What can be said; names in braces are filled in by `say`."""

    # sections
    LIST = _n("list")
    TREND = _n("trend")
    WHY = _n("why")
    RULES = _n("rules")
    QUALITY = _n("quality")
    NEAR = _n("neighbours")
    CASES = _n("cases")

    # trend
    LAST_HOUR = _n("last hour")
    LAST_HOURS = _n("last {count} h")
    LAST_DAYS = _n("last {count} days")
    UNTIL = _n("until {at}")
    BY_MINUTE = _n("mean by minute, least to greatest")
    BY_HOUR = _n("mean by hour, least to greatest")
    NO_READINGS = _n(
        "No reading on record in this time. `t` and `T` choose another span, `<` goes back in"
        " time, `r` records a reading by hand."
    )
    ASKING = _n("asking the hub …")
    NOTHING_THERE = _n("no reading")
    BETWEEN = _n("{low} to {high}")
    MEAN = _n("mean")
    MEAN_OF = _n("{priority}, mean")
    MEAN_BETWEEN = _n("mean, {low} to {high}")
    BY_HAND = _n("by hand")
    BY_HAND_BY = _n("by hand, {person}: {how}")
    STOOD = _n("{priority} stood, {alert}")

    # rules
    RULES_ASKING = _n("asking the hub what watches this sensor …")
    NO_RULES = _n("No rule watches this sensor. The site file can give it some.")
    OF_RULES = _n("{count} rules")
    STANDS = _n("{priority}: stands since {at}, {alert} {state}")
    OVER = _n("does not stand; {alert} {state}")
    DELAYED = _n("past its limit since {at}, stands at {due}: {priority}")
    ENDING = _n("back since {at}, over at {due}")
    QUIET = _n("does not stand")
    NOT_KNOWN = _n("nothing to judge yet")
    TOO_OLD = _n("not known: last judged {age} ago")
    NOT_IN_FORCE = _n("not in force")
    ASLEEP = _n("does not apply now")
    JUDGED_NOW = _n("Judged now")
    JUDGED_AT = _n("{value} at {at}")
    JUDGED_LEAST = _n("at least {value} at {at}")
    TO_LIMIT = _n("{distance} to {priority}")
    PAST_LIMIT = _n("{distance} past {priority}")
    TO_CLEAR = _n("{distance} to clear")
    JUDGES = _n("Judges")
    LEVELS = _n("Levels")
    DELAYS = _n("Delays")
    ONLY_WHEN = _n("Only when")
    HELD_BACK = _n("Held back")
    SOURCE = _n("Source")
    EDITION = _n("Edition")
    NEXT = _n("Next edition")
    FOLLOWING = _n("from {day} on: {levels}")

    # quality
    BELIEVED = _n("Believed")
    BELIEVED_YES = _n("yes, no test fails")
    BELIEVED_NO = _n("no, since {at}: {tests}")
    OUT = _n("Out of service")
    OUT_LINE = _n("{place} since {at}, {person}: “{note}”")
    SHARE = _n("Sound")
    SHARE_LINE = _n("{share} % of {count} readings shown, {doubtful} doubtful")
    NO_SHARE = _n("no readings shown")
    LAST = _n("Last reading")
    LAST_LINE = _n("{age} ago, {quality}")
    LAST_OVERDUE = _n("{age} ago, {periods} periods: overdue, {quality}")
    NEVER = _n("never")
    TESTS = _n("Tests")
    TEST_RANGE = _n("range {low} to {high}")
    TEST_FLAT = _n("same value for {span}")
    TEST_SPIKE = _n("jump of {value}")
    TEST_RATE = _n("{value} a minute")
    TEST_CLOCK = _n("clock wrong by {span}")
    REJECTED = _n("Rejected")
    REJECTED_LINE = _n("{count} × {reason}, last {at}")
    NONE_REJECTED = _n("nothing of this device")
    HELD = _n("HELD VALUES")

    # neighbours
    NO_NEIGHBOURS = _n("No other device here measures this quantity.")
    MEDIAN = _n("median {value}, × {ratio}")
    SAME_ZONE = _n("same zone")
    METRES = _n("{count} m")
    KILOMETRES = _n("{count} km")

    # cases
    CASES_ASKING = _n("asking the hub for cases …")
    NO_CASES = _n("No case was ever opened about this sensor's alerts or its device's.")
    NO_CAUSE = _n("no cause found yet")
