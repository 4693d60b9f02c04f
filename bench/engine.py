"""The engine alone: what a reading costs, and what an alert weighs.

Times are microseconds of one thread without broker, store or clock; ratios are within this run.
"""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from bench.hub import NAME, make_site
from console.domain.gauges import AirIndex, Deviation, Gauge, Mean, Value
from console.domain.ids import DeviceId, RuleId, SensorId
from console.domain.readings import Reading
from console.domain.rules import Level, LimitRule, Rule
from console.domain.sites import Device, Sensor, Site
from console.domain.values import Priority
from console.hub.engine import Engine

ROUNDS = 5
SENSORS = 200
READINGS = 40_000
ALERTS = 10_000
PERIOD_MS = 60_000
CALM, LOUD = 50.0, 200.0


def main() -> None:
    """Print what readings, alerts and starts cost."""
    calm = _per_reading("nothing changes, single readings judged", Value(), _calm)
    for name, gauge in (
        ("nothing changes, 1 h mean", Mean(window_s=3_600)),
        ("nothing changes, IAQI of the 1 h mean", AirIndex(edition="2026")),
        ("nothing changes, deviation from 8 neighbours", Deviation(nearest=8, least=3)),
    ):
        _per_reading(name, gauge, _calm, against=calm)
    _per_reading("each a transition (raised, returned)", Value(), _in_turn, against=calm)
    _weight()


def _per_reading(
    name: str, gauge: Gauge, values: Callable[[int], float], *, against: float | None = None
) -> float:
    taken = []
    for _ in range(ROUNDS):
        engine, sensors = _engine(gauge, SENSORS)
        readings = _readings(sensors, values)
        gc.collect()
        began = time.perf_counter()
        _feed(engine, readings)
        taken.append((time.perf_counter() - began) / len(readings) * 1e6)
    found = statistics.median(taken)
    ratio = "" if against is None else f", ratio {found / against:.1f}"
    print(f"engine, {name}: {found:.1f} µs a reading{ratio}")
    return found


def _feed(engine: Engine, readings: Sequence[Reading]) -> None:
    """Feed readings as the hub does: in batches, each followed by what falls due, and a commit."""
    for start in range(0, len(readings), SENSORS):
        for reading in readings[start : start + SENSORS]:
            engine.measure(reading)
        engine.pass_time(readings[start].at + SENSORS)
        engine.take_changes()


def _readings(sensors: Sequence[SensorId], values: Callable[[int], float]) -> list[Reading]:
    return [
        Reading(sensors[n % SENSORS], n // SENSORS * PERIOD_MS + n % SENSORS, values(n // SENSORS))
        for n in range(READINGS)
    ]


def _calm(row: int) -> float:
    return CALM + row % 7


def _in_turn(row: int) -> float:
    return LOUD if row % 2 else CALM


def _weight() -> None:
    engine, sensors = _engine(Value(), ALERTS)
    for sensor in sensors:
        engine.measure(Reading(sensor, 0, CALM))
    engine.take_changes()
    gc.collect()
    tracemalloc.start()
    for sensor in sensors:
        engine.measure(Reading(sensor, PERIOD_MS, LOUD))
    engine.take_changes()
    gc.collect()
    bytes_each = tracemalloc.get_traced_memory()[0] / ALERTS
    tracemalloc.stop()
    standing = sum(alert.standing for alert in engine.alerts())
    print(f"engine, {standing:,} alerts stand: {bytes_each:,.0f} bytes each")


def _engine(gauge: Gauge, sensors: int) -> tuple[Engine, list[SensorId]]:
    site = make_site(sensors)
    level = Level(priority=Priority.MEDIUM, limit=120, clear=108)
    rule = LimitRule(id=RuleId("judged"), name=NAME, levels=(level,), gauge=gauge)
    rules: dict[RuleId, Rule] = {rule.id: rule}
    devices = {
        id: _under(device, rule.id, number)
        for number, (id, device) in enumerate(site.devices.items())
    }
    bare: Site = replace(site, devices=devices, rules=rules)
    engine = Engine(bare, (), next_alert=1)
    engine.begin({}, 0)
    return engine, list(bare.sensors())


def _under(device: Device, rule: RuleId, number: int) -> Device:
    """Return a device whose sensor has one rule, each somewhere else."""
    sensors: tuple[Sensor, ...] = tuple(replace(s, rules=(rule,)) for s in device.sensors)
    return replace(
        device,
        id=DeviceId(device.id),
        sensors=sensors,
        latitude=device.latitude + number % 100 / 1e3,
        longitude=device.longitude + number // 100 / 1e3,
    )


if __name__ == "__main__":
    main()
