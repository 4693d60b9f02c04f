"""How days that are over prove, or do not, that a matter which comes and goes has gone."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.domain.case_facts import CaseFact, VerificationBroken
from console.domain.case_moves import Move
from console.domain.cases import Case, Step, Watched
from console.domain.comparison import DAY_MS, GRACE_MS, first_start, proved
from console.domain.ids import RuleId, TargetId
from console.domain.proof_facts import ComparisonBegan, DayCompared, RecurrenceMarked
from console.domain.proof_moves import Baseline, DayOver, Recurs
from console.domain.verification import Result, begun_again, unproved, verified_if_due
from console.errors import Refused

DAYS_KEPT = 31  # of a comparison that never ends; older ones live on as facts


def next_day(case: Case, watched: Watched) -> int | None:
    """Return when the next day to compare starts (ms), while days are compared at all."""
    asks = case.step in (Step.FED_BACK, Step.VERIFIED) and case.suspension is None
    if not (asks and watched.point.days) or case.settled_at is None:
        return None
    if watched.days:
        return watched.days[-1].start + DAY_MS
    return first_start(case.settled_at)


def next_comparison(case: Case) -> int | None:
    """Return when the next day is over and can be looked at (ms)."""
    starts = [next_day(case, watched) for watched in case.watched]
    return min((s + DAY_MS + GRACE_MS for s in starts if s is not None), default=None)


def _recurs(case: Case, move: Recurs, now: int) -> Result:
    if not move.points:
        raise Refused("nothing_to_compare", id=case.id)
    marked: list[CaseFact] = []
    for watched in case.watched:
        point = watched.point
        if not point.days and (point.rule, point.target) in move.points:
            case = _with(case, replace(watched, point=replace(point, days=move.days)))
            marked.append(
                RecurrenceMarked(case=case.id, rule=point.rule, target=point.target, days=move.days)
            )
    return begun_again(case, tuple(marked), now) if marked else (case, ())


def _began(case: Case, move: Baseline, now: int) -> Result:
    watched = _at(case, move.rule, move.target)
    if watched is None or watched.hours:
        return case, ()
    began = replace(watched, hours=move.hours, before=move.before)
    fact = ComparisonBegan(
        case=case.id, rule=move.rule, target=move.target, hours=move.hours, before=move.before
    )
    return replace(_with(case, began), changed_at=now), (fact,)


def _day_over(case: Case, move: DayOver, now: int) -> Result:
    watched = _at(case, move.rule, move.target)
    if watched is None or next_day(case, watched) != move.day.start:
        return case, ()
    days = (*watched.days, move.day)[-DAYS_KEPT:]
    has_gone = proved(watched.before, days, move.terms)
    watched = replace(watched, days=days, gone_at=(watched.gone_at or now) if has_gone else None)
    case = replace(_with(case, watched), changed_at=now)
    facts: tuple[CaseFact, ...] = (
        DayCompared(case=case.id, rule=move.rule, target=move.target, day=move.day),
    )
    if has_gone:
        after, more = verified_if_due(case, now)
        return after, facts + more
    if case.verified_at is not None:
        broken = VerificationBroken(case=case.id, rule=move.rule, target=move.target)
        return unproved(case), (*facts, broken)
    return case, facts


def _at(case: Case, rule: RuleId, target: TargetId) -> Watched | None:
    wanted = (w for w in case.watched if (w.point.rule, w.point.target) == (rule, target))
    return next(wanted, None)


def _with(case: Case, changed: Watched) -> Case:
    key = (changed.point.rule, changed.point.target)
    watched = tuple(changed if (w.point.rule, w.point.target) == key else w for w in case.watched)
    return replace(case, watched=watched)


COMPARING_MOVES: dict[type[Move], Callable[..., Result]] = {
    Recurs: _recurs,
    Baseline: _began,
    DayOver: _day_over,
}
