"""What the workplace of reports says."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Reports(StrEnum):
    """What can be said; names in braces are filled in by `say`."""

    STRETCHES = _n("STRETCH")
    THIS_SHIFT = _n("this shift")
    LAST_SHIFT = _n("last shift")
    DAY = _n("24 hours")
    WEEK = _n("7 days")
    KINDS = _n("REPORT")
    LOAD = _n("alert load")
    CASES = _n("cases")
    HANDOVERS = _n("handovers")
    ASKING = _n("asking the hub to count …")
    STRETCH = _n("{start} to {end}")
    WRITTEN = _n("Written to {path}.")
    NOT_WRITTEN = _n("Could not be written: {path}: {why}")
    NO_HANDOVERS = _n("No handover in this time.")
