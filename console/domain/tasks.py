"""What can be done about a unit's task within a case."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.domain.accountability import came_up, checked_in, missed, next_check, with_task
from console.domain.case_facts import CaseFact
from console.domain.case_moves import Dispatch, Move, Report, StandDown, Travel
from console.domain.cases import Assignment, Case, Finding, Leg, active
from console.domain.causes import Seen
from console.domain.ids import UnitId
from console.domain.patrol_facts import (
    PatrolAccepted,
    PatrolDeclined,
    PatrolEnRoute,
    PatrolLeft,
    PatrolOnSite,
    PatrolReported,
    PatrolStoodDown,
    ReportAmended,
    SecondUnitAsked,
    UnitDispatched,
)
from console.domain.patrol_moves import Amend, Ask, CheckIn, ComeUp, Decline, Missed
from console.domain.verification import Result, settled
from console.errors import Conflict, NotFound, Refused

_TRAVEL: dict[Leg, type[PatrolAccepted | PatrolEnRoute | PatrolOnSite]] = {
    Leg.ACCEPTED: PatrolAccepted,
    Leg.EN_ROUTE: PatrolEnRoute,
    Leg.ON_SITE: PatrolOnSite,
}


def _dispatched(case: Case, move: Dispatch, now: int) -> Result:
    out = next((a for a in active(case) if a.unit == move.unit), None)
    if out is not None:
        if out.sent_by == move.person:
            return case, ()
        raise Conflict("unit_already_sent", id=case.id, by=out.sent_by, at=out.sent_at)
    number, by = len(case.assignments) + 1, next_check(Leg.OFFERED, move.check, now)
    sent = Assignment(
        number=number,
        unit=move.unit,
        sent_by=move.person,
        sent_at=now,
        changed_at=now,
        check_by=by,
    )
    fact = UnitDispatched(case=case.id, assignment=number, unit=move.unit, check_by=by)
    # Whoever asked for another unit has one now.
    before = tuple(replace(a, asks=None) for a in case.assignments)
    return replace(case, assignments=(*before, sent), changed_at=now), (fact,)


def _travelled(case: Case, move: Travel, now: int) -> Result:
    if move.leg is Leg.REPORTED:
        raise Refused("report_without_finding", id=case.id)
    task = _task(case, move.unit, again=move.leg is Leg.RELEASED)
    if task.leg is move.leg:
        return case, ()
    if move.leg.rank < task.leg.rank:
        raise Refused("leg_passed", id=case.id, unit=move.unit, leg=task.leg)
    by, heard = next_check(move.leg, move.said.check, now), move.said.heard
    fact: CaseFact
    if move.leg is Leg.RELEASED:
        fact = PatrolLeft(case=case.id, assignment=task.number, unit=task.unit, heard=heard)
    else:
        kind = _TRAVEL[move.leg]
        fact = kind(case=case.id, assignment=task.number, unit=task.unit, check_by=by, heard=heard)
    return _with_leg(case, task, move.leg, now, check_by=by), (fact,)


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
    by = next_check(Leg.REPORTED, move.said.check, now)
    told = PatrolReported(
        case=case.id,
        assignment=task.number,
        unit=move.unit,
        first=first,
        findings=move.findings,
        check_by=by,
        heard=move.said.heard,
    )
    case = _with_leg(case, task, Leg.REPORTED, now, check_by=by)
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
        task = _last(case, unit)
    if task is None:
        raise Refused("unit_not_sent", id=case.id, unit=unit)
    return task


def _with_leg(
    case: Case, task: Assignment, leg: Leg, now: int, *, check_by: int | None = None
) -> Case:
    moved = replace(task, leg=leg, changed_at=now, check_by=check_by, misses=0)
    return with_task(case, replace(moved, asks=None) if moved.over else moved, now)


def _stood_down(case: Case, move: StandDown, now: int) -> Result:
    task = _last(case, move.unit)
    if task is not None and task.leg is Leg.STOOD_DOWN:
        return case, ()
    task = _task(case, move.unit)
    fact = PatrolStoodDown(case=case.id, assignment=task.number, unit=move.unit)
    return _with_leg(case, task, Leg.STOOD_DOWN, now), (fact,)


def _declined(case: Case, move: Decline, now: int) -> Result:
    task = _last(case, move.unit)
    if task is not None and task.leg is Leg.DECLINED:
        return case, ()
    task = _task(case, move.unit)
    if task.leg.rank >= Leg.EN_ROUTE.rank:
        raise Refused("leg_passed", id=case.id, unit=move.unit, leg=task.leg)
    fact = PatrolDeclined(
        case=case.id, assignment=task.number, unit=move.unit, heard=move.said.heard
    )
    return _with_leg(case, task, Leg.DECLINED, now), (fact,)


def _checked_in(case: Case, move: CheckIn, now: int) -> Result:
    return checked_in(case, _task(case, move.unit), move, now)


def _came_up(case: Case, move: ComeUp, now: int) -> Result:
    return came_up(case, _task(case, move.unit), move, now)


def _asked(case: Case, move: Ask, now: int) -> Result:
    task = _task(case, move.unit)
    if task.asks == move.words:
        return case, ()
    fact = SecondUnitAsked(
        case=case.id,
        assignment=task.number,
        unit=move.unit,
        asks=move.words,
        heard=move.said.heard,
    )
    return with_task(case, replace(task, asks=move.words), now), (fact,)


def _amended(case: Case, move: Amend, now: int) -> Result:
    found = next((f for f in case.findings if f.number == move.finding), None)
    if found is None:
        raise NotFound("no_such_finding", id=f"{case.id}/{move.finding}")
    task = _last(case, move.unit)
    if task is None or found.unit != move.unit:
        raise Refused("finding_of_another", id=case.id, finding=move.finding, unit=found.unit)
    if found.withdrawn and move.seen is not None:
        raise Refused("finding_withdrawn", id=case.id, finding=move.finding)
    if found.withdrawn or found.seen == move.seen:
        return case, ()
    right = replace(found, amended_at=now, withdrawn=move.seen is None)
    right = right if move.seen is None else replace(right, seen=move.seen)
    findings = tuple(right if f.number == right.number else f for f in case.findings)
    fact = ReportAmended(
        case=case.id,
        assignment=task.number,
        unit=move.unit,
        finding=move.finding,
        seen=move.seen,
        heard=move.said.heard,
    )
    return settled(replace(case, findings=findings), (fact,), now)


def _last(case: Case, unit: UnitId) -> Assignment | None:
    """Return the unit's newest task, over or not."""
    return next((a for a in reversed(case.assignments) if a.unit == unit), None)


TASK_MOVES: dict[type[Move], Callable[..., Result]] = {
    Dispatch: _dispatched,
    Travel: _travelled,
    Report: _reported,
    StandDown: _stood_down,
    Decline: _declined,
    CheckIn: _checked_in,
    Ask: _asked,
    Amend: _amended,
    ComeUp: _came_up,
    Missed: missed,
}
