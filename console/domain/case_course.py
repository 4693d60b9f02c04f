"""What can be done about a case's course: filed, returned, left to rest, put right."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.domain.case_facts import (
    CaseEdited,
    CaseFact,
    CaseFiled,
    CaseGathered,
    CaseLinked,
    CaseNoted,
    CaseReopened,
    CaseReturned,
    CaseSuspended,
    DirectiveRead,
    Point,
)
from console.domain.case_moves import Move
from console.domain.cases import (
    Assignment,
    Case,
    Directive,
    Leg,
    ReadReceipt,
    Step,
    Suspension,
    Watched,
    active,
    valid,
)
from console.domain.course_moves import (
    Edit,
    File,
    Gather,
    Link,
    Note,
    Read,
    Reopen,
    Resume,
    Return,
    Suspend,
)
from console.domain.verification import Result, begun_again, fresh, resumed, windows_anew
from console.errors import Conflict, Refused


def _filed(case: Case, move: File, now: int) -> Result:
    if not case.waiting:
        if case.filed_by == move.person:
            return case, ()
        raise Conflict("already_filed", id=case.id, by=case.filed_by, at=case.filed_at)
    owner = case.owner or move.person
    filed = replace(
        case, waiting=False, filed_at=now, filed_by=move.person, owner=owner, changed_at=now
    )
    return filed, (CaseFiled(case=case.id),)


def _returned(case: Case, move: Return, now: int) -> Result:
    if case.step not in (Step.HANDLING, Step.FED_BACK, Step.VERIFIED) or not valid(case):
        raise Refused("nothing_to_return", id=case.id, step=case.step)
    back = replace(fresh(case), returns=case.returns + 1, returned_at=now, changed_at=now)
    return back, (CaseReturned(case=case.id),)


def _suspended(case: Case, move: Suspend, now: int) -> Result:
    resting = case.suspension
    if resting is not None and resting.by != move.person:
        raise Conflict("already_suspended", id=case.id, by=resting.by, at=resting.since)
    if resting is not None and resting.until == move.until:
        return case, ()
    if case.step is Step.VERIFIED:
        raise Refused("nothing_to_wait_for", id=case.id)
    if out := active(case):
        raise Refused("units_out", id=case.id, unit=out[0].unit)
    since = resting.since if resting is not None else now
    suspension = Suspension(since=since, until=move.until, by=move.person)
    # Nobody looks while it rests: what was normal before it rested proves nothing after.
    rests = replace(case, suspension=suspension, watched=windows_anew(case), changed_at=now)
    return rests, (CaseSuspended(case=case.id, until=move.until),)


def _resumed(case: Case, _move: Resume, now: int) -> Result:
    return resumed(case, now) if case.suspension is not None else (case, ())


def _reopened(case: Case, move: Reopen, now: int) -> Result:
    if case.outcome is None:
        raise Refused("not_closed", id=case.id, step=case.step)
    # Its units may be anywhere by now.
    tasks = tuple(_released(task, now) for task in case.assignments)
    returned_at = now if valid(case) else case.returned_at
    again = replace(
        fresh(case),
        reopened=case.reopened + 1,
        returned_at=returned_at,
        assignments=tasks,
        suspension=None,
        outcome=None,
        duplicate_of=None,
        closed_at=None,
        closed_by=None,
        changed_at=now,
    )
    return again, (CaseReopened(case=case.id, was=case),)


def _released(task: Assignment, now: int) -> Assignment:
    return task if task.over else replace(task, leg=Leg.RELEASED, changed_at=now, check_by=None)


def _edited(case: Case, move: Edit, now: int) -> Result:
    wanted = {
        name: value
        for name in Edit.__struct_fields__
        if (value := getattr(move, name)) is not None and (value or None) != _present(case, name)
    }
    if not wanted:
        return case, ()
    changed = {
        name: value if name == "contacts" else value or None for name, value in wanted.items()
    }
    fact = CaseEdited(case=case.id, **wanted)
    return replace(case, **changed, changed_at=now), (fact,)


def _present(case: Case, name: str) -> object:
    return getattr(case, name) or None


def _noted(case: Case, move: Note, now: int) -> Result:
    noted = replace(case, notes=case.notes + 1, changed_at=now)
    return noted, (CaseNoted(case=case.id, note=move.text),)


def _gathered(case: Case, move: Gather, now: int) -> Result:
    fresh_ones = tuple(alert for alert in move.alerts if alert not in case.alerts)
    if not fresh_ones:
        return case, ()
    known = {(w.point.rule, w.point.target) for w in case.watched}
    points: tuple[Point, ...] = ()
    for point in move.points:
        if (point.rule, point.target) not in known:
            known.add((point.rule, point.target))
            points = (*points, point)
    facts: tuple[CaseFact, ...] = (CaseGathered(case=case.id, alerts=fresh_ones, points=points),)
    watched = (*case.watched, *(Watched(point=point) for point in points))
    case = replace(case, alerts=(*case.alerts, *fresh_ones), watched=watched)
    if move.priority.rank > case.priority.rank:
        case = replace(case, priority=move.priority)
        facts = (*facts, CaseEdited(case=case.id, priority=move.priority))
    return begun_again(case, facts, now)


def _linked(case: Case, move: Link, now: int) -> Result:
    if move.other == case.id:
        raise Refused("linked_to_itself", id=case.id)
    if move.other in case.links:
        return case, ()
    linked = replace(case, links=(*case.links, move.other), changed_at=now)
    return linked, (CaseLinked(case=case.id, other=move.other),)


def _read(case: Case, move: Read, now: int) -> Result:
    directive = case.directive
    if directive is None:
        raise Refused("no_directive", id=case.id)
    if move.person not in directive.to:
        raise Refused("directive_for_others", id=case.id, person=move.person)
    if move.person in (receipt.person for receipt in directive.read):
        return case, ()
    read = (*directive.read, ReadReceipt(person=move.person, at=now))
    done: Directive = replace(directive, read=read)
    fact = DirectiveRead(case=case.id, person=move.person)
    return replace(case, directive=done, changed_at=now), (fact,)


COURSE_MOVES: dict[type[Move], Callable[..., Result]] = {
    File: _filed,
    Return: _returned,
    Suspend: _suspended,
    Resume: _resumed,
    Reopen: _reopened,
    Edit: _edited,
    Note: _noted,
    Gather: _gathered,
    Link: _linked,
    Read: _read,
}
