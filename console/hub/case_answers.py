"""What the hub answers to questions about cases, from what is committed."""

from __future__ import annotations

import asyncio

from console.clock import Clock
from console.contract.case_views import CaseDetail, CaseView
from console.contract.projection import case_view
from console.contract.views import Page
from console.domain.cases import progress
from console.domain.ids import CaseId
from console.domain.sites import Site
from console.errors import NotFound
from console.hub.board import Board
from console.hub.patrol_answers import PatrolAnswers
from console.hub.selection import Selection
from console.store.store import Store

HISTORY_FACTS = 500


class CaseAnswers:
    """One method per view."""

    def __init__(self, site: Site, clock: Clock, board: Board, store: Store) -> None:
        self._clock = clock
        self._board = board
        self.patrols = PatrolAnswers(site, clock, board)
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
