"""What each gauge tells, from its definition alone: slow, plain, over all readings ever."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

from console.domain.air_index import aqi, iaqi
from console.domain.water_class import classify
from tests.domain.test_windows import naive

Told = list[tuple[int, float]]
Figure = tuple[float, bool] | None  # the value, and whether it is only the least

HOUR = 3_600_000


def changed(told: Told, *, over: int, hold: int) -> Figure:
    """Return the newest value less the newest one at or before `over` ms earlier."""
    told = sorted(told)
    at, value = told[-1]
    before = [reading for reading in told if reading[0] <= at - over]
    if not before or at - over - before[-1][0] > hold:
        return None
    return value - before[-1][1], False


def unchanged(told: Told, *, most: int, hold: int) -> Figure:
    """Return for how many seconds the value has been the same, at most `most` ms."""
    told = sorted(told)
    first, seen = len(told) - 1, False
    while first > 0 and told[first][0] - told[first - 1][0] <= hold:
        if told[first - 1][1] != told[first][1]:
            seen = True
            break
        first -= 1
    lasted = min(told[-1][0] - told[first][0], most)
    return lasted / 1000, not seen and lasted < most


def counted(told: Told, *, limit: float, clear: float, within: int) -> Figure:
    """Return how many exceedances began within the stretch up to the newest reading."""
    told, sign = sorted(told), 1 if clear <= limit else -1
    at, count = told[-1][0], 0
    for moment, value in told:
        if moment > at - within and sign * value > sign * limit:
            before = [
                sign * one > sign * limit
                for then, one in told
                if moment - within <= then < moment
                and (sign * one > sign * limit or sign * one < sign * clear)
            ]
            count += not (before and before[-1])
    return float(count), False


def deviated(
    newest: Mapping[str, tuple[int, float]], own: str, *, period: int, least: int
) -> Figure:
    """Return the own value less the median of what others measured at the same time."""
    if own not in newest:
        return None
    at, value = newest[own]
    others = [
        one for sensor, (then, one) in newest.items() if sensor != own and abs(then - at) < period
    ]
    return (value - median(others), False) if len(others) >= least else None


def air_index(told: Mapping[str, Told], *, edition: str, period: int) -> Figure:
    """Return the index of the hourly means, by pollutant."""
    now = max(at for readings in told.values() for at, _ in readings)
    indices: dict[str, int | None] = {}
    for pollutant, readings in told.items():
        newest = max(at for at, _ in readings)
        mean = naive(readings, window=HOUR, period=period, share=0.75)
        if mean is not None and newest + period * 3 // 2 >= now:
            indices[pollutant] = iaqi(pollutant, mean, edition=edition)
    found = aqi(indices).value
    return None if found is None else (float(found), False)


def water(newest: Mapping[str, tuple[int, float]], *, items: int, target: int, hold: int) -> Figure:
    """Return by how many classes it is worse, from the items that are evidence."""
    now = max(at for at, _ in newest.values())
    known = {item: value for item, (at, value) in newest.items() if at + hold >= now}
    found = classify(known, lake=False)
    if found is None:
        return None
    return float(max(0, found.water_class - target)), len(known) < items
