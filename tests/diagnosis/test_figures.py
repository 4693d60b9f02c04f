"""Every figure has its source beside it, and a site may set its own."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from console.domain.blueprint import resolve
from console.domain.diagnosis.figures import NAMES, Figures
from console.errors import SettingsError
from console.site_file import load_site, shipped_figures
from tests.domain.village import GOOD, PRESETS


def village(**tables: object) -> dict[str, Any]:
    return tomllib.loads(GOOD) | tables


def refused(**tables: object) -> tuple[str, str, object]:
    with pytest.raises(SettingsError) as caught:
        resolve(village(**tables), PRESETS, "v.toml")
    told = caught.value.parameters
    return caught.value.code, str(told["key"]), told.get("nearest")


def test_the_preset_has_every_figure_with_its_source_and_the_code_agrees() -> None:
    shipped = shipped_figures()
    assert set(shipped.sources) == set(NAMES)
    assert {n: getattr(shipped, n) for n in NAMES} == {n: getattr(Figures(), n) for n in NAMES}


def test_a_site_sets_its_own_figures() -> None:
    own = {"no2_rise": 25, "window": "15m", "humidity": {"value": 80, "source": WHY}}
    site = resolve(village(diagnosis=own), PRESETS, "v.toml", figures=shipped_figures())
    figures = site.diagnosis
    assert (figures.no2_rise, figures.window_s, figures.humidity) == (25, 900, 80)
    assert "no2_rise" not in figures.sources  # nobody knows where it is from
    assert figures.sources["humidity"].en == "Measured here"
    assert figures.co_rise == Figures().co_rise
    assert "co_rise" in figures.sources


WHY = {"zh": "本地实测", "en": "Measured here"}


@pytest.mark.parametrize(
    ("own", "code", "key", "nearest"),
    [
        ({"no2_rose": 1}, "unknown_key", "diagnosis.no2_rose", "no2_rise"),
        ({"no2_rise": "much"}, "bad_value", "diagnosis.no2_rise", None),
        ({"no2_rise": True}, "bad_value", "diagnosis.no2_rise", None),
        ({"no2_rise": 0}, "bad_range", "diagnosis.no2_rise", None),
        ({"regional_share": 1.5}, "bad_range", "diagnosis.regional_share", None),
        ({"window": 600}, "bad_period", "diagnosis.window", None),
        ({"window": "0m"}, "bad_period", "diagnosis.window", None),
        ({"window": "99d"}, "bad_period", "diagnosis.window", None),
        ({"window": {"value": "5m"}}, "missing_key", "diagnosis.window.source", None),
        ({"sources": {}}, "unknown_key", "diagnosis.sources", None),
        ({"no2_rise": float("nan")}, "bad_range", "diagnosis.no2_rise", None),
    ],
)
def test_what_makes_no_sense_is_refused(
    own: dict[str, Any], code: str, key: str, nearest: str | None
) -> None:
    found = refused(diagnosis=own)
    assert found[:2] == (code, key)
    assert nearest is None or found[2] == nearest


@pytest.mark.parametrize("own", [[], 3, "x"])
def test_it_is_a_table(own: object) -> None:
    assert refused(diagnosis=own)[:2] == ("bad_value", "diagnosis")


SITE = {"kind": "building_site", "name": {"zh": "工地", "en": "Site"}, "position": [30.66, 104.02]}


def test_what_stands_around_has_its_usual_hours_or_its_own() -> None:
    night = SITE | {"hours": [["22:00", "02:00"], ["08:00", "24:00"]]}
    usual, own = resolve(village(surroundings=[SITE, night]), PRESETS, "v.toml").surroundings
    assert usual.hours == ((360, 1_320),)
    assert own.hours == ((1_320, 1_560), (480, 1_440))
    assert [own.at_work(m) for m in (0, 119, 120, 479, 480, 1_439)] == [
        True, True, False, False, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "code", "key"),
    [
        ({"kind": "buildingsite"}, "unknown_word", "surroundings[0].kind"),
        ({"position": None}, "bad_value", "surroundings[0].position"),
        ({"position": [104.0, 30.0]}, "bad_range", "surroundings[0].position"),
        ({"zone": "gate-9"}, "dangling_reference", "surroundings[0].zone"),
        ({"hours": [["6", "22:00"]]}, "bad_time_of_day", "surroundings[0].hours[0][0]"),
        ({"hours": [["06:00", "25:00"]]}, "bad_time_of_day", "surroundings[0].hours[0][1]"),
        ({"hours": [["06:00"]]}, "bad_value", "surroundings[0].hours[0]"),
        ({"nmae": 1}, "unknown_key", "surroundings[0].nmae"),
    ],
)
def test_what_cannot_stand_anywhere_is_refused(
    changed: dict[str, Any], code: str, key: str
) -> None:
    assert refused(surroundings=[SITE | changed])[:2] == (code, key)


def test_it_needs_a_place() -> None:
    nowhere = {name: SITE[name] for name in ("kind", "name")}
    assert refused(surroundings=[nowhere])[:2] == ("missing_key", "surroundings[0].position")


def test_the_shipped_site_has_surroundings() -> None:
    site = load_site("wanshouqiao")
    assert {one.kind for one in site.surroundings} >= {"building_site", "kitchen", "drop_off"}
