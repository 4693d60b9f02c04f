"""What can be done to a case, and what time and readings do to it: one pure function.

The moves about units' tasks are in `tasks`, those about remedies in `remedies`, those about the
case's own course in `case_course`; each tells the kinds it carries out in a table.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.domain.case_course import COURSE_MOVES
from console.domain.case_facts import CaseClosed, CloseProposed, Outcome
from console.domain.case_moves import Close, Move, Observed, StandDown, Travel, WindowPassed
from console.domain.cases import Case, Proposal, Step, valid
from console.domain.course_moves import (
    Edit,
    File,
    Gather,
    Link,
    Note,
    Read,
    Reopen,
    Resume,
    Suspend,
)
from console.domain.patrol_moves import Ask, CheckIn, ComeUp, Decline, Missed
from console.domain.proof_moves import Baseline, DayOver, TermPassed
from console.domain.remedies import REMEDY_MOVES
from console.domain.tasks import TASK_MOVES
from console.domain.verification import Result, observed, verified_if_due
from console.errors import Conflict, Refused

ANY_TIME = (Note, Link, Read)  # these change nothing about how far the case is
OF_TIME = (TermPassed, Baseline, DayOver)  # nobody's act: these come when they come
UNFILED = (*ANY_TIME, File, Edit, Gather)
# Whoever is out for a case at rest is still there, and is still to be heard of.
OUT = (Travel, Decline, StandDown, CheckIn, Ask, ComeUp, Missed)
RESTING = (*ANY_TIME, *OUT, Resume, Suspend, Edit)


def proceed(case: Case, move: Move, now: int) -> Result:
    """Return the case after `move` at `now` (ms), and what happened; raise what refuses it.

    Repeating one's own act succeeds and changes nothing.
    """
    if isinstance(move, WindowPassed):
        return verified_if_due(case, now)
    if isinstance(move, Observed):
        return observed(case, move, now)
    if not isinstance(move, OF_TIME):
        _check(case, move)
    if case.outcome is not None and isinstance(move, Close):
        return case, ()
    return _MOVES[type(move)](case, move, now)


def _check(case: Case, move: Move) -> None:
    """Raise what keeps any but a few kinds of move from a case that is closed, only collected, or
    at rest."""
    if isinstance(move, ANY_TIME):
        return
    if case.outcome is not None:
        if isinstance(move, Reopen) or _closed_so(case, move):
            return
        raise Conflict("case_closed", id=case.id, by=case.closed_by, at=case.closed_at)
    ends = move.outcome if isinstance(move, Close) else None
    if case.waiting and not (
        isinstance(move, UNFILED) or ends in (Outcome.REJECTED, Outcome.DUPLICATE)
    ):
        raise Refused("not_filed", id=case.id)
    if (
        case.suspension is not None
        and not isinstance(move, RESTING)
        and ends is not Outcome.CANCELLED
    ):
        raise Refused("case_rests", id=case.id, by=case.suspension.by, at=case.suspension.until)


def _closed(case: Case, move: Close, now: int) -> Result:
    proposal = case.proposal
    match move.outcome:
        case Outcome.VERIFIED if case.step is not Step.VERIFIED:
            raise Refused("not_verified", id=case.id, step=case.step)
        case Outcome.UNVERIFIED if proposal is None:
            proposed = replace(case, proposal=Proposal(by=move.person, at=now), changed_at=now)
            return proposed, (CloseProposed(case=case.id),)
        case Outcome.UNVERIFIED if proposal is not None and proposal.by == move.person:
            raise Refused("needs_another_person", id=case.id, person=move.person)
        case Outcome.REJECTED if not case.waiting:
            raise Conflict("already_filed", id=case.id, by=case.filed_by, at=case.filed_at)
        case Outcome.CANCELLED if valid(case):
            raise Refused("work_was_done", id=case.id)
        case Outcome.DUPLICATE if move.duplicate_of == case.id:
            raise Refused("linked_to_itself", id=case.id)
    closed = replace(
        case,
        outcome=move.outcome,
        duplicate_of=move.duplicate_of,
        suspension=None,
        closed_at=now,
        closed_by=move.person,
        changed_at=now,
    )
    ended = CaseClosed(case=case.id, outcome=move.outcome, duplicate_of=move.duplicate_of)
    return closed, (ended,)


def _closed_so(case: Case, move: Move) -> bool:
    return isinstance(move, Close) and (move.outcome, move.person, move.duplicate_of) == (
        case.outcome,
        case.closed_by,
        case.duplicate_of,
    )


_MOVES: dict[type[Move], Callable[..., Result]] = {
    **TASK_MOVES,
    **REMEDY_MOVES,
    **COURSE_MOVES,
    Close: _closed,
}
