"""Means, medians and percentiles of series: what the method works with instead of readings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import atan2, ceil, cos, degrees, radians, sin
from statistics import fmean

from console.domain.diagnosis.question import Series, Span


def within(series: Series, after: int, until: int) -> list[float]:
    """Return the values with `after < at <= until` (ms)."""
    first = bisect_right(series, after, key=lambda sample: sample[0])
    last = bisect_right(series, until, key=lambda sample: sample[0])
    return [value for _, value in series[first:last]]


def mean(values: Sequence[float]) -> float | None:
    """Return the mean, of nothing none."""
    return fmean(values) if values else None


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the value that `share` percent of `values` do not exceed (nearest rank)."""
    if not values:
        return None
    ranked = sorted(values)
    return ranked[max(0, min(len(ranked), ceil(share / 100 * len(ranked))) - 1)]


def bearing_of(directions: Sequence[float]) -> float | None:
    """Return the mean of directions (degrees), which no plain mean is."""
    if not directions:
        return None
    east = fmean(sin(radians(direction)) for direction in directions)
    north = fmean(cos(radians(direction)) for direction in directions)
    return degrees(atan2(east, north)) % 360


def off_by(one: float, other: float) -> float:
    """Return how far two directions are apart, 0 to 180 degrees."""
    return abs((one - other + 180) % 360 - 180)


def worst(series: Series, window_ms: int, span: Span, *, low: bool = False) -> int | None:
    """Return the moment (ms) in `span` whose window up to then has the highest (`low`: lowest)
    mean; none where nothing was measured."""
    best: tuple[float, int] | None = None
    total, first = 0.0, 0
    for last, (at, value) in enumerate(series):
        total += value
        while series[first][0] <= at - window_ms:
            total -= series[first][1]
            first += 1
        if span.began <= at <= span.ended:
            figure = total / (last - first + 1)
            ranked = -figure if low else figure
            if best is None or ranked > best[0]:
                best = ranked, at
    return None if best is None else best[1]
