"""Episodes that come back: at which hours of the day, in words, and one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from console.clock import utc
from console.contract.projection import episodes_of
from console.contract.views import EpisodeView
from console.domain.hours import by_hour
from console.wording import local
from console.wording.commands import say

MINUTE_MS = 60_000


def episode_texts(views: Sequence[EpisodeView], zone: str) -> Iterator[str]:
    """Yield the hours of the day they touched, the most touched first, and every one, newest first.

    Hours are those of the site: what comes back keeps its own clock, not that of who looks.
    """
    episodes = episodes_of(views)
    if not episodes:
        return
    counted = by_hour(episodes, ZoneInfo(zone))
    hours = (
        say("episodes.hour", hour=f"{hour:02d}", count=count)
        for hour, count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    )
    yield say("episodes.hours", count=len(episodes), hours="  ".join(hours), zone=zone)
    for episode in sorted(episodes, key=lambda one: -one.began):
        yield say(
            "episode",
            start=local(utc(episode.began), zone)[:16],
            end=local(utc(episode.ended), zone)[11:16],
            minutes=round((episode.ended - episode.began) / MINUTE_MS),
        )
