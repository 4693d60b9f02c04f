"""A sensor's past as it is drawn: values of stretches, no more of them than can be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def thinned(samples: Iterable[Sample], start: int, span: int, parts: int) -> Iterator[Sample]:
    """Yield one sample for each of the `parts` of [start, start + span) (ms) that has any: the
    mean of theirs, and the least and greatest value any of them stands for."""
    within: list[Sample] = []
    part = None
    for sample in samples:
        here = (sample.middle - start) * parts // span
        if here != part and within:
            yield _together(within)
            within = []
        part = here
        within.append(sample)
    if within:
        yield _together(within)


def _together(samples: list[Sample]) -> Sample:
    if len(samples) == 1:
        return samples[0]
    return Sample(
        at=samples[0].at,
        until=samples[-1].until,
        value=sum(sample.value / len(samples) for sample in samples),
        low=min(sample.low for sample in samples),
        high=max(sample.high for sample in samples),
    )
