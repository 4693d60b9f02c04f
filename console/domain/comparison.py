"""Whether a matter that comes and goes has gone: the same hours of day, before and after.

What exceeds now and then passes any short window in a lull. So days are compared instead: as many
stretches of 24 hours after the last remedy as before the case was opened, in the hours of day in
which it used to happen, each hour against the neighbours' at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean, median

import msgspec

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
GRACE_MS = 15 * 60_000  # what a device kept back may come in so much later
PEERS_LEAST = 3  # fewer neighbours say little: then a sensor's own low of the day is what is usual
OWN_LOW = 0.1  # that low: this percentile of the day's hours

Hourly = Mapping[int, float]  # mean of an hour by its start (ms); only hours known well enough
HourOfDay = Callable[[int], int]  # a moment (ms) to the local hour, 0 to 23


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a site asks of a comparison: so many `days`, of each at least the `share` of its hours
    known, and the increment over the neighbours `fallen` by that share."""

    days: int = 3
    share: float = 0.75
    fallen: float = 0.5


class Span(msgspec.Struct, frozen=True):
    """From when until when the alert stood (ms); still, where `ended` is null."""

    began: int
    ended: int | None = None


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """24 hours from `start` (ms), looked at in the hours of day that matter.

    `increment` is the mean over the neighbours, in the sensor's unit, away from what is good;
    null where no hour is known. Unless it is `counted` too little is known of it.
    """

    start: int
    episodes: int
    increment: float | None = None
    covered: float = 0.0
    counted: bool = False


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """Hours of a sensor and its neighbours, and when its alert stood; `sign` is -1 where low
    values are the trouble."""

    own: Hourly
    peers: Sequence[Hourly] = ()
    spans: Sequence[Span] = ()
    sign: int = 1


def hours_of(spans: Iterable[Span], hour_of_day: HourOfDay, now: int) -> tuple[int, ...]:
    """Return the hours of day in which the alert stood; every hour where it never did."""
    found: set[int] = set()
    for span in spans:
        end = now if span.ended is None else span.ended
        slots = range(span.began - span.began % HOUR_MS, max(end, span.began + 1), HOUR_MS)
        found.update(hour_of_day(slot) for slot in slots[:24])
    return tuple(sorted(found)) if found else tuple(range(24))


def day_of(
    start: int,
    hours: Sequence[int],
    measured: Measured,
    *,
    hour_of_day: HourOfDay,
    share: float,
) -> Day:
    """Return what the 24 hours from `start` (ms, at a full hour) were like in `hours` of day."""
    slots = [slot for slot in range(start, start + DAY_MS, HOUR_MS) if hour_of_day(slot) in hours]
    known = [slot for slot in slots if slot in measured.own]
    low = _own_low(measured, start)
    increments = [measured.sign * (measured.own[s] - _usual(s, measured, low)) for s in known]
    covered = len(known) / len(slots) if slots else 0.0
    return Day(
        start=start,
        episodes=sum(any(_touches(span, slot) for slot in slots) for span in measured.spans),
        increment=fmean(increments) if increments else None,
        covered=covered,
        counted=bool(known) and covered >= share,
    )


def baseline(days: Iterable[Day], needed: int) -> tuple[Day, ...]:
    """Return the newest `needed` of those days that count, oldest first."""
    counted = sorted((day for day in days if day.counted), key=lambda day: day.start)
    return tuple(counted[-needed:])


def run_of(after: Sequence[Day]) -> tuple[Day, ...]:
    """Return the days that count since the last one with an episode, oldest first."""
    since = max((n for n, day in enumerate(after, 1) if day.episodes), default=0)
    return tuple(day for day in after[since:] if day.counted)


def increment_of(days: Sequence[Day]) -> float | None:
    """Return the mean increment of `days`, where any is known."""
    known = [day.increment for day in days if day.increment is not None]
    return fmean(known) if known else None


def episodes_of(days: Sequence[Day]) -> float | None:
    """Return how many episodes a day there were, on average."""
    return fmean(day.episodes for day in days) if days else None


def proved(before: Sequence[Day], after: Sequence[Day], terms: Terms) -> bool:
    """Tell whether it has gone: enough days on end without an episode, and over the neighbours
    so much less than before. Where nothing is known of before, nothing is proved."""
    run = run_of(after)[-terms.days :]
    was, is_now = increment_of(before), increment_of(run)
    if len(run) < terms.days or was is None or is_now is None:
        return False
    return is_now <= max(was, 0.0) * (1 - terms.fallen)


def first_start(settled_at: int) -> int:
    """Return when the first day after a remedy starts (ms): at the next full hour."""
    return -(-settled_at // HOUR_MS) * HOUR_MS


def starts_before(opened_at: int, most: int) -> tuple[int, ...]:
    """Return when the days before a case start, newest first: they end with the hour it began."""
    end = opened_at - opened_at % HOUR_MS
    return tuple(end - n * DAY_MS for n in range(1, most + 1))


def _touches(span: Span, slot: int) -> bool:
    ended = span.ended is not None and span.ended <= slot and span.began < slot
    return span.began < slot + HOUR_MS and not ended


def _usual(slot: int, measured: Measured, low: float) -> float:
    theirs = [peer[slot] for peer in measured.peers if slot in peer]
    return median(theirs) if len(theirs) >= PEERS_LEAST else low


def _own_low(measured: Measured, start: int) -> float:
    end = start + DAY_MS
    values = sorted(measured.sign * v for at, v in measured.own.items() if start <= at < end)
    return measured.sign * values[int(OWN_LOW * (len(values) - 1))] if values else 0.0
