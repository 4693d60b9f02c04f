"""`rules backtest`: no hub, honest words, every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Wanshou

HOURS = ("20", "90", "130", "NA", "NA", "130", "60", "20", "80", "90")


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Ten hours of one morning in 2014."""
    rows = [f"2014,8,1,{hour},{value}" for hour, value in enumerate(HOURS)]
    file = tmp_path / "air.csv"
    file.write_text("\n".join(["year,month,day,hour,PM_US Post", *rows]) + "\n")
    return file


def line(file: Path, *more: str, column: str = "PM_US Post") -> list[str]:
    """Return a command line."""
    return [
        *("rules", "backtest", str(file)),
        *("--map", f"{column}=air-gate-1/pm25", "--rule", "air.pm25.1h", *more),
    ]


def test_people_get_a_table_and_totals(wanshou: Wanshou, recording: Path) -> None:
    ran = wanshou(*line(recording, "--edition", "2012"))
    assert ran.code == 0
    head, first, second, blank, *totals = ran.lines
    assert head.split() == [
        *("Where", "Raised", "Returned", "Duration", "Peak", "Unit", "Priority", "Readings"),
    ]
    assert "2014-08-01 01:00:00  2014-08-01 06:00:00      5h00   130" in first
    assert first.split()[-2:] == ["medium", "3"]
    assert "–" in second
    assert not blank
    text = "\n".join(totals)
    assert "8 values of 10 rows; 80.0 % of the time" in text
    assert "5 above reference (75)" in text
    assert "6h00 in all, longest 5h00" in text


def test_what_was_assumed_is_said_on_stderr(wanshou: Wanshou, recording: Path) -> None:
    told = wanshou(*line(recording, "--edition", "2012")).err
    assert "Times are taken as Asia/Shanghai" in told
    assert "PM_US Post is taken to be in µg/m³" in told
    assert "in force 2016-01-01 – 2026-02-28" in told
    assert "a comparison, not a judgement" in told
    assert "no legal limit (reference value)" in told
    given = line(recording, "--zone", "Asia/Shanghai", column="PM_US Post[µg/m³]")
    told = wanshou(*given).err
    assert "taken" not in told.replace("A row is taken", "")


def test_programs_get_everything(wanshou: Wanshou, recording: Path) -> None:
    ran = wanshou(*line(recording, "--edition", "2026", "--json"))
    found = ran.json
    assert found["rules"][0]["edition"] == "2026"
    assert found["rules"][0]["valid_from"] == "2026-03-01"
    assert found["rules"][0]["label"] == "reference"
    assert found["totals"][0]["valid_share"] == 0.8
    assert found["items"][0] == {
        "rule": "air.pm25.1h",
        "target": "air-gate-1/pm25",
        "raised": "2014-08-01T01:00:00+08:00",
        "returned": "2014-08-01T07:00:00+08:00",
        "duration_s": 21600.0,
        "peak": 130.0,
        "priority": "medium",
        "readings": 4,
    }
    lines = wanshou(*line(recording, "--edition", "2026", "--ndjson")).lines
    assert [json.loads(each) for each in lines] == found["items"]


def test_a_span_is_in_the_recordings_zone(wanshou: Wanshou, recording: Path) -> None:
    span = ("--from", "2014-08-01T07:00", "--to", "2014-08-01 09:00")
    found = wanshou(*line(recording, "--json", *span)).json
    assert found["totals"][0]["rows"] == 2
    assert found["first"] == "2014-08-01T07:00:00+08:00"
    assert wanshou(*line(recording, "--from", "soon")).code == 2
    none = wanshou(*line(recording, "--from", "2015-01-01"))
    assert (none.code, "no episode" in none.err) == (0, True)


@pytest.fixture
def flutter(tmp_path: Path) -> Path:
    """Three short episodes in one night."""
    rows = [f"2014-08-01T{hour:02}:00,{90 if hour % 3 == 1 else 20},800" for hour in range(10)]
    file = tmp_path / "flutter.csv"
    file.write_text("\n".join(["at,pm,co", *rows]) + "\n")
    return file


def test_a_pattern_brings_the_rule_it_counts(wanshou: Wanshou, flutter: Path) -> None:
    rule = "air.pm25.1h.now-and-then"
    told = "rules", "backtest", flutter, "--map", "pm=air-gate-1/pm25", "--edition", "2012"
    (only,) = wanshou(*told, "--rule", rule, "--json").json["items"]
    assert (only["rule"], only["raised"]) == (rule, "2014-08-01T08:00:00+08:00")
    assert (only["peak"], only["readings"]) == (None, 0)
    both = wanshou(*told, "--rule", rule, "--rule", "air.pm25.1h")
    head, *lines = both.lines[:5]
    assert head.split()[:3] == ["Rule", "Where", "Raised"]
    assert [line.split()[0] for line in lines] == ["air.pm25.1h"] * 3 + [rule]
    alone = wanshou(*told, "--rule", rule).lines
    assert "Episodes  1" in alone
    assert not [line for line in alone if line.startswith("Judged")]


def test_a_rule_about_a_device_judges_all_it_measures(wanshou: Wanshou, flutter: Path) -> None:
    maps = "--map", "pm=air-gate-1/pm25", "--map", "co[ug/m3]=air-gate-1/co"
    told = "rules", "backtest", flutter, *maps, "--rule", "air.aqi", "--edition", "2012"
    found = wanshou(*told, "--json").json
    (totals,) = found["totals"]
    assert (totals["target"], totals["columns"], totals["unit"]) == ("air-gate-1", ["pm", "co"], "")
    # With pollutants missing the index is published only above 100.
    assert (totals["rows"], totals["values"], totals["valid"]) == (10, 20, 3)
    assert totals["peak"] == 119


def test_what_is_wrong_is_named(wanshou: Wanshou, recording: Path) -> None:
    ran = wanshou(*line(recording, column="PM_US_Post"))
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean PM_US Post?" in ran.err
    assert wanshou(*line(recording, "--edition", "2013")).code == 2
    assert "2012, 2026" in wanshou(*line(recording, "--edition", "2013")).err
    assert wanshou(*line(recording, "--rule", "air.pm25.2h")).code == 5
    assert wanshou(*line(recording, "--json", "--ndjson")).code == 2
    ran = wanshou(*line(recording, "--json", column="PM"))
    assert ran.code == 2
    assert "no_such_column" in ran.out + ran.err
