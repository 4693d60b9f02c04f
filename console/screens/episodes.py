"""Episodes that come back: at which hours of the day, as a chart, in words, and one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from console.clock import utc
from console.contract.projection import episodes_of
from console.contract.views import EpisodeView
from console.domain.hours import by_hour
from console.widgets import Ink, Line, wrap
from console.wording.queue import Queue
from console.wording.screens import minute, say

HOURS = 24
NAMED = 4
BLOCKS = "▂▃▄▅▆▇"
QUIET = "·"
TICKS = (0, 6, 12, 18)


def episode_lines(views: Sequence[EpisodeView], zone: str, width: int) -> list[Line]:
    """Return the chart, the hours that stand out, and every episode, newest first."""
    episodes = episodes_of(views)
    if not episodes:
        return [((say(Queue.NO_EPISODES), "muted"),)]
    counted = by_hour(episodes, ZoneInfo(zone))
    cell = 2 if width >= HOURS * 2 + 2 else 1
    since = min(episode.began for episode in episodes)
    told = say(Queue.EPISODES_COUNT, count=len(episodes), day=_day(utc(since), zone))
    most = [f"{hour:02d}" for hour in range(HOURS)]
    hours = " ".join(
        say(Queue.EPISODE_HOUR, hour=most[hour], count=count)
        for hour, count in sorted(counted.most_common(NAMED), key=lambda one: -one[1])
    )
    lines: list[Line] = [((told, "text"),), _bars(counted, cell), _axis(cell)]
    lines += [((line, "text"),) for line in wrap(say(Queue.EPISODE_HOURS, hours=hours), width)]
    for episode in sorted(episodes, key=lambda one: -one.began):
        start, end = utc(episode.began), utc(episode.ended)
        said = say(
            Queue.EPISODE, day=_day(start, zone), start=minute(start, zone), end=minute(end, zone)
        )
        length = round((episode.ended - episode.began) / 60_000)
        lines.append(((said, "muted"), (f"  {say(Queue.MINUTES, minutes=length)}", "faint")))
    return lines


def _bars(counted: Counter[int], cell: int) -> Line:
    most = max(counted.values())
    pieces: list[tuple[str, Ink]] = []
    for hour in range(HOURS):
        count = counted[hour]
        mark = BLOCKS[max(0, round(count / most * len(BLOCKS)) - 1)] if count else QUIET
        ink: Ink = "accent" if count else "faint"
        pieces.append((mark * cell if count else mark + " " * (cell - 1), ink))
    return tuple(pieces)


def _axis(cell: int) -> Line:
    text = "".join(f"{tick:<{6 * cell}}" for tick in TICKS)
    return ((text[:-2] + "24" if cell > 1 else text, "faint"),)


def _day(when: datetime, zone: str) -> str:
    return when.astimezone(ZoneInfo(zone)).strftime("%m-%d")
