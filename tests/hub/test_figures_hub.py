"""Figures, patterns and editions in a real hub that is killed in the middle of it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from console.clock import moment
from console.contract.views import AlertView, Page
from console.domain.alerts import State
from console.domain.gauges import Deviation, WaterClass
from console.domain.ids import RuleId, SensorId
from console.domain.rules import Level, LimitRule, RecurringRule, Rule
from console.domain.sites import Device, Site
from console.domain.values import Priority
from console.simulator.replay import Reel, replay
from tests.hubs import HubProcess
from tests.sites import GATEWAY, named, placed, probe, sensor_of, small_site

MIDNIGHT = moment(datetime(2026, 3, 1, tzinfo=ZoneInfo("Asia/Shanghai")))
HOUR = 3_600_000
BEGIN = MIDNIGHT - 8 * HOUR
HIGH, ALONE, AGAIN, WATER = map(RuleId, ("pm10.high", "pm10.alone", "pm10.again", "water"))
ITEMS = ("do", "nh3n")


def limit(id: RuleId, past: float, **changes: object) -> LimitRule:
    """Return a rule of one level."""
    level = Level(priority=Priority.MEDIUM, limit=past, clear=past)
    rule = LimitRule(id=id, name=named(id, id), levels=(level,))
    return replace(rule, **changes)


def site() -> Site:
    """Return a site with a rule that has two editions, a pattern of it, neighbours and water."""
    old = limit(HIGH, 120, edition="old", valid_to=date(2026, 2, 28))
    new = limit(HIGH, 60, edition="new", valid_from=date(2026, 3, 1))
    rules: dict[RuleId, Rule] = {
        HIGH: new,
        AGAIN: RecurringRule(
            id=AGAIN, name=named("时有", "again"), of=HIGH, priority=Priority.HIGH, times=2
        ),
        ALONE: limit(ALONE, 50, gauge=Deviation(least=3)),
        WATER: limit(WATER, 0.5, gauge=WaterClass(target=3)),
    }
    probes = [hourly(probe(f"p{n}"), n, HIGH, AGAIN, ALONE) for n in range(1, 5)]
    sonde = replace(hourly(probe("w1", ITEMS), 9), rules=(WATER,))
    made = small_site(*probes, sonde)
    gateway = replace(made.devices[GATEWAY], rules=())
    devices = {**made.devices, GATEWAY: gateway}
    return replace(made, devices=devices, rules=rules, editions={HIGH: (old, new)})


def hourly(device: Device, place: int, *rules: RuleId) -> Device:
    """Return a device that speaks every hour."""
    found = placed(device, 30.6 + place / 100, 104.0, period_s=3600)
    sensors = tuple(replace(sensor, rules=rules) for sensor in found.sensors)
    return replace(found, rules=(), sensors=sensors)


def rows(begin: int, until: int) -> Iterator[tuple[int, dict[SensorId, float]]]:
    """Yield what is measured each hour: p1 is high every second one, and 70 is high from March."""
    for at in range(begin + HOUR, until + 1, HOUR):
        hour = (at - BEGIN) // HOUR
        values = {sensor_of(f"p{n}"): 70.0 for n in range(1, 5)}
        if at < MIDNIGHT and hour % 2 == 0:
            values[sensor_of("p1")] = 130.0
        yield at, values | {sensor_of("w1", "do"): 2.5, sensor_of("w1", "nh3n"): 0.2}


def played(hub: HubProcess, begin: int, until: int) -> None:
    """Step the hub through these hours."""
    reel = Reel(rows=rows(begin, until), now=begin, until=until, speed=0)
    replay(hub.access("driver"), hub.site, reel, tell=lambda _now: None)


def states(hub: HubProcess, state: str = "") -> dict[tuple[str, str], State]:
    """Return every alert in the queue, or in one state."""
    filters = {"state": state} if state else {}
    page = hub.client.ask("alerts", Page[AlertView], **filters)
    found = {(alert.rule, alert.target): alert.state for alert in page.items}
    return {(str(rule), str(target)): state for (rule, target), state in found.items()}


@pytest.mark.real
def test_a_hub_that_is_killed_goes_on_as_if_nothing_was(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path, site(), drill_from=BEGIN)
    hub.start()
    try:
        played(hub, BEGIN, BEGIN + 5 * HOUR)
        assert states(hub)["water", "w1"] is State.UNACKNOWLEDGED
        assert states(hub)["pm10.again", "p1/pm10"] is State.UNACKNOWLEDGED
        assert states(hub)["pm10.alone", "p1/pm10"] is State.RETURNED
        rules = {rule.id: rule for rule in hub.client.ask("rules", Page[Rule]).items}
        assert rules[HIGH].edition == "old"
        hub.stop(signal.SIGKILL)
        hub.start()
        played(hub, BEGIN + 5 * HOUR, MIDNIGHT + HOUR)
        rules = {rule.id: rule for rule in hub.client.ask("rules", Page[Rule]).items}
        assert rules[HIGH].edition == "new"
        found = states(hub)
        assert [found["pm10.high", f"p{n}/pm10"] for n in (2, 3, 4)] == [State.UNACKNOWLEDGED] * 3
        assert found["pm10.alone", "p1/pm10"] is State.RETURNED
        assert ("pm10.high", "p1/pm10") not in found  # its pattern speaks for it
        assert states(hub, "suppressed") == {("pm10.high", "p1/pm10"): State.SUPPRESSED}
        assert found["water", "w1"] is State.UNACKNOWLEDGED
    finally:
        hub.close()
