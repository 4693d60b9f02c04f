"""How a comparison of days stands, in words."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from console.contract.case_views import DayView, PointView
from console.wording.catalog import translator
from console.wording.values import number

_ = translator("words")

DECIMALS = 1


def comparison_words(point: PointView, unit: str) -> str:
    """Return how far the comparison of a point has come, with the figures before and after."""
    after = since_last(point.days)[-point.of_days :]
    head = _("same hours of day, {done} of {days} days").format(done=len(after), days=point.of_days)
    if not point.before or not after:
        return head
    episodes = _("{before} → {after} exceedances a day").format(
        before=_figure(_episodes(point.before)), after=_figure(_episodes(after))
    )
    parts = [head, episodes]
    was, is_now = _increment(point.before), _increment(after)
    if was is not None and is_now is not None:
        more = _("over the neighbours {before} → {after} {unit}")
        parts.append(more.format(before=_figure(was), after=_figure(is_now), unit=unit).strip())
    return _("; ").join(parts)


def day_words(episodes: int, increment: float | None, *, counted: bool, unit: str = "") -> str:
    """Return what one day was like."""
    if not counted:
        return _("too little known, the day does not count")
    told = _("exceedances: {episodes}").format(episodes=episodes)
    if increment is None:
        return told
    more = _("over the neighbours {increment} {unit}")
    return _(", ").join((told, more.format(increment=_figure(increment), unit=unit).strip()))


def since_last(days: Sequence[DayView]) -> list[DayView]:
    """Return the days that count since the last one with an exceedance."""
    since = max((n for n, day in enumerate(days, 1) if day.episodes), default=0)
    return [day for day in days[since:] if day.counted]


def _episodes(days: Sequence[DayView]) -> float:
    return fmean(day.episodes for day in days)


def _increment(days: Sequence[DayView]) -> float | None:
    known = [day.increment for day in days if day.increment is not None]
    return fmean(known) if known else None


def _figure(value: float) -> str:
    return number(value, DECIMALS)
