"""Decides what patrol units say of their tasks, themselves or through a dispatcher."""

from __future__ import annotations

from console.contract.patrols import (
    AcceptAssignment,
    AmendReport,
    ArriveOnSite,
    AskSecondUnit,
    CheckIn,
    DeclineAssignment,
    LeaveSite,
    PatrolRequest,
    ReportFindings,
    SetOut,
)
from console.domain import patrol_moves as moves
from console.domain.case_moves import Move, Report, Travel
from console.domain.cases import Leg
from console.domain.causes import Seen
from console.domain.evidence import sound_seen
from console.domain.ids import CaseId
from console.domain.matters import Heard
from console.domain.people import Unit
from console.domain.values import Role
from console.errors import NotPermitted, Refused
from console.hub.accountability import Accountability
from console.hub.casebook import Casebook
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling
from console.hub.unit_book import UnitBook

FINDINGS_MOST = 50
COUNT_MOST = 10_000
WORDS_MOST = 2_000
REFERENCE_MOST = 500  # characters of a photo's reference


class PatrolDesk:
    """One method per kind of saying."""

    def __init__(self, units: UnitBook, casebook: Casebook, clocks: Accountability) -> None:
        self._units = units
        self._book = casebook
        self._clocks = clocks
        self.handlers: Handlers = {
            AcceptAssignment: lambda said, seat, now: self._travel(Leg.ACCEPTED, said, seat, now),
            SetOut: lambda said, seat, now: self._travel(Leg.EN_ROUTE, said, seat, now),
            ArriveOnSite: lambda said, seat, now: self._travel(Leg.ON_SITE, said, seat, now),
            LeaveSite: lambda said, seat, now: self._travel(Leg.RELEASED, said, seat, now),
            ReportFindings: self._report,
            DeclineAssignment: self._decline,
            CheckIn: self._check_in,
            AskSecondUnit: self._ask,
            AmendReport: self._amend,
        }

    def _travel(self, leg: Leg, said: PatrolRequest, seat: Seat, now: int) -> Ruling:
        case, how = self._heard(said, seat)
        return self._act(case, Travel(said.unit, leg, how), now)

    def _report(self, said: ReportFindings, seat: Seat, now: int) -> Ruling:
        if len(said.findings) > FINDINGS_MOST:
            raise Refused("bad_count", value=len(said.findings), most=FINDINGS_MOST)
        for seen in said.findings:
            _check(seen)
        case, how = self._heard(said, seat)
        return self._act(case, Report(said.unit, said.findings, how), now)

    def _decline(self, said: DeclineAssignment, seat: Seat, now: int) -> Ruling:
        case, how = self._heard(said, seat)
        _reasoned(said, case)
        return self._act(case, moves.Decline(said.unit, how), now)

    def _check_in(self, said: CheckIn, seat: Seat, now: int) -> Ruling:
        case, how = self._heard(said, seat)
        return self._act(case, moves.CheckIn(said.unit, how), now)

    def _ask(self, said: AskSecondUnit, seat: Seat, now: int) -> Ruling:
        case, how = self._heard(said, seat)
        words = said.note.strip()
        if not words:
            raise Refused("asks_for_what", id=case)
        return self._act(case, moves.Ask(said.unit, words, how), now)

    def _amend(self, said: AmendReport, seat: Seat, now: int) -> Ruling:
        if said.seen is not None:
            _check(said.seen)
        case, how = self._heard(said, seat)
        _reasoned(said, case)
        return self._act(case, moves.Amend(said.unit, said.finding, said.seen, how), now)

    def _heard(self, said: PatrolRequest, seat: Seat) -> tuple[CaseId, moves.Said]:
        """Return what case it is about, and how the unit was heard; raise what forbids it."""
        unit = self._units.unit(said.unit)
        heard = said.heard
        if seat.unit == unit.id or seat.who.seat in unit.accounts:
            heard = None  # it speaks for itself
        else:
            _on_behalf(unit, heard, seat)
        case = self._case(said)
        return case, moves.Said(heard, self._clocks.check(unit.id, case))

    def _act(self, case: CaseId, move: Move, now: int) -> Ruling:
        return Ruling(about=self._book.act(case, move, now).id)

    def _case(self, said: PatrolRequest) -> CaseId:
        if said.case is not None:
            return said.case
        out = self._book.out(said.unit)
        if out is not None:
            return out[0].id
        last = self._book.last_of(said.unit)
        if last is None or not isinstance(said, LeaveSite | DeclineAssignment | AmendReport):
            raise Refused("unit_free", id=said.unit)
        return last.id  # saying twice that it left is saying it once


def _on_behalf(unit: Unit, heard: Heard | None, seat: Seat) -> None:
    """Raise NotPermitted or Refused unless `seat` may speak for `unit` and says how it heard."""
    if seat.role < Role.DISPATCHER:
        raise NotPermitted(
            "on_behalf",
            unit=unit.id,
            role=Role.DISPATCHER.name.lower(),
            have=seat.role.name.lower(),
        )
    if heard is None:
        raise Refused("heard_how", unit=unit.id)
    if len(heard.words or "") > WORDS_MOST:
        raise Refused("text_too_long", field="words", most=WORDS_MOST)


def _reasoned(said: PatrolRequest, case: CaseId) -> None:
    if not (said.reason or "").strip():
        raise Refused("reason_required", id=case)


def _check(seen: Seen) -> None:
    if seen.count is not None and not 1 <= seen.count <= COUNT_MOST:
        raise Refused("bad_count", value=seen.count, most=COUNT_MOST)
    for name, most in (("note", WORDS_MOST), ("photo", REFERENCE_MOST), ("unit", 40)):
        if len(getattr(seen, name) or "") > most:
            raise Refused("text_too_long", field=name, most=most)
    sound_seen(seen)
