"""Times of day as conditions: whether a moment lies within, and when that may change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from console.domain.conditions import TimeIs

QUARTER_MS = 900_000
DAY = timedelta(days=1)


def within(stretch: TimeIs, now: int, zone: tzinfo) -> bool:
    """Tell whether `now` (ms) lies in the stretch, by local time of `zone`."""
    here = datetime.fromtimestamp(now / 1000, zone)
    today, begun = here.date(), here.time() >= stretch.start
    before_end = here.time() < stretch.end
    if stretch.start < stretch.end:
        return begun and before_end and _on(stretch, today)
    return (begun and _on(stretch, today)) or (before_end and _on(stretch, today - DAY))


def changes_next(stretch: TimeIs, now: int, zone: tzinfo) -> int:
    """Return the next moment (ms) at which it may begin or end."""
    here = datetime.fromtimestamp(now / 1000, zone)
    edges = [
        _moment(here + DAY * later, edge, zone)
        for later in (-1, 0, 1, 2)  # on the day a clock changes, an edge may fall out
        for edge in (stretch.start, stretch.end)
    ]
    soonest = min(edge for edge in edges if edge > now)
    if (here + DAY).utcoffset() == here.utcoffset() == (here - DAY).utcoffset():
        return soonest
    return min(soonest, now - now % QUARTER_MS + QUARTER_MS)  # clocks change about now: look often


def _on(stretch: TimeIs, day: date) -> bool:
    if day in stretch.without:
        return False
    return not stretch.days or day.weekday() in stretch.days or day in stretch.besides


def _moment(day: datetime, edge: time, zone: tzinfo) -> int:
    return round(datetime.combine(day.date(), edge, zone).timestamp() * 1000)
