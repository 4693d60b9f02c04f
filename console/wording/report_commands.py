"""What `wanshou reports cases` says, and what a rule judges now."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


REPORT_TITLES: dict[str, str] = {
    "verified": _n("Closed, verified"),
    "unverified": _n("Closed, unverified"),
    "still_open": _n("Still open"),
    "took": _n("On average"),
    "causes": _n("Causes"),
    "each_case": _n("Each case"),
    "judged_now": _n("Judged now"),
}

REPORT_SAY: dict[str, str] = {
    "cases.took.sent": _n("{time} from opened to sent, of {count}"),
    "cases.took.found": _n("{time} from sent to the first finding, of {count}"),
    "cases.took.remedied": _n("{time} from the first finding to the last remedy, of {count}"),
    "cases.took.verified": _n("{time} from the last remedy to verified, of {count}"),
    "cases.took.closed": _n("{time} from opened to closed, of {count}"),
    "rule.judged": _n("{value} at {at}"),
    "rule.judged.least": _n("at least {value} at {at}"),
    "rule.delay": _n("past its limit since {at}, stands at {due}: {priority}"),
    "rule.delay.ending": _n("back since {at}, over at {due}"),
    "cases.cause": _n("{cause}, {count} case|{cause}, {count} cases"),
}

REPORT_HELP: dict[str, str] = {
    "reports.cases": _n("Show the cases of a stretch of time: opened, closed, how long it took."),
}
