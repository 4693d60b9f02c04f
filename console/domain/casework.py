"""What can be done to a case, and what time and readings do to it: one pure function."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from console.domain.case_facts import (
    CaseClosed,
    CaseFact,
    CaseVerified,
    Outcome,
    Proof,
    RemedyDone,
    RemedyOrdered,
)
from console.domain.case_moves import (
    Close,
    Dispatch,
    Finish,
    Inspect,
    Move,
    Observed,
    Order,
    Report,
    Travel,
    WindowPassed,
)
from console.domain.cases import (
    Assignment,
    Case,
    Finding,
    Leg,
    Remedy,
    Step,
    active,
)
from console.domain.causes import Seen
from console.domain.ids import UnitId
from console.domain.patrol_facts import (
    PatrolAccepted,
    PatrolEnRoute,
    PatrolLeft,
    PatrolOnSite,
    PatrolReported,
    UnitDispatched,
)
from console.domain.verification import Result, observed, settled, verified_if_due
from console.errors import Conflict, NotFound, Refused

_TRAVEL: dict[Leg, type[PatrolAccepted | PatrolEnRoute | PatrolOnSite | PatrolLeft]] = {
    Leg.ACCEPTED: PatrolAccepted,
    Leg.EN_ROUTE: PatrolEnRoute,
    Leg.ON_SITE: PatrolOnSite,
    Leg.RELEASED: PatrolLeft,
}


def proceed(case: Case, move: Move, now: int) -> Result:
    """Return the case after `move` at `now` (ms), and what happened; raise what refuses it.

    Repeating one's own act succeeds and changes nothing.
    """
    if isinstance(move, WindowPassed):
        return verified_if_due(case, now)
    if isinstance(move, Observed):
        return observed(case, move, now)
    if case.outcome is not None:
        return _closed_already(case, move)
    match move:
        case Dispatch():
            return _dispatched(case, move, now)
        case Travel():
            return _travelled(case, move, now)
        case Report():
            return _reported(case, move, now)
        case Order():
            return _ordered(case, move, now)
        case Finish():
            return _finished(case, move, now)
        case Inspect():
            return _inspected(case, move, now)
        case Close():
            return _closed(case, move, now)
        case _:
            assert_never(move)


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


def _ordered(case: Case, move: Order, now: int) -> Result:
    if move.finding not in {finding.number for finding in case.findings}:
        raise NotFound("no_such_finding", id=f"{case.id}/{move.finding}")
    # What was done and did not help may be ordered once more; what is under way may not.
    under_way = (r for r in case.remedies if r.done_at is None)
    same = (r for r in under_way if (r.finding, r.action) == (move.finding, move.action))
    if (earlier := next(same, None)) is not None:
        if earlier.ordered_by == move.person and earlier.party == move.party:
            return case, ()
        raise Conflict("already_ordered", id=case.id, by=earlier.ordered_by, at=earlier.ordered_at)
    remedy = Remedy(
        number=len(case.remedies) + 1,
        finding=move.finding,
        action=move.action,
        party=move.party,
        ordered_at=now,
        ordered_by=move.person,
    )
    fact = RemedyOrdered(
        case=case.id,
        remedy=remedy.number,
        finding=move.finding,
        action=move.action,
        party=move.party,
    )
    return settled(replace(case, remedies=(*case.remedies, remedy)), (fact,), now)


def _finished(case: Case, move: Finish, now: int) -> Result:
    remedy = next((r for r in case.remedies if r.number == move.remedy), None)
    if remedy is None:
        raise NotFound("no_such_remedy", id=f"{case.id}/{move.remedy}")
    if remedy.done_at is not None:
        if remedy.done_by == move.person:
            return case, ()
        raise Conflict("already_done", id=case.id, by=remedy.done_by, at=remedy.done_at)
    done = replace(remedy, done_at=now, done_by=move.person)
    remedies = tuple(done if r.number == done.number else r for r in case.remedies)
    fact = RemedyDone(case=case.id, remedy=done.number)
    return settled(replace(case, remedies=remedies), (fact,), now)


def _inspected(case: Case, move: Inspect, now: int) -> Result:
    if case.watched:
        raise Refused("verified_by_its_sensor", id=case.id)
    if move.proof is Proof.SENSOR:
        raise Refused("no_sensor_to_prove", id=case.id)
    if case.step is Step.VERIFIED:
        if (case.verified_by, case.proof) == (move.person, move.proof):
            return case, ()
        raise Conflict("already_verified", id=case.id, by=case.verified_by, at=case.verified_at)
    if case.step is not Step.FED_BACK:
        raise Refused("remedies_not_done", id=case.id, step=case.step)
    workers = {r.done_by for r in case.remedies} | {r.ordered_by for r in case.remedies}
    if move.proof is Proof.INSPECTION and move.person in workers:
        raise Refused("needs_another_person", id=case.id, person=move.person)
    fact = CaseVerified(case=case.id, proof=move.proof, note=move.note)
    verified = replace(
        case, verified_at=now, verified_by=move.person, proof=move.proof, changed_at=now
    )
    return verified, (fact,)


def _closed(case: Case, move: Close, now: int) -> Result:
    if move.outcome is Outcome.VERIFIED and case.step is not Step.VERIFIED:
        raise Refused("not_verified", id=case.id, step=case.step)
    closed = replace(
        case, outcome=move.outcome, closed_at=now, closed_by=move.person, changed_at=now
    )
    return closed, (CaseClosed(case=case.id, outcome=move.outcome),)


def _closed_already(case: Case, move: Move) -> Result:
    if isinstance(move, Close) and (move.outcome, move.person) == (case.outcome, case.closed_by):
        return case, ()
    raise Conflict("case_closed", id=case.id, by=case.closed_by, at=case.closed_at)


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
