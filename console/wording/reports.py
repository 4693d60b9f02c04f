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
    SINCE_DUTY = _n("since {person} signed on")
    SHIFT_LENGTH = _n("nobody is signed on: eight hours")
    WRITTEN = _n("Written to {path}.")
    NOT_WRITTEN = _n("Could not be written: {path}: {why}")
    NO_HANDOVERS = _n("No handover in this time.")
    NO_CASES = _n("No case was opened or closed in this time.")
    OPENED = _n("Opened")
    CLOSED_VERIFIED = _n("Closed, verified")
    CLOSED_UNVERIFIED = _n("Closed, unverified")
    STILL_OPEN = _n("Still open")
    MEAN_TIME = _n("Mean time")
    TO_SENT = _n("opened to sent")
    TO_SITE = _n("sent to on site")
    TO_FOUND = _n("on site to finding")
    TO_REMEDY = _n("finding to remedies done")
    TO_VERIFIED = _n("remedies done to verified")
    TO_CLOSED = _n("opened to closed")
    OF_CASES = _n("{time}, of {count}")
    CAUSES_SEEN = _n("Causes")
    TIMES = _n("{what} × {count}")
    EACH_CASE = _n("Each case")
