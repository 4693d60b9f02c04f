"""Automations as a site file writes them: what is read, and what is wrong with them."""

from __future__ import annotations

import tomllib
from datetime import date, time

import pytest

from console.domain.automations import Deed
from console.domain.blueprint import resolve
from console.domain.conditions import SunIs, TimeIs
from console.domain.ids import ControlId
from console.domain.sites import Site
from console.errors import SettingsError

BASE = """
use = []
[site]
id = "s"
name = { zh = "站", en = "site" }
latitude = 30.66
longitude = 104.02
time_zone = "Asia/Shanghai"
[calendar]
holidays = [2026-10-01]
workdays = [2026-10-10]
[zones.z]
name = { zh = "区", en = "zone" }
[scenes.park]
name = { zh = "公园", en = "park" }
[kinds.pump]
name = { zh = "泵", en = "pump" }
scene = "park"
[kinds.pump.sensors]
flow = { name = { zh = "流量", en = "Flow" }, unit = "L/min", range = [0, 400], period = "30s" }
[kinds.pump.controls]
run = { name = { zh = "运行", en = "Run" }, longest = "20m" }
valve = { name = { zh = "阀", en = "Valve" }, kind = "valve" }
[devices.p1]
kind = "pump"
name = { zh = "一号", en = "one" }
zone = "z"
position = [30.66, 104.02]
[devices.p2]
kind = "pump"
name = { zh = "二号", en = "two" }
zone = "z"
position = [30.66, 104.02]
[automations.water]
name = { zh = "灌溉", en = "water" }
scene = "park"
"""
USUAL = """
when = { sun = "down", after_set = "10m" }
then = [{ control = "pump/valve" }, { control = "p1/run", run = "15m" }]
"""


def site(text: str = USUAL) -> Site:
    return resolve(tomllib.loads(BASE + text), {}, "site.toml")


def problems(text: str) -> set[tuple[str, str]]:
    with pytest.raises(SettingsError) as caught:
        site(text)
    found = caught.value.parameters["problems"]
    assert isinstance(found, list)
    return {(one["code"], one["key"]) for one in found}


def test_what_is_told_first_goes_out_for_every_device_of_a_kind() -> None:
    made = site().automations["water"]
    assert made.deeds == (
        Deed(step=0, control=ControlId("p1/valve"), value=1),
        Deed(step=0, control=ControlId("p2/valve"), value=1),
        Deed(step=1, control=ControlId("p1/run"), value=1, run_s=900),
    )
    assert made.when == SunIs(after_set_s=600, latitude=30.66, longitude=104.02)


@pytest.mark.parametrize(
    ("word", "days", "besides", "without"),
    [
        ("workdays", (0, 1, 2, 3, 4), (date(2026, 10, 10),), (date(2026, 10, 1),)),
        ("holidays", (5, 6), (date(2026, 10, 1),), (date(2026, 10, 10),)),
    ],
)
def test_days_by_the_calendar_of_the_site(
    word: str, days: tuple[int, ...], besides: tuple[date, ...], without: tuple[date, ...]
) -> None:
    text = f"""
when = {{ between = ["05:00", "06:00"], days = ["{word}"] }}
then = [{{ control = "p1/valve" }}]
"""
    assert site(text).automations["water"].when == TimeIs(
        start=time(5), end=time(6), days=days, besides=besides, without=without
    )


@pytest.mark.parametrize(
    ("wrong", "code", "key"),
    [
        ('then = [{ control = "p3/run" }]', "dangling_reference", "then[0].control"),
        ('then = [{ control = "p1/run", run = "30m" }]', "bad_range", "then[0].run"),
        ('then = [{ control = "p1/run", run = "soon" }]', "bad_duration", "then[0].run"),
        ('then = [{ control = "p1/run", value = 0.5 }]', "bad_range", "then[0].value"),
        ('then = [{ control = "p1/run" }, { control = "p1/run" }]', "repeated", "then[1].control"),
        ("then = []", "bad_value", "then"),
        ('then = [{ control = "p1/run" }]\nrest = "30d"', "bad_range", "rest"),
        ('then = [{ control = "p1/run" }]\nmost_per_day = 0', "bad_range", "most_per_day"),
        ('then = [{ control = "p1/run" }]\nscenes = "park"', "unknown_key", "scenes"),
        (
            'then = [{ control = "p1/run" }]\nuntil = { sensor = "p1/flo", above = 1 }',
            "dangling_reference",
            "until.sensor",
        ),
    ],
)
def test_what_is_wrong_is_named(wrong: str, code: str, key: str) -> None:
    found = problems(f'when = {{ sun = "down" }}\n{wrong}\n')
    assert (code, f"automations.water.{key}") in found


@pytest.mark.parametrize(
    ("when", "code", "key"),
    [
        ('{ sun = "dwn" }', "unknown_word", "when.sun"),
        ('{ sun = "down", after_set = "9h" }', "bad_range", "when.after_set"),
        ('{ between = ["05:00", "06:00"], days = ["workday"] }', "unknown_word", "when.days[0]"),
        ('{ between = ["05:00", "06:00"], days = ["workdays", "sat"] }', "bad_value", "when.days"),
    ],
)
def test_what_is_wrong_with_sun_and_days_is_named(when: str, code: str, key: str) -> None:
    found = problems(f'when = {when}\nthen = [{{ control = "p1/valve" }}]\n')
    assert (code, f"automations.water.{key}") in found
