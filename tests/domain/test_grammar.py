"""Conditions and suppressions as people write them: what is read, and what is refused."""

from __future__ import annotations

import tomllib
from datetime import time
from typing import Any

import pytest

from console.domain.alerts import State
from console.domain.blueprint import resolve
from console.domain.conditions import (
    AlertIs,
    AllOf,
    AnyOf,
    Condition,
    DeviceIs,
    Not,
    QuantityIs,
    SensorIs,
    Suppression,
    TimeIs,
)
from console.domain.findings import Findings
from console.domain.grammar import DEEPEST, read_condition
from console.domain.ids import DeviceId, RuleId, SensorId
from console.domain.references import IN_RULES, References
from console.domain.sites import Site
from console.errors import SettingsError
from tests.domain.village import GOOD, PRESETS

KNOWN = References(
    sensors={"w/rain": "rain", "soil-1/moisture": "moisture", "x/rain": "rain"},
    devices=frozenset({"w", "soil-1", "gw"}),
    rules={
        "soil-1/moisture": frozenset({RuleId("soil.dry")}),
        "gw": frozenset({RuleId("gateway.offline")}),
    },
)


def read(text: str, known: References = KNOWN) -> tuple[Condition | None, list[dict[str, Any]]]:
    """Return what a condition says, and what is wrong with it."""
    findings = Findings("site.toml")
    found = read_condition(tomllib.loads(f"when = {text}")["when"], "when", known, findings)
    return found, [
        {name: value for name in ("code", "key", "nearest") if (value := getattr(p, name))}
        for p in findings.problems
    ]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            '{ sensor = "w/rain", above = 0.2, for = "5m" }',
            SensorIs(sensor=SensorId("w/rain"), above=0.2, for_s=300),
        ),
        (
            '{ sensor = "w/rain", above = 1, below = 9 }',
            SensorIs(sensor=SensorId("w/rain"), above=1, below=9),
        ),
        (
            '{ quantity = "rain", below = 0.2 }',
            QuantityIs(
                quantity="rain", below=0.2, sensors=(SensorId("w/rain"), SensorId("x/rain"))
            ),
        ),
        ('{ device = "gw", online = false }', DeviceIs(device=DeviceId("gw"), online=False)),
        (
            '{ rule = "soil.dry", target = "soil-1/moisture", state = ["returned", "shelved"] }',
            AlertIs(
                rule=RuleId("soil.dry"),
                target=SensorId("soil-1/moisture"),
                states=(State.RETURNED, State.SHELVED),
            ),
        ),
        (
            '{ rule = "gateway.offline", target = "gw", standing = true }',
            AlertIs(rule=RuleId("gateway.offline"), target=DeviceId("gw"), standing=True),
        ),
        (
            '{ between = ["22:00", "06:30"], days = ["mon", "sun"] }',
            TimeIs(start=time(22), end=time(6, 30), days=(0, 6)),
        ),
        ('{ between = ["12:00", "24:00"] }', TimeIs(start=time(12), end=time(0))),
        (
            '{ not = { any = [{ device = "gw", online = true }], for = "10s" } }',
            Not(of=AnyOf(of=(DeviceIs(device=DeviceId("gw"), online=True),), for_s=10)),
        ),
        (
            '{ all = [{ sensor = "w/rain", above = 0 }, { device = "gw", online = true }] }',
            AllOf(
                of=(
                    SensorIs(sensor=SensorId("w/rain"), above=0),
                    DeviceIs(device=DeviceId("gw"), online=True),
                )
            ),
        ),
    ],
)
def test_every_form_is_read(text: str, condition: Condition) -> None:
    assert read(text) == (condition, [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("5", {"code": "bad_value", "key": "when"}),
        ("{}", {"code": "condition_kind", "key": "when"}),
        ('{ above = 1, for = "5m" }', {"code": "condition_kind", "key": "when"}),
        (
            '{ sensor = "w/rain", device = "gw", above = 1 }',
            {"code": "condition_kind", "key": "when"},
        ),
        (
            '{ senser = "w/rain", above = 1 }',
            {"code": "unknown_key", "key": "when.senser", "nearest": "sensor"},
        ),
        (
            '{ sensor = "w/rain", abov = 1 }',
            {"code": "unknown_key", "key": "when.abov", "nearest": "above"},
        ),
        (
            '{ sensor = "w/rain", above = 1, fro = "5m" }',
            {"code": "unknown_key", "key": "when.fro", "nearest": "for"},
        ),
        (
            '{ all = [{ sensor = "w/rain", above = 1 }], above = 1 }',
            {"code": "unknown_key", "key": "when.above"},
        ),
        (
            '{ sensor = "w/rian", above = 1 }',
            {"code": "dangling_reference", "key": "when.sensor", "nearest": "w/rain"},
        ),
        (
            '{ quantity = "ran", above = 1 }',
            {"code": "dangling_reference", "key": "when.quantity", "nearest": "rain"},
        ),
        (
            '{ device = "gww", online = true }',
            {"code": "dangling_reference", "key": "when.device", "nearest": "gw"},
        ),
        (
            '{ rule = "soil.dry", target = "gw", standing = true }',
            {"code": "dangling_reference", "key": "when.rule"},
        ),
        (
            '{ rule = "soil.dry", target = "soil-1/moistur", standing = true }',
            {"code": "dangling_reference", "key": "when.target", "nearest": "soil-1/moisture"},
        ),
        ('{ sensor = "w/rain" }', {"code": "condition_kind", "key": "when"}),
        (
            '{ sensor = "w/rain", above = 9, below = 1 }',
            {"code": "bad_range", "key": "when.above"},
        ),
        ('{ sensor = "w/rain", above = "much" }', {"code": "bad_value", "key": "when.above"}),
        ('{ sensor = "w/rain", above = nan }', {"code": "bad_value", "key": "when.above"}),
        ('{ device = "gw" }', {"code": "missing_key", "key": "when.online"}),
        ('{ device = "gw", online = 1 }', {"code": "bad_value", "key": "when.online"}),
        (
            '{ sensor = "w/rain", above = 1, for = "5 min" }',
            {"code": "bad_duration", "key": "when.for"},
        ),
        ('{ sensor = "w/rain", above = 1, for = 5 }', {"code": "bad_duration", "key": "when.for"}),
        (
            '{ sensor = "w/rain", above = 1, for = "8d" }',
            {"code": "bad_range", "key": "when.for"},
        ),
        (
            '{ rule = "soil.dry", target = "soil-1/moisture" }',
            {"code": "condition_kind", "key": "when"},
        ),
        (
            '{ rule = "soil.dry", target = "soil-1/moisture", state = [] }',
            {"code": "condition_kind", "key": "when"},
        ),
        (
            '{ rule = "soil.dry", target = "soil-1/moisture", state = ["retuned"] }',
            {"code": "unknown_word", "key": "when.state[0]", "nearest": "returned"},
        ),
        (
            '{ rule = "gateway.offline", target = "gw", state = ["normal"], standing = true }',
            {"code": "condition_kind", "key": "when"},
        ),
        ('{ between = ["22:00"] }', {"code": "bad_value", "key": "when.between"}),
        (
            '{ between = ["22:00", "25:00"] }',
            {"code": "bad_time_of_day", "key": "when.between[1]"},
        ),
        (
            '{ between = ["22:00", "06:00"], days = ["mo"] }',
            {"code": "unknown_word", "key": "when.days[0]", "nearest": "mon"},
        ),
        ("{ all = [] }", {"code": "bad_value", "key": "when.all"}),
        ('{ any = { device = "gw", online = true } }', {"code": "bad_value", "key": "when.any"}),
        (
            '{ not = [{ device = "gw", online = true }] }',
            {"code": "bad_value", "key": "when.not"},
        ),
        (
            '{ all = [{ device = "gw", online = true }, { device = "g", online = true }] }',
            {"code": "dangling_reference", "key": "when.all[1].device", "nearest": "gw"},
        ),
    ],
)
def test_what_is_wrong_is_told_where_it_is(text: str, problem: dict[str, str]) -> None:
    found, problems = read(text)
    assert found is None
    assert problems == [problem]


def test_a_condition_has_its_limits() -> None:
    leaf = '{ device = "gw", online = true }'
    deep = "{ not = " * (DEEPEST - 1) + leaf + " }" * (DEEPEST - 1)
    assert read(deep)[1] == []
    assert read(f"{{ not = {deep} }}")[1][0]["code"] == "condition_too_large"
    assert read(f"{{ any = [{', '.join([leaf] * 63)}] }}")[1] == []
    wide = read(f"{{ any = [{', '.join([leaf] * 64)}] }}")[1]
    assert wide == [{"code": "condition_too_large", "key": "when.any[63]"}]


def test_a_rule_set_knows_no_site() -> None:
    dry = '{ quantity = "rain", below = 0.1, for = "10m" }'
    found, problems = read(f'{{ all = [{dry}, {{ between = ["22:00", "06:00"] }}] }}', IN_RULES)
    assert found is not None
    assert problems == []
    for text in ('{ sensor = "w/rain", above = 1 }', '{ not = { device = "gw", online = true } }'):
        assert read(text, IN_RULES)[1][0]["code"] == "condition_not_here"


# In a site file ----------------------------------------------------------------------------

RAIN = """
[suppressions.rain]
name = { zh = "雨", en = "Rain" }
when = { sensor = "air-gate-1/pm10", above = 1 }
rules = ["air.pm10"]
"""


def village(more: str) -> Site:
    """Return the village with more in its file."""
    return resolve(tomllib.loads(GOOD + more), PRESETS, "village.toml")


def problems_of(more: str) -> list[tuple[str, str]]:
    """Return what is wrong with the village's file."""
    with pytest.raises(SettingsError) as refused:
        village(more)
    problems: Any = refused.value.parameters["problems"]
    return [(problem["code"], problem["key"]) for problem in problems]


def test_a_suppression_is_part_of_the_site() -> None:
    assert village("").suppressions == {}
    found = village(RAIN).suppressions["rain"]
    assert isinstance(found, Suppression)
    assert found.rules == (RuleId("air.pm10"),)
    assert found.when == SensorIs(sensor=SensorId("air-gate-1/pm10"), above=1)


@pytest.mark.parametrize(
    ("was", "now", "problem"),
    [
        ('rules = ["air.pm10"]', 'rules = ["air.pm1"]', ("dangling_reference", "rules[0]")),
        ("rules =", "zones =", ("dangling_reference", "zones[0]")),
        ("rules =", "scenes =", ("dangling_reference", "scenes[0]")),
        ("rules =", "devices =", ("dangling_reference", "devices[0]")),
        ("rules =", "rule =", ("unknown_key", "rule")),
        ('["air.pm10"]', '["air.pm10", "air.pm10"]', ("duplicate", "rules[1]")),
        ("when =", "then =", ("missing_key", "when")),
        ("above", "abvoe", ("unknown_key", "when.abvoe")),
    ],
)
def test_a_suppression_is_read_strictly(was: str, now: str, problem: tuple[str, str]) -> None:
    code, key = problem
    assert problems_of(RAIN.replace(was, now))[0] == (code, f"suppressions.rain.{key}")


def test_a_suppression_has_an_id_of_its_own() -> None:
    assert ("bad_id", "suppressions.Rain") in problems_of(RAIN.replace(".rain]", ".Rain]"))


CIRCLE = """
[suppressions.one]
name = { zh = "一", en = "One" }
when = { rule = "device.offline", target = "air-gate-1", state = ["unacknowledged"] }
rules = ["air.pm10"]

[suppressions.two]
name = { zh = "二", en = "Two" }
when = { not = { rule = "air.pm10", target = "air-gate-1/pm10", state = ["suppressed"] } }
zones = ["gate-1"]
"""


def test_a_suppression_that_would_never_come_to_rest_is_refused() -> None:
    assert problems_of(CIRCLE) == [
        ("condition_circle", "suppressions.one.when"),
        ("condition_circle", "suppressions.two.when"),
    ]
    at_rest = CIRCLE.replace('state = ["unacknowledged"]', "standing = true")
    assert problems_of(at_rest) == [("condition_circle", "suppressions.two.when")]
    assert village(at_rest.replace('state = ["suppressed"]', "standing = false"))
