"""Figures in the engine: judged once all of a moment is in, and the same after a restart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from console.domain.alert_facts import AlertFact, AlertRaised, AlertReturned
from console.domain.alerts import Alert
from console.domain.facts import What
from console.domain.gauges import (
    AirIndex,
    Change,
    Count,
    Deviation,
    Gauge,
    Mean,
    Unchanged,
    Value,
    WaterClass,
)
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId
from console.domain.readings import Reading
from console.domain.rules import Level, LimitRule
from console.domain.sites import Device, Site
from console.domain.values import Priority, Quality
from console.hub.changes import Verdict
from console.hub.engine import Engine
from tests.sites import PERIOD_S, named, placed, probe, sensor_of, small_site

T = 1_790_000_000_000
PERIOD = round(PERIOD_S * 1000)
RULE = RuleId("r")


def at(period: float) -> int:
    """Return the moment so many periods after T."""
    return T + round(period * PERIOD)


def rule_of(gauge: Gauge, limit: float, clear: float | None = None, **changes: Any) -> LimitRule:
    """Return a rule of one level."""
    level = Level(priority=Priority.MEDIUM, limit=limit, clear=limit if clear is None else clear)
    return LimitRule(id=RULE, name=named("规则", "rule"), levels=(level,), gauge=gauge, **changes)


def site_of(rule: LimitRule, *devices: Device) -> Site:
    """Return a site where that is the only rule: at devices, or at all they measure."""
    of_device = isinstance(rule.gauge, WaterClass) or (
        isinstance(rule.gauge, AirIndex) and len(devices[0].sensors) > 1
    )
    hung = [
        replace(
            device,
            rules=(rule.id,) if of_device else (),
            sensors=tuple(
                replace(sensor, rules=() if of_device else (rule.id,)) for sensor in device.sensors
            ),
        )
        for device in devices
    ]
    site = small_site(*hung)
    gateway = replace(site.devices[DeviceId("gw")], rules=())
    found = {gateway.id: gateway} | {device.id: device for device in hung}
    return replace(site, devices=found, rules={rule.id: rule})


def row_of_probes(count: int = 5) -> list[Device]:
    """Return probes in a row."""
    return [placed(probe(f"p{n}"), 30.66 + n / 100, 104.0) for n in range(1, count + 1)]


def started(site: Site) -> Engine:
    """Return an engine that listens since T."""
    engine = Engine(site, (), next_alert=1)
    engine.begin({}, T)
    return engine


def told(engine: Engine) -> list[tuple[int, type[What], str, float | None]]:
    """Return what was raised and what returned since last asked, and where."""
    targets = {alert.id: alert.target for alert in engine.alerts()}
    return [
        (h.at, type(h.what), targets[h.what.alert], h.what.value)
        for h in engine.take_changes().happenings
        if isinstance(h.what, AlertRaised | AlertReturned)
    ]


def row(engine: Engine, period: int, values: Sequence[float | None]) -> None:
    """Take one reading of each probe, p1 first, all of one moment."""
    for number, value in enumerate(values, 1):
        if value is not None:
            engine.measure(Reading(sensor_of(f"p{number}"), at(period), value))


DEVIATING = rule_of(Deviation(least=3), 50.0, 40.0)


def test_a_deviation_is_judged_once_all_of_its_moment_are_in() -> None:
    engine = started(site_of(DEVIATING, *row_of_probes()))
    row(engine, 1, [20, 21, 19, 20, 22])
    row(engine, 2, [110, 20, 20, 110, 110])  # the first neighbours in make p1 look alone
    row(engine, 3, [120, 119, 121, 122, 300])
    assert told(engine) == []
    engine.pass_time(at(3))
    assert told(engine) == [(at(3), AlertRaised, sensor_of("p5"), 179.5)]


def test_what_all_measure_together_is_no_deviation() -> None:
    engine = started(site_of(DEVIATING, *row_of_probes()))
    for period in range(1, 30):
        row(engine, period, [20.0 * period] * 5)
    engine.pass_time(at(30))
    assert told(engine) == []


def test_with_too_few_neighbours_nothing_is_known() -> None:
    engine = started(site_of(DEVIATING, *row_of_probes()))
    row(engine, 1, [300, 20, 20, 20, None])
    row(engine, 2, [20, 20, 20, None, None])
    engine.pass_time(at(3))
    assert told(engine) == [(at(1), AlertRaised, sensor_of("p1"), 280.0)]
    row(engine, 4, [20, 20, 20, 20, 20])
    engine.pass_time(at(4))
    assert told(engine) == [(at(4), AlertReturned, sensor_of("p1"), 0.0)]


def test_it_is_judged_anew_when_a_neighbour_of_the_same_time_comes_later() -> None:
    engine = started(site_of(DEVIATING, *row_of_probes()))
    row(engine, 1, [100, 20, 20, None, None])
    engine.pass_time(at(1.1))
    assert told(engine) == []
    engine.measure(Reading(sensor_of("p4"), at(1), 20.0), at(1.2))
    engine.pass_time(at(1.2))
    assert told(engine) == [(at(1), AlertRaised, sensor_of("p1"), 80.0)]


def test_an_index_is_the_device_s() -> None:
    device = placed(probe("p1", ("so2", "no2", "co", "o3", "pm10", "pm25")), 30, 104, period_s=3600)
    engine = started(site_of(rule_of(AirIndex(edition="2026"), 100.0), device))
    hour = 3_600_000

    def hourly(number: int, **values: float) -> None:
        for pollutant, value in sorted(values.items()):
            engine.measure(Reading(sensor_of("p1", pollutant), T + number * hour, value))
        engine.pass_time(T + number * hour)

    clean = {"so2": 5, "no2": 20, "co": 0.5, "o3": 50, "pm10": 40, "pm25": 20}
    hourly(1, **clean)
    hourly(2, **{**clean, "pm25": 75})
    assert told(engine) == [(T + 2 * hour, AlertRaised, "p1", 114.0)]
    hourly(3, so2=5, no2=20, co=0.5, o3=50, pm10=40)
    hourly(4, so2=5, no2=20, co=0.5, o3=50, pm10=40)  # an index within 100 is not published
    assert told(engine) == []
    hourly(5, **clean)
    assert told(engine) == [(T + 5 * hour, AlertReturned, "p1", 40.0)]
    figure = engine.judged(RULE, DeviceId("p1"))
    assert figure is not None
    assert (figure.at, figure.value) == (T + 5 * hour, 40.0)


def sonde() -> Site:
    """Return a site with one sonde that should be of class III."""
    rule = rule_of(WaterClass(target=3), 0.5)
    severe = Level(priority=Priority.HIGH, limit=1.5, clear=1.5)
    return site_of(
        replace(rule, levels=(*rule.levels, severe)), probe("p1", ("do", "nh3n", "ph", "tp"))
    )


def water(engine: Engine, period: int, **values: float) -> None:
    """Take one reading of each item."""
    for item, value in values.items():
        engine.measure(Reading(sensor_of("p1", item), at(period), value))
    engine.pass_time(at(period))


def test_water_that_lost_its_worst_item_is_not_better() -> None:
    engine = started(sonde())
    good = {"nh3n": 0.4, "ph": 7.5, "tp": 0.1}
    water(engine, 1, do=2.5, **good)
    assert told(engine) == [(at(1), AlertRaised, "p1", 2.0)]
    for period in range(2, 9):
        water(engine, period, **good)  # class II, as far as it is measured
    water(engine, 9, nh3n=1.4, ph=7.5, tp=0.1)
    assert engine.alert(AlertId("A-1")).priority is Priority.HIGH
    assert told(engine) == []
    water(engine, 10, do=7, **good)
    assert told(engine) == [(at(10), AlertReturned, "p1", 0.0)]


def test_what_is_measured_of_water_can_be_bad_enough() -> None:
    engine = started(sonde())
    water(engine, 1, ph=7.5, tp=0.9)
    assert told(engine) == [(at(1), AlertRaised, "p1", 3.0)]


def test_a_value_that_stands_still_is_told_and_a_gap_is_no_change() -> None:
    engine = started(site_of(rule_of(Unchanged(), 60.0), probe("p1")))
    for period in (1, 2, 3, 4, 5, 6, 7, 8):
        row(engine, period, [50.0])
    assert told(engine) == [(at(8), AlertRaised, sensor_of("p1"), 61.0)]  # it counts no further
    row(engine, 12, [50.0])
    assert told(engine) == []
    row(engine, 13, [51.0])
    assert told(engine) == [(at(13), AlertReturned, sensor_of("p1"), 0.0)]


def test_three_times_in_a_while_is_once_told() -> None:
    rule = rule_of(Count(limit=100, clear=90, within_s=100), 2.5)
    engine = started(site_of(rule, probe("p1")))
    for period, value in enumerate([120, 20, 120, 95, 120, 20, 120, 120], 1):
        row(engine, period, [float(value)])
    assert told(engine) == [(at(7), AlertRaised, sensor_of("p1"), 3.0)]
    for period in range(9, 14):
        row(engine, period, [20.0])
    assert told(engine) == [(at(11), AlertReturned, sensor_of("p1"), 2.0)]


# Restarts --------------------------------------------------------------------------------

GAUGES: dict[str, LimitRule] = {
    "value": rule_of(Value(), 100.0, 60.0, on_delay_s=15, off_delay_s=25),
    "mean": rule_of(Mean(window_s=60), 100.0, 60.0, on_delay_s=15, off_delay_s=25),
    "change": rule_of(Change(over_s=40), 80.0, 20.0, on_delay_s=5),
    "deviation": rule_of(Deviation(nearest=2, least=1), 50.0, 20.0, on_delay_s=15, off_delay_s=25),
    "unchanged": rule_of(Unchanged(), 35.0, off_delay_s=15),
    "count": rule_of(Count(limit=100, clear=60, within_s=120), 1.5),
    "iaqi": rule_of(AirIndex(edition="2026"), 100.0, 60.0, on_delay_s=15),
    "water": rule_of(WaterClass(target=3), 0.5, on_delay_s=15, off_delay_s=15),
}


class Hub:
    """An engine with a store that keeps what it commits, and can be started again."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._alerts: dict[AlertId, Alert] = {}
        self._readings: dict[SensorId, dict[int, Reading]] = {}
        self.facts: list[tuple[int, What]] = []
        self.engine = started(site)

    def take(self, readings: Iterable[Reading], now: int) -> None:
        """Take a batch as intake would, and commit."""
        for reading in sorted(readings, key=lambda reading: (reading.at, reading.sensor)):
            if self.engine.measure(reading, now) is not Verdict.DUPLICATE:
                known = self._readings.setdefault(reading.sensor, {})
                known.setdefault(reading.at, reading)
        self.engine.pass_time(now)
        self.commit()

    def commit(self) -> None:
        """Keep what changed."""
        changes = self.engine.take_changes()
        self._alerts.update(changes.alerts)
        self.facts += [(h.at, h.what) for h in changes.happenings if isinstance(h.what, AlertFact)]

    def start_again(self, now: int) -> None:
        """Lose all that is not in the store."""
        kept = [alert for alert in self._alerts.values() if alert.lanes]
        numbers = [int(alert.partition("-")[2]) for alert in self._alerts]
        self.engine = Engine(self._site, kept, next_alert=max(numbers, default=0) + 1)
        newest = {sensor: known[max(known)] for sensor, known in self._readings.items()}
        self.engine.begin(newest, now, self._history)
        self.engine.pass_time(now)
        self.commit()

    def _history(self, sensor: SensorId, since: int, most: int) -> list[Reading]:
        known = self._readings.get(sensor, {})
        return [known[moment] for moment in sorted(known) if moment >= since][-most:]


moments = st.lists(
    st.fixed_dictionaries(
        {
            "step": st.sampled_from([1, 1, 1, 1, 1, 0.4, 1.6, 5]),
            "values": st.lists(
                st.sampled_from([None, 20.0, 20.0, 55.0, 90.0, 120.0, 300.0]),
                min_size=4,
                max_size=4,
            ),
            "doubtful": st.sampled_from([None, None, None, 0, 2]),
            "late": st.booleans(),
            "again": st.sampled_from([False, False, False, True]),
        }
    ),
    max_size=40,
)


@pytest.mark.parametrize("kind", GAUGES)
@settings(max_examples=80)
@given(story=moments)
def test_a_restart_changes_nothing(kind: str, story: list[dict[str, Any]]) -> None:
    rule = GAUGES[kind]
    items = ("do", "nh3n", "ph", "tp")
    water = isinstance(rule.gauge, WaterClass)
    devices = [probe("p1", items)] if water else row_of_probes(4)
    site = site_of(rule, *devices)
    sensors = [sensor.id for device in devices for sensor in device.sensors]
    whole, torn = Hub(site), Hub(site)
    now, held = T, list[Reading]()
    for moment in story:
        now += round(moment["step"] * PERIOD)
        readings = [
            Reading(
                sensor,
                now,
                value / 20 if water else value,
                Quality.SUSPECT if moment["doubtful"] == number else Quality.GOOD,
            )
            for number, (sensor, value) in enumerate(zip(sensors, moment["values"], strict=True))
            if value is not None
        ]
        late = readings[:1] if moment["late"] else []
        batch, held = [*readings[len(late) :], *held], late
        for hub in (whole, torn):
            hub.take(batch, now)
        if moment["again"]:
            torn.start_again(now)
    assert torn.facts == whole.facts
