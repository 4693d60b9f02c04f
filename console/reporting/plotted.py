"""What a plot is of: each sensor's past with the rules that judge it, and both as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from console.clock import utc
from console.contract.hub import Hub
from console.contract.rule_views import Explanation
from console.contract.views import SensorView
from console.domain.ids import SensorId
from console.domain.rollups import Per
from console.domain.rules import Rule
from console.domain.sites import Sensor
from console.domain.values import Bilingual
from console.past import Past, ask_past
from console.widgets.chart.of_sensor import judging_values
from console.widgets.ink import Ink

BY = {Per.MINUTE: "plot.by.minute", Per.HOUR: "plot.by.hour"}


class Plotted(msgspec.Struct, frozen=True, kw_only=True):
    """One sensor with its past and the rules that judge it."""

    sensor: Sensor
    device: Bilingual
    rules: tuple[Rule, ...]
    past: Past


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened at `at` (ms), to be marked across a plot."""

    at: int
    word: str
    ink: Ink = "faint"


def ask_sensor(client: Hub, id: SensorId) -> SensorView:
    """Return a sensor; raise NotFound."""
    return client.ask(f"sensors/{id}", SensorView)


def ask_plotted(client: Hub, view: SensorView, bounds: tuple[int, int]) -> Plotted:
    """Return what to plot of a sensor in [start, end) (ms)."""
    sensor = view.sensor
    told = client.ask(f"sensors/{sensor.id}/rules", Explanation)
    return Plotted(
        sensor=sensor,
        device=view.device_name,
        rules=tuple(concern.rule for concern in told.concerns if concern.target == sensor.id),
        past=ask_past(client, sensor, *bounds),
    )


def document(plotted: Sequence[Plotted], bounds: tuple[int, int]) -> dict[str, Any]:
    """Return the points as programs read them: moments in RFC 3339, values in the unit said."""
    return {
        "start": utc(bounds[0]),
        "end": utc(bounds[1]),
        "as_of": max(one.past.marks.as_of for one in plotted),
        "sensors": [
            {
                "sensor": one.sensor.id,
                "unit": one.sensor.unit,
                "by": one.past.per,
                "limits": list(_limits(one.rules)),
                "stood": one.past.marks.stood,
                "recorded": one.past.marks.recorded,
                "points": list(_points(one.past)),
            }
            for one in plotted
        ],
    }


def _limits(rules: Sequence[Rule]) -> Iterator[dict[str, Any]]:
    for rule in judging_values(rules):
        for level in rule.levels:
            yield {
                "rule": rule.id,
                "priority": level.priority,
                "side": rule.side,
                "limit": level.limit,
                "clear": level.clear,
            }


def _points(past: Past) -> Iterator[dict[str, Any]]:
    for sample in past.samples:
        point: dict[str, Any] = {"at": utc(sample.at), "value": sample.value}
        if past.per is not None:
            point |= {"min": sample.low, "max": sample.high}
        else:
            point |= {"sound": sample.sound}
        yield point | ({"by_hand": True} if sample.hand else {})
