"""What the hub answers about scenes: their key figures, from what is committed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from console.clock import Clock, moment, utc
from console.contract.scene_views import FigureView, SceneFigures
from console.domain.figuring import Figuring
from console.domain.ids import SceneId, SensorId
from console.domain.key_figures import KeyFigure
from console.domain.readings import Reading
from console.domain.rollups import Per, Rollup
from console.domain.sites import Site
from console.domain.values import Quality
from console.errors import NotFound
from console.hub.board import Board
from console.hub.nearest import nearest
from console.store.store import Store

READINGS_MOST = 2_000  # of a sensor, for one figure
ROLLUPS_MOST = 1_000


class StoredPast:
    """What was measured, by board and store."""

    def __init__(self, board: Board, store: Store) -> None:
        self._board = board
        self._store = store

    def newest(self, sensor: SensorId) -> Reading | None:
        """Return a sensor's newest reading."""
        latest = self._board.latest(sensor)
        if latest.at is None or latest.value is None or latest.quality is None:
            return None
        return Reading(sensor, moment(latest.at), latest.value, Quality(latest.quality))

    def readings(self, sensor: SensorId, span: tuple[int, int]) -> Sequence[Reading]:
        """Return its readings within a span (ms), oldest first."""
        return self._store.history(sensor, span[0], span[1] + 1, READINGS_MOST)[::-1]

    def rollups(self, sensor: SensorId, per: Per, span: tuple[int, int]) -> Sequence[Rollup]:
        """Return its rollups within a span (ms), oldest first."""
        return self._store.rollups(sensor, per, span, ROLLUPS_MOST)[::-1]


class SceneAnswers:
    """One method per view."""

    def __init__(self, site: Site, clock: Clock, board: Board, store: Store) -> None:
        self._site = site
        self._clock = clock
        self._board = board
        self._past = StoredPast(board, store)
        self._zone = ZoneInfo(site.time_zone)

    async def figures(self, wanted: SceneId) -> SceneFigures:
        """Return a scene's key figures as they are now."""
        scene = self._site.scenes.get(wanted)
        if scene is None:
            raise NotFound("no_such_scene", id=wanted, nearest=nearest(wanted, self._site.scenes))
        now, as_of = self._clock.now(), self._board.as_of
        figuring = Figuring(self._site, self._past, now, self._zone)
        views = await asyncio.to_thread(
            lambda: tuple(_view(figuring, figure) for figure in scene.figures)
        )
        return SceneFigures(as_of=as_of, now=utc(now), scene=wanted, figures=views)


def _view(figuring: Figuring, figure: KeyFigure) -> FigureView:
    found = figuring.of(figure)
    return FigureView(
        figure=figure,
        value=found.value,
        against=found.against,
        at=None if found.at is None else utc(found.at),
        fresh=found.fresh,
        of=found.of,
        bars=found.bars,
        points=tuple((utc(at), value) for at, value in found.points),
        usual=tuple((utc(at), value) for at, value in found.usual),
    )
