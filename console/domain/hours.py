"""At which hours of the day something happened, for what comes back now and then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from console.domain.alerts import Episode

HOUR = timedelta(hours=1)
DAY_HOURS = 24


def by_hour(episodes: Iterable[Episode], zone: tzinfo | None) -> Counter[int]:
    """Return how many episodes touched each hour of the day, as clocks in `zone` tell it."""
    counted: Counter[int] = Counter()
    for episode in episodes:
        counted.update(_touched(_moment(episode.began), _moment(episode.ended - 1), zone))
    return counted


def _touched(first: datetime, last: datetime, zone: tzinfo | None) -> set[int]:
    hours = {first.astimezone(zone).hour}
    at = first
    while at < last and len(hours) < DAY_HOURS:
        at = min(at + HOUR, last)
        hours.add(at.astimezone(zone).hour)
    return hours


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
