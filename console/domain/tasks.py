"""What can be done about a unit's task within a case."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.domain.case_facts import CaseFact
from console.domain.case_moves import Dispatch, Move, Report, StandDown, Travel
from console.domain.cases import Assignment, Case, Finding, Leg, active
from console.domain.causes import Seen
from console.domain.ids import UnitId
from console.domain.patrol_facts import (
    PatrolAccepted,
    PatrolEnRoute,
    PatrolLeft,
    PatrolOnSite,
    PatrolReported,
    PatrolStoodDown,
    UnitDispatched,
)
from console.domain.verification import Result, settled
from console.errors import Conflict, Refused

_TRAVEL: dict[Leg, type[PatrolAccepted | PatrolEnRoute | PatrolOnSite | PatrolLeft]] = {
    Leg.ACCEPTED: PatrolAccepted,
    Leg.EN_ROUTE: PatrolEnRoute,
    Leg.ON_SITE: PatrolOnSite,
    Leg.RELEASED: PatrolLeft,
}


def _dispatched(case: Case, move: Dispatch, now: int) -> Result:
    out = next((a for a in active(case) if a.unit == move.unit), None)
    if out is not None:
        if out.sent_by == move.person:
            return case, ()
        raise Conflict("unit_already_sent", id=case.id, by=out.sent_by, at=out.sent_at)
    number = len(case.assignments) + 1
    sent = Assignment(
        number=number, unit=move.unit, sent_by=move.person, sent_at=now, changed_at=now
    )
    fact = UnitDispatched(case=case.id, assignment=number, unit=move.unit)
    return replace(case, assignments=(*case.assignments, sent), changed_at=now), (fact,)


def _travelled(case: Case, move: Travel, now: int) -> Result:
    if move.leg is Leg.REPORTED:
        raise Refused("report_without_finding", id=case.id)
    task = _task(case, move.unit, again=move.leg is Leg.RELEASED)
    if task.leg is move.leg:
        return case, ()
    if move.leg.rank < task.leg.rank:
        raise Refused("leg_passed", id=case.id, unit=move.unit, leg=task.leg)
    kind = _TRAVEL[move.leg]
    fact: CaseFact = kind(case=case.id, assignment=task.number, unit=move.unit)
    return _with_leg(case, task, move.leg, now), (fact,)


def _reported(case: Case, move: Report, now: int) -> Result:
    task = _task(case, move.unit)
    if not move.findings:
        raise Refused("report_without_finding", id=case.id)
    if task.leg.rank < Leg.ON_SITE.rank:
        raise Refused("not_on_site", id=case.id, unit=move.unit, leg=task.leg)
    if _told_already(case, task, move.findings):
        return case, ()
    first = len(case.findings) + 1
    found = tuple(
        Finding(number=number, unit=move.unit, seen=seen, at=now)
        for number, seen in enumerate(move.findings, first)
    )
    told = PatrolReported(
        case=case.id,
        assignment=task.number,
        unit=move.unit,
        first=first,
        findings=move.findings,
    )
    case = _with_leg(case, task, Leg.REPORTED, now)
    return settled(replace(case, findings=(*case.findings, *found)), (told,), now)


def _told_already(case: Case, task: Assignment, findings: tuple[Seen, ...]) -> bool:
    """Tell whether the unit's newest report said just that, and nothing was done about it yet."""
    if task.leg is not Leg.REPORTED:
        return False
    last = tuple(f for f in case.findings if (f.unit, f.at) == (task.unit, task.changed_at))
    last = last[-len(findings) :]
    done = {remedy.finding for remedy in case.remedies if remedy.done_at is not None}
    return tuple(f.seen for f in last) == findings and not any(f.number in done for f in last)


def _task(case: Case, unit: UnitId, *, again: bool = False) -> Assignment:
    """Return the unit's task; with `again` its last one will do, though it has left it."""
    task = next((a for a in active(case) if a.unit == unit), None)
    if task is None and again:
        task = next((a for a in reversed(case.assignments) if a.unit == unit), None)
    if task is None:
        raise Refused("unit_not_sent", id=case.id, unit=unit)
    return task


def _with_leg(case: Case, task: Assignment, leg: Leg, now: int) -> Case:
    moved = replace(task, leg=leg, changed_at=now)
    assignments = tuple(moved if a.number == task.number else a for a in case.assignments)
    return replace(case, assignments=assignments, changed_at=now)


def _stood_down(case: Case, move: StandDown, now: int) -> Result:
    task = next((a for a in reversed(case.assignments) if a.unit == move.unit), None)
    if task is not None and task.leg is Leg.STOOD_DOWN:
        return case, ()
    task = _task(case, move.unit)
    fact = PatrolStoodDown(case=case.id, assignment=task.number, unit=move.unit)
    return _with_leg(case, task, Leg.STOOD_DOWN, now), (fact,)


TASK_MOVES: dict[type[Move], Callable[..., Result]] = {
    Dispatch: _dispatched,
    Travel: _travelled,
    Report: _reported,
    StandDown: _stood_down,
}
