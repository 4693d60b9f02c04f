"""Days as conditions write them: weekdays, or those that the site's calendar works, or does not."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from console.domain.calendar import Calendar
from console.domain.conditions import TimeIs

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKED, FREE = "workdays", "holidays"
NEVER = (7,)  # no weekday: a calendar that works all week, or not at all


def days_of(stretch: TimeIs, days: Sequence[str], calendar: Calendar) -> TimeIs:
    """Return a stretch on the days that are written: weekdays, or by the site's calendar."""
    if list(days) == [WORKED] or list(days) == [FREE]:
        worked = days[0] == WORKED
        usual = tuple(n for n, spans in enumerate(calendar.week) if bool(spans) is worked)
        edges = calendar.workdays, calendar.holidays
        besides, without = edges if worked else edges[::-1]
        return replace(stretch, days=usual or NEVER, besides=besides, without=without)
    return replace(stretch, days=tuple(DAYS.index(day) for day in days if day in DAYS))
