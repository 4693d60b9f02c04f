"""The quality lane against naive looks over the whole list, and what it promises of any list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.checks import Checks, Pair
from console.domain.doubts import Test
from console.domain.ids import DeviceId, SensorId
from console.domain.pairing import Pairing
from console.domain.quality import SOUND, SensorLane, Trust, Verdict
from console.domain.readings import Reading
from console.domain.sites import Sensor
from console.domain.skew import DeviceClock
from console.domain.values import Quality
from tests.sites import named

P1 = SensorId("p1/pm10")
T = 1_790_000_000_000
PERIOD_S = 30.0
LOW, HIGH = 0.0, 1000.0
FLAT_S, SPIKE, RATE = 600.0, 100.0, 240.0  # a rate of 4 a second
ALL = Checks(flat_s=FLAT_S, spike=SPIKE, rate=RATE)

BOTH = (Test.SPIKE, Test.RATE)

Series = list[tuple[int, float]]

# Values that meet each other often, at the limits, and beyond the range.
values = st.sampled_from([20.0, 21.0, 80.0, 120.0, 121.0, 500.0, 560.0, 1000.0, 1001.0, -1.0])
pauses = st.sampled_from([1_000, 10_000, 30_000, 60_000, 150_000, 151_000, 400_000])
series = st.lists(st.tuples(pauses, values), max_size=40).map(
    lambda steps: [(T + sum(p for p, _ in steps[: i + 1]), v) for i, (_, v) in enumerate(steps)]
)
qualities = st.lists(st.sampled_from([Quality.GOOD, Quality.SUSPECT, Quality.FAIL]), max_size=30)


def sensor(checks: Checks = ALL) -> Sensor:
    """Return a sensor with these checks."""
    return Sensor(
        id=P1,
        device=DeviceId("p1"),
        quantity="pm10",
        name=named("颗粒物", "particles"),
        unit="µg/m³",
        low=LOW,
        high=HIGH,
        period_s=PERIOD_S,
        checks=checks,
    )


def judged(readings: Series, checks: Checks = ALL) -> list[Verdict]:
    """Return what the lane says of each reading in turn."""
    lane = SensorLane(sensor(checks))
    return [lane.judge(at, value) for at, value in readings]


def agree(one: tuple[int, float], other: tuple[int, float]) -> bool:
    """Tell whether a value may follow the other, by jump and by rate."""
    jump, passed_ms = abs(one[1] - other[1]), abs(one[0] - other[0])
    return jump <= SPIKE and jump <= RATE / 60_000 * passed_ms


def measured(readings: Series) -> Series:
    """Return what lies in the sensor's range."""
    return [(at, value) for at, value in readings if LOW <= value <= HIGH]


def naive_sound(readings: Series) -> tuple[int, float] | None:
    """Return the last believable one of all, looking from the first on."""
    inside = measured(readings)
    sound = inside[0] if inside else None
    for before, this in pairwise(inside):
        believed = sound is not None and agree(this, sound)
        if believed or (before is not sound and agree(this, before)):
            sound = this
    return sound


def naive(readings: Series) -> Verdict:
    """Judge the last of `readings` by all of them."""
    at, value = readings[-1]
    if not LOW <= value <= HIGH:
        return Verdict(Quality.FAIL, (Test.RANGE,))
    before = naive_sound(readings[:-1])
    if before is not None and naive_sound(readings) != (at, value):
        jump = abs(value - before[1])
        tests = [Test.SPIKE] if jump > SPIKE else []
        tests += [Test.RATE] if jump > RATE / 60_000 * (at - before[0]) else []
        return Verdict(Quality.SUSPECT, tuple(tests))
    since, gap_ms = at, max(3 * PERIOD_S, FLAT_S / 4) * 1000
    for earlier, same in reversed(measured(readings)):
        if same != value or since - earlier > gap_ms:
            break
        since = earlier
    lasted_s = (at - since) / 1000
    if lasted_s < FLAT_S / 2:
        return SOUND
    return Verdict(Quality.FAIL if lasted_s >= FLAT_S else Quality.SUSPECT, (Test.FLAT,))


@given(series)
def test_the_lane_says_what_a_look_over_the_whole_list_says(readings: Series) -> None:
    assert judged(readings) == [naive(readings[: i + 1]) for i in range(len(readings))]


@given(series)
def test_a_value_far_from_all_others_is_never_believed(readings: Series) -> None:
    verdicts = judged(readings, Checks(spike=SPIKE))
    inside = measured(readings)
    for (at, value), verdict in zip(readings, verdicts, strict=True):
        others = [other for when, other in inside if when != at]
        alone = others and all(abs(value - other) > SPIKE for other in others)
        if alone and (at, value) != inside[0]:
            assert verdict.quality is not Quality.GOOD


@given(series)
def test_what_agrees_with_the_reading_just_before_it_is_no_jump(readings: Series) -> None:
    inside = measured(readings)
    follows = {this[0] for before, this in pairwise(inside) if agree(this, before)}
    for (at, _), verdict in zip(readings, judged(readings), strict=True):
        if at in follows:
            assert not {Test.SPIKE, Test.RATE} & set(verdict.tests)


def test_a_spike_is_held_back_and_a_step_comes_one_reading_later() -> None:
    def tests(*values: float) -> list[tuple[Test, ...]]:
        return [v.tests for v in judged([(T + i * 60_000, v) for i, v in enumerate(values)])]

    assert tests(20, 500, 20, 21) == [(), BOTH, (), ()]
    assert tests(20, 500, 510, 520) == [(), BOTH, (), ()]
    assert tests(20, 500, 20, 500, 20) == [(), BOTH, (), BOTH, ()]
    assert tests(20, 1001, 20) == [(), (Test.RANGE,), ()]


def test_without_figures_only_the_range_is_tested() -> None:
    readings = [(T + i * 60_000, 20.0 + 900 * (i % 2)) for i in range(9)] + [
        (T + i * 60_000, 20.0) for i in range(9, 2000)
    ]
    assert set(judged(readings, Checks())) == {SOUND}


@pytest.mark.parametrize(
    ("minutes", "quality"),
    [(4.5, Quality.GOOD), (5, Quality.SUSPECT), (9.5, Quality.SUSPECT), (10, Quality.FAIL)],
)
def test_half_as_long_is_suspect_and_the_whole_fails(minutes: float, quality: Quality) -> None:
    lasted = round(minutes * 60_000)
    verdicts = judged([(T + ms, 52.0) for ms in range(0, lasted + 1, 30_000)])
    assert verdicts[-1].quality is quality


def test_nothing_is_known_of_a_value_while_its_sensor_was_silent() -> None:
    readings = [(T, 52.0), (T + 3_600_000, 52.0)]
    assert judged(readings) == [SOUND, SOUND]


@given(series, st.integers(0, 40))
def test_replaying_what_was_stored_brings_a_lane_back(readings: Series, cut: int) -> None:
    verdicts = judged(readings)
    stored = [Reading(P1, *one, v.quality) for one, v in zip(readings, verdicts, strict=True)]
    lane = SensorLane(sensor())
    lane.replay(stored[:cut])
    assert [lane.judge(at, value) for at, value in readings[cut:]] == verdicts[cut:]


def test_a_late_reading_has_only_its_range() -> None:
    lane = SensorLane(sensor())
    lane.judge(T, 20.0)
    assert lane.judge_late(900.0) is SOUND
    assert lane.judge_late(1001.0).tests == (Test.RANGE,)


def naive_trust(verdicts: Sequence[Quality]) -> tuple[bool, Quality]:
    """Return whether a sensor is doubted after all, and how far its last reading is believed."""
    doubted, begins = False, 0
    worth = Quality.GOOD
    for i, quality in enumerate(verdicts):
        run = verdicts[begins : i + 1]
        last = [q is Quality.GOOD for q in run[-3:]]
        worth = quality
        if not doubted and (quality is Quality.FAIL or (len(last) == 3 and not any(last))):
            doubted, begins = True, i + 1
        elif doubted and len(last) == 3 and all(last):
            doubted, begins = False, i + 1
        elif doubted and quality is Quality.GOOD:
            worth = Quality.UNKNOWN
    return doubted, worth


@given(qualities)
def test_trust_is_what_a_look_over_all_verdicts_says(verdicts: list[Quality]) -> None:
    trust = Trust()
    for i, quality in enumerate(verdicts):
        worth = trust.take(quality)
        assert (trust.doubted, worth) == naive_trust(verdicts[: i + 1])


@given(qualities, qualities)
def test_replaying_stored_worths_brings_trust_back(
    before: list[Quality], after: list[Quality]
) -> None:
    trust, again = Trust(), Trust()
    stored = [trust.take(quality) for quality in before]
    again.replay(stored, doubted=trust.doubted)
    assert [again.take(quality) for quality in after] == [trust.take(q) for q in after]


def test_one_more_test_never_makes_a_verdict_better() -> None:
    failed = Verdict(Quality.FAIL, (Test.RANGE,))
    assert failed.and_also(Test.CLOCK, Quality.SUSPECT) == Verdict(
        Quality.FAIL, (Test.RANGE, Test.CLOCK)
    )
    assert SOUND.and_also(Test.PAIR, Quality.SUSPECT).and_also(Test.PAIR, Quality.SUSPECT) == (
        Quality.SUSPECT,
        (Test.PAIR,),
    )


def test_a_clock_ahead_is_wrong_at_once() -> None:
    clock = DeviceClock(120_000, 30_000)
    assert not clock.is_wrong(T + 120_000, T)
    assert clock.is_wrong(T + 120_001, T)
    assert not clock.is_wrong(T + 1, T + 60_000)


def test_a_clock_behind_is_wrong_once_it_does_not_catch_up() -> None:
    clock = DeviceClock(120_000, 30_000)
    said = [clock.is_wrong(T + i * 30_000 - 3_600_000, T + i * 30_000) for i in range(12)]
    assert said == [False] * 4 + [True] * 8


@pytest.mark.parametrize("pause_ms", [1, 500, 10_000])
def test_what_waited_for_a_link_is_not_a_wrong_clock(pause_ms: int) -> None:
    clock = DeviceClock(120_000, 30_000)
    backlog = [(T + i * 30_000, T + 7_200_000 + i * pause_ms) for i in range(240)]
    assert not any(clock.is_wrong(at, arrived) for at, arrived in backlog)
    # And the same after another outage.
    later = [(at + 9_000_000, arrived + 9_000_000) for at, arrived in backlog]
    assert not any(clock.is_wrong(at, arrived) for at, arrived in later)


def test_both_sides_of_an_impossible_pair_are_meant_and_none_of_another_moment() -> None:
    low, high = SensorId("p1/pm25"), SensorId("p1/pm10")
    pairing = Pairing(Pair(low="pm25", high="pm10", ratio=1.1), low)
    assert pairing.take(Reading(low, T, 60.0), 0, 1) == ()
    assert pairing.take(Reading(high, T, 50.0), 1, 1) == (0, 1)
    assert pairing.take(Reading(low, T + 1, 60.0), 2, 1) == ()
    assert pairing.take(Reading(high, T + 1, 55.0), 0, 2) == ()  # just what is possible
    assert pairing.take(Reading(low, T + 2, 60.0), 1, 2) == ()
    assert pairing.take(Reading(high, T + 2, 5.0), 0, 3) == (0,)  # the other was judged before


def test_nothing_agrees_or_disagrees_with_nothing() -> None:
    assert judged([(T, 1000.0)]) == [SOUND]
