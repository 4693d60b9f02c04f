"""What a chart is made of: series of samples, lines across, stretches on its axis, its frame."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

import msgspec

from console.domain.samples import Sample
from console.widgets.ink import Ink


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Samples in order of time; those further apart than `join_ms` have a gap between them."""

    samples: Sequence[Sample]
    join_ms: int
    ink: Ink = "accent"


class Across(msgspec.Struct, frozen=True):
    """A line across the chart: a limit or clear value with the word for it.

    A `faint` one is drawn where there is room for it, and left out without a word else.
    """

    value: float
    word: str
    ink: Ink
    faint: bool = False


class Run(msgspec.Struct, frozen=True):
    """A stretch to mark on the time axis (ms); without an end it goes on."""

    began: int
    ended: int | None
    ink: Ink


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """What the chart's height spans, and the round values named beside it."""

    low: float
    high: float
    ticks: tuple[float, ...] = ()

    def share(self, value: float) -> float:
        """Return how far below the top a value lies, 0 to 1."""
        return (self.high - max(self.low, min(self.high, value))) / (self.high - self.low)

    def holds(self, value: float) -> bool:
        """Tell whether a value lies on the scale."""
        return self.low <= value <= self.high


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What the chart spans: `start` to `end` in ms, room in cells, `decimals` of its values.

    Times are told in `zone` (the machine's own without one); `cursor` is a moment to mark.
    """

    start: int
    end: int
    width: int
    height: int
    decimals: int = 1
    zone: tzinfo | None = None
    cursor: int | None = None
