"""A rule's episodes, written from the definition alone: slow, plain, and nothing of ours.

A value past the limit is an exceedance once it has been so for the on-delay; it is over once the
value has been back past the clear value for the off-delay. A value is evidence for `hold` ms;
where evidence ends, nothing is known, and a delay that ran starts again. A mean over `window` is
judged only where readings cover `share` of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from math import inf
from typing import NamedTuple

HOUR = 3_600_000

Told = Sequence[tuple[int, float]]


class Definition(NamedTuple):
    """What there is to a rule; each clause can be left out."""

    limit: float
    clear: float
    on_delay: int = 0
    off_delay: int = 0
    hold: int = HOUR + HOUR // 2
    window: int = HOUR
    share: float = 0.75


class Found(NamedTuple):
    """An episode."""

    raised: int
    returned: int | None
    peak: float
    readings: int


def episodes(told: Told, rule: Definition) -> list[Found]:
    """Return every episode of `rule` in hourly readings."""
    judged = means(told, rule)
    found: list[Found] = []
    now = judged[0][0]
    while True:
        raised = lasting(judged, now, lambda value: value > rule.limit, rule.on_delay, rule.hold)
        if raised is None:
            return found
        returned = lasting(
            judged, raised, lambda value: value < rule.clear, rule.off_delay, rule.hold
        )
        found.append(described(judged, raised, returned))
        if returned is None:
            return found
        now = returned


def lasting(
    judged: Told, since: int, holds: Callable[[float], bool], delay: int, hold: int
) -> int | None:
    """Return the first moment from `since` at which `holds` has been known true for `delay`."""
    for index in range(bisect_left(judged, (since,)), len(judged)):
        due = judged[index][0] + delay
        stretch = [judged[index]]
        for reading in judged[index + 1 :]:
            if reading[0] >= due:
                break
            stretch.append(reading)
        ends = [at for at, _ in stretch[1:]] + [due]
        known = all(end - at <= hold for (at, _), end in zip(stretch, ends, strict=True))
        if known and all(holds(value) for _, value in stretch):
            return due
    return None


def described(judged: Told, raised: int, returned: int | None) -> Found:
    """Return what there is to say of an episode."""
    until = returned if returned is not None else 2**62
    begin, end = bisect_left(judged, (raised,)), bisect_left(judged, (until,))
    within = [value for _, value in judged[begin:end]]
    when_raised = judged[bisect_right(judged, (raised, inf)) - 1][1]
    return Found(raised, returned, max([when_raised, *within]), len(within))


def means(told: Told, rule: Definition) -> list[tuple[int, float]]:
    """Return the mean up to each hourly reading, where enough of its window is covered."""
    found = []
    for index, (at, _) in enumerate(told):
        hours = [
            (then, value)
            for then, value in told[max(0, index - rule.window // HOUR) : index + 1]
            if then > at - rule.window
        ]
        if len(hours) * HOUR >= rule.share * rule.window:
            found.append((at, sum(value for _, value in hours) / len(hours)))
    return found
