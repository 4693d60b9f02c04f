"""A sensor's past as it is drawn: values of stretches, no more of them than can be told apart."""

from __future__ import annotations

import msgspec

from console.domain.rollups import Per

SAMPLES_MOST = 1_500  # in a stretch of time; more than that is rolled up
JOINED_PERIODS = 2.5  # from one value to the next; further apart is a gap


class Sample(msgspec.Struct, frozen=True, gc=False):
    """A value of [at, until) (ms), or of one moment where these are the same.

    `low` and `high` bound what the value stands for; `hand` was read by a person, what is not
    `sound` is not believed.
    """

    at: int
    until: int
    value: float
    low: float
    high: float
    hand: bool = False
    sound: bool = True

    @property
    def middle(self) -> int:
        """Return the moment it is drawn at (ms)."""
        return (self.at + self.until) // 2


def fitting(span_ms: int, period_s: float) -> Per | None:
    """Return by what to roll up readings of a sensor for so long a time; None: as they are."""
    if span_ms <= SAMPLES_MOST * period_s * 1000:
        return None
    return Per.MINUTE if span_ms <= SAMPLES_MOST * Per.MINUTE.step_ms else Per.HOUR


def join_ms(per: Per | None, period_s: float) -> int:
    """Return how far apart two samples are joined (ms)."""
    step = 0 if per is None else per.step_ms
    # Stretches end where the next begins, so that only what is missing counts.
    return round(JOINED_PERIODS * max(period_s * 1000, step)) - step
