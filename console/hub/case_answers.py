"""What the hub answers to questions about cases and patrol units, from what is committed."""

from __future__ import annotations

import asyncio

from console.clock import Clock, utc
from console.contract.case_views import CaseDetail, CaseView, UnitView
from console.contract.projection import case_view
from console.contract.views import Page
from console.domain.cases import progress
from console.domain.ids import CaseId, UnitId
from console.domain.people import Unit
from console.domain.sites import Site
from console.errors import NotFound
from console.hub.board import Board
from console.hub.nearest import nearest
from console.hub.selection import Selection
from console.store.store import Store

HISTORY_FACTS = 500


class CaseAnswers:
    """One method per view."""

    def __init__(self, site: Site, clock: Clock, board: Board, store: Store) -> None:
        self._units = site.units
        self._clock = clock
        self._board = board
        self._store = store

    def cases(self, selection: Selection) -> Page[CaseView]:
        """Return cases, newest first; without a step or an outcome, those not closed."""
        fitting = [case for case in self._board.cases.values() if selection.case_fits(case)]
        fitting.sort(key=lambda case: -int(case.id.partition("-")[2]))
        page = selection.page(fitting, lambda case: case.id, self._board.as_of)
        return Page(items=tuple(map(case_view, page.items)), as_of=page.as_of, next=page.next)

    async def case(self, wanted: CaseId) -> CaseDetail:
        """Return one case with its history, and how far its verification has come."""
        case = self._board.cases.get(wanted)
        if case is None:
            raise NotFound("no_such_case", id=wanted)
        history = await asyncio.to_thread(self._store.facts_of_case, wanted, HISTORY_FACTS)
        return CaseDetail(
            case=case_view(case),
            progress=progress(case, self._clock.now()),
            history=tuple(history),
        )

    def patrols(self, selection: Selection) -> Page[UnitView]:
        """Return the units in the order of the site file."""
        views = [self._view(unit) for unit in self._units.values() if selection.unit_fits(unit)]
        return selection.page(views, lambda view: view.unit.id, self._board.as_of)

    def patrol(self, wanted: UnitId) -> UnitView:
        """Return one unit."""
        unit = self._units.get(wanted)
        if unit is None:
            raise NotFound("no_such_unit", id=wanted, nearest=nearest(wanted, self._units))
        return self._view(unit)

    def _view(self, unit: Unit) -> UnitView:
        out = self._board.out(unit.id)
        if out is None:
            return UnitView(unit=unit)
        case, task = out
        return UnitView(unit=unit, case=case.id, leg=task.leg, since=utc(task.changed_at))
