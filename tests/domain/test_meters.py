"""Gauges at work, against their definitions: gaps, late and double readings, restarts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.gauges import (
    AirIndex,
    Change,
    Count,
    Deviation,
    Gauge,
    Mean,
    Unchanged,
    WaterClass,
)
from console.domain.ids import DeviceId, RuleId, SensorId
from console.domain.meters.making import Workshop
from console.domain.meters.meter import Meter
from console.domain.meters.neighbours import NEIGHBOURS_MOST, Neighbourhood, distance_m
from console.domain.rules import Level, LimitRule
from console.domain.sites import Device, Sensor, Site
from console.domain.values import Priority
from tests.domain import naive_figures as naively
from tests.domain.naive_figures import Figure, Told
from tests.sites import PERIOD_S, named, placed, probe, sensor_of, small_site

PERIOD = round(PERIOD_S * 1000)
HOLD = PERIOD * 3 // 2
OWN = sensor_of("p1")

values = st.sampled_from([10.0, 20.0, 50.0, 95.0, 100.0, 101.0, 250.5])
steps = st.sampled_from([PERIOD] * 8 + [3_000, PERIOD + 1, HOLD, HOLD + 1, 4 * PERIOD, 13 * PERIOD])
stories = st.lists(st.tuples(steps, values, st.booleans()), min_size=2, max_size=70)


def rule_of(gauge: Gauge, limit: float = 60.0) -> LimitRule:
    """Return a rule that judges by `gauge`."""
    level = Level(priority=Priority.LOW, limit=limit, clear=limit)
    return LimitRule(id=RuleId("r"), name=named("规", "rule"), levels=(level,), gauge=gauge)


def made(gauge: Gauge, site: Site | None = None) -> Meter:
    """Return the gauge at work at probe p1."""
    site = site or small_site(probe("p1"))
    target: Device | Sensor = site.sensors()[OWN]
    found = Workshop(site).made(rule_of(gauge), target)
    assert found is not None
    assert not found.joint
    return found.meter


def read(meter: Meter) -> Figure:
    """Return the figure in the naive model's terms."""
    figure = meter.figure()
    return None if figure is None else (figure.value, figure.least)


ALONE: dict[str, tuple[Gauge, Callable[[Told], Figure]]] = {
    "change": (
        Change(over_s=60),
        lambda told: naively.changed(told, over=60_000, hold=HOLD),
    ),
    "unchanged": (
        Unchanged(),
        lambda told: naively.unchanged(told, most=61_000, hold=HOLD),
    ),
    "count": (
        Count(limit=100, clear=90, within_s=200),
        lambda told: naively.counted(told, limit=100, clear=90, within=200_000),
    ),
    "count below": (
        Count(limit=20, clear=60, within_s=200),
        lambda told: naively.counted(told, limit=20, clear=60, within=200_000),
    ),
}


@pytest.mark.parametrize("kind", ALONE)
@given(story=stories)
def test_moving_along_gives_what_the_definition_gives(
    kind: str, story: list[tuple[int, float, bool]]
) -> None:
    gauge, definition = ALONE[kind]
    meter, told = made(gauge), list[tuple[int, float]]()
    at, held = 0, list[tuple[int, float]]()
    for number, (step, value, late) in enumerate(story):
        at += step
        if late and told and number + 1 < len(story):
            held.append((at, value))
            continue
        for moment, one in held:
            meter.take_late(OWN, moment, one)
            meter.take_late(OWN, moment, one)  # a redelivery
        told += held
        held = []
        meter.take(OWN, at, value)
        told.append((at, value))
        assert read(meter) == definition(told)


@pytest.mark.parametrize("kind", [*ALONE, "mean", "air index"])
@given(story=stories, more=stories)
def test_what_it_must_know_of_the_past_is_enough(
    kind: str, story: list[tuple[int, float, bool]], more: list[tuple[int, float, bool]]
) -> None:
    others: dict[str, Gauge] = {
        "mean": Mean(window_s=100, valid_share=0.5),
        "air index": AirIndex(edition="2026"),
    }
    gauge = ALONE[kind][0] if kind in ALONE else others[kind]
    whole, at, told = made(gauge), 0, list[tuple[int, float]]()
    for step, value, _ in story:
        at += step
        whole.take(OWN, at, value)
        told.append((at, value))
    again = made(gauge)
    spare = 4 * PERIOD if kind in others else 0  # how the earliest was cut
    kept = [reading for reading in told if reading[0] >= at - again.back_ms - spare]
    for moment, value in kept[-again.capacity :]:
        again.take(OWN, moment, value)
    assert again.figure() == whole.figure()
    for step, value, _ in more:
        at += step
        whole.take(OWN, at, value)
        again.take(OWN, at, value)
        assert again.figure() == whole.figure()


def test_a_sensor_that_will_not_stop_is_bounded() -> None:
    for gauge, _ in ALONE.values():
        meter = made(gauge)
        for ms in range(1, 9_000):
            meter.take(OWN, ms * 7, 10.0 * (ms % 12))
        kept = getattr(meter, "_track").readings  # noqa: B009
        assert len(kept) <= meter.capacity < 400
    assert made(ALONE["count"][0]).capacity == 2 * 200 // 10 * 8 + 8


def test_a_count_that_cannot_remember_all_is_not_known() -> None:
    meter = made(Count(limit=100, clear=90, within_s=200))
    for ms in range(1, 1_000):
        meter.take(OWN, ms * 100, 200.0 if ms % 2 else 10.0)
    assert meter.figure() is None


# Several sensors -----------------------------------------------------------------------

NEAR = [sensor_of(f"p{number}") for number in range(1, 6)]


def neighbourhood(count: int = 5) -> Site:
    """Return probes in a row, a kilometre and a bit apart."""
    probes = [placed(probe(f"p{n}"), 30.66 + n / 100, 104.0) for n in range(1, count + 1)]
    return small_site(*probes)


@given(
    readings=st.lists(
        st.tuples(st.sampled_from(NEAR), st.integers(0, 5 * PERIOD), values), max_size=60
    ),
    least=st.integers(1, 4),
)
def test_a_deviation_is_from_those_of_the_same_time(
    readings: list[tuple[SensorId, int, float]], least: int
) -> None:
    site = neighbourhood()
    found = Workshop(site).made(rule_of(Deviation(least=least)), site.sensors()[OWN])
    assert found is not None
    assert found.joint
    newest: dict[str, tuple[int, float]] = {}
    for sensor, at, value in readings:
        if sensor in newest and newest[sensor][0] >= at:
            found.meter.take_late(sensor, at, value)
        else:
            newest[sensor] = at, value
            found.meter.take(sensor, at, value)
        expected = naively.deviated(newest, OWN, period=PERIOD, least=least)
        assert read(found.meter) == expected


def test_a_neighbour_one_whole_period_away_is_of_another_time() -> None:
    site = neighbourhood(2)
    found = Workshop(site).made(rule_of(Deviation(least=1)), site.sensors()[OWN])
    assert found is not None
    found.meter.take(OWN, PERIOD, 100.0)
    found.meter.take(NEAR[1], 2 * PERIOD, 10.0)
    assert found.meter.figure() is None
    assert found.meter.take(NEAR[1], 2 * PERIOD - 1, 10.0)
    figure = found.meter.figure()
    assert figure is not None
    assert (figure.value, figure.at, figure.until) == (90.0, 2 * PERIOD - 1, PERIOD + HOLD)


def test_neighbours_are_the_nearest_of_the_same_quantity_at_other_devices() -> None:
    site = neighbourhood()
    near = Neighbourhood(site)
    own = site.sensors()[NEAR[1]]
    assert [s.id for s in near.of(own, 2)] == [NEAR[0], NEAR[2]]
    assert [s.id for s in near.of(own)] == [NEAR[0], NEAR[2], NEAR[3], NEAR[4]]
    crowd = neighbourhood(NEIGHBOURS_MOST + 9)
    assert len(Neighbourhood(crowd).of(crowd.sensors()[OWN])) == NEIGHBOURS_MOST
    one, other = (site.devices[DeviceId(name)] for name in ("p1", "p2"))
    assert distance_m(one, other) == pytest.approx(1112, abs=1)


@given(
    places=st.lists(st.tuples(st.floats(30.5, 30.8), st.floats(103.9, 104.3)), min_size=1),
    nearest=st.integers(0, 6),
)
def test_the_nearest_are_those_with_no_nearer_left_out(
    places: list[tuple[float, float]], nearest: int
) -> None:
    probes = [placed(probe(f"p{n}", ("pm10", "no2")), *place) for n, place in enumerate(places, 1)]
    site = small_site(*probes)
    here = site.devices[DeviceId("p1")]
    others = sorted(
        (distance_m(here, device), sensor_of(device.id)) for device in probes if device.id != "p1"
    )
    found = Neighbourhood(site).of(site.sensors()[OWN], nearest)
    assert [s.id for s in found] == [id for _, id in others][: nearest or NEIGHBOURS_MOST]


SIX = ("so2", "no2", "co", "o3", "pm10", "pm25")


@given(
    readings=st.lists(
        st.tuples(st.sampled_from(SIX), st.sampled_from([0, 600_000, 3_600_000]), values),
        min_size=1,
        max_size=60,
    )
)
def test_an_index_is_of_six_hourly_means_that_are_known(
    readings: list[tuple[str, int, float]],
) -> None:
    period = 600_000
    device = placed(probe("p1", SIX), 30.66, 104.0, period_s=period / 1000)
    found = Workshop(small_site(device)).made(rule_of(AirIndex(edition="2026")), device)
    assert found is not None
    assert found.joint
    told: dict[str, Told] = defaultdict(list)
    now = period
    for pollutant, step, value in readings:
        now += step
        if told[pollutant] and told[pollutant][-1][0] == now:
            now += period
        told[pollutant].append((now, value))
        found.meter.take(sensor_of("p1", pollutant), now, value)
        expected = naively.air_index(
            {name: one for name, one in told.items() if one}, edition="2026", period=period
        )
        assert read(found.meter) == expected


ITEMS = ("do", "ph", "nh3n", "tp")


@given(
    readings=st.lists(
        st.tuples(st.sampled_from(ITEMS), st.integers(0, 12_000), st.floats(0, 9)), min_size=1
    )
)
def test_water_is_as_bad_as_its_worst_item(readings: list[tuple[str, int, float]]) -> None:
    device = probe("p1", (*ITEMS, "temperature"))
    found = Workshop(small_site(device)).made(rule_of(WaterClass(target=3)), device)
    assert found is not None
    assert [sensor.quantity for sensor in found.sensors] == list(ITEMS)
    newest: dict[str, tuple[int, float]] = {}
    now = 0
    for item, step, value in readings:
        now += step + 1
        newest[item] = now, value
        found.meter.take(sensor_of("p1", item), now, value)
        expected = naively.water(newest, items=len(ITEMS), target=3, hold=HOLD)
        assert read(found.meter) == expected
