"""Six pollutants of four probes in Beijing at once: what neighbours say, and the index."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from console.backtest.results import Backtest
from console.backtest.trial import backtest
from console.clock import moment
from console.domain.gauges import AirIndex, Deviation, Gauge
from console.domain.ids import DeviceId, RuleId, SensorId, TargetId
from console.domain.rules import Level, LimitRule
from console.domain.values import Bilingual, Priority
from console.recorded.table import Recipe, open_recording
from console.site_file import load_site
from tests.backtests import naive
from tests.backtests.tables import BEIJING, BEIJING_SPAN, COLUMNS, STATIONS, beijing, needs_beijing
from tests.naive_rule import Found

PROBES = dict(zip(STATIONS, ("air-gate-1", "air-gate-2", "air-lake", "air-plaza"), strict=True))
EDITIONS = ("2012", "2026")
LEAST_EPISODES = 50

Episodes = dict[TargetId, list[Found]]


def limit(name: str, gauge: Gauge, past: float, clear: float) -> LimitRule:
    """Return a rule without delays."""
    level = Level(priority=Priority.MEDIUM, limit=past, clear=clear)
    words = Bilingual(zh=name, en=name)
    return LimitRule(id=RuleId(name), name=words, levels=(level,), gauge=gauge)


DEVIATION = limit("deviation", Deviation(least=3), 40, 20)
INDEX = {
    edition: limit(f"aqi.{edition}", AirIndex(edition=edition), 100, 90) for edition in EDITIONS
}


def maps() -> tuple[str, ...]:
    """Return what every column is; CO is in µg/m³ there and in mg/m³ here."""
    return tuple(
        f"{column}[µg/m³]@station={station}={probe}/{quantity}"
        for station, probe in PROBES.items()
        for quantity, column in COLUMNS.items()
    )


@lru_cache
def tried() -> Backtest:
    """Return what the engine says; all rules are tried at once."""
    site = load_site("wanshouqiao")
    recording = open_recording(BEIJING, site, Recipe(maps=maps(), zone="Asia/Shanghai"))
    return backtest(recording, site, [DEVIATION, *INDEX.values()], BEIJING_SPAN)


def found(rule: LimitRule) -> Episodes:
    """Return the episodes of one rule, where there were any."""
    episodes: Episodes = {}
    for each in tried().items:
        if each.rule == rule.id:
            returned = None if each.returned is None else moment(each.returned)
            one = Found(moment(each.raised), returned, each.peak or 0.0, each.readings)
            episodes.setdefault(each.target, []).append(one)
    return episodes


def deviations(clear: float = 20, **without: Any) -> Episodes:
    """Return what the definition of the deviation finds at all 24 sensors."""
    episodes: Episodes = {}
    for (station, quantity), own in beijing().items():
        others = [beijing()[other, quantity] for other in STATIONS if other != station]
        figures = naive.deviations(own, others, **without)
        episodes[SensorId(f"{PROBES[station]}/{quantity}")] = naive.episodes(figures, 40, clear)
    return {target: several for target, several in episodes.items() if several}


def indices(edition: str, clear: float = 90, **without: Any) -> Episodes:
    """Return what the definition of the index finds at the four probes."""
    episodes: Episodes = {}
    for station, probe in PROBES.items():
        told = {quantity: beijing()[station, quantity] for quantity in COLUMNS}
        figures = naive.indices(told, edition, **without)
        episodes[DeviceId(probe)] = naive.episodes(figures, 100, clear)
    return episodes


@needs_beijing
def test_what_deviates_from_its_neighbours_is_found_as_defined() -> None:
    mine = found(DEVIATION)
    assert sum(map(len, mine.values())) > LEAST_EPISODES
    assert mine == deviations()


NEIGHBOUR_CLAUSES: dict[str, dict[str, Any]] = {
    "least neighbours": {"least": 1},
    "median": {"middle": "mean"},
    "deadband": {"clear": 40},
}


@pytest.mark.again
@needs_beijing
@pytest.mark.parametrize("clause", NEIGHBOUR_CLAUSES)
def test_a_deviation_without_a_clause_finds_something_else(clause: str) -> None:
    assert found(DEVIATION) != deviations(**NEIGHBOUR_CLAUSES[clause])


@needs_beijing
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_index_of_an_edition_is_found_as_defined(edition: str) -> None:
    mine = found(INDEX[edition])
    assert min(map(len, mine.values())) > LEAST_EPISODES
    assert mine == indices(edition)


INDEX_CLAUSES: dict[str, dict[str, Any]] = {
    "published only above 100": {"publish": False},
    "rounded up": {"up": False},
    "evidence": {"hold": 0},
    "deadband": {"clear": 100},
    "edition": {"edition": "2012"},
}


@pytest.mark.again
@needs_beijing
@pytest.mark.parametrize("clause", INDEX_CLAUSES)
def test_an_index_without_a_clause_finds_something_else(clause: str) -> None:
    assert found(INDEX["2026"]) != indices(**{"edition": "2026", **INDEX_CLAUSES[clause]})


@needs_beijing
def test_every_column_is_counted() -> None:
    totals = {(each.rule, each.target): each for each in tried().totals}
    assert len(totals) == 24 + 2 * 4
    for (station, quantity), told in beijing().items():
        sensor = SensorId(f"{PROBES[station]}/{quantity}")
        assert totals[DEVIATION.id, sensor].values == len(told)
    of_probe = totals[INDEX["2026"].id, DeviceId("air-lake")]
    assert (of_probe.rows, set(of_probe.columns)) == (181 * 24, set(COLUMNS.values()))
    assert of_probe.unit == ""
