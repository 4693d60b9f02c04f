"""Where the sun is at a place: sunrise and sunset by astral, as moments (ms)."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import pairwise

from console.domain.conditions import SunIs

DAY_MS = 86_400_000
DAYS_AROUND = 3
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

    Where the sun neither rises nor sets in these days, they are all light or all dark.
    """
    today = datetime.fromtimestamp(now / 1000, _local(wanted.longitude)).date()
    sunsets = _edges("sunset", wanted.latitude, wanted.longitude, today)
    sunrises = _edges("sunrise", wanted.latitude, wanted.longitude, today)
    after, before = round(wanted.after_set_s * 1000), round(wanted.before_rise_s * 1000)
    if not sunsets and not sunrises:
        return [(now - DAY_MS, now + DAY_MS)] if _dark(wanted, today) else []
    found = []
    for sunset in sunsets:
        sunrise = next((at for at in sunrises if at > sunset), sunset + DAY_MS)
        if sunset + after < sunrise - before:
            found.append((sunset + after, sunrise - before))
    return found


@lru_cache(maxsize=256)
def _edges(which: str, latitude: float, longitude: float, today: date) -> tuple[int, ...]:
    """Return when (ms) the sun rises or sets around a local day, in order.

    astral misses the one that slips over midnight UTC: it lies half-way between its neighbours.
    """
    from astral import Observer, sun

    observer = Observer(latitude, longitude)
    reckon = sun.sunrise if which == "sunrise" else sun.sunset
    found: list[int] = []
    for off in range(-DAYS_AROUND, DAYS_AROUND + 1):
        with suppress(ValueError):  # what astral says of a day without one
            at = reckon(observer, today + timedelta(days=off), tzinfo=_local(longitude))
            found.append(round(at.timestamp() * 1000))
    missed = [(a + b) // 2 for a, b in pairwise(found) if 1.5 * DAY_MS < b - a < 2.5 * DAY_MS]
    return tuple(sorted((*found, *missed)))


def _local(longitude: float) -> timezone:
    """Return the hour the sun keeps there: by it, no sunrise slips from one date to the next."""
    return timezone(timedelta(hours=round(longitude / 15)))


@lru_cache(maxsize=64)
def _dark(wanted: SunIs, day: date) -> bool:
    from astral import Observer, sun

    observer = Observer(wanted.latitude, wanted.longitude)
    return sun.elevation(observer, sun.noon(observer, day)) < 0
