"""Many readings in few figures: what a sensor measured in a minute, or in an hour."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

MINUTE_MS = 60_000
HOUR_MS = 3_600_000


class Per(StrEnum):
    """How long a stretch is that readings are rolled up over."""

    MINUTE = "minute"
    HOUR = "hour"

    @property
    def step_ms(self) -> int:
        """Return the stretch's length (ms)."""
        return MINUTE_MS if self is Per.MINUTE else HOUR_MS

    def start_of(self, at: int) -> int:
        """Return the start of the stretch in which the moment `at` (ms) lies."""
        return at - at % self.step_ms


class Rollup(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One sensor's readings whose `at` lies in the stretch that starts at `at` (ms).

    `count` sound readings sum to `total`, lie between `min` and `max` and end with `last` (in
    the sensor's unit; none without a sound reading); `doubtful` readings count for nothing else.
    """

    at: int
    count: int
    total: float | None
    min: float | None
    max: float | None
    last: float | None
    doubtful: int

    @property
    def mean(self) -> float | None:
        """Return the mean of the sound readings, each counting alike."""
        return None if self.total is None or not self.count else self.total / self.count

    @property
    def readings(self) -> int:
        """Return how many readings it is made of."""
        return self.count + self.doubtful


def fuller(one: Rollup | None, other: Rollup) -> Rollup:
    """Return the one made of more readings, `other` where both are of as many.

    Readings are forgotten before their rollups: what is still there may be less than what was.
    """
    return one if one is not None and one.readings > other.readings else other


def joined(at: int, parts: Sequence[Rollup]) -> Rollup:
    """Return the rollup of the stretch from `at` (ms) that `parts`, earliest first, make up."""
    sound = [part for part in parts if part.count]
    totals = [part.total for part in sound if part.total is not None]
    return Rollup(
        at=at,
        count=sum(part.count for part in sound),
        total=sum(totals) if totals else None,
        min=min((part.min for part in sound if part.min is not None), default=None),
        max=max((part.max for part in sound if part.max is not None), default=None),
        last=sound[-1].last if sound else None,
        doubtful=sum(part.doubtful for part in parts),
    )
