"""When things are drawn: alerts at once, values twice a second at most, a slow line spared."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.pace import AGES_S, DRAIN_S, REST, SLOW_BYTES_S, SLOW_S, VALUES_S, Pace, slow_line

# What a drain brings, and what drawing it costs in seconds and bytes.
DRAINS = st.lists(
    st.tuples(
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from([0.0, 0.01, 0.2]),
        st.integers(0, 20_000),
    ),
    max_size=80,
)
Drawn = list[tuple[float, bool, bool]]


def played(drains: list[tuple[bool, bool, bool, float, int]], *, slow: bool) -> Drawn:
    """Return when facts and values were drawn."""
    pace, now, drawn = Pace(slow=slow), 0.0, []
    for facts, values, loud, took_s, wrote in drains:
        now += DRAIN_S
        pace.arrived(facts=facts or loud, values=values, loud=loud)
        if drawing := pace.due(now):
            drawn.append((now, drawing.facts, drawing.values))
            pace.drew(drawing, now, took_s=took_s)
            pace.wrote(wrote, now)
            now += took_s
    return drawn


@given(DRAINS, st.booleans())
def test_values_are_drawn_at_most_twice_a_second_and_once_on_a_slow_line(
    drains: list[tuple[bool, bool, bool, float, int]], slow: bool
) -> None:
    times = [now for now, _, values in played(drains, slow=slow) if values]
    least = SLOW_S if slow else VALUES_S
    for before, after in pairwise(times):
        assert after - before >= least - DRAIN_S / 2 - 1e-9


@given(DRAINS, st.booleans())
def test_a_loud_alert_waits_for_nothing(
    drains: list[tuple[bool, bool, bool, float, int]], slow: bool
) -> None:
    pace, now = Pace(slow=slow), 0.0
    for facts, values, loud, took_s, wrote in drains:
        now += DRAIN_S
        pace.arrived(facts=facts or loud, values=values, loud=loud)
        drawing = pace.due(now)
        assert not loud or (drawing is not None and drawing.facts)
        if drawing:
            pace.drew(drawing, now, took_s=took_s)
            pace.wrote(wrote, now)
            now += took_s


@given(DRAINS, st.booleans())
def test_nothing_that_arrived_is_left_undrawn(
    drains: list[tuple[bool, bool, bool, float, int]], slow: bool
) -> None:
    rest = [(False, False, False, 0.0, 0)] * 3_000  # time enough for a slow line to carry it all
    before = len(played(drains, slow=slow))
    later = played([*drains, (True, True, False, 0.0, 0), *rest], slow=slow)[before:]
    assert any(facts for _, facts, _ in later)
    assert any(values for _, _, values in later)


def test_a_fact_after_a_quiet_while_is_drawn_at_once_on_a_slow_line_too() -> None:
    pace = Pace(slow=True)
    pace.arrived(facts=True, values=False)
    drawing = pace.due(5.0)
    assert drawing is not None
    assert drawing.facts
    pace.drew(drawing, 5.0, took_s=0.0)
    pace.arrived(facts=True, values=False)
    assert pace.due(5.1) is None, "the next one waits"
    assert pace.due(6.0) is not None


def test_a_fact_between_values_does_not_let_values_through() -> None:
    pace = Pace()
    first = pace.due(1.0)
    assert first is not None
    assert first.values
    pace.drew(first, 1.0, took_s=0.0)
    pace.arrived(facts=True, values=True)
    second = pace.due(1.1)
    assert second is not None
    assert second.facts
    assert not second.values


def test_ages_go_on_where_nothing_arrives() -> None:
    pace, drawn = Pace(), 0
    for tick in range(100):
        if drawing := pace.due(tick * DRAIN_S):
            drawn += 1
            pace.drew(drawing, tick * DRAIN_S, took_s=0.0)
    assert drawn == pytest.approx(100 * DRAIN_S / AGES_S, abs=1)


def test_most_of_the_time_is_left_for_keys() -> None:
    pace = Pace()
    pace.arrived(facts=True, values=True)
    drawing = pace.due(1.0)
    assert drawing is not None
    pace.drew(drawing, 1.0, took_s=1.0)
    pace.arrived(facts=True, values=True)
    assert pace.due(1.0 + REST - 0.1) is None
    assert pace.due(1.0 + REST + 0.1) is not None


def test_a_slow_line_carries_no_more_than_it_should() -> None:
    pace, wrote = Pace(slow=True), 0
    for tick in range(1_000):
        pace.arrived(facts=tick % 3 == 0, values=True)
        if drawing := pace.due(tick * DRAIN_S):
            pace.drew(drawing, tick * DRAIN_S, took_s=0.0)
            pace.wrote(20_000, tick * DRAIN_S)
            wrote += 20_000
    assert wrote / 100 <= SLOW_BYTES_S * 1.1


@pytest.mark.parametrize(
    ("wanted", "environ", "slow"),
    [
        ("yes", {}, True),
        ("no", {"SSH_CONNECTION": "10.0.0.1 22"}, False),
        ("auto", {"SSH_CONNECTION": "10.0.0.1 22"}, True),
        ("auto", {}, False),
    ],
)
def test_a_line_is_slow_where_said_so_or_over_ssh(
    wanted: str, environ: dict[str, str], slow: bool
) -> None:
    assert slow_line(wanted, environ) is slow
