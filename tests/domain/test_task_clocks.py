"""The clocks of units that are out: acts and silence at random, against what is plainly so."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.accountability import MISSES_MOST, check_due
from console.domain.case_moves import Dispatch, Move, Report, StandDown, Travel
from console.domain.cases import Assignment, Case, Leg
from console.domain.casework import proceed
from console.domain.causes import Cause, Seen
from console.domain.ids import CaseId, UnitId
from console.domain.patrol_facts import PatrolOverdue
from console.domain.patrol_moves import Amend, Ask, CheckIn, Decline, Missed, Said
from console.domain.people import PatrolPolicy
from console.errors import ConsoleError

CHECK = PatrolPolicy(check_in_s=30, on_site_s=20)
SAID = Said(check=CHECK)
UNITS = [UnitId("p1"), UnitId("p2")]
T = 1_790_000_000_000

units = st.sampled_from(UNITS)
moves: st.SearchStrategy[Move] = st.one_of(
    st.builds(Dispatch, units, st.just("Li"), st.just(CHECK)),
    st.builds(
        Travel,
        units,
        st.sampled_from([Leg.ACCEPTED, Leg.EN_ROUTE, Leg.ON_SITE, Leg.RELEASED]),
        st.just(SAID),
    ),
    st.builds(Report, units, st.just((Seen(cause=Cause.ROAD_DUST),)), st.just(SAID)),
    st.builds(Decline, units, st.just(SAID)),
    st.builds(CheckIn, units, st.just(SAID)),
    st.builds(Ask, units, st.just("heavy"), st.just(SAID)),
    st.builds(Amend, units, st.integers(1, 3), st.none(), st.just(SAID)),
    st.builds(StandDown, units, st.just("Li")),
)
steps = st.lists(st.tuples(moves, st.integers(0, 70)), max_size=40)


def passed(case: Case, now: int) -> tuple[Case, list[PatrolOverdue]]:
    """Let every clock that runs out by `now` run out, each at its own moment."""
    told: list[PatrolOverdue] = []
    while (due := check_due(case)) is not None and due <= now:
        case, facts = proceed(case, Missed(CHECK), due)
        assert facts
        told += [fact for fact in facts if isinstance(fact, PatrolOverdue)]
    return case, told


def heard_of(task: Assignment, now: int) -> None:
    """Check a task of a unit that was just heard of."""
    assert task.misses == 0
    if task.over:
        assert (task.check_by, task.asks) == (None, None)
    else:
        wait_s = CHECK.on_site_s if task.leg.rank >= Leg.ON_SITE.rank else CHECK.check_in_s
        assert task.check_by == now + wait_s * 1000


@settings(max_examples=150, deadline=None)
@given(steps)
def test_clocks_run_while_a_unit_is_out_and_start_over_with_every_word(
    steps: list[tuple[Move, int]],
) -> None:
    case, now = Case(id=CaseId("C-1"), opened_at=T), T
    for move, wait in steps:
        now += wait * 1000
        case, told = passed(case, now)
        assert all(1 <= fact.misses <= MISSES_MOST for fact in told)
        try:
            after, facts = proceed(case, move, now)
        except ConsoleError:
            continue
        changed = [
            new
            for new in after.assignments
            if new not in case.assignments and not isinstance(move, Ask)
        ]
        if facts and not isinstance(move, Amend | Dispatch):
            for task in changed:
                heard_of(task, now)
        case = after
        for task in case.assignments:
            assert task.check_by is None or task.check_by > now
            assert (task.check_by is None) == (task.over or task.misses == MISSES_MOST)


@given(steps)
@settings(max_examples=60, deadline=None)
def test_nobody_is_missed_more_than_twice_in_a_row(steps: list[tuple[Move, int]]) -> None:
    case, now = Case(id=CaseId("C-1"), opened_at=T), T
    for move, wait in steps:
        now += wait * 1000
        case, _ = passed(case, now)
        try:
            case, _ = proceed(case, move, now)
        except ConsoleError:
            continue
    _, told = passed(case, now + 10_000_000)
    for number in {fact.assignment for fact in told}:
        assert sum(fact.assignment == number for fact in told) <= MISSES_MOST


def test_a_second_unit_answers_the_asking_of_the_first() -> None:
    case = Case(id=CaseId("C-1"), opened_at=T)
    for move in (Dispatch(UNITS[0], "Li", CHECK), Ask(UNITS[0], "heavy", SAID)):
        case, _ = proceed(case, move, T)
    assert case.assignments[0].asks == "heavy"
    case, _ = proceed(case, Dispatch(UNITS[1], "Li", CHECK), T)
    assert case.assignments[0].asks is None
