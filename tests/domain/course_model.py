"""What a naive reader expects of a case's course: what is refused, and which facts an act tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from console.domain.case_facts import (
    CaseClosed,
    CaseEdited,
    CaseFact,
    CaseFiled,
    CaseGathered,
    CaseLinked,
    CaseNoted,
    CaseReopened,
    CaseResumed,
    CaseReturned,
    CaseSuspended,
    CloseProposed,
    DirectiveRead,
    Outcome,
)
from console.domain.case_moves import Close, Move, StandDown, Travel
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
from console.domain.values import Priority

if TYPE_CHECKING:
    from tests.domain.case_model import Naive, Picture

REPEAT = "repeat"


def refused_by_standing(seen: Picture, move: Move) -> str | None:
    """Return why a case that is closed, only collected or at rest does not take the move."""
    ends = move.outcome if isinstance(move, Close) else None
    if isinstance(move, (Note, Link, Read)):
        return None
    if seen.outcome is not None:
        if isinstance(move, Reopen):
            return None
        mine = isinstance(move, Close) and (ends, move.person) == (seen.outcome, seen.closed_by)
        return REPEAT if mine else "case_closed"
    if seen.waiting and not isinstance(move, (File, Edit, Gather)):
        return None if ends in (Outcome.REJECTED, Outcome.DUPLICATE) else "not_filed"
    stays = isinstance(move, (Resume, Suspend, Edit, Travel, StandDown))
    if seen.rest is not None and not stays and ends is not Outcome.CANCELLED:
        return "case_rests"
    return None


def refused_by_course(naive: Naive, move: Move) -> str | None:
    """Return why a move about the case's course changes nothing: a code, or that it is a repeat."""
    seen = naive.people
    match move:
        case File() if not seen.waiting:
            return REPEAT if naive.filed_by == move.person else "already_filed"
        case Return() if not seen.found:
            return "nothing_to_return"
        case Suspend():
            return _refused_to_rest(naive, move)
        case Resume() if seen.rest is None:
            return REPEAT
        case Reopen() if seen.outcome is None:
            return "not_closed"
        case Edit() if not _changed(naive, move):
            return REPEAT
        case Gather() if set(move.alerts) <= set(naive.alerts):
            return REPEAT
        case Link():
            if move.other == naive.id:
                return "linked_to_itself"
            return REPEAT if move.other in _others(naive) else None
        case Read():
            return _refused_to_read(naive, move)
        case Close():
            return _refused_to_close(naive, move)
    return None


def _refused_to_rest(naive: Naive, move: Suspend) -> str | None:
    rest = naive.people.rest
    if rest is not None:
        if rest[1] != move.person:
            return "already_suspended"
        return REPEAT if rest[0] == move.until else None
    if naive.verified is not None:
        return "nothing_to_wait_for"
    out = {task.leg for task in naive.people.tasks} - {"released", "stood_down"}
    return "units_out" if out else None


def _refused_to_read(naive: Naive, move: Read) -> str | None:
    if naive.opened.directive is None:
        return "no_directive"
    if move.person not in naive.opened.to:
        return "directive_for_others"
    before = {did.move.person for did in naive.acts if isinstance(did.move, Read)}
    return REPEAT if move.person in before else None


def _refused_to_close(naive: Naive, move: Close) -> str | None:
    seen = naive.people
    match move.outcome:
        case Outcome.VERIFIED if naive.verified is None:
            return "not_verified"
        case Outcome.UNVERIFIED if seen.proposal is not None and seen.proposal[0] == move.person:
            return "needs_another_person"
        case Outcome.REJECTED if not seen.waiting:
            return "already_filed"
        case Outcome.CANCELLED if seen.found:
            return "work_was_done"
    return None


def _others(naive: Naive) -> list[str]:
    return [did.move.other for did in naive.acts if isinstance(did.move, Link)]


def known(naive: Naive, moves: Iterable[Move]) -> tuple[str | None, Priority]:
    """Return who owns the case and how urgent it is after those moves."""
    owner, priority = naive.opened.owner, naive.opened.priority
    for move in moves:
        match move:
            case File():
                owner = owner or move.person
            case Edit():
                owner = owner if move.owner is None else move.owner or None
                priority = move.priority or priority
            case Gather():
                priority = max(priority, move.priority, key=lambda one: one.rank)
    return owner, priority


def _changed(naive: Naive, move: Edit) -> dict[str, object]:
    moves = [did.move for did in naive.acts if did.move is not move]
    owner, priority = known(naive, moves)
    changed: dict[str, object] = {}
    if move.owner is not None and (move.owner or None) != owner:
        changed["owner"] = move.owner
    if move.priority not in (None, priority):
        changed["priority"] = move.priority
    return changed


def course_fact(naive: Naive, move: Move, *, proposed: bool) -> list[CaseFact]:
    """Return what a move that was just made, and that was no repeat, tells."""
    case = naive.id
    match move:
        case File():
            return [CaseFiled(case=case)]
        case Return():
            return [CaseReturned(case=case)]
        case Suspend():
            return [CaseSuspended(case=case, until=move.until)]
        case Resume():
            return [CaseResumed(case=case)]
        case Reopen():
            return [CaseReopened(case=case)]
        case Edit():
            return [CaseEdited(case=case, **_changed(naive, move))]  # type: ignore[arg-type]
        case Note():
            return [CaseNoted(case=case, note=move.text)]
        case Gather():
            return _gathered(naive, move)
        case Link():
            return [CaseLinked(case=case, other=move.other)]
        case Read():
            return [DirectiveRead(case=case, person=move.person)]
        case Close(outcome=Outcome.UNVERIFIED) if not proposed:
            return [CloseProposed(case=case)]
        case Close():
            other = move.duplicate_of
            return [CaseClosed(case=case, outcome=move.outcome, duplicate_of=other)]
    raise TypeError(move)


def _gathered(naive: Naive, move: Gather) -> list[CaseFact]:
    alerts = tuple(alert for alert in move.alerts if alert not in naive.alerts)
    points = tuple(p for p in move.points if (p.rule, p.target) not in naive.points)
    told: list[CaseFact] = [CaseGathered(case=naive.id, alerts=alerts, points=points)]
    _, before = known(naive, (did.move for did in naive.acts[:-1]))
    if move.priority.rank > before.rank:
        told.append(CaseEdited(case=naive.id, priority=move.priority))
    return told
