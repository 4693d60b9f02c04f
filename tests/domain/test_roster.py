"""The roster of a site file: sound units become units, everything else is told with its key."""

from __future__ import annotations

import tomllib
from datetime import time
from typing import Any

import pytest

from console.domain.blueprint import resolve
from console.domain.people import PatrolPolicy, Skill, Span, Unit
from console.domain.values import Bilingual
from console.errors import SettingsError
from console.site_file import load_site
from tests.domain.village import GOOD, PRESETS

UNITS = """
[units.p1]
name = { zh = "一组", en = "Crew 1" }
members = ["甲", "乙"]
zone = "gate-1"
kit = ["spray"]
accounts = ["patrol-1"]

[units.p2]
name = { zh = "二组", en = "Crew 2" }
on_duty = false
"""


def units(text: str) -> dict[str, Unit]:
    site = resolve(tomllib.loads(GOOD + text), PRESETS, "village.toml")
    return {str(id): unit for id, unit in site.units.items()}


def test_units_are_read() -> None:
    found = units(UNITS)
    assert list(found) == ["p1", "p2"]
    assert found["p1"].members == ("甲", "乙")
    assert (found["p1"].zone, found["p1"].kit) == ("gate-1", ("spray",))
    assert found["p1"].accounts == ("patrol-1",)
    assert found["p2"].name == Bilingual("二组", "Crew 2")
    assert (found["p1"].on_duty, found["p2"].on_duty) == (True, False)


def test_a_site_without_units_has_none() -> None:
    assert units("") == {}


@pytest.mark.parametrize(
    ("old", "new", "code", "key", "nearest"),
    [
        ('zone = "gate-1"', 'zone = "gate1"', "dangling_reference", "units.p1.zone", "gate-1"),
        ("kit = ", "kitt = ", "unknown_key", "units.p1.kitt", "kit"),
        ("on_duty = false", 'on_duty = "no"', "bad_value", "units.p2.on_duty", None),
        ("[units.p1]", "[units.P1]", "bad_id", "units.P1", None),
        ('["甲", "乙"]', '["甲", "甲"]', "duplicate", "units.p1.members[1]", None),
        ('["spray"]', '[" "]', "blank", "units.p1.kit[0]", None),
        (
            "on_duty = false",
            'accounts = ["patrol-1"]',
            "duplicate",
            "units.p2.accounts[0]",
            None,
        ),
        ('name = { zh = "一组", en = "Crew 1" }', "", "missing_key", "units.p1.name", None),
    ],
)
def test_what_is_wrong_is_told(
    old: str, new: str, code: str, key: str, nearest: str | None
) -> None:
    assert old in UNITS
    with pytest.raises(SettingsError) as raised:
        units(UNITS.replace(old, new))
    told: dict[str, Any] = raised.value.parameters
    assert (raised.value.code, told["key"], told.get("nearest")) == (code, key, nearest)


def test_units_must_be_a_table() -> None:
    with pytest.raises(SettingsError, match="bad_value"):
        resolve({**tomllib.loads(GOOD), "units": 7}, PRESETS, "village.toml")


def test_the_shipped_community_has_a_roster() -> None:
    roster = load_site("wanshouqiao").units
    assert len(roster) == 4
    assert [unit.id for unit in roster.values() if not unit.on_duty] == ["p4"]
    assert all(unit.members and unit.zone and unit.kit for unit in roster.values())
    accounts = [account for unit in roster.values() for account in unit.accounts]
    assert len(accounts) == len(set(accounts)) == 4


def patrols(text: str) -> PatrolPolicy:
    return resolve(tomllib.loads(GOOD + text), PRESETS, "village.toml").patrols


def test_skills_and_shifts_are_read() -> None:
    text = UNITS.replace('kit = ["spray"]', 'skills = ["electrics"]\nshift = ["20:00-08:00"]')
    found = units(text)["p1"]
    assert found.skills == (Skill.ELECTRICS,)
    assert found.shift == (Span(time(20), time(8)),)


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ('skills = ["flying"]', "unknown_word", "units.p1.skills[0]"),
        ('skills = ["water", "water"]', "duplicate", "units.p1.skills[1]"),
        ('shift = ["8-20"]', "bad_time_of_day", "units.p1.shift[0]"),
        ('shift = ["08:00-25:00"]', "bad_time_of_day", "units.p1.shift[0]"),
        ('shift = ["08:00"]', "bad_time_of_day", "units.p1.shift[0]"),
    ],
)
def test_wrong_skills_and_shifts_are_told(text: str, code: str, key: str) -> None:
    with pytest.raises(SettingsError) as raised:
        units(UNITS.replace('kit = ["spray"]', text))
    assert (raised.value.code, raised.value.parameters["key"]) == (code, key)


def test_units_are_heard_of_every_half_hour_unless_said_otherwise() -> None:
    assert patrols("") == PatrolPolicy(check_in_s=1800, on_site_s=1800)
    assert patrols('[patrols]\ncheck_in = "20m"') == PatrolPolicy(check_in_s=1200, on_site_s=1200)
    both = '[patrols]\ncheck_in = "20m"\non_site = "10m"'
    assert patrols(both) == PatrolPolicy(check_in_s=1200, on_site_s=600)


@pytest.mark.parametrize(
    ("text", "code"), [("soon", "bad_period"), ("5s", "bad_range"), ("25h", "bad_range")]
)
def test_a_wrong_check_in_is_told(text: str, code: str) -> None:
    with pytest.raises(SettingsError) as raised:
        patrols(f'[patrols]\ncheck_in = "{text}"')
    assert (raised.value.code, raised.value.parameters["key"]) == (code, "patrols.check_in")
