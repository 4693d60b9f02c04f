"""The clock of a unit that is out: it must be heard of again, and the control room told if not."""

from __future__ import annotations

from msgspec.structs import replace

from console.domain.cases import Assignment, Case, Leg, active
from console.domain.patrol_facts import PatrolCheckedIn, PatrolOverdue, TaskCameUp
from console.domain.patrol_moves import CheckIn, ComeUp, Missed
from console.domain.people import PatrolPolicy
from console.domain.verification import Result

MISSES_MOST = 2  # then the control room sees to it, and the clock stands until the unit is heard of


def check_due(case: Case) -> int | None:
    """Return when a unit of the case is next to be heard of (ms), if one is."""
    return min((a.check_by for a in active(case) if a.check_by is not None), default=None)


def next_check(leg: Leg, check: PatrolPolicy | None, now: int) -> int | None:
    """Return when a unit that was just heard of at `leg` must be heard of again (ms)."""
    if check is None or leg.rank > Leg.REPORTED.rank:
        return None
    wait_s = check.on_site_s if leg.rank >= Leg.ON_SITE.rank else check.check_in_s
    return now + round(wait_s * 1000)


def checked_in(case: Case, task: Assignment, move: CheckIn, now: int) -> Result:
    """Let the clock start over."""
    by = next_check(task.leg, move.said.check, now)
    fact = PatrolCheckedIn(
        case=case.id, assignment=task.number, unit=task.unit, check_by=by, heard=move.said.heard
    )
    return with_task(case, replace(task, check_by=by, misses=0), now), (fact,)


def came_up(case: Case, task: Assignment, move: ComeUp, now: int) -> Result:
    """Let the clock of a task that waited behind another one begin."""
    if task.check_by is not None or task.misses:
        return case, ()
    by = next_check(task.leg, move.check, now)
    fact = TaskCameUp(case=case.id, assignment=task.number, unit=task.unit, check_by=by)
    return with_task(case, replace(task, check_by=by), now), (fact,)


def missed(case: Case, move: Missed, now: int) -> Result:
    """Count a miss of every unit that should have been heard of by `now` (ms)."""
    facts: list[PatrolOverdue] = []
    for task in active(case):
        if task.check_by is None or task.check_by > now:
            continue
        misses = task.misses + 1
        by = next_check(task.leg, move.check, task.check_by) if misses < MISSES_MOST else None
        facts.append(
            PatrolOverdue(
                case=case.id, assignment=task.number, unit=task.unit, misses=misses, check_by=by
            )
        )
        case = with_task(case, replace(task, misses=misses, check_by=by), now)
    return case, tuple(facts)


def with_task(case: Case, task: Assignment, now: int) -> Case:
    """Return the case with one of its assignments as it is now."""
    assignments = tuple(task if a.number == task.number else a for a in case.assignments)
    return replace(case, assignments=assignments, changed_at=now)
