"""Back-tests on three years of Chengdu air: the engine against the definition written naively."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from console.backtest.choosing import chosen_rule
from console.backtest.results import Backtest
from console.backtest.trial import backtest
from console.clock import moment
from console.domain.gauges import Mean
from console.domain.ids import SensorId
from console.domain.rules import Label, Level, LimitRule
from console.domain.values import Priority
from console.errors import NotFound, SettingsError
from console.recorded.table import Recipe, Recording, open_recording
from console.site_file import load_site
from tests.naive_rule import HOUR, Definition, Found, Told, episodes

DATA = Path(__file__).parents[2] / "shared" / "data"
CHENGDU = DATA / "chengdu_pm25_hourly_2010_2015.csv.gz"
ZONE = ZoneInfo("Asia/Shanghai")
YEARS = (moment(datetime(2013, 1, 1, tzinfo=ZONE)), moment(datetime(2016, 1, 1, tzinfo=ZONE)))
SENSOR = SensorId("air-gate-1/pm25")
COLUMNS = ("PM_Caotangsi", "PM_US Post")
TRIED = (pytest.param(COLUMNS[0], marks=pytest.mark.again), COLUMNS[1])

needs_data = pytest.mark.skipif(
    not CHENGDU.exists(), reason=f"recorded data is not here: {CHENGDU.name}"
)


@lru_cache
def chengdu(column: str) -> Recording:
    """Return three years of one station."""
    recipe = Recipe(maps=(f"{column}[µg/m³]={SENSOR}",), zone="Asia/Shanghai")
    return open_recording(CHENGDU, load_site("wanshouqiao"), recipe)


@lru_cache
def told(column: str) -> Told:
    """Return its readings."""
    return [(at, row[SENSOR]) for at, row in chengdu(column).rows(YEARS) if SENSOR in row]


def shipped(edition: str) -> LimitRule:
    """Return the hourly rule of an edition."""
    rule = chosen_rule(load_site("wanshouqiao"), "air.pm25.1h", edition)
    assert isinstance(rule, LimitRule)
    return rule


def slow(**changes: object) -> LimitRule:
    """Return a rule with every clause: deadband, delays that need evidence, a mean."""
    level = Level(priority=Priority.MEDIUM, limit=75, clear=60)
    rule = replace(shipped("2012"), levels=(level,), on_delay_s=3 * 3600, off_delay_s=5 * 3600)
    return replace(rule, **changes)


def definition(rule: LimitRule) -> Definition:
    """Return the definition of `rule`."""
    return Definition(
        limit=rule.levels[0].limit,
        clear=rule.levels[0].clear,
        on_delay=round(rule.on_delay_s * 1000),
        off_delay=round(rule.off_delay_s * 1000),
        window=round(rule.window_s * 1000),
        share=rule.gauge.valid_share if isinstance(rule.gauge, Mean) else 0.75,
    )


@lru_cache
def tried(column: str, rule: LimitRule) -> Backtest:
    """Return what the engine says of a station."""
    return backtest(chengdu(column), load_site("wanshouqiao"), [rule], YEARS)


def found(result: Backtest) -> list[Found]:
    """Return its episodes as the naive model tells them."""
    return [
        Found(
            moment(episode.raised),
            moment(episode.returned) if episode.returned is not None else None,
            episode.peak,
            episode.readings,
        )
        for episode in result.items
        if episode.peak is not None
    ]


@needs_data
@pytest.mark.parametrize("edition", ["2012", "2026"])
@pytest.mark.parametrize("column", TRIED)
def test_an_edition_finds_what_its_definition_finds(column: str, edition: str) -> None:
    rule = shipped(edition)
    mine = found(tried(column, rule))
    assert len(mine) > 500
    assert mine == episodes(told(column), definition(rule))


SLOW = {
    "hourly": slow(),
    "half hours": slow(on_delay_s=5400, off_delay_s=9000),
    "eight hours": slow(gauge=Mean(window_s=8 * 3600), on_delay_s=0),
}


@pytest.mark.again
@needs_data
@pytest.mark.parametrize("name", SLOW)
@pytest.mark.parametrize("column", TRIED)
def test_every_clause_together(column: str, name: str) -> None:
    mine = found(tried(column, SLOW[name]))
    assert len(mine) > 100
    assert mine == episodes(told(column), definition(SLOW[name]))


LEFT_OUT = {
    "deadband": ("hourly", {"clear": 75.0}),
    "on-delay": ("hourly", {"on_delay": 0}),
    "off-delay": ("hourly", {"off_delay": 0}),
    "gaps": ("hourly", {"hold": 10**15}),
    "gaps in a mean": ("eight hours", {"share": 0.0}),
    "the mean": ("eight hours", {"window": HOUR}),
}


@pytest.mark.again
@needs_data
@pytest.mark.parametrize("clause", LEFT_OUT)
def test_a_definition_without_one_clause_finds_something_else(clause: str) -> None:
    name, changes = LEFT_OUT[clause]
    mine = found(tried("PM_Caotangsi", SLOW[name]))
    without = definition(SLOW[name])._replace(**changes)  # type: ignore[arg-type]
    assert mine != episodes(told("PM_Caotangsi"), without)


@pytest.mark.again
@needs_data
def test_the_deadband_of_the_shipped_rule_matters_too() -> None:
    rule = shipped("2012")
    without = definition(rule)._replace(clear=rule.levels[0].limit)
    assert found(tried("PM_Caotangsi", rule)) != episodes(told("PM_Caotangsi"), without)


@needs_data
def test_figures_add_up() -> None:
    result = tried("PM_Caotangsi", shipped("2012"))
    (totals,) = result.totals
    values = [value for _, value in told("PM_Caotangsi")]
    assert (totals.rows, totals.values, totals.valid) == (26_280, len(values), len(values))
    assert totals.valid_share == len(values) / 26_280
    assert totals.past == sum(value > 75 for value in values)
    assert totals.episodes == len(result.items)
    assert totals.peak == max(values)
    assert result.rules[0].label is Label.REFERENCE
    highest = max(result.items, key=lambda episode: episode.peak or 0)
    assert (highest.peak, highest.priority) == (662, Priority.MEDIUM)


def written(folder: Path, values: list[str]) -> Recording:
    """Return an hourly recording of those values."""
    rows = [f"2026-05-{1 + n // 24:02}T{n % 24:02}:00,{value}" for n, value in enumerate(values)]
    file = folder / "air.csv"
    file.write_text("\n".join(["time,pm", *rows]) + "\n")
    recipe = Recipe(maps=(f"pm={SENSOR}",), zone="Asia/Shanghai")
    return open_recording(file, load_site("wanshouqiao"), recipe)


def test_a_gap_neither_raises_nor_clears(tmp_path: Path) -> None:
    recording = written(tmp_path, ["20", "90", "NA", "NA", "90", "60", "20"])
    result = backtest(recording, load_site("wanshouqiao"), [shipped("2012")])
    (episode,) = result.items
    assert episode.raised.isoformat() == "2026-05-01T01:00:00+08:00"
    assert episode.duration_s == 4 * 3600
    assert (episode.readings, episode.peak, episode.priority) == (2, 90, Priority.LOW)
    assert result.totals[0].valid_share == 5 / 7


def test_one_that_still_stands_has_no_end(tmp_path: Path) -> None:
    recording = written(tmp_path, ["20", "90", "130"])
    (episode,) = backtest(recording, load_site("wanshouqiao"), [shipped("2026")]).items
    assert (episode.returned, episode.duration_s) == (None, None)
    assert episode.priority is Priority.MEDIUM


def test_a_delay_falls_due_after_the_last_row_as_far_as_it_is_evidence(tmp_path: Path) -> None:
    recording = written(tmp_path, ["20", "90"])
    site = load_site("wanshouqiao")
    assert len(backtest(recording, site, [slow(on_delay_s=3600)]).items) == 1
    assert len(backtest(recording, site, [slow(on_delay_s=7200)]).items) == 0


def test_an_empty_span_is_an_empty_answer(tmp_path: Path) -> None:
    result = backtest(
        written(tmp_path, ["20", "90"]), load_site("wanshouqiao"), [shipped("2012")], (0, 1)
    )
    assert (result.items, result.first, result.totals[0].valid_share) == ([], None, 0)


def test_a_rule_is_chosen_by_its_edition() -> None:
    site = load_site("wanshouqiao")
    assert chosen_rule(site, "air.pm25.1h", None) == site.rules[shipped("2026").id]
    assert shipped("2012").levels[0].limit == 75
    assert shipped("2026").levels[0].limit == 60
    with pytest.raises(SettingsError, match="no_such_edition") as caught:
        chosen_rule(site, "air.pm25.1h", "2021")
    assert caught.value.parameters["known"] == "2012, 2026, 2031"
    bare = replace(site, rules={})
    with pytest.raises(SettingsError, match="edition_missing"):
        chosen_rule(bare, "air.pm25.1h", None)
    ten_minutes = chosen_rule(bare, "air.pm10.10m", None)
    assert isinstance(ten_minutes, LimitRule)
    assert ten_minutes.window_s == 600
    with pytest.raises(NotFound) as missing:
        chosen_rule(site, "air.pm25.h1", None)
    assert missing.value.parameters["nearest"] == "air.pm25.1h"
    with pytest.raises(SettingsError, match="not_a_limit"):
        chosen_rule(site, "sensor.silent", None)
