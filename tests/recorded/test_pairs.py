"""PM2.5 above PM10 in the Beijing recording: as many doubted as a look at its rows finds."""

from __future__ import annotations

import csv
import gzip
from datetime import UTC, datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.domain.checks import Checks, Pair
from console.domain.doubts import Test
from console.domain.facts import SensorDoubted
from console.domain.readings import Reading
from console.domain.sites import Site
from console.domain.values import Quality
from console.hub.engine import Engine
from tests.sites import probe, sensor_of, small_site

BEIJING = Path(__file__).parents[3] / "shared" / "data" / "beijing_air_hourly_2013_2014.csv.gz"
STATIONS = {"Wanshouxigong": "p1", "Dongsi": "p2", "Guanyuan": "p3", "Nongzhanguan": "p4"}
ZONE = timezone(timedelta(hours=8))
SIDES = {"PM2.5": "pm25", "PM10": "pm10"}

Row = tuple[str, int, dict[str, float]]

pytestmark = pytest.mark.skipif(not BEIJING.exists(), reason="the recording is not here")


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Return device, moment and what was measured of the two, gaps left out."""
    found: list[Row] = []
    with gzip.open(BEIJING, "rt", newline="") as text:
        for row in csv.DictReader(text):
            parts = [int(row[name]) for name in ("year", "month", "day", "hour")]
            local = datetime(parts[0], parts[1], parts[2], parts[3], tzinfo=ZONE)
            at = round(local.astimezone(UTC).timestamp() * 1000)
            values = {side: float(row[name]) for name, side in SIDES.items() if row[name] != "NA"}
            found.append((STATIONS[row["station"]], at, values))
    return found


def beijing(ratio: float) -> Site:
    """Return four stations that measure hourly and can report all that was recorded."""
    devices = []
    for name in STATIONS.values():
        device = probe(name, ("pm10", "pm25"))
        sensors = [
            replace(sensor, period_s=3600.0, high=2_000, checks=Checks())
            for sensor in device.sensors
        ]
        pair = Pair(low="pm25", high="pm10", ratio=ratio)
        devices.append(replace(device, sensors=tuple(sensors), pairs=(pair,)))
    return small_site(*devices)


@pytest.mark.parametrize(("ratio", "share"), [(1.0, 0.05), (1.1, 0.02)])
def test_as_many_pairs_are_flagged_as_there_are(
    rows: list[Row], ratio: float, share: float
) -> None:
    readings = sorted(
        (Reading(sensor_of(device, side), at, value) for device, at, values in rows
         for side, value in values.items()),
        key=lambda reading: (reading.at, reading.sensor),
    )  # fmt: skip
    engine = Engine(beijing(ratio), (), next_alert=1)
    engine.begin({}, readings[0].at)
    flagged: dict[str, int] = {"pm10": 0, "pm25": 0}
    for _, together in groupby(readings, key=lambda reading: reading.at):
        for reading, _, verdict in engine.doubts.weigh(list(together)):
            if Test.PAIR in verdict.tests:
                assert verdict.quality is Quality.SUSPECT
                flagged[reading.sensor.partition("/")[2]] += 1
    naive = sum(
        len(values) == 2 and values["pm25"] > ratio * values["pm10"] for _, _, values in rows
    )
    pairs = sum(len(values) == 2 for _, _, values in rows)
    assert flagged["pm25"] == naive
    assert flagged["pm10"] == naive
    assert naive / pairs > share


def test_three_hours_in_a_row_are_a_doubt_and_no_fewer(rows: list[Row]) -> None:
    engine = Engine(beijing(1.0), (), next_alert=1)
    engine.begin({}, rows[0][1])
    run: dict[str, int] = dict.fromkeys(STATIONS.values(), 0)
    sound: dict[str, int] = dict.fromkeys(STATIONS.values(), 0)
    doubted: set[str] = set()
    naive = 0
    for device, at, values in rows:
        if len(values) < 2:
            continue  # a lone side would be judged by its range alone
        readings = [Reading(sensor_of(device, side), at, v) for side, v in sorted(values.items())]
        for one in engine.doubts.weigh(readings):
            engine.doubts.settle(one, None, at)
        wrong = values["pm25"] > values["pm10"]
        run[device] = run[device] + 1 if wrong else 0
        sound[device] = 0 if wrong else sound[device] + 1
        if device not in doubted and run[device] == 3:
            doubted.add(device)
            naive += 1
            run[device] = 0
        elif device in doubted and sound[device] == 3:
            doubted.discard(device)
            run[device] = 0
        if wrong and device in doubted:
            run[device] = 0
    told = [happening.what for happening in engine.take_changes().happenings]
    assert sum(isinstance(what, SensorDoubted) for what in told) == 2 * naive
    assert naive > 50
