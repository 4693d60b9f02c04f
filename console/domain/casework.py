"""What can be done to a case, and what time and readings do to it: one pure function.

The moves about units' tasks are in `tasks`, those about remedies in `remedies`, those about the
case's own course in `case_course`; each tells the kinds it carries out in a table.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.domain.case_facts import CaseClosed, Outcome
from console.domain.case_moves import Close, Move, Observed, WindowPassed
from console.domain.cases import Case, Step
from console.domain.remedies import REMEDY_MOVES
from console.domain.tasks import TASK_MOVES
from console.domain.verification import Result, observed, verified_if_due
from console.errors import Conflict, Refused


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
    return _MOVES[type(move)](case, move, now)


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


_MOVES: dict[type[Move], Callable[..., Result]] = {**TASK_MOVES, **REMEDY_MOVES, Close: _closed}
