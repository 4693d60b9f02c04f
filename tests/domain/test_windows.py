"""Means over a stretch of time, against the definition written down naively."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from console.domain.windows import PARTS_PER_PERIOD, Window

MINUTE = 60_000
HOUR = 60 * MINUTE

Told = list[tuple[int, float]]


def naive(told: Told, *, window: int, period: int, share: float) -> float | None:
    """Return the mean up to the last reading, from the definition alone, in exact fractions."""
    told = sorted(told)
    until = told[-1][0]
    covered, total, before = 0, Fraction(0), -(10**15)
    for at, value in told:
        start = max(at - period, before, until - window)
        if at > start:
            covered += at - start
            total += Fraction(str(value)) * (at - start)
        before = at
    return float(total / covered) if covered and covered >= share * window else None


def window_of(*, window: int = HOUR, period: int = MINUTE, share: float = 0.75) -> Window:
    """Return a window."""
    return Window(window_ms=window, period_ms=period, valid_share=share)


def test_three_quarters_of_an_hour_make_an_hour() -> None:
    window = window_of()
    means = [window.take(minute * MINUTE, 50.0) for minute in range(1, 61)]
    assert means[:44] == [None] * 44
    assert means[44:] == [50.0] * 16


def test_what_no_reading_covers_does_not_count() -> None:
    window = window_of()
    for minute in range(1, 61):
        window.take(minute * MINUTE, 100.0)
    mean = window.take(75 * MINUTE, 40.0)  # 14 minutes without a word: 45 of 60 still covered
    assert mean == (45 * 100 + 40) / 46
    assert window.take(77 * MINUTE, 40.0) is not None  # 45 of 60
    assert window.take(79 * MINUTE, 40.0) is None  # 44 of 60
    assert window.take(300 * MINUTE, 40.0) is None


def test_readings_closer_than_their_period_share_it() -> None:
    window = window_of(window=4_000, period=4_000)
    window.take(4_000, 10.0)
    assert window.take(5_000, 50.0) == (3 * 10 + 50) / 4


def test_an_hourly_reading_is_its_own_hourly_mean() -> None:
    window = window_of(period=HOUR)
    assert [window.take(hour * HOUR, 0.1 * hour) for hour in (1, 2, 5)] == [0.1, 0.2, 0.5]


def test_equal_readings_have_their_own_value_for_a_mean() -> None:
    window = window_of(window=10 * MINUTE)
    for minute in range(1, 200):
        mean = window.take(minute * MINUTE + minute % 7, 0.3)
    assert mean == 0.3


def test_one_that_comes_late_is_in_the_means_to_come() -> None:
    whole, torn = window_of(share=0.1), window_of(share=0.1)
    for minute in range(1, 61):
        whole.take(minute * MINUTE, float(minute))
        if minute not in (20, 21):
            torn.take(minute * MINUTE, float(minute))
    for minute in (21, 20, 30):  # the last is a redelivery
        torn.take_late(minute * MINUTE, float(minute))
    assert torn.take(61 * MINUTE, 7.0) == whole.take(61 * MINUTE, 7.0)


def test_what_is_no_measurement_covers_nothing() -> None:
    window = window_of(window=2 * MINUTE, share=0.5)
    window.take(MINUTE, 10.0)
    assert window.take(2 * MINUTE, 1e300) == 10.0


def test_a_sensor_that_will_not_stop_is_bounded() -> None:
    window = window_of(window=10_000, period=1_000)
    for ms in range(1, 5_000):
        window.take(ms, 1.0)
        window.take_late(ms, 1.0)
    assert window.capacity == 10 * PARTS_PER_PERIOD + 8
    assert window.take(5_000, 1.0) is None  # what was let go is not known any more


values = st.floats(0, 1_000).map(lambda value: round(value, 3))
steps = st.integers(4_000, 40_000)


@given(
    readings=st.lists(st.tuples(steps, values), min_size=1, max_size=80),
    late=st.sets(st.integers(0, 79)),
    period=st.sampled_from([3_000, 10_000, 30_000]),
    share=st.sampled_from([0.0, 0.5, 0.75, 1.0]),
)
def test_moving_along_gives_what_starting_over_gives(
    readings: list[tuple[int, float]], late: set[int], period: int, share: float
) -> None:
    window = window_of(window=100_000, period=period, share=share)
    told: Told = []
    at, held = 0, []
    for number, (step, value) in enumerate(readings):
        at += step
        if number in late and number + 1 < len(readings):
            held.append((at, value))
            continue
        for moment, one in held:
            if told:
                window.take_late(moment, one)
                told.append((moment, one))
        held = []
        told.append((at, value))
        found = window.take(at, value)
        assert found == naive(told, window=100_000, period=period, share=share)
