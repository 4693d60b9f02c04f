"""Alerts that come now and then: their episodes by hour of day, as a chart and in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from console.contract.projection import episode_views
from console.domain.alerts import Episode
from console.domain.hours import by_hour
from console.domain.ids import RuleId, SensorId
from console.domain.rules import RecurringRule
from console.screens.episodes import episode_lines
from tests.ui.fakes import MINUTE, NOW
from tests.ui.hands import at_console
from tests.ui.stage import quiet

ZONE = "Asia/Shanghai"
DAY = 24 * 60 * MINUTE
PM10 = SensorId("air-gate-1/pm10")


def episode(days: int, hour: float, minutes: int) -> Episode:
    """Return an episode that began so many days ago at `hour` (local)."""
    midnight = NOW - round((14 + 52 / 60 + 7 / 3600) * 60) * MINUTE
    began = midnight - days * DAY + round(hour * 60) * MINUTE
    return Episode(began, began + minutes * MINUTE)


def test_an_episode_counts_in_every_hour_it_touches_of_the_sites_own_day() -> None:
    counted = by_hour(
        [episode(1, 10.5, 20), episode(2, 10.75, 90), episode(3, 23.5, 60)], ZoneInfo(ZONE)
    )
    assert counted == {10: 2, 11: 1, 12: 1, 23: 1, 0: 1}


def test_the_chart_has_a_cell_an_hour_and_a_text_beside_it() -> None:
    lines = episode_lines(episode_views([episode(1, 10.5, 20), episode(2, 10.6, 20)]), ZONE, 40)
    texts = ["".join(text for text, _ in line) for line in lines]
    assert "2 episodes since 11-03" in texts[0]
    assert len(texts[1]) == 24
    assert texts[1].index("▇") == 10
    assert "most: 10h 2×" in texts[3]
    assert "11-04 10:30–10:50" in texts[4]


def test_nothing_to_show_says_so() -> None:
    assert episode_lines([], ZONE, 40) == [(("no episode on record", "muted"),)]


async def test_the_detail_shows_when_it_comes() -> None:
    stage = quiet()
    rule = next(
        rule
        for id in stage.hub.site.sensors()[PM10].rules
        if isinstance(rule := stage.hub.site.rules[id], RecurringRule)
    )
    stage.hub.happen(RuleId(rule.id), PM10, *(episode(day, 10.2, 30) for day in (4, 3, 2, 1)))
    async with at_console(stage) as operator:
        await operator.press("2")
        assert "4 episodes" in operator.reads("#alerts")
        detail = operator.reads("#detail")
        assert "Now and then, by hour of day" in detail
        assert "most: 10h 4×" in detail
        assert "stands longer than" not in detail, "a pattern is no stale alert"
