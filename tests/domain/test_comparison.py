"""Days compared: what counts, starts over and proves; all of it against a naive model, too."""

from __future__ import annotations

from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.comparison import (
    DAY_MS,
    HOUR_MS,
    Day,
    Measured,
    Span,
    Terms,
    baseline,
    day_of,
    first_start,
    hours_of,
    increment_of,
    proved,
    run_of,
    starts_before,
)

T = 20_000 * DAY_MS  # midnight, where clocks tell UTC
TERMS = Terms()


def hour_of_day(at: int) -> int:
    return at % DAY_MS // HOUR_MS


def day(
    number: int, episodes: int = 0, increment: float | None = 0.0, *, counted: bool = True
) -> Day:
    return Day(start=T + number * DAY_MS, episodes=episodes, increment=increment, counted=counted)


def looked(measured: Measured, hours: tuple[int, ...] = (8, 9)) -> Day:
    return day_of(T, hours, measured, hour_of_day=hour_of_day, share=0.75)


def hourly(values: dict[int, float]) -> dict[int, float]:
    return {T + hour * HOUR_MS: value for hour, value in values.items()}


BEFORE = (day(-2, 2, 60.0), day(-1, 4, 64.0))


def test_three_quiet_days_with_half_the_increment_prove_it() -> None:
    assert proved(BEFORE, [day(0, 0, 31.0), day(1, 0, 31.0), day(2, 0, 31.0)], TERMS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE, [day(0), day(1)]),
        (BEFORE, [day(0), day(1), day(2, 1)]),
        (BEFORE, [day(0), day(1), day(2, counted=False)]),
        (BEFORE, [day(0, 0, 32.0), day(1, 0, 31.5), day(2, 0, 31.0)]),
        (BEFORE, [day(0, 0, None), day(1, 0, None), day(2, 0, None)]),
        ((), [day(0), day(1), day(2)]),
        ((day(-1, 3, -2.0),), [day(0, 0, 1.0), day(1), day(2)]),
    ],
    ids=[
        "too few days",
        "an episode on the last",
        "a day that does not count",
        "fallen by less than half",
        "no hour known",
        "nothing known of before",
        "it was regional, and is more than the neighbours now",
    ],
)
def test_what_proves_nothing(before: tuple[Day, ...], after: list[Day]) -> None:
    assert not proved(before, after, TERMS)


def test_an_episode_starts_the_days_over_also_on_a_day_that_does_not_count() -> None:
    after = [day(0), day(1), day(2, 1, counted=False), day(3), day(4)]
    assert run_of(after) == (after[3], after[4])
    assert not proved(BEFORE, after, TERMS)
    assert proved(BEFORE, [*after, day(5)], TERMS)


def test_a_day_of_which_too_little_is_known_is_passed_over() -> None:
    assert proved(BEFORE, [day(0), day(1, counted=False), day(2), day(3)], TERMS)


def test_each_hour_is_held_against_the_neighbours_at_the_same_time() -> None:
    peers = [hourly({8: 40.0, 9: 140.0}), hourly({8: 50.0, 9: 150.0}), hourly({8: 60.0, 9: 160.0})]
    found = looked(Measured(own=hourly({8: 112.0, 9: 212.0}), peers=peers))
    assert (found.increment, found.covered, found.counted) == (62.0, 1.0, True)


def test_few_neighbours_are_none_and_its_own_low_of_the_day_is_what_is_usual() -> None:
    own = hourly(dict.fromkeys(range(24), 20.0) | {8: 100.0, 9: 60.0})
    peers = [hourly({8: 90.0, 9: 90.0}), hourly({8: 90.0, 9: 90.0})]
    assert looked(Measured(own=own, peers=peers)).increment == 60.0


def test_where_low_is_the_trouble_less_than_the_neighbours_is_the_increment() -> None:
    peers = [hourly({8: 7.0, 9: 7.0})] * 3
    assert looked(Measured(own=hourly({8: 4.0, 9: 4.0}), peers=peers, sign=-1)).increment == 3.0
    alone = hourly(dict.fromkeys(range(24), 7.0) | {8: 4.0, 9: 4.0})
    assert looked(Measured(own=alone, sign=-1)).increment == 3.0


def test_hours_that_are_not_known_well_enough_make_a_day_that_does_not_count() -> None:
    found = looked(Measured(own=hourly({8: 1.0})), hours=(8, 9))
    assert (found.covered, found.counted) == (0.5, False)
    assert not looked(Measured(own={})).counted


@pytest.mark.parametrize(
    ("span", "episodes"),
    [
        (Span(T + 8 * HOUR_MS, T + 9 * HOUR_MS), 1),
        (Span(T + 7 * HOUR_MS, T + 8 * HOUR_MS), 0),
        (Span(T + 10 * HOUR_MS, T + 11 * HOUR_MS), 0),
        (Span(T - DAY_MS, None), 1),
        (Span(T + 8 * HOUR_MS, T + 8 * HOUR_MS), 1),
        (Span(T + DAY_MS + 8 * HOUR_MS, None), 0),
    ],
)
def test_an_episode_counts_where_it_touches_one_of_the_hours(span: Span, episodes: int) -> None:
    assert looked(Measured(own=hourly({8: 1.0, 9: 1.0}), spans=[span])).episodes == episodes


def test_hours_of_day_are_those_in_which_it_happened_or_all() -> None:
    spans = [Span(T + 8 * HOUR_MS + 1, T + 10 * HOUR_MS), Span(T + 23 * HOUR_MS)]
    assert hours_of(spans, hour_of_day, T + 25 * HOUR_MS) == (0, 8, 9, 23)
    assert hours_of([], hour_of_day, T) == tuple(range(24))


def test_days_begin_at_the_next_full_hour_and_end_with_the_hour_before_the_case() -> None:
    assert first_start(T) == T
    assert first_start(T + 1) == T + HOUR_MS
    assert starts_before(T + HOUR_MS + 5, 2) == (T + HOUR_MS - DAY_MS, T + HOUR_MS - 2 * DAY_MS)


def test_the_newest_days_that_count_are_compared_with() -> None:
    days = [day(-1, counted=False), day(-2), day(-5), day(-3)]
    assert baseline(days, 2) == (day(-3), day(-2))


days = st.builds(
    day,
    st.just(0),
    st.integers(0, 2),
    st.none() | st.floats(-50, 200),
    counted=st.booleans(),
)


@given(
    before=st.lists(days, max_size=4),
    after=st.lists(days, max_size=8),
    needed=st.integers(1, 4),
)
def test_the_proof_is_what_its_words_say(before: list[Day], after: list[Day], needed: int) -> None:
    quiet: list[Day] = []
    for one in after:
        if one.episodes:
            quiet = []
        elif one.counted:
            quiet = [*quiet, one]
    last = quiet[-needed:]
    was = [one.increment for one in before if one.increment is not None]
    now = [one.increment for one in last if one.increment is not None]
    wanted = len(last) == needed and bool(was) and bool(now)
    if wanted:
        wanted = mean(now) <= max(mean(was), 0.0) / 2
    assert proved(before, after, Terms(days=needed)) is wanted
    if wanted:
        assert not any(one.episodes for one in after[-needed:])
        assert increment_of(last) is not None


@given(
    own=st.dictionaries(st.integers(0, 23), st.floats(0, 500)),
    peers=st.lists(st.dictionaries(st.integers(0, 23), st.floats(0, 500)), max_size=5),
    hours=st.sets(st.integers(0, 23), min_size=1),
)
def test_a_day_is_what_a_naive_reckoning_makes_of_it(
    own: dict[int, float], peers: list[dict[int, float]], hours: set[int]
) -> None:
    low = sorted(own.values())[int(0.1 * (len(own) - 1))] if own else 0.0
    increments = []
    for hour in sorted(hours & own.keys()):
        theirs = [peer[hour] for peer in peers if hour in peer]
        increments.append(own[hour] - (median(theirs) if len(theirs) >= 3 else low))
    found = looked(
        Measured(own=hourly(own), peers=[hourly(p) for p in peers]), tuple(sorted(hours))
    )
    assert found.increment == (pytest.approx(mean(increments)) if increments else None)
    assert found.counted is (bool(increments) and len(increments) / len(hours) >= 0.75)
