"""What a hub in memory answers about scenes: worked out by the product's own rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from console.clock import utc
from console.contract.scene_views import FigureView, SceneFigures
from console.domain.figuring import Figuring
from console.domain.ids import SceneId, SensorId
from console.domain.readings import Reading
from console.domain.rollups import Per, Rollup
from console.errors import NotFound

if TYPE_CHECKING:
    from tests.ui.fakes import FakeHub


class RememberedPast:
    """What the test measured."""

    def __init__(self, hub: FakeHub) -> None:
        self._readings = hub.readings

    def newest(self, sensor: SensorId) -> Reading | None:
        found = self._readings.get(sensor)
        return found[-1] if found else None

    def readings(self, sensor: SensorId, span: tuple[int, int]) -> Sequence[Reading]:
        return [r for r in self._readings.get(sensor, ()) if span[0] <= r.at <= span[1]]

    def rollups(self, sensor: SensorId, per: Per, span: tuple[int, int]) -> Sequence[Rollup]:
        by_start: dict[int, list[float]] = {}
        for reading in self.readings(sensor, span):
            by_start.setdefault(per.start_of(reading.at), []).append(reading.value)
        return [
            Rollup(
                at=at,
                count=len(values),
                total=sum(values),
                min=min(values),
                max=max(values),
                last=values[-1],
                doubtful=0,
            )
            for at, values in sorted(by_start.items())
        ]


def scene_figures(hub: FakeHub, wanted: str) -> SceneFigures:
    """Return a scene's key figures."""
    scene = hub.site.scenes.get(SceneId(wanted))
    if scene is None:
        raise NotFound("no_such_scene", id=wanted)
    zone = ZoneInfo(hub.site.time_zone)
    figuring = Figuring(hub.site, RememberedPast(hub), hub.now, zone)
    views = []
    for figure in scene.figures:
        found = figuring.of(figure)
        views.append(
            FigureView(
                figure=figure,
                value=found.value,
                against=found.against,
                fresh=found.fresh,
                of=found.of,
                bars=found.bars,
                points=tuple((utc(at), value) for at, value in found.points),
                usual=tuple((utc(at), value) for at, value in found.usual),
            )
        )
    return SceneFigures(
        as_of=len(hub.facts), now=utc(hub.now), scene=scene.id, figures=tuple(views)
    )
