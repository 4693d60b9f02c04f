"""Working hours reckoned minute by minute, by what the clock on the wall says."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from console.domain.calendar import Calendar

MINUTE = 60_000


class NaiveHours:
    """Asks of every single minute whether it is worked."""

    def __init__(self, calendar: Calendar, zone: ZoneInfo) -> None:
        self._calendar = calendar
        self._zone = zone
        self._open = lru_cache(maxsize=200)(self._minutes_of)

    def is_open(self, at: int) -> bool:
        """Tell whether the minute that begins at `at` (ms) is worked."""
        return at in self._open(datetime.fromtimestamp(at / 1000, self._zone).date())

    def worked(self, start: int, end: int) -> int:
        """Return how many minutes of [start, end) are worked."""
        return sum(self.is_open(at) for at in range(start, end, MINUTE))

    def due(self, start: int, minutes: int) -> int:
        """Return the end of the last of so many worked minutes from `start` on."""
        at = start
        while minutes:
            minutes -= self.is_open(at)
            at += MINUTE
        return at

    def _minutes_of(self, day: date) -> frozenset[int]:
        """Walk through the day; where the clock goes back, it is as late as it ever was."""
        spans = self._spans(day)
        midnight = datetime.combine(day, time(), self._zone).timestamp()
        at, latest, found = round(midnight * 1000) - 180 * MINUTE, -1, set()
        for _ in range(30 * 60):
            local = datetime.fromtimestamp(at / 1000, self._zone)
            if local.date() > day and latest >= 0:
                break
            if local.date() == day:
                latest = max(latest, local.hour * 60 + local.minute)
                if any(begins <= latest < ends for begins, ends in spans):
                    found.add(at)
            at += MINUTE
        return frozenset(found)

    def _spans(self, day: date) -> tuple[tuple[int, int], ...]:
        calendar = self._calendar
        if day in calendar.holidays:
            return ()
        if day in calendar.workdays:
            return next(spans for spans in calendar.week if spans)
        return calendar.week[day.weekday()]


def next_day(day: date, later: int) -> date:
    """Return the day so many days later."""
    return day + timedelta(days=later)
