"""A scale with round figures, that stays as it is while what it shows fits it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10

from console.widgets.chart.parts import Across, Scale
from console.widgets.spark import QUIET, SCALE_MOST, scale, within

MARGIN = 0.06  # room above and below what is drawn
REACH = 3  # a limit so many times further away than values spread is told, not drawn,
QUIET_REACH = 8  # or so many times further than noise is
LOOSE = 0.35  # a scale of which less is used is made anew
STEPS = (1.0, 2.0, 5.0, 10.0)
LEAST = 1e-9  # of the largest figure: closer together they are the same


def scale_of(
    spans: Iterable[tuple[float, float]],
    across: Sequence[Across],
    *,
    rows: int,
    decimals: int = 1,
    before: Scale | None = None,
) -> Scale:
    """Return the scale for values from `spans` (least, greatest) and those limits that leave
    them recognisable; the one from `before` where it still serves."""
    lows, highs = zip(*spans, strict=True) if (spans := tuple(spans)) else ((0.0,), (1.0,))
    least, most = scale(min(lows), max(highs))
    low, high = _with_limits(least, most, across)
    if before is not None and _serves(before, low, high):
        return before
    room = (high - low) * MARGIN or max(abs(high) * MARGIN, 0.5)
    bottom = low - room if least < 0 else max(low - room, 0.0)
    return _rounded(bottom, high + room, most=max(rows // 3, 2), least=10.0**-decimals)


def _with_limits(low: float, high: float, across: Sequence[Across]) -> tuple[float, float]:
    """Stretch to the limits that are near enough, the nearest first."""
    # Noise should look quiet: values never count as spread less than that.
    quiet = max(abs(low), abs(high)) * QUIET
    reach = max((high - low) * REACH, quiet * QUIET_REACH, LEAST)
    figures = (within(a.value, -SCALE_MOST, SCALE_MOST) for a in across if not a.faint)
    for value in sorted(figures, key=lambda value: max(low - value, value - high)):
        if max(high, value) - min(low, value) <= reach:
            low, high = min(low, value), max(high, value)
    if (short := (quiet - (high - low)) / 2) > 0:
        low, high = low - short, high + short
    return low, high


def _serves(before: Scale, low: float, high: float) -> bool:
    whole = before.high - before.low
    return before.low <= low and high <= before.high and high - low >= whole * LOOSE


def _rounded(low: float, high: float, *, most: int, least: float) -> Scale:
    low, high = scale(low, high)
    step = _step((high - low) / most, least=least)
    first, last = floor(low / step), ceil(high / step)
    ticks = tuple(n * step for n in range(first, last + 1))
    return Scale(low=first * step, high=last * step, ticks=ticks)


def _step(wanted: float, *, least: float) -> float:
    """Return the smallest round step of at least `wanted`."""
    wanted = max(wanted, least)
    power = 10.0 ** floor(log10(wanted))
    return next(s * power for s in STEPS if s * power >= wanted or s == STEPS[-1])
