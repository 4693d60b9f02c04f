"""What `wanshou sensors diagnose` and `wanshou reports diagnosis` say."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


DIAGNOSIS_TITLES: dict[str, str] = {
    "answer": _n("Answer"),
    "patrol": _n("Patrol"),
    "would_change": _n("Would change it"),
    "look_for": _n("Look for"),
    "left_out": _n("Left out"),
    "predicted": _n("Predicted"),
    "confirmed": _n("Patrol found"),
    "case_count": _n("Cases"),
    "measured": _n("Measured"),
}

DIAGNOSIS_SAY: dict[str, str] = {
    "diagnosis.none": _n("No case was both predicted and found out in this time."),
}

DIAGNOSIS_HELP: dict[str, str] = {
    "sensors.diagnose": _n("Ask why a sensor exceeds: evidence for and against, what to look for."),
    "reports.diagnosis": _n("Show what was predicted beside what patrols found."),
}

DIAGNOSIS_OPTIONS: dict[str, str] = {
    "diagnose.at": _n("As of then: RFC 3339, or ago as in 2h (without it, its newest episode)."),
    "diagnosis.last": _n("Cases of so long, as in 7d or 30d (30d without it)."),
}
