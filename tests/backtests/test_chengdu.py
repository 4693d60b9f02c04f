"""Two probes in Chengdu for three years, under a rule of each kind at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pytest

from console.backtest.choosing import Tried
from console.backtest.trial import backtest
from console.clock import moment
from console.domain.gauges import Change, Count, Gauge, Mean, Unchanged, Value
from console.domain.ids import RuleId, SensorId, TargetId
from console.domain.rules import Level, LimitRule, RecurringRule
from console.domain.values import Bilingual, Priority
from console.recorded.table import Recipe, open_recording
from console.site_file import load_site
from tests.backtests import naive
from tests.backtests.tables import CHENGDU, CHENGDU_SPAN, chengdu, needs_chengdu
from tests.naive_rule import HOUR, Found, Told

COLUMNS = {SensorId("air-gate-1/pm25"): "PM_US Post", SensorId("air-lake/pm25"): "PM_Caotangsi"}
MAPS = tuple(f"{column}[µg/m³]={sensor}" for sensor, column in COLUMNS.items())
DAY = 24 * HOUR
LEAST_EPISODES = 50


def limit(name: str, gauge: Gauge, past: float, clear: float) -> LimitRule:
    """Return a rule without delays."""
    level = Level(priority=Priority.MEDIUM, limit=past, clear=clear)
    words = Bilingual(zh=name, en=name)
    return LimitRule(id=RuleId(name), name=words, levels=(level,), gauge=gauge)


Episodes = dict[TargetId, list[Found]]


class Case(NamedTuple):
    """A rule, the figures it judges by its definition, and its subtle clauses left out."""

    rule: LimitRule
    figures: Callable[..., Sequence[naive.Figure]]
    left_out: dict[str, dict[str, Any]]

    def episodes(self, **without: object) -> Episodes:
        """Return what the definition finds at both, `without` some of its clauses."""
        level = self.rule.levels[0]
        clear = without.pop("clear", level.clear)
        assert isinstance(clear, float | int)
        return {
            sensor: naive.episodes(self.figures(chengdu(column), **without), level.limit, clear)
            for sensor, column in COLUMNS.items()
        }


def counted(told: Told, **without: Any) -> Sequence[naive.Figure]:
    """Return how often the count rule sees its limit passed."""
    return naive.counts(told, **{"limit": 75, "clear": 60, "within": 2 * DAY, **without})


def values(told: Told) -> Sequence[naive.Figure]:
    """Return each reading."""
    return [naive.Figure(at, value) for at, value in told]


CASES = {
    "mean of 24 h": Case(
        limit("daily", Mean(window_s=86_400, valid_share=20 / 24), 75, 70),
        naive.daily_means,
        {"validity": {"share": 0.0}, "deadband": {"clear": 75}, "the day": {"hours": 20}},
    ),
    "n times in t": Case(
        limit("count", Count(limit=75, clear=60, within_s=2 * 86_400), 2.5, 2.5),
        counted,
        {
            "separate": {"separate": False},
            "deadband": {"clear": 75},
            "within": {"within": 2 * DAY + HOUR},
        },
    ),
    "change": Case(
        limit("change", Change(over_s=3 * 3600), 30, 10),
        lambda told, **without: naive.changes(told, **{"over": 3 * HOUR, **without}),
        {"gaps": {"gap": 1000 * DAY}, "deadband": {"clear": 30}, "over": {"over": 2 * HOUR}},
    ),
    "unchanged": Case(
        limit("stuck", Unchanged(), 1.5 * 3600, 1800),
        lambda told, **without: naive.unchanged(told, most=3 * HOUR // 2, **without),
        {"gap reset": {"gap": 1000 * DAY}, "seen to change": {"seen_to_change": False}},
    ),
    "value": Case(limit("base", Value(), 75, 70), values, {"deadband": {"clear": 75}}),
}
PATTERN = RecurringRule(
    id=RuleId("now-and-then"),
    name=Bilingual(zh="时不时", en="now and then"),
    of=RuleId("base"),
    priority=Priority.MEDIUM,
)
PATTERN_CLAUSES = {
    "four hours": {"shorter": 10_000 * DAY},
    "three of them": {"times": 2},
    "seven days": {"within": 8 * DAY},
}


@lru_cache
def tried() -> dict[RuleId, Episodes]:
    """Return what the engine says, by rule; all are tried at once."""
    recipe = Recipe(maps=MAPS, zone="Asia/Shanghai")
    site = load_site("wanshouqiao")
    rules: list[Tried] = [*(case.rule for case in CASES.values()), PATTERN]
    result = backtest(open_recording(CHENGDU, site, recipe), site, rules, CHENGDU_SPAN)
    found: dict[RuleId, Episodes] = {rule.id: {at: [] for at in COLUMNS} for rule in rules}
    for each in result.items:
        returned = None if each.returned is None else moment(each.returned)
        one = Found(moment(each.raised), returned, each.peak or 0.0, each.readings)
        found[each.rule][each.target].append(one)
    return found


def pattern(**without: int) -> Episodes:
    """Return what the definition of the pattern finds."""
    clauses = {"times": 3, "within": 7 * DAY, "shorter": 4 * HOUR, **without}
    return {
        sensor: naive.patterns(base, until=CHENGDU_SPAN[1], **clauses)
        for sensor, base in CASES["value"].episodes().items()
    }


def many(found: Episodes) -> bool:
    """Tell whether there are enough to be convinced by."""
    return sum(map(len, found.values())) > LEAST_EPISODES


@needs_chengdu
@pytest.mark.parametrize("name", CASES)
def test_a_rule_finds_what_its_definition_finds(name: str) -> None:
    case = CASES[name]
    mine = tried()[case.rule.id]
    assert many(mine)
    assert mine == case.episodes()


@pytest.mark.again
@needs_chengdu
@pytest.mark.parametrize(
    ("name", "clause"), [(name, clause) for name, case in CASES.items() for clause in case.left_out]
)
def test_a_definition_without_a_clause_finds_something_else(name: str, clause: str) -> None:
    case = CASES[name]
    assert tried()[case.rule.id] != case.episodes(**case.left_out[clause])


@needs_chengdu
def test_what_comes_back_now_and_then_is_found_as_defined() -> None:
    mine = tried()[PATTERN.id]
    assert many(mine)
    assert mine == pattern()


@pytest.mark.again
@needs_chengdu
@pytest.mark.parametrize("clause", PATTERN_CLAUSES)
def test_a_pattern_without_a_clause_finds_something_else(clause: str) -> None:
    assert tried()[PATTERN.id] != pattern(**PATTERN_CLAUSES[clause])


@needs_chengdu
def test_a_pattern_alone_brings_the_rule_it_counts() -> None:
    recipe = Recipe(maps=MAPS[:1], zone="Asia/Shanghai")
    site = load_site("wanshouqiao")
    first_year = CHENGDU_SPAN[0], CHENGDU_SPAN[0] + 365 * DAY
    rules: list[Tried] = [PATTERN, CASES["value"].rule]
    recording = open_recording(CHENGDU, site, recipe)
    result = backtest(recording, site, rules, first_year, silent={RuleId("base")})
    assert {episode.rule for episode in result.items} == {PATTERN.id}
    assert [totals.rule for totals in result.totals] == [PATTERN.id]
