"""How far a link can be trusted, by the age of the last sign of life."""

from __future__ import annotations

from enum import StrEnum

STALE_AFTER_S = 5.0
LOST_AFTER_S = 15.0


class Standing(StrEnum):
    """A link as the header shows it."""

    CONNECTING = "connecting"
    LIVE = "live"
    STALE = "stale"
    LOST = "lost"


def standing_at(age_s: float | None, *, broken: bool = False) -> Standing:
    """Return the standing of a link last heard `age_s` ago (s); `None` is not once yet.

    One known to be `broken` is stale at once, however lately it was heard.
    """
    if age_s is None:
        return Standing.CONNECTING
    if age_s < STALE_AFTER_S and not broken:
        return Standing.LIVE
    return Standing.STALE if age_s < LOST_AFTER_S else Standing.LOST
