"""One sensor's past as asked of the hub: readings or their rollups, and what happened meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from console.clock import moment, utc
from console.contract.hub import Hub
from console.contract.mark_views import MarksView
from console.contract.rollup_views import RollupView
from console.contract.views import Page, ReadingView
from console.domain.rollups import Per
from console.domain.samples import Sample, fitting
from console.domain.sites import Sensor
from console.domain.values import Quality

PAGE = 5_000
PAGES = 4  # of readings that come far more often than they should


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """What a sensor measured in [start, end) (ms), earliest first; by `per` where rolled up.

    `doubtful` of its readings are not believed, `sound` ones are.
    """

    sensor: Sensor
    start: int
    end: int
    per: Per | None
    samples: tuple[Sample, ...]
    sound: int
    doubtful: int
    marks: MarksView


def ask_past(hub: Hub, sensor: Sensor, start: int, end: int) -> Past:
    """Return the past of `sensor`, rolled up as its length asks for; raise what the hub raises."""
    per = fitting(end - start, sensor.period_s)
    bounds: dict[str, Any] = {"start": utc(start), "end": utc(end)}
    marks = hub.ask(f"sensors/{sensor.id}/marks", MarksView, **bounds)
    by_hand = frozenset(moment(recorded.at) for recorded in marks.recorded)
    if per is None:
        readings = tuple(_pages(hub, sensor, ReadingView, bounds))
        samples = tuple(_of_readings(readings, by_hand))
        sound = sum(sample.sound for sample in samples)
        counted = sound, len(samples) - sound
    else:
        rollups = tuple(_pages(hub, sensor, RollupView, {**bounds, "by": per.value}))
        samples = tuple(_of_rollups(rollups, per, marks))
        counted = sum(r.count for r in rollups), sum(r.doubtful for r in rollups)
    return Past(
        sensor=sensor, start=start, end=end, per=per, samples=samples,
        sound=counted[0], doubtful=counted[1], marks=marks,
    )  # fmt: skip


def _pages(hub: Hub, sensor: Sensor, kind: Any, bounds: dict[str, Any]) -> list[Any]:
    """Return the stretch, earliest first."""
    found: list[Any] = []
    for _ in range(PAGES):
        page = hub.ask(f"sensors/{sensor.id}/history", Page[kind], limit=PAGE, **bounds)
        found += page.items
        if page.next is None:
            break
        bounds = {**bounds, "end": page.next}
    return found[::-1]


def _of_readings(readings: Sequence[ReadingView], by_hand: frozenset[int]) -> Iterator[Sample]:
    for reading in readings:
        at, value = moment(reading.at), reading.value
        sound = reading.quality == Quality.GOOD
        yield Sample(at, at, value, value, value, hand=at in by_hand, sound=sound)


def _of_rollups(rollups: Sequence[RollupView], per: Per, marks: MarksView) -> Iterator[Sample]:
    by_hand = {per.start_of(moment(recorded.at)) for recorded in marks.recorded}
    for rollup in rollups:
        if rollup.mean is None or rollup.min is None or rollup.max is None:
            continue  # nothing sound was measured then: a gap
        at = moment(rollup.at)
        yield Sample(at, at + per.step_ms, rollup.mean, rollup.min, rollup.max, hand=at in by_hand)
