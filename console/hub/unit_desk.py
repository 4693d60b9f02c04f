"""Decides who is sent, and what the control room says of units' readiness."""

from __future__ import annotations

from console.contract.cases import DispatchUnit
from console.contract.patrols import (
    BeginDuty,
    EndDuty,
    FreeUnit,
    ReserveUnit,
    RestoreUnit,
    UnitRequest,
    WithdrawUnit,
)
from console.domain.case_moves import Dispatch
from console.domain.fitness import lacking, matter_of, needs_of
from console.domain.people import PatrolPolicy, Unit
from console.domain.sites import Site
from console.domain.unit_facts import (
    DutyBegan,
    DutyEnded,
    UnitFreed,
    UnitReserved,
    UnitRestored,
    UnitWithdrawn,
)
from console.errors import Conflict, Refused
from console.hub.casebook import Casebook
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling
from console.hub.unit_book import UnitBook

RESERVED_MOST_S = 7 * 24 * 3600.0


class UnitDesk:
    """One method per operation."""

    def __init__(self, site: Site, units: UnitBook, casebook: Casebook) -> None:
        self._site = site
        self._units = units
        self._book = casebook
        self.handlers: Handlers = {
            DispatchUnit: self._dispatch,
            ReserveUnit: self._reserve,
            FreeUnit: self._free,
            WithdrawUnit: self._withdraw,
            RestoreUnit: self._restore,
            BeginDuty: self._begin_duty,
            EndDuty: self._end_duty,
        }

    def _dispatch(self, request: DispatchUnit, seat: Seat, now: int) -> Ruling:
        unit = self._units.unit(request.unit)
        case = self._book.case(request.case)
        tasks = self._book.tasks(unit.id)
        check: PatrolPolicy | None = self._site.patrols
        if not any(other.id == case.id for other, _ in tasks):  # else the case itself knows
            self._require_fit(request, unit, now)
            if not request.anyway:
                self._require_free(unit, now)
            check = None if tasks else check
        move = Dispatch(unit.id, seat.who.person, check)
        return Ruling(about=self._book.act(case.id, move, now).id)

    def _require_fit(self, request: DispatchUnit, unit: Unit, now: int) -> None:
        """Raise Refused unless the unit can be sent to that case at all."""
        state = self._units.state(unit.id)
        if (gone := state.withdrawn) is not None:
            raise Refused("unit_withdrawn", id=unit.id, by=gone.by, at=gone.at, why=gone.why)
        if not self._units.on_duty(unit, now):
            raise Refused("unit_off_duty", id=unit.id)
        needs = needs_of(matter_of(self._book.case(request.case)))
        if missing := lacking(unit, needs, self._site.units.values()):
            raise Refused("unit_unfit", id=unit.id, skills=", ".join(missing))

    def _require_free(self, unit: Unit, now: int) -> None:
        """Raise Conflict where the unit has a task or is reserved: who did that, and when."""
        out = self._book.out(unit.id)
        if out is not None:
            case, task = out
            raise Conflict("unit_busy", id=unit.id, case=case.id, by=task.sent_by, at=task.sent_at)
        kept = self._units.state(unit.id).reserved
        if kept is not None and now < kept.until:
            raise Conflict(
                "unit_reserved",
                id=unit.id,
                by=kept.by,
                at=kept.at,
                until=kept.until,
                purpose=kept.purpose,
            )

    def _reserve(self, request: ReserveUnit, seat: Seat, now: int) -> Ruling:
        unit, purpose = self._units.unit(request.unit), _reason(request)
        if not 0 < request.for_s <= RESERVED_MOST_S:
            raise Refused("bad_reservation", value=request.for_s, most=RESERVED_MOST_S)
        state, until = self._units.state(unit.id), now + round(request.for_s * 1000)
        if (gone := state.withdrawn) is not None:
            raise Refused("unit_withdrawn", id=unit.id, by=gone.by, at=gone.at, why=gone.why)
        kept = state.reserved
        if kept is not None and kept.by != seat.who.person:
            raise Conflict(
                "unit_reserved",
                id=unit.id,
                by=kept.by,
                at=kept.at,
                until=kept.until,
                purpose=kept.purpose,
            )
        if kept is None or (kept.until, kept.purpose) != (until, purpose):
            what = UnitReserved(unit=unit.id, until=until, purpose=purpose)
            self._units.say(what, seat.who.person, now)
        return Ruling(about=unit.id)

    def _free(self, request: FreeUnit, seat: Seat, now: int) -> Ruling:
        unit = self._units.unit(request.unit)
        if self._units.state(unit.id).reserved is not None:
            self._units.say(UnitFreed(unit=unit.id), seat.who.person, now)
        return Ruling(about=unit.id)

    def _withdraw(self, request: WithdrawUnit, seat: Seat, now: int) -> Ruling:
        unit, why = self._units.unit(request.unit), _reason(request)
        gone = self._units.state(unit.id).withdrawn
        if gone is not None and gone.by != seat.who.person:
            raise Conflict("unit_withdrawn", id=unit.id, by=gone.by, at=gone.at, why=gone.why)
        if gone is None or gone.why != why:
            self._units.say(UnitWithdrawn(unit=unit.id, why=why), seat.who.person, now)
        return Ruling(about=unit.id)

    def _restore(self, request: RestoreUnit, seat: Seat, now: int) -> Ruling:
        unit = self._units.unit(request.unit)
        if self._units.state(unit.id).withdrawn is not None:
            self._units.say(UnitRestored(unit=unit.id), seat.who.person, now)
        return Ruling(about=unit.id)

    def _begin_duty(self, request: BeginDuty, seat: Seat, now: int) -> Ruling:
        unit = self._units.unit(request.unit)
        if not self._units.on_duty(unit, now):
            until = self._units.shift_changes(unit, now)
            self._units.say(DutyBegan(unit=unit.id, until=until), seat.who.person, now)
        return Ruling(about=unit.id)

    def _end_duty(self, request: EndDuty, seat: Seat, now: int) -> Ruling:
        unit = self._units.unit(request.unit)
        if (out := self._book.out(unit.id)) is not None:
            case, task = out
            raise Conflict("unit_busy", id=unit.id, case=case.id, by=task.sent_by, at=task.sent_at)
        if self._units.on_duty(unit, now):
            until = self._units.shift_changes(unit, now)
            self._units.say(DutyEnded(unit=unit.id, until=until), seat.who.person, now)
        return Ruling(about=unit.id)


def _reason(request: UnitRequest) -> str:
    reason = (request.reason or "").strip()
    if not reason:
        raise Refused("reason_required", id=request.unit)
    return reason
