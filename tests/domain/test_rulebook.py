"""Rules as written: every kind is read as meant, and nonsense is refused where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, time
from typing import Any

import pytest

from console.domain.blueprint import resolve
from console.domain.conditions import TimeIs
from console.domain.findings import Findings
from console.domain.gauges import (
    AirIndex,
    Change,
    Count,
    Deviation,
    Gauge,
    Mean,
    Unchanged,
    Value,
    WaterClass,
)
from console.domain.ids import RuleId
from console.domain.rulebook import KINDS, read_rules
from console.domain.rules import (
    Label,
    LimitRule,
    NoDataRule,
    OfflineRule,
    QualityRule,
    RecurringRule,
    Rule,
    Side,
)
from console.domain.sites import Site
from console.domain.values import Bilingual, Priority
from console.errors import SettingsError
from tests.domain.village import GOOD, PRESETS

NAME = 'name = { zh = "规", en = "Rule" }'
LEVELS = 'levels = [{ priority = "low", limit = 100, clear = 90 }]'
SIX = ("so2", "no2", "co", "o3", "pm10", "pm25")

# One sound rule of each kind that judges a figure, as short as may be.
SHORT = {
    "limit": LEVELS,
    "change": f'over = "30m"\n{LEVELS}',
    "deviation": LEVELS,
    "unchanged": 'priority = "low"\nlasting = "1h"',
    "count": 'priority = "low"\nlimit = 100\nclear = 90\nwithin = "1h"',
    "air-index": f'edition = "2026"\n{LEVELS}',
    "water-class": 'target = 3\nlevels = [{ priority = "low", classes = 1 }]',
    "no-data": 'priority = "low"',
    "offline": 'priority = "low"',
    "quality": 'priority = "low"',
    "recurring": 'priority = "low"\nof = "y"',
}


def parsed(kind: str, more: str = "", *, short: str | None = None) -> dict[str, Any]:
    """Return the table of one rule; `more` is added to what is short."""
    body = SHORT[kind] if short is None else short
    given = {line.partition(" =")[0] for line in more.splitlines()}
    kept = [line for line in body.splitlines() if line.partition(" =")[0] not in given]
    return tomllib.loads("\n".join([NAME, f'kind = "{kind}"', *kept, more]))


def read(kind: str, more: str = "") -> Rule:
    """Return one rule; nothing may be wrong with it."""
    findings = Findings("rules.toml")
    rules = read_rules({"x": parsed(kind, more)}, findings)
    assert findings.problems == []
    return rules[RuleId("x")]


def problems(kind: str, more: str) -> list[tuple[str, str]]:
    """Return what is wrong with one rule: code and place."""
    findings = Findings("rules.toml")
    read_rules({"x": parsed(kind, more)}, findings)
    return [(problem.code, problem.key.removeprefix("rules.x.")) for problem in findings.problems]


JUDGED: list[tuple[str, str, Gauge]] = [
    ("limit", "", Value()),
    ("limit", 'window = "1h"\nvalid_share = 0.5', Mean(window_s=3600, valid_share=0.5)),
    ("change", "", Change(over_s=1800)),
    ("deviation", "", Deviation()),
    ("deviation", "least = 4\nnearest = 6", Deviation(nearest=6, least=4)),
    ("unchanged", "", Unchanged()),
    ("count", "", Count(limit=100, clear=90, within_s=3600)),
    ("air-index", "", AirIndex(edition="2026")),
    ("water-class", "lake = true", WaterClass(target=3, lake=True)),
]


@pytest.mark.parametrize(("kind", "more", "gauge"), JUDGED)
def test_a_kind_is_a_gauge(kind: str, more: str, gauge: Gauge) -> None:
    rule = read(kind, more)
    assert isinstance(rule, LimitRule)
    assert rule.gauge == gauge


def test_every_kind_is_tried_here() -> None:
    assert set(SHORT) == set(KINDS)


def limits(rule: Rule) -> list[tuple[float, float]]:
    """Return a rule's limits and clear values."""
    assert isinstance(rule, LimitRule)
    return [(level.limit, level.clear) for level in rule.levels]


def test_a_level_is_a_figure_of_the_gauge() -> None:
    assert limits(read("unchanged")) == [(3600, 3600)]
    assert limits(read("count")) == [(2.5, 2.5)]
    assert limits(read("count", "times = 5")) == [(4.5, 4.5)]
    two = """levels = [{ priority = "low", classes = 1 }, { priority = "high", classes = 2 }]"""
    assert limits(read("water-class", two)) == [(0.5, 0.5), (1.5, 1.5)]


def test_rules_of_standing() -> None:
    assert isinstance(read("offline"), OfflineRule)
    quality = read("quality", 'on_delay = "5m"')
    assert isinstance(quality, QualityRule)
    assert quality.on_delay_s == 300
    silent = read("no-data", 'least = "1m"')
    assert isinstance(silent, NoDataRule)
    assert silent.least_s == 60
    pattern = read("recurring")
    assert isinstance(pattern, RecurringRule)
    assert (pattern.of, pattern.times) == ("y", 3)
    assert (pattern.within_s, pattern.shorter_than_s) == (7 * 86_400, 4 * 3_600)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_all_rules_say(kind: str) -> None:
    rule = read(
        kind,
        "\n".join(
            [
                'verify = "20m"',
                'label = "legal"',
                'source = "a standard"',
                'edition = "2026"',
                "valid_from = 2026-03-01",
                "valid_to = 2030-12-31",
                "latching = false",
                'only_when = { between = ["06:00", "22:00"] }',
            ]
        ),
    )
    assert (rule.verify_s, rule.label, rule.source.en) == (1200, Label.LEGAL, "a standard")
    assert (rule.edition, rule.latching) == ("2026", False)
    assert (rule.valid_from, rule.valid_to) == (date(2026, 3, 1), date(2030, 12, 31))
    assert rule.only_when == TimeIs(start=time(6), end=time(22))
    assert read(kind).only_when is None
    assert read(kind).latching


SOURCES = [
    ("", Bilingual(zh="", en="")),
    ('source = "DB51/1-2026"', Bilingual(zh="DB51/1-2026", en="DB51/1-2026")),
    ('source = { zh = "惯例", en = "a habit" }', Bilingual(zh="惯例", en="a habit")),
]


@pytest.mark.parametrize(("written", "meant"), SOURCES)
def test_a_source_in_both_languages_or_one_text_for_both(written: str, meant: Bilingual) -> None:
    assert read("limit", written).source == meant


WRONG: list[tuple[str, str, str, str]] = [
    ("limit", "latchng = false", "unknown_key", "latchng"),
    ("limit", "source = 5", "bad_value", "source"),
    ("limit", 'source = ["a"]', "bad_value", "source"),
    ("limit", 'source = { en = "a habit" }', "missing_key", "source.zh"),
    ("limit", 'source = { zh = " ", en = "a habit" }', "blank", "source.zh"),
    ("limit", 'source = { zh = "惯例", en = "a", fr = "a" }', "unknown_key", "source.fr"),
    ("limit", 'window = "3d"', "bad_range", "window"),
    ("limit", 'only_when = { betwen = ["06:00", "22:00"] }', "unknown_key", "only_when.betwen"),
    ("limit", "valid_from = 2026-03-01\nvalid_to = 2020-01-01", "bad_range", "valid_to"),
    ("offline", "valid_from = 2026-03-01\nvalid_to = 2020-01-01", "bad_range", "valid_to"),
    ("change", 'over = "0s"', "bad_range", "over"),
    ("change", 'over = "a while"', "bad_duration", "over"),
    ("deviation", "least = 0", "bad_range", "least"),
    ("deviation", "nearest = 2", "bad_range", "least"),
    ("deviation", "nearest = 99", "bad_range", "nearest"),
    ("unchanged", 'lasting = "0s"', "bad_range", "lasting"),
    ("unchanged", 'lasting = "9d"', "bad_range", "lasting"),
    ("count", "clear = 110", "clear_side", "clear"),
    ("count", 'side = "low"', "clear_side", "clear"),
    ("count", "times = 1", "bad_range", "times"),
    ("count", 'within = "9d"', "bad_range", "within"),
    ("air-index", 'edition = "2021"', "unknown_word", "edition"),
    ("air-index", 'edition = ""', "missing_key", "edition"),
    ("air-index", "valid_share = 0", "bad_range", "valid_share"),
    ("air-index", "levels = []", "no_levels", "levels"),
    ("air-index", 'side = "low"', "unknown_key", "side"),
    ("water-class", "target = 6", "bad_range", "target"),
    (
        "water-class",
        'levels = [{ priority = "low", classes = 0 }]',
        "bad_range",
        "levels[0].classes",
    ),
    (
        "water-class",
        'levels = [{ priority = "low", classes = 2 }, { priority = "high", classes = 1 }]',
        "levels_order",
        "levels[1]",
    ),
    ("recurring", "times = 1", "bad_range", "times"),
    ("recurring", "times = 65", "bad_range", "times"),
    ("recurring", 'within = "99d"', "bad_range", "within"),
    ("recurring", 'shorter_than = "0s"', "bad_range", "shorter_than"),
]


@pytest.mark.parametrize(("kind", "more", "code", "place"), WRONG)
def test_nonsense_is_told_where_it_stands(kind: str, more: str, code: str, place: str) -> None:
    assert problems(kind, more) == [(code, place)]


def test_a_count_of_dips_runs_downwards() -> None:
    rule = read("count", 'side = "low"\nlimit = 5\nclear = 6')
    assert isinstance(rule, LimitRule)
    assert rule.gauge == Count(limit=5, clear=6, within_s=3600)
    assert rule.side is Side.HIGH  # of the count, which is too high


# Where rules hang --------------------------------------------------------------------------


def village(
    *,
    at_probe: Sequence[str] = (),
    at_pm10: Sequence[str] = (),
    measured: Sequence[str] = ("pm10",),
) -> dict[str, Any]:
    """Return the village with a rule of each kind, some of them hung on its probe."""
    document = tomllib.loads(GOOD)
    for kind in KINDS:
        document["rules"][kind] = parsed(kind)
    document["rules"]["recurring"]["of"] = "limit"
    sensors = document["kinds"]["probe"]["sensors"]
    for quantity in measured:
        sensors[quantity] = {**sensors["pm10"], "rules": []}
    sensors["pm10"]["rules"] = list(at_pm10)
    document["kinds"]["probe"]["rules"] = list(at_probe)
    return document


def resolved(document: dict[str, Any]) -> Site:
    """Return the site of a document."""
    return resolve(document, PRESETS, "village.toml")


def refusal(document: dict[str, Any]) -> tuple[str, object, object]:
    """Return the first thing wrong with a document: code, place, what was expected."""
    with pytest.raises(SettingsError) as caught:
        resolved(document)
    found = caught.value.parameters
    return caught.value.code, found["key"], found["expected"]


AT_PROBE, AT_PM10 = "kinds.probe.rules", "kinds.probe.sensors.pm10.rules"


def test_rules_hang_where_they_can_be_fed() -> None:
    sensor = ["limit", "change", "deviation", "unchanged", "count", "air-index", "no-data"]
    device = ["offline", "quality", "air-index", "water-class"]
    site = resolved(village(at_pm10=[*sensor, "recurring"], at_probe=device, measured=(*SIX, "do")))
    assert site.devices["air-gate-1"].rules == tuple(device)  # type: ignore[index]


@pytest.mark.parametrize("rule", ["limit", "change", "deviation", "unchanged", "count", "no-data"])
def test_what_judges_one_sensor_hangs_on_no_device(rule: str) -> None:
    code, key, _ = refusal(village(at_probe=[rule], measured=SIX))
    assert (code, key) == ("rule_misplaced", f"{AT_PROBE}[0]")


@pytest.mark.parametrize("rule", ["offline", "quality", "water-class"])
def test_what_is_of_a_device_hangs_on_no_sensor(rule: str) -> None:
    code, key, _ = refusal(village(at_pm10=[rule]))
    assert (code, key) == ("rule_misplaced", f"{AT_PM10}[0]")


def test_an_index_needs_all_six_or_one_of_them() -> None:
    found = refusal(village(at_probe=["air-index"], measured=SIX[1:]))
    assert found == ("rule_unfed", f"{AT_PROBE}[0]", "so2")
    document = village(measured=("do",))
    document["kinds"]["probe"]["sensors"]["do"]["rules"] = ["air-index"]
    code, key, _ = refusal(document)
    assert (code, key) == ("rule_unfed", "kinds.probe.sensors.do.rules[0]")


def test_water_needs_an_item() -> None:
    assert refusal(village(at_probe=["water-class"]))[:2] == ("rule_unfed", f"{AT_PROBE}[0]")


def test_a_pattern_counts_episodes_of_a_rule_beside_it() -> None:
    found = refusal(village(at_pm10=["recurring"]))
    assert found == ("pattern_alone", f"{AT_PM10}[0]", "limit")
    document = village(at_pm10=["recurring", "no-data"])
    document["rules"]["recurring"]["of"] = "no-data"
    assert refusal(document) == ("pattern_alone", f"{AT_PM10}[0]", "no-data")


# Editions ------------------------------------------------------------------------------------


def sets(*days: tuple[str, str], kinds: tuple[str, ...] = ("limit", "limit")) -> dict[str, Any]:
    """Return preset sets that have the same rule, each on days of its own."""
    return PRESETS | {
        f"set-{n}": {"rules": {"air.pm10": parsed(kind, f"valid_from = {begin}\nvalid_to = {end}")}}
        for n, ((begin, end), kind) in enumerate(zip(days, kinds, strict=True), start=1)
    }


OLD, NEW = ("2012-01-01", "2026-02-28"), ("2026-03-01", "2030-12-31")


def using(*names: str) -> dict[str, Any]:
    """Return the village with these sets, and no rule of its own of that name."""
    document = tomllib.loads(GOOD)
    del document["rules"]["air.pm10"]
    return {**document, "use": ["links", *names]}


@pytest.mark.parametrize("names", [("set-1", "set-2"), ("set-2", "set-1")])
def test_editions_whose_days_part_are_used_together(names: tuple[str, ...]) -> None:
    site = resolve(using(*names), sets(OLD, NEW), "village.toml")
    editions = site.editions[RuleId("air.pm10")]
    assert [rule.valid_from for rule in editions] == [date(2012, 1, 1), date(2026, 3, 1)]
    assert site.rules[RuleId("air.pm10")] == editions[1]
    assert set(site.editions) == {"air.pm10"}


@pytest.mark.parametrize(
    "shelf",
    [
        sets(OLD, ("2026-02-28", "2030-12-31")),
        sets(OLD, OLD),
        sets(OLD, NEW, kinds=("limit", "no-data")),
    ],
)
def test_editions_of_one_day_or_of_different_kinds_are_not(shelf: dict[str, Any]) -> None:
    with pytest.raises(SettingsError) as caught:
        resolve(using("set-1", "set-2"), shelf, "village.toml")
    assert caught.value.code == "rule_twice"
    assert caught.value.parameters["key"] == "use[2]"


def test_a_rule_of_the_file_takes_the_place_of_every_edition() -> None:
    document = {**tomllib.loads(GOOD), "use": ["links", "set-1", "set-2"]}
    site = resolve(document, sets(OLD, NEW), "village.toml")
    assert site.editions == {}
    assert site.rules[RuleId("air.pm10")].label is Label.REFERENCE


def test_priorities_come_through() -> None:
    for kind in ("unchanged", "count", "recurring", "quality"):
        rule = read(kind, 'priority = "critical"')
        priority = rule.levels[0].priority if isinstance(rule, LimitRule) else rule.priority
        assert priority is Priority.CRITICAL
