"""Round moments for a time axis, by the clocks and calendar of a place."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from console.clock import moment, utc

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
STEPS = (
    *(n * 1_000 for n in (1, 5, 10, 30)),
    *(n * MINUTE_MS for n in (1, 2, 5, 10, 15, 30)),
    *(n * HOUR_MS for n in (1, 2, 3, 6, 12)),
    *(n * DAY_MS for n in (1, 2, 5, 10, 30, 90, 365)),
)


def time_step(start: int, end: int, most: int) -> int:
    """Return the shortest round step (ms) that divides [start, end] `most` times at most."""
    wanted = (end - start) / max(most, 1)
    return next((step for step in STEPS if step >= wanted), STEPS[-1])


def time_ticks(start: int, end: int, most: int, zone: tzinfo | None) -> list[int]:
    """Return round moments in [start, end] (ms), about `most` of them at most."""
    step = time_step(start, end, most)
    midnight = utc(start).astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    if step < DAY_MS:
        first = moment(midnight)
        first += (start - first + step - 1) // step * step
        return list(range(first, end + 1, step))
    days = (midnight + timedelta(days=n) for n in range((end - start) // DAY_MS + 2))
    every = step // DAY_MS
    found = [moment(_whole(day)) for day in days if day.toordinal() % every == 0]
    return [at for at in found if start <= at <= end]


def time_label(at: int, step: int, zone: tzinfo | None) -> str:
    """Return a moment as the axis tells it: the time of day, at midnight the date."""
    when = utc(at).astimezone(zone)
    if step >= DAY_MS or (step >= HOUR_MS and (when.hour, when.minute) == (0, 0)):
        return when.strftime("%m-%d")
    return when.strftime("%H:%M:%S" if step < MINUTE_MS else "%H:%M")


def _whole(day: datetime) -> datetime:
    """Return a day's own midnight: clocks may have changed since the one it was counted from."""
    return datetime(day.year, day.month, day.day, tzinfo=day.tzinfo).astimezone(day.tzinfo)
