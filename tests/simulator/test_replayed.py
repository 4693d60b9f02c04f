"""The site a recording knows, its hourly figures, and the file that takes it to a hub."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from console.contract.telemetry import TelemetryDecoder
from console.domain.ids import RuleId, SensorId
from console.domain.rules import LimitRule
from console.domain.sites import Site
from console.errors import SettingsError
from console.simulator.replay import Tape
from console.simulator.replayed import hourly_rules, replayed_site
from console.site_file import load_site, resolved_text

PM25, NO2 = SensorId("air-gate-1/pm25"), SensorId("air-gate-1/no2")
LAKE = SensorId("air-lake/pm25")
HOURLY = RuleId("air.pm25.1h")
HOUR = 3_600_000


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site("wanshouqiao")


def first_limit(edition: str | None, on: date) -> float:
    rule = hourly_rules(edition, on)[HOURLY]
    assert isinstance(rule, LimitRule)
    return rule.levels[0].limit


def test_figures_are_those_in_force_or_asked_for() -> None:
    assert first_limit(None, date(2018, 5, 1)) == first_limit("2012", date(2026, 5, 1)) == 75
    assert first_limit(None, date(2026, 5, 1)) == first_limit("2026", date(2018, 5, 1)) == 60
    assert first_limit(None, date(2031, 1, 1)) == first_limit("2031", date(2018, 5, 1)) == 50
    assert first_limit(None, date(2014, 8, 1)) == 75  # before any: the oldest
    with pytest.raises(SettingsError, match="no_such_edition") as raised:
        hourly_rules("2021", date(2018, 5, 1))
    assert raised.value.parameters["known"] == "2012, 2026, 2031"


def test_only_what_was_recorded_is_there(site: Site) -> None:
    hourly = hourly_rules("2012", date(2014, 8, 1))
    known = replayed_site(site, {PM25, LAKE}, 3600, hourly=hourly)
    assert set(known.sensors()) == {PM25, LAKE}
    assert set(known.devices) == {"air-gate-1", "air-lake"}
    assert all(device.behind == () and device.rules == () for device in known.devices.values())
    sensor = known.sensors()[PM25]
    assert sensor.period_s == 3600
    assert sensor.rules == ("air.pm25.1h", "sensor.silent")
    assert set(known.rules) == {"air.pm25.1h", "sensor.silent"}
    assert known.rules[HOURLY] == hourly[HOURLY]
    assert set(known.scenes) == {"air"}
    assert {device.zone for device in known.devices.values()} == known.zones.keys()


def test_minutes_are_judged_as_single_readings(site: Site) -> None:
    hourly = hourly_rules("2012", date(2014, 8, 1))
    known = replayed_site(site, {PM25}, 60, hourly=hourly)
    assert known.sensors()[PM25].rules == site.sensors()[PM25].rules
    assert HOURLY not in known.rules


def test_a_resolved_site_is_a_file_too(tmp_path: Path, site: Site) -> None:
    file = tmp_path / "site.json"
    file.write_bytes(resolved_text(site))
    assert load_site(str(file)) == site
    file.write_bytes(b'{"id": 7}')
    with pytest.raises(SettingsError, match="unreadable"):
        load_site(str(file))
    with pytest.raises(SettingsError, match="unreadable"):
        load_site(str(tmp_path / "none.json"))


def test_a_tape_says_each_row_once_and_nothing_for_a_gap(site: Site) -> None:
    rows = [(HOUR, {PM25: 40.0, NO2: 12.0, LAKE: 9.0}), (2 * HOUR, {}), (3 * HOUR, {PM25: 50.0})]
    start = 1_400_000_000_000
    tape = Tape(site, [(start + at, values) for at, values in rows])
    decoder = TelemetryDecoder(site)
    dues = [tape.due]
    assert tape.step(start + HOUR - 1) == []
    said = tape.step(start + 2 * HOUR)
    heard = [
        (reading.sensor, reading.at - start, reading.value)
        for publication in said
        for reading in decoder.decode(publication.topic, publication.payload, arrived=2**60)
    ]
    assert len(said) == 2
    assert sorted(heard) == sorted((id, HOUR, value) for id, value in rows[0][1].items())
    dues.append(tape.due)
    assert len(tape.step(start + 9 * HOUR)) == 1
    assert [*dues, tape.due] == [start + HOUR, start + 3 * HOUR, None]
    assert tape.step(start + 99 * HOUR) == []
