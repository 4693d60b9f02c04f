"""Where the sun is at a place: sunrise and sunset by astral, as moments (ms)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from console.domain.conditions import SunIs

DAY = timedelta(days=1)
LOOK_AGAIN_MS = 6 * 3_600_000  # where the sun neither rises nor sets in these days


def sun_is(wanted: SunIs, now: int) -> bool:
    """Tell whether the sun is as `wanted` at `now` (ms)."""
    dark = any(start <= now < end for start, end in _nights(wanted, now))
    return dark is not wanted.up


def turns_next(wanted: SunIs, now: int) -> int:
    """Return the next moment (ms) at which that may change."""
    edges = [edge for night in _nights(wanted, now) for edge in night if edge > now]
    return min(edges, default=now + LOOK_AGAIN_MS)


def _nights(wanted: SunIs, now: int) -> list[tuple[int, int]]:
    """Return the nights around `now`, from after sunset until before sunrise.

    Where the sun does not set, or not rise, in a day, that day is all light or all dark.
    """
    today = datetime.fromtimestamp(now / 1000, UTC).date()
    days = [today + DAY * later for later in (-2, -1, 0, 1, 2)]
    after, before = round(wanted.after_set_s * 1000), round(wanted.before_rise_s * 1000)
    found: list[tuple[int, int]] = []
    for day, next_day in pairwise(days):
        sunset = _edge("sunset", wanted.latitude, wanted.longitude, day)
        sunrise = _edge("sunrise", wanted.latitude, wanted.longitude, next_day)
        if sunset is not None and sunrise is not None and sunset + after < sunrise - before:
            found.append((sunset + after, sunrise - before))
        elif (sunset is None or sunrise is None) and _dark(wanted, day):
            noon = round(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp() * 1000)
            found.append((noon - 86_400_000 // 2, noon + 86_400_000 // 2))
    return found


@lru_cache(maxsize=512)
def _edge(which: str, latitude: float, longitude: float, day: date) -> int | None:
    """Return when (ms) the sun rises or sets on the local solar `day`, if it does.

    astral reckons by UTC dates: a place far east has its sunrise on the UTC day before.
    """
    from astral import Observer, sun

    observer = Observer(latitude, longitude)
    reckon = sun.sunrise if which == "sunrise" else sun.sunset
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) - timedelta(hours=longitude / 15)
    try:
        found = [reckon(observer, day + DAY * off, tzinfo=UTC) for off in (-1, 0, 1)]
    except ValueError:  # what astral says of a day without one
        return None
    nearest = min(found, key=lambda at: abs((at - noon).total_seconds()))
    return round(nearest.timestamp() * 1000)


@lru_cache(maxsize=64)
def _dark(wanted: SunIs, day: date) -> bool:
    from astral import Observer, sun

    observer = Observer(wanted.latitude, wanted.longitude)
    return sun.elevation(observer, sun.noon(observer, day)) < 0
