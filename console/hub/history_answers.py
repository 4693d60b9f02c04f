"""What the hub answers about the past of a sensor: its readings, or their rollups."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from console.clock import Clock, utc
from console.contract.rollup_views import RollupView
from console.contract.views import Page, ReadingView
from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.domain.rollups import Per, Rollup
from console.domain.sites import Site
from console.errors import NotFound
from console.hub.board import Board
from console.hub.diagnosis_answers import DiagnosisAnswers
from console.hub.mark_answers import MarkAnswers
from console.store.store import Store

ITEMS_MAX = 5_000

T = TypeVar("T", Reading, Rollup)
V = TypeVar("V")


class HistoryAnswers:
    """Stretches of time in [start, end) (ms), newest first; `next` is the next `end`."""

    def __init__(self, site: Site, clock: Clock, board: Board, store: Store) -> None:
        self._sensors = frozenset(site.sensors())
        self._board = board
        self._store = store
        self.why = DiagnosisAnswers(site, clock, board, store)
        self.marks = MarkAnswers(site, board, store)

    async def readings(
        self, wanted: SensorId, span: tuple[int, int], limit: int
    ) -> Page[ReadingView]:
        """Return stored readings."""
        return await self._page(
            wanted, limit, lambda most: self._store.history(wanted, *span, most), _reading
        )

    async def rollups(
        self, wanted: SensorId, per: Per, span: tuple[int, int], limit: int
    ) -> Page[RollupView]:
        """Return readings rolled up; those of the newest minutes as they are this moment."""
        return await self._page(
            wanted, limit, lambda most: self._store.rollups(wanted, per, span, most), _rollup
        )

    async def _page(
        self,
        wanted: SensorId,
        limit: int,
        read: Callable[[int], Sequence[T]],
        shown: Callable[[T], V],
    ) -> Page[V]:
        if wanted not in self._sensors:
            raise NotFound("no_such_sensor", id=wanted)
        limit = max(1, min(limit, ITEMS_MAX))
        found = await asyncio.to_thread(read, limit + 1)
        more = utc(found[limit - 1].at).isoformat() if len(found) > limit else None
        items = tuple(shown(item) for item in found[:limit])
        return Page(items=items, as_of=self._board.as_of, next=more)


def _reading(reading: Reading) -> ReadingView:
    return ReadingView(at=utc(reading.at), value=reading.value, quality=reading.quality)


def _rollup(rollup: Rollup) -> RollupView:
    return RollupView(
        at=utc(rollup.at),
        count=rollup.count,
        mean=rollup.mean,
        min=rollup.min,
        max=rollup.max,
        last=rollup.last,
        doubtful=rollup.doubtful,
    )
