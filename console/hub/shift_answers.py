"""What the hub answers to questions about shifts and the log, from what is committed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from console.clock import utc
from console.contract.facts import Fact
from console.contract.projection import case_view
from console.contract.shift_views import (
    HandoverLine,
    HandoverView,
    OwnedView,
    ShelvedView,
    ShiftsView,
)
from console.contract.views import AlertView, Page, WhoAmI
from console.domain.ids import AlertId
from console.domain.shifts import Handover, HandoverStep
from console.errors import NotFound
from console.hub.board import Board
from console.hub.people import Seat
from console.hub.selection import Selection
from console.hub.shift_book import number_of
from console.store.logbook import LogQuery
from console.store.store import Store

HANDOVER_FILTERS = ("step",)
LINES_MAX = 1_000


class ShiftAnswers:
    """One method per view."""

    def __init__(self, board: Board, store: Store) -> None:
        self._board = board
        self._store = store

    def manned(self, seat: Seat) -> Seat:
        """Return a seat with who is signed on there, if anyone is."""
        return seat.manned(self._board.around.duties.get(seat.who.seat))

    def whoami(self, seat: Seat) -> WhoAmI:
        """Return who the hub takes the caller for; `seat` is the account's."""
        acting = self.manned(seat)
        return WhoAmI(
            person=acting.who.person,
            seat=acting.who.seat,
            role=acting.role.name.lower(),
            shared=seat.shared,
            signed_on=acting.signed_on,
            account_role=seat.role.name.lower(),
        )

    def shifts(self) -> ShiftsView:
        """Return who is on duty, and what nobody signed for yet."""
        around = self._board.around
        return ShiftsView(
            as_of=self._board.as_of,
            duties=tuple(around.duties.values()),
            handovers=tuple(map(handover_line, around.handovers.values())),
        )

    def handovers(self, selection: Selection) -> Page[HandoverLine]:
        """Return handovers, newest first; without a step, all that are kept."""
        fitting = [
            handover_line(handover)
            for handover in self._board.handovers.values()
            if not selection.step or handover.step in selection.step
        ]
        fitting.sort(key=lambda line: -number_of(line.id))
        return selection.page(fitting, lambda line: line.id, self._board.as_of)

    def handover(self, wanted: str) -> HandoverView:
        """Return one handover in full, each thing it names as it is now."""
        handover = self._board.handovers.get(wanted)
        if handover is None:
            raise NotFound("no_such_handover", id=wanted)
        alerts, cases = self._board.alerts, self._board.cases
        return HandoverView(
            line=handover_line(handover),
            unacknowledged=self._known(handover.unacknowledged),
            owned=tuple(
                OwnedView(alert=alerts[o.alert], occurrence=o.occurrence, by=o.by, since=utc(o.at))
                for o in handover.owned
                if o.alert in alerts
            ),
            shelved=tuple(
                ShelvedView(alert=alerts[s.alert], until=utc(s.until))
                for s in handover.shelved
                if s.alert in alerts
            ),
            out_of_service=handover.out_of_service,
            out=handover.out,
            cases=tuple(case_view(cases[case]) for case in handover.cases if case in cases),
        )

    async def log(self, wanted: LogQuery, limit: int) -> Page[Fact]:
        """Return lines of the log, newest first; `next` is the number of the last one."""
        limit = max(1, min(limit, LINES_MAX))
        found = await asyncio.to_thread(self._store.log, wanted, limit + 1)
        more = str(found[limit - 1].n) if len(found) > limit else None
        return Page(items=tuple(found[:limit]), as_of=self._board.as_of, next=more)

    def _known(self, ids: Iterable[AlertId]) -> tuple[AlertView, ...]:
        return tuple(self._board.alerts[id] for id in ids if id in self._board.alerts)


def handover_line(handover: Handover) -> HandoverLine:
    """Return a handover in figures."""
    return HandoverLine(
        id=handover.id,
        by=handover.by,
        at=utc(handover.at),
        until=utc(handover.until),
        step=HandoverStep(handover.step),
        note=handover.note,
        accepted_by=handover.accepted_by,
        ended_at=None if handover.ended_at is None else utc(handover.ended_at),
        unacknowledged=len(handover.unacknowledged),
        owned=len(handover.owned),
        shelved=len(handover.shelved),
        out_of_service=len(handover.out_of_service),
        out=len(handover.out),
        cases=len(handover.cases),
    )
