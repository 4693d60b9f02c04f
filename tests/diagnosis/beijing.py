"""The recorded air of Beijing as the method takes it, where the recording is at hand."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

import pytest

from console.domain.diagnosis.gathering import episodes_of
from console.domain.diagnosis.question import Asked, Recording, Series
from console.domain.ids import SensorId
from console.domain.readings import Reading

FOLDER = Path(__file__).parents[3] / "shared" / "data"
CASES = FOLDER / "beijing_cases_12_stations.csv.gz"
HOURLY = FOLDER / "beijing_air_hourly_2013_2014.csv.gz"

BEIJING = timezone(timedelta(hours=8))
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
COLUMNS = {"pm10": "PM10", "pm25": "PM2.5", "no2": "NO2", "co": "CO", "o3": "O3"}
COMPASS = ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE"]
COMPASS += ["S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"]

Station = dict[str, Series]

at_hand = pytest.mark.skipif(
    not (CASES.exists() and HOURLY.exists()), reason="the recordings of ../shared/data are not here"
)


def hour_of(year: int, month: int, day: int, hour: int) -> int:
    """Return the end of an hour of Beijing (ms); the recording names hours by it."""
    return round(datetime(year, month, day, hour, tzinfo=BEIJING).timestamp() * 1000)


@lru_cache(maxsize=2)
def stations(file: Path) -> dict[str, Station]:
    """Return what each station measured, by quantity; CO in mg/m³."""
    found: dict[str, dict[str, list[tuple[int, float]]]] = {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            at = hour_of(*(int(row[name]) for name in ("year", "month", "day", "hour")))
            station = found.setdefault(row["station"], {})
            for quantity, value in _values(row):
                station.setdefault(quantity, []).append((at, value))
    return {
        name: {quantity: tuple(sorted(series)) for quantity, series in station.items()}
        for name, station in found.items()
    }


def asked(at: int, limit: float = 150.0, quantity: str = "pm10") -> Asked:
    """Return the question why a station's PM10 exceeds; 150 was the figure of 2012's standard."""
    return Asked(
        sensor=SensorId(f"station/{quantity}"),
        quantity=quantity,
        at=at,
        period_s=3600,
        limit=limit,
    )


def recording(file: Path, station: str, at: int, *, quantity: str = "pm10") -> Recording:
    """Return what a station and its neighbours measured around a moment (ms)."""
    known = stations(file)
    own = {q: _cut(s, at - DAY_MS, at) for q, s in known[station].items() if q in COLUMNS}
    past = _cut(known[station][quantity], at - 7 * DAY_MS, at)
    return Recording(
        own=own,
        peers={
            q: tuple(_cut(other[q], at - HOUR_MS, at) for n, other in known.items() if n != station)
            for q in COLUMNS
        },
        weather={
            name: _cut(known[station].get(name, ()), at - 7 * DAY_MS, at)
            for name in ("humidity", "wind-speed", "wind-direction")
        },
        past=past,
        samples=tuple(
            Reading(SensorId("station"), moment, value)
            for moment, value in _cut(known[station][quantity], at - DAY_MS, at + HOUR_MS)
        ),
        episodes=episodes_of(past, 150.0, HOUR_MS),
    )


def _cut(series: Series, after: int, until: int) -> Series:
    return tuple(sample for sample in series if after < sample[0] <= until)


def _values(row: dict[str, str]) -> Iterator[tuple[str, float]]:
    for quantity, column in COLUMNS.items():
        if row[column] != "NA":
            yield quantity, float(row[column]) / (1000 if quantity == "co" else 1)
    if row["WSPM"] != "NA":
        yield "wind-speed", float(row["WSPM"])
    if row["wd"] in COMPASS:
        yield "wind-direction", COMPASS.index(row["wd"]) * 22.5
    if row["TEMP"] != "NA" and row["DEWP"] != "NA":
        yield "humidity", _humidity(float(row["TEMP"]), float(row["DEWP"]))


def _humidity(temperature: float, dew_point: float) -> float:
    """Magnus formula (Sonntag 1990), over water."""
    from math import exp

    def pressure(celsius: float) -> float:
        return exp(17.62 * celsius / (243.12 + celsius))

    return min(100.0, 100 * pressure(dew_point) / pressure(temperature))
