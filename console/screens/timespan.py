"""Which stretch of time a trend shows: how long, and until when."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from console.clock import utc
from console.wording.closeup import Close
from console.wording.screens import say

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
SPANS = (HOUR_MS, 6 * HOUR_MS, DAY_MS, 7 * DAY_MS, 30 * DAY_MS)
PANS = 2  # so many steps back are a whole span
MOMENTS = 400  # a trend's end moves in so many parts of its span: nothing shimmers


class Timespan:
    """A span of `SPANS`; it ends now, or where someone went back to."""

    def __init__(self) -> None:
        self._choice = 0
        self.until: int | None = None

    @property
    def span(self) -> int:
        """Return how long it is (ms)."""
        return SPANS[self._choice]

    def widen(self, steps: int) -> None:
        """Choose a longer span, after the longest the shortest again, or the other way round."""
        self._choice = (self._choice + steps) % len(SPANS)

    def bounds(self, now: int) -> tuple[int, int]:
        """Return start and end (ms)."""
        part = self.span // MOMENTS
        end = -(-(now if self.until is None else self.until) // part) * part
        return end - self.span, end

    def pan(self, steps: int, now: int) -> None:
        """Go back in time, or forward again until now."""
        end = (now if self.until is None else self.until) + steps * self.span // PANS
        self.until = None if end >= now else max(end, self.span)

    def words(self, zone: str) -> str:
        """Return which stretch it is."""
        hours = self.span // HOUR_MS
        said = say(Close.LAST_HOUR)
        if hours > 24:
            said = say(Close.LAST_DAYS, count=hours // 24)
        elif hours > 1:
            said = say(Close.LAST_HOURS, count=hours)
        if self.until is None:
            return said
        at: datetime = utc(self.until).astimezone(ZoneInfo(zone))
        return f"{said} {say(Close.UNTIL, at=at.strftime('%m-%d %H:%M'))}"
