"""The rule sets on the shelf: the standards' figures, and honest about what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest

from console.domain.conditions import AllOf, Not, QuantityIs, TimeIs
from console.domain.findings import Findings
from console.domain.gauges import AirIndex, Count, Mean, Value, WaterClass
from console.domain.ids import RuleId
from console.domain.rules import Label, LimitRule, NoDataRule, RecurringRule, Rule, Side
from console.site_file import document_of, load_site, shipped_rules, shipped_text
from docs.standards import PAGE, render

SETS = shipped_rules()
RULES = [(f"{name}/{rule.id}", rule) for name, rules in SETS.items() for rule in rules.values()]

PM_HOURLY = re.compile(r"air\.(pm25|pm10)\.1h(\.now-and-then)?", re.ASCII)
# Words that only a legal limit may be spoken of with.
ACCUSING = ("超标", "违规", "违法", "violat", "exceed", "breach", "illegal", "offen")


def test_every_rule_says_where_its_figures_are_from_and_what_to_do() -> None:
    for name, rule in RULES:
        assert rule.guidance is not None, name
        for text in (rule.guidance, rule.source):
            assert re.search(r"[一-鿿]", text.zh), name
        for text in (rule.guidance, rule.name, rule.source):
            assert text.en.strip(), name
            assert not re.search(r"[一-鿿]", text.en), name
        assert rule.valid_from is None or rule.edition, name


def figures(text: str) -> Counter[str]:
    """Return the figures in a text, and how often each is there."""
    return Counter(re.findall(r"[0-9]+(?:\.[0-9]+)?", text))


def test_both_languages_cite_the_same_figures() -> None:
    """The Chinese may write more of them as digits."""
    for name, rule in RULES:
        assert figures(rule.source.en) <= figures(rule.source.zh), name


def test_an_unread_text_is_never_called_law() -> None:
    words = {
        "zh": "凭记忆|未查|经验",
        "en": "remembered|not read|no standard was read|rule of thumb",
    }
    for name, rule in RULES:
        for language, unread in words.items():
            found = re.search(unread, getattr(rule.source, language)) is not None
            assert found == (rule.label is Label.UNVERIFIED), f"{name} {language}"
        ours = rule.source.en.startswith("House convention")
        assert ours == rule.source.zh.startswith("惯例"), name
        assert ours == (rule.label is Label.CONVENTION), name


def test_only_a_standard_is_a_law_or_a_reference() -> None:
    for name, rule in RULES:
        if rule.label in (Label.LEGAL, Label.REFERENCE):
            assert re.search(r"\b(GB|HJ|DB)", rule.source.en), name
            assert re.search(r"(GB|HJ|DB)", rule.source.zh), name
        if rule.label is Label.LEGAL:
            assert rule.id.split(".")[0] in ("gb3095", "noise"), name
            assert rule.edition, name


@pytest.mark.parametrize("edition", ["2012", "2026", "2031"])
@pytest.mark.parametrize("rule", ["air.pm25.1h", "air.pm10.1h"])
def test_an_hour_of_pm_reads_above_reference_and_never_worse(edition: str, rule: str) -> None:
    """No standard limits the hourly mean of PM2.5 or PM10."""
    found = SETS[f"air-hourly-{edition}"][RuleId(rule)]
    assert found.label is Label.REFERENCE
    assert "高于参考值" in found.name.zh
    assert "above reference" in found.name.en
    assert "国家标准没有 1 小时限值" in found.source.zh
    assert "no legal 1 h limit exists" in found.source.en


def test_nobody_is_accused_by_a_probe() -> None:
    """Least of all by an hour of PM2.5 or PM10."""
    heard = [rule.id for _, rule in RULES if PM_HOURLY.fullmatch(rule.id)]
    assert len(heard) == 12
    for name, rule in RULES:
        if rule.label is Label.LEGAL:
            continue
        assert rule.guidance is not None
        texts = (rule.name, rule.guidance, rule.source)
        said = [written for text in texts for written in (text.zh, text.en.lower())]
        words = [word for word in ACCUSING for text in said if word in text]
        assert not words, name


FIGURES: dict[str, dict[str, tuple[float, ...]]] = {
    "2012": {"air.pm25.1h": (75, 115), "air.pm10.1h": (150, 250), "air.so2.1h": (150, 500)},
    "2026": {"air.pm25.1h": (60, 115), "air.pm10.1h": (120, 250), "air.so2.1h": (150, 500)},
    "2031": {"air.pm25.1h": (50, 115), "air.pm10.1h": (100, 250), "air.so2.1h": (150,)},
}
GASES: dict[str, tuple[float, ...]] = {
    "air.no2.1h": (100, 200),
    "air.co.1h": (5, 10),
    "air.o3.1h": (160, 200),
}


def limits(rules: dict[RuleId, Rule]) -> Iterator[LimitRule]:
    """Yield those that judge a figure."""
    for rule in rules.values():
        if isinstance(rule, LimitRule):
            yield rule


def past(rule: LimitRule) -> tuple[float, ...]:
    """Return the limits of a rule."""
    return tuple(level.limit for level in rule.levels)


@pytest.mark.parametrize("edition", FIGURES)
def test_hourly_means_have_the_figures_of_their_edition(edition: str) -> None:
    found = {}
    for rule in limits(SETS[f"air-hourly-{edition}"]):
        found[str(rule.id)] = past(rule)
        assert rule.gauge == Mean(window_s=3600, valid_share=0.75)
        assert (rule.edition, rule.label) == (edition, Label.REFERENCE)
        assert all(level.clear <= 0.94 * level.limit for level in rule.levels)
    assert found == FIGURES[edition] | GASES


# GB 3095 as printed, grade II: 1 h (O3 8 h), 24 h; CO in mg/m³.
GB3095 = {
    "2012": "so2 500 150, no2 200 80, co 10 4, o3 200 160, pm10 - 150, pm25 - 75, tsp - 300",
    "2026": "so2 500 150, no2 200 80, co 10 4, o3 200 160, pm10 - 120, pm25 - 60, tsp - 300",
    "2031": "so2 150 50, no2 200 50, co 10 4, o3 200 160, pm10 - 100, pm25 - 50, tsp - 300",
}


@pytest.mark.parametrize("edition", GB3095)
def test_gb_3095_by_edition(edition: str) -> None:
    wanted: dict[str, float] = {}
    for row in GB3095[edition].split(", "):
        quantity, hour, day = row.split()
        if hour != "-":
            wanted[f"gb3095.{quantity}.1h"] = float(hour)
        wanted[f"gb3095.{quantity}.{'8h' if quantity == 'o3' else '24h'}"] = float(day)
    found = {str(rule.id): rule for rule in limits(SETS[f"air-standard-{edition}"])}
    assert {id: past(rule) for id, rule in found.items()} == {
        id: (limit,) for id, limit in wanted.items()
    }
    for id, rule in found.items():
        assert rule.label is Label.LEGAL
        assert isinstance(rule.gauge, Mean)
        assert rule.gauge.window_s == 3600 * float(id.rpartition(".")[2][:-1])
        if id == "gb3095.tsp.24h":
            assert rule.gauge.valid_share == 1
        elif id.endswith(".24h"):
            assert rule.gauge.valid_share == pytest.approx(20 / 24, abs=1e-4)
            assert rule.gauge.valid_share <= 20 / 24, "twenty hours are enough"
        else:
            assert rule.gauge.valid_share == 0.75


@pytest.mark.parametrize("shelf", ["air-hourly", "air-standard"])
def test_one_edition_follows_the_other_without_a_gap(shelf: str) -> None:
    old, new, last = (SETS[f"{shelf}-{edition}"] for edition in FIGURES)
    assert set(old) == set(new) == set(last)
    for id, rule in old.items():
        for before, after in ((rule, new[id]), (new[id], last[id])):
            assert before.valid_to is not None
            assert after.valid_from == before.valid_to + timedelta(days=1)
        assert last[id].valid_to is None
    assert new[next(iter(new))].valid_from == date(2026, 3, 1)


@pytest.mark.parametrize("edition", ["2012", "2026"])
def test_the_index_is_no_limit(edition: str) -> None:
    for rule in limits(SETS[f"air-index-{edition}"]):
        assert rule.gauge == AirIndex(edition=edition)
        assert rule.label is Label.REFERENCE
        assert past(rule) == (100, 150, 200, 300)


@pytest.mark.parametrize("target", range(1, 6))
@pytest.mark.parametrize("water", ["river", "lake"])
def test_water_has_a_rule_for_every_target(water: str, target: int) -> None:
    rule = SETS["water-class"][RuleId(f"water.class.{water}-{target}")]
    assert isinstance(rule, LimitRule)
    assert rule.gauge == WaterClass(target=target, lake=water == "lake")
    assert past(rule) == ((0.5,) if target == 5 else (0.5, 1.5))


# GB 3838-2002 Table 1, classes III, IV and V.
WATER = {
    "water.do.low": (5, 3, 2),
    "water.nh3n.high": (1.0, 1.5, 2.0),
    "water.codmn.high": (6, 10, 15),
    "water.tp.river.high": (0.2, 0.3, 0.4),
    "water.tp.lake.high": (0.05, 0.1, 0.2),
    "water.tn.lake.high": (1.0, 1.5, 2.0),
}


@pytest.mark.parametrize("id", WATER)
def test_single_items_of_water(id: str) -> None:
    rule = SETS["water"][RuleId(id)]
    assert isinstance(rule, LimitRule)
    assert past(rule) == WATER[id]
    assert (rule.side is Side.LOW) == (id == "water.do.low")
    assert rule.label is Label.REFERENCE


@pytest.mark.parametrize(
    ("zone", "day", "night"),
    [("0", 50, 40), ("1", 55, 45), ("2", 60, 50), ("3", 65, 55), ("4a", 70, 55), ("4b", 70, 60)],
)
def test_noise_by_zone_day_and_night(zone: str, day: int, night: int) -> None:
    rules = SETS["noise-zones"]
    for part, limit in (("day", day), ("night", night)):
        rule = rules[RuleId(f"noise.zone-{zone}.{part}")]
        assert isinstance(rule, LimitRule)
        assert past(rule)[0] == limit
        assert rule.gauge == Mean(window_s=1200, valid_share=0.75)
    peak = rules[RuleId(f"noise.zone-{zone}.night-peak")]
    assert isinstance(peak, LimitRule)
    assert (past(peak), peak.label) == ((night + 15,), Label.UNVERIFIED)


def test_noise_of_a_building_site() -> None:
    rules = SETS["noise-site"]
    found = {str(rule.id): past(rule)[0] for rule in limits(rules)}
    assert found == {"noise.site.day": 70, "noise.site.night": 55, "noise.site.night-peak": 70}


@pytest.mark.parametrize("shelf", ["noise-zones", "noise-site"])
def test_noise_is_judged_at_its_hours_in_fit_weather(shelf: str) -> None:
    for rule in limits(SETS[shelf]):
        hours = (time(6), time(22)) if rule.id.endswith(".day") else (time(22), time(6))
        assert rule.only_when == AllOf(
            of=(
                TimeIs(start=hours[0], end=hours[1]),
                Not(of=QuantityIs(quantity="wind-speed", above=5)),
                Not(of=QuantityIs(quantity="rain", above=0)),
            )
        )


def test_dust_of_provinces() -> None:
    rules = SETS["dust"]
    found = {}
    for rule in limits(rules):
        if isinstance(rule.gauge, Count):
            count = rule.gauge
            assert count.within_s == 86_400
            found[str(rule.id)] = (count.limit, past(rule)[0] + 0.5)
        else:
            found[str(rule.id)] = (past(rule)[-1], rule.window_s)
    assert found == {
        "site.tsp.15m.earthwork": (600, 900),
        "site.tsp.15m.other": (250, 900),
        "dust.hebei.pm10": (80, 3),
        "dust.shanghai.tsp": (2000, 2),
        "dust.liaoning.tsp.5m": (800, 300),
        "dust.shaanxi.tsp.1h.earthwork": (800, 3600),
        "dust.shaanxi.tsp.1h.other": (700, 3600),
    }


@pytest.mark.parametrize("shelf", ["air", "air-hourly-2012", "air-hourly-2026", "air-hourly-2031"])
def test_now_and_then_is_three_short_times_in_a_week(shelf: str) -> None:
    patterns = [rule for rule in SETS[shelf].values() if isinstance(rule, RecurringRule)]
    assert len(patterns) == 2
    for rule in patterns:
        assert rule.of in SETS[shelf]
        assert (rule.times, rule.within_s, rule.shorter_than_s) == (3, 7 * 86_400, 4 * 3_600)


def test_tank_lamp_bin_and_silence() -> None:
    def levels(shelf: str, id: str) -> list[tuple[float, float]]:
        rule = SETS[shelf][RuleId(id)]
        assert isinstance(rule, LimitRule)
        assert rule.gauge == Value()
        return [(level.limit, level.clear) for level in rule.levels]

    assert levels("irrigation", "tank.level.low") == [(20, 25), (10, 15)]
    assert levels("irrigation", "tank.level.high") == [(90, 85), (95, 90)]
    assert levels("bins", "bin.fill") == [(80, 50), (95, 50)]
    assert levels("lighting", "lamp.soc.low") == [(30, 35), (15, 20)]
    for id, periods in (("sensor.overdue", 2), ("sensor.silent", 3), ("sensor.silent.long", 5)):
        rule = SETS["links"][RuleId(id)]
        assert isinstance(rule, NoDataRule)
        assert rule.periods == periods


def test_the_demo_community_uses_or_names_every_set() -> None:
    text = shipped_text("wanshouqiao")
    assert not [name for name in SETS if f'"{name}"' not in text]


def test_the_rules_at_work_in_the_demo_community() -> None:
    site = load_site("wanshouqiao")
    used = {rule for sensor in site.sensors().values() for rule in sensor.rules}
    used |= {rule for device in site.devices.values() for rule in device.rules}
    assert used >= {"air.aqi", "air.pm10.now-and-then", "water.class.lake-3", "noise.zone-2.night"}
    legal = {rule for rule in used if site.rules[rule].label is Label.LEGAL}
    assert legal == {"noise.site.day", "noise.site.night", "noise.site.night-peak"}


def test_the_page_of_standards_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == render(), "run: make docs"


def test_a_set_is_written_as_a_file_of_rules() -> None:
    """What is shipped can be copied and checked like anybody's own."""
    for name in SETS:
        _file, document = document_of("rules", name)
        assert set(document) == {"rules"}, Findings(name)
