"""What can be done about findings: remedies ordered and done, and a look at whether it worked."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.domain.case_facts import (
    CaseVerified,
    Proof,
    RemedyDone,
    RemedyOrdered,
    RemedyOverdue,
)
from console.domain.case_moves import Finish, Inspect, Move, Order
from console.domain.cases import Case, Remedy, Step
from console.domain.comparing import COMPARING_MOVES
from console.domain.matters import Wanted
from console.domain.proof_moves import TermPassed
from console.domain.remedy_catalogue import shows
from console.domain.verification import Result, settled
from console.errors import Conflict, NotFound, Refused


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
        responsible=move.responsible,
        due=move.due,
        wants=move.wants,
    )
    fact = RemedyOrdered(
        case=case.id,
        remedy=remedy.number,
        finding=move.finding,
        action=move.action,
        party=move.party,
        responsible=move.responsible,
        due=move.due,
        wants=move.wants,
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
    if not shows(move.evidence, remedy.wants):
        raise Refused(f"{remedy.wants}_wanted", id=case.id, remedy=remedy.number)
    done = replace(remedy, done_at=now, done_by=move.person, evidence=move.evidence)
    remedies = tuple(done if r.number == done.number else r for r in case.remedies)
    fact = RemedyDone(case=case.id, remedy=done.number, evidence=move.evidence)
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
    if move.proof is Proof.READING and not shows(move.evidence, Wanted.READING):
        raise Refused("value_wanted", id=case.id)
    if move.person in workers(case):
        raise Refused("needs_another_person", id=case.id, person=move.person)
    fact = CaseVerified(case=case.id, proof=move.proof, note=move.note, evidence=move.evidence)
    verified = replace(
        case,
        verified_at=now,
        verified_by=move.person,
        proof=move.proof,
        shown=move.evidence,
        changed_at=now,
    )
    return verified, (fact,)


def workers(case: Case) -> frozenset[str]:
    """Return who had a hand in the work: none of them may say by hand that it worked."""
    sent = {task.sent_by for task in case.assignments}
    ordered = {remedy.ordered_by for remedy in case.remedies}
    done = {remedy.done_by for remedy in case.remedies if remedy.done_by is not None}
    return frozenset(sent | ordered | done)


def late_at(case: Case) -> int | None:
    """Return when the next remedy is overdue (ms), if it is not done before."""
    if case.outcome is not None or case.suspension is not None:
        return None
    return min((r.due for r in _pending(case) if r.due is not None), default=None)


def _late(case: Case, _move: TermPassed, now: int) -> Result:
    late = {r.number for r in _pending(case) if r.due is not None and r.due <= now}
    if not late or late_at(case) is None:
        return case, ()
    told = tuple(RemedyOverdue(case=case.id, remedy=number) for number in sorted(late))
    remedies = tuple(replace(r, overdue=True) if r.number in late else r for r in case.remedies)
    return replace(case, remedies=remedies, changed_at=now), told


def _pending(case: Case) -> list[Remedy]:
    """Return what is under way and not yet told to be overdue; what was withdrawn needs nothing."""
    withdrawn = {finding.number for finding in case.findings if finding.withdrawn}
    return [
        r
        for r in case.remedies
        if r.done_at is None and not r.overdue and r.finding not in withdrawn
    ]


REMEDY_MOVES: dict[type[Move], Callable[..., Result]] = {
    Order: _ordered,
    Finish: _finished,
    Inspect: _inspected,
    TermPassed: _late,
    **COMPARING_MOVES,
}
