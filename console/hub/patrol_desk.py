"""Decides what patrol units say of their tasks, themselves or through a dispatcher."""

from __future__ import annotations

from console.contract.patrols import (
    AcceptAssignment,
    ArriveOnSite,
    LeaveSite,
    PatrolRequest,
    ReportFindings,
    SetOut,
)
from console.domain.case_moves import Move, Report, Travel
from console.domain.cases import Leg
from console.domain.causes import Seen
from console.domain.ids import CaseId
from console.domain.sites import Site
from console.domain.values import Role
from console.errors import NotFound, NotPermitted, Refused
from console.hub.casebook import Casebook
from console.hub.nearest import nearest
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling

FINDINGS_MOST = 50
COUNT_MOST = 10_000


class PatrolDesk:
    """One method per kind of saying."""

    def __init__(self, site: Site, casebook: Casebook) -> None:
        self._units = site.units
        self._book = casebook
        self.handlers: Handlers = {
            AcceptAssignment: lambda said, seat, now: self._travel(Leg.ACCEPTED, said, seat, now),
            SetOut: lambda said, seat, now: self._travel(Leg.EN_ROUTE, said, seat, now),
            ArriveOnSite: lambda said, seat, now: self._travel(Leg.ON_SITE, said, seat, now),
            LeaveSite: lambda said, seat, now: self._travel(Leg.RELEASED, said, seat, now),
            ReportFindings: self._report,
        }

    def _travel(self, leg: Leg, said: PatrolRequest, seat: Seat, now: int) -> Ruling:
        return self._act(said, Travel(said.unit, leg), seat, now)

    def _report(self, said: ReportFindings, seat: Seat, now: int) -> Ruling:
        if len(said.findings) > FINDINGS_MOST:
            raise Refused("bad_count", value=len(said.findings), most=FINDINGS_MOST)
        for seen in said.findings:
            _check(seen)
        return self._act(said, Report(said.unit, said.findings), seat, now)

    def _act(self, said: PatrolRequest, move: Move, seat: Seat, now: int) -> Ruling:
        unit = self._units.get(said.unit)
        if unit is None:
            near = nearest(said.unit, self._units)
            raise NotFound("no_such_unit", id=said.unit, nearest=near)
        own = seat.unit == unit.id or seat.who.seat in unit.accounts
        if not own and seat.role < Role.DISPATCHER:
            raise NotPermitted(
                "on_behalf",
                unit=unit.id,
                role=Role.DISPATCHER.name.lower(),
                have=seat.role.name.lower(),
            )
        return Ruling(about=self._book.act(self._case(said), move, now).id)

    def _case(self, said: PatrolRequest) -> CaseId:
        if said.case is not None:
            return said.case
        out = self._book.out(said.unit)
        if out is not None:
            return out[0].id
        last = self._book.last_of(said.unit)
        if last is None or not isinstance(said, LeaveSite):
            raise Refused("unit_free", id=said.unit)
        return last.id  # saying twice that it left is saying it once


def _check(seen: Seen) -> None:
    if seen.count is not None and not 1 <= seen.count <= COUNT_MOST:
        raise Refused("bad_count", value=seen.count, most=COUNT_MOST)
