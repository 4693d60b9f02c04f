"""The recorded files as plain lists, read without anything of ours; skipped where they are not."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from tests.naive_rule import HOUR, Told

DATA = Path(__file__).parents[3] / "shared" / "data"
CHENGDU = DATA / "chengdu_pm25_hourly_2010_2015.csv.gz"
BEIJING = DATA / "beijing_air_hourly_2013_2014.csv.gz"
STATIONS = ("Wanshouxigong", "Dongsi", "Guanyuan", "Nongzhanguan")
COLUMNS = {"pm25": "PM2.5", "pm10": "PM10", "so2": "SO2", "no2": "NO2", "co": "CO", "o3": "O3"}
SHANGHAI_MS = 8 * HOUR  # ahead of UTC, all year round

needs_chengdu = pytest.mark.skipif(
    not CHENGDU.exists(), reason=f"recorded data is not here: {CHENGDU.name}"
)
needs_beijing = pytest.mark.skipif(
    not BEIJING.exists(), reason=f"recorded data is not here: {BEIJING.name}"
)


def year(which: int) -> int:
    """Return the moment (ms) at which a year begins in Shanghai."""
    return round(datetime(which, 1, 1, tzinfo=UTC).timestamp() * 1000) - SHANGHAI_MS


CHENGDU_SPAN = year(2013), year(2016)
BEIJING_SPAN = year(2014), year(2014) + 181 * 24 * HOUR  # half a year is quick enough


@lru_cache
def chengdu(column: str) -> Told:
    """Return a station's readings."""
    return [
        (at, float(row[column]))
        for at, row in _rows(CHENGDU)
        if CHENGDU_SPAN[0] <= at < CHENGDU_SPAN[1] and row[column] != "NA"
    ]


@lru_cache
def beijing() -> dict[tuple[str, str], Told]:
    """Return the readings of every station and quantity; CO in mg/m³."""
    told: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for at, row in _rows(BEIJING):
        if BEIJING_SPAN[0] <= at < BEIJING_SPAN[1]:
            for quantity, column in COLUMNS.items():
                if row[column] != "NA":
                    value = float(row[column]) / (1000 if quantity == "co" else 1)
                    told.setdefault((row["station"], quantity), []).append((at, value))
    return dict(told)


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            parts = [int(row[name]) for name in ("year", "month", "day", "hour")]
            utc = datetime(parts[0], parts[1], parts[2], parts[3], tzinfo=UTC)
            yield round(utc.timestamp() * 1000) - SHANGHAI_MS, row
