"""What comes back now and then, by hour of day, as a command tells it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from console.clock import moment
from console.commands.episode_texts import episode_texts
from console.contract.projection import episode_views
from console.domain.alerts import Episode
from console.domain.hours import by_hour
from console.wording import use

ZONE = "Asia/Shanghai"


def episode(start: str, end: str) -> Episode:
    """Return an episode of a day of November, in UTC."""
    began, ended = (
        moment(datetime.strptime(f"2026-11-{one}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC))
        for one in (start, end)
    )
    return Episode(began=began, ended=ended)


TWICE = (episode("20 01:30", "20 02:10"), episode("21 01:50", "21 02:00"))


def test_hours_are_those_of_the_site_s_own_clocks() -> None:
    assert by_hour(TWICE, ZoneInfo(ZONE)) == Counter({9: 2, 10: 1})
    assert by_hour(TWICE, ZoneInfo("Asia/Kolkata")) == Counter({7: 2})
    assert by_hour([episode("20 00:00", "20 00:00")], ZoneInfo("UTC")) == Counter({0: 1})
    assert len(by_hour([episode("01 00:00", "20 00:00")], ZoneInfo("UTC"))) == 24


def test_they_are_told_in_words_and_one_by_one_newest_first() -> None:
    use("en")
    assert list(episode_texts(episode_views(TWICE), ZONE)) == [
        "2 episodes, by hour of day: 09h 2×  10h 1× (Asia/Shanghai)",
        "2026-11-21 09:50 to 10:00, 10 min",
        "2026-11-20 09:30 to 10:10, 40 min",
    ]
    assert list(episode_texts((), ZONE)) == []
