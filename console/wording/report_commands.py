"""What `wanshou reports` says on a command line, and what a rule judges now."""

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
    "one.rendition": _n("Choose one of --json, --md and --html."),
    "bad.day": _n("{text} is not a day (2026-08-11, today, yesterday)."),
    "reading.report": _n("Reading the record"),
}

REPORT_HELP: dict[str, str] = {
    "reports.day": _n("Report a day: alerts, cases, patrols, what is due next."),
    "reports.shift": _n("Report a shift, with what was handed over."),
    "reports.case": _n("Report a case: what was measured, found and done, how it was proved."),
    "reports.brief": _n("Say in twenty lines what is going on, what is done, what waits."),
    "reports.rates": _n("Report published rates: on time, rework, verified, how quick."),
    "reports.cases": _n("Show the cases of a stretch of time: opened, closed, how long it took."),
}

REPORT_OPTIONS: dict[str, str] = {
    "rates.last": _n("Of so long, as in 7d or 90d (30d without it)."),
    "rates.by": _n("Tell apart by zone, category or priority, too."),
    "report.day": _n("A day of the site, as in 2026-08-11; today without one."),
    "report.shift": _n("A handover (H-7), a seat, or now: this seat's shift (without one)."),
    "report.case": _n("A case's id, as in C-231."),
    "report.md": _n("Print Markdown."),
    "report.html": _n("Write one HTML file that needs nothing else (- prints it)."),
    "report.force": _n("Overwrite a file that is there."),
}
