"""A trend in a few cells, with what lies past a limit in the limit's ink."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from console.domain.rules import Side
from console.widgets.ink import Ink, Line

# Never the full block: rows of sparklines stay apart.
BLOCKS = "▁▂▃▄▅▆▇"
QUIET = 0.25

SCALE_MOST = 1e300


class Bound(msgspec.Struct, frozen=True):
    """A limit, the side of it that is trouble, and the ink for values there."""

    limit: float
    side: Side = Side.HIGH
    ink: Ink = "high"

    def passed(self, value: float) -> bool:
        """Tell whether `value` lies past the limit."""
        return value > self.limit if self.side is Side.HIGH else value < self.limit


def spark(
    values: Sequence[float], width: int, *, bound: Bound | None = None, ink: Ink = "muted"
) -> Line:
    """Draw the newest `width` values; those past `bound` in its ink, the rest in `ink`."""
    shown = list(values[-width:])
    if not shown:
        return ((" " * width, ink),)
    low, high = min(shown), max(shown)
    if bound is not None:
        low, high = min(low, bound.limit), max(high, bound.limit)
    low, high = scale(low, high)
    pieces: list[tuple[str, Ink]] = [(" " * (width - len(shown)), ink)]
    for value in shown:
        past = bound is not None and bound.passed(value)
        block = _block(within(value, low, high), low, high)
        pieces.append((block, bound.ink if bound and past else ink))
    return _merged(pieces)


def within(value: float, low: float, high: float) -> float:
    """Return `value`, or the end of the scale it runs off."""
    return max(low, min(high, value))


def scale(low: float, high: float) -> tuple[float, float]:
    """Return a scale for values from `low` to `high`, however large: one with a finite span."""
    return within(low, -SCALE_MOST, SCALE_MOST), within(high, -SCALE_MOST, SCALE_MOST)


def _block(value: float, low: float, high: float) -> str:
    # A quiet sensor's noise should look quiet: the scale never spans less than that.
    span = max(high - low, abs(high) * QUIET, 1e-9)
    bottom = (low + high - span) / 2
    return BLOCKS[max(0, min(6, int((value - bottom) / span * 7)))]


def _merged(pieces: Sequence[tuple[str, Ink]]) -> Line:
    merged: list[tuple[str, Ink]] = []
    for text, ink in pieces:
        if merged and merged[-1][1] == ink:
            merged[-1] = (merged[-1][0] + text, ink)
        elif text:
            merged.append((text, ink))
    return tuple(merged)
