"""Which time a report is of: a day of the site's calendar, a shift from hand to hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from console.contract.shift_views import HandoverLine
from console.domain.sites import Site
from console.reporting.framing import zone_of

SHIFT = timedelta(hours=8)  # where nobody signed on

Bounds = tuple[datetime, datetime]


def day_of(site: Site, day: date) -> Bounds:
    """Return a day of the site from midnight to midnight, however long it is."""
    zone = zone_of(site)
    after = day + timedelta(days=1)
    start, end = (datetime(one.year, one.month, one.day, tzinfo=zone) for one in (day, after))
    return start.astimezone(UTC), end.astimezone(UTC)


def today(site: Site, now: datetime) -> date:
    """Return the day it is at the site."""
    return now.astimezone(zone_of(site)).date()


def this_shift(now: datetime, since: datetime | None, handovers: Sequence[HandoverLine]) -> Bounds:
    """Return the shift under way: from when someone signed on (`since`), or took over if that was
    later."""
    taken = taken_over(handovers)
    known = [at for at in (since, *taken[-1:]) if at is not None and at < now]
    return max(known, default=now - SHIFT), now


def shift_before(start: datetime, handovers: Sequence[HandoverLine]) -> Bounds:
    """Return the shift that ended at `start`: it began when the one before took over, or eight
    hours earlier."""
    earlier = [at for at in taken_over(handovers) if at < start]
    return (max(earlier[-1], start - 2 * SHIFT) if earlier else start - SHIFT), start


def taken_over(handovers: Sequence[HandoverLine]) -> list[datetime]:
    """Return when handovers were signed for, earliest first."""
    return sorted(h.ended_at for h in handovers if h.accepted_by and h.ended_at is not None)
