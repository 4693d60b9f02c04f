"""Figures, names, ages and times as people read them."""

from __future__ import annotations

from datetime import datetime, tzinfo
from functools import lru_cache
from math import isfinite

from console.clock import utc
from console.domain.values import Bilingual
from console.wording.catalog import CHINESE, language
from console.wording.plain import plain

ABSENT = "–"
UNWIELDY = 1e12  # from here on figures are written with an exponent


def chosen(name: Bilingual) -> str:
    """Return `name` in the language in use, safe to show."""
    return plain(name.zh if language() == CHINESE else name.en)


def number(value: float | None, decimals: int = 1) -> str:
    """Return `value` with `decimals` places, or a dash where nothing is known."""
    if value is None or not isfinite(value):
        return ABSENT
    if abs(value) >= UNWIELDY:
        return f"{value:.3g}"
    return f"{value:.{decimals}f}"


def figure(value: float | None) -> str:
    """Return `value` with as few places as it needs, two at most, or a dash."""
    text = number(value, 2)
    return text.rstrip("0").rstrip(".") if "." in text else text


def quantity(value: float | None, unit: str, decimals: int = 1) -> str:
    """Return `value` with its unit."""
    return f"{number(value, decimals)} {plain(unit)}".rstrip()


def age(seconds: float | None) -> str:
    """Return an age as m:ss, from one hour on as 1h05, or a dash where it is unknown."""
    if seconds is None or not isfinite(seconds):
        return ABSENT
    whole = max(0, int(seconds))
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02d}"
    return f"{whole // 3600}h{whole % 3600 // 60:02d}"


def local(when: datetime | None, zone: str | tzinfo | None = None) -> str:
    """Return `when` in `zone` (a name, or the machine's own) as 2026-11-05 14:32:07."""
    if when is None:
        return ABSENT
    there = _zone(zone) if isinstance(zone, str) else zone
    return when.astimezone(there).strftime("%Y-%m-%d %H:%M:%S")


def clock_time(at: int, zone: str | None) -> str:
    """Return the time of day of `at` (ms) in `zone` (a name, or the machine's own), as 14:32."""
    return local(utc(at), zone)[11:16]


@lru_cache(maxsize=8)
def _zone(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # commands show the machine's own time

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None
