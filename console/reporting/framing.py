"""What every document says alike: times of the place it is about, and what it was made from."""

from __future__ import annotations

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from console.domain.sites import Site
from console.reporting.document import Callout
from console.wording import chosen, local
from console.wording.documents import Doc, tell


def zone_of(site: Site) -> tzinfo | None:
    """Return the site's time zone, the machine's own where nobody knows it."""
    try:
        return ZoneInfo(site.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def at(site: Site, moment: datetime | None) -> str:
    """Return a moment to the minute, in the site's time; nothing for none."""
    return "" if moment is None else local(moment, site.time_zone)[:16]


def foot(site: Site, now: datetime, as_of: int) -> str:
    """Return when and from what a document was made."""
    return tell(Doc.FOOT, at=at(site, now), site=chosen(site.name), n=as_of)


def warned(*, drill: bool) -> tuple[Callout, ...]:
    """Return what stands above all else of a drill."""
    return (Callout(tell(Doc.DRILL), "warn"),) if drill else ()


def span(seconds: float) -> str:
    """Return a length of time in words: minutes, hours and minutes, days and hours."""
    if seconds < 60:
        return tell(Doc.UNDER_MINUTE)
    minutes = round(seconds / 60)
    days, hours = minutes // 1_440, minutes % 1_440 // 60
    if days:
        return tell(Doc.DAYS_HOURS, days=days, hours=hours)
    if hours:
        return tell(Doc.HOURS_MINUTES, hours=hours, minutes=minutes % 60)
    return tell(Doc.MINUTES, minutes=minutes)
