"""Working hours as a site keeps them, and reckoning in them: pure, by local time of the site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import msgspec

from console.errors import Refused

HORIZON_DAYS = 3_660  # nothing is due later than ten years from now: a term is wrong, not long
DAYS_KEPT = 2_000  # of the days whose hours were worked out; the oldest go first
DAY_MINUTES = 24 * 60
MS = 1_000
DAY = timedelta(days=1)

Span = tuple[int, int]  # minutes since midnight: from, until
Opening = tuple[int, int]  # the same as moments (ms)
Spans = tuple[Span, ...]
OFFICE: Spans = ((9 * 60, 12 * 60), (13 * 60, 17 * 60))  # where a site says nothing


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """When a site works: spans of each weekday (Monday first), in order and apart.

    `holidays` are not worked whatever their weekday; `workdays` are, whatever theirs, with the
    spans of the usual day: the first of the week that has any.
    """

    week: tuple[Spans, ...] = (OFFICE,) * 5 + ((), ())
    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()

    @property
    def usual(self) -> Spans:
        """Return the spans of a usual working day."""
        return next((spans for spans in self.week if spans), ())

    @property
    def usual_s(self) -> float:
        """Return how long a usual working day is (s): what terms in working days count in."""
        return _length_s(self.usual)

    @property
    def week_s(self) -> float:
        """Return how much is worked in a week (s)."""
        return sum(map(_length_s, self.week))

    def spans(self, day: date) -> Spans:
        """Return when `day` is worked."""
        if day in self.holidays:
            return ()
        return self.usual if day in self.workdays else self.week[day.weekday()]


def _length_s(spans: Spans) -> float:
    return 60.0 * sum(until - start for start, until in spans)


ALWAYS = Calendar(week=(((0, DAY_MINUTES),),) * 7)


class WorkingTime:
    """Reckons in working seconds by a calendar, where clocks tell the time of `zone`.

    Where clocks go forward over the edge of a span it lies where they jump; where they go back,
    an edge is the first time they tell it. A span is open up to its end, and not at it.
    """

    def __init__(self, calendar: Calendar, zone: tzinfo) -> None:
        self._calendar = calendar
        self._zone = zone
        self._known: dict[date, tuple[Opening, ...]] = {}

    def is_open(self, at: int) -> bool:
        """Tell whether `at` (ms) lies within working hours."""
        return any(start <= at < until for start, until in self._of(self._date(at)))

    def next_open(self, at: int) -> int:
        """Return `at` (ms), or the next moment that lies within working hours."""
        for start, until in self._from(at):
            if at < until:
                return max(at, start)
        raise Refused("calendar_never_opens", days=HORIZON_DAYS)

    def add(self, start: int, working_s: float) -> int:
        """Return when `working_s` working seconds have passed since `start` (ms).

        That lies within working hours, or just at their end. Raise Refused beyond the horizon.
        """
        left = round(working_s * MS)
        for opens, closes in self._from(start):
            begin = max(start, opens)
            if begin <= closes and left <= closes - begin:
                return begin + left
            left -= max(0, closes - begin)
        raise Refused("calendar_never_opens", days=HORIZON_DAYS)

    def back(self, end: int, working_s: float) -> int:
        """Return since when `working_s` working seconds have passed at `end` (ms)."""
        left = round(working_s * MS)
        for opens, closes in self._until(end):
            stop = min(end, closes)
            if stop >= opens and left <= stop - opens:
                return stop - left
            left -= max(0, stop - opens)
        raise Refused("calendar_never_opens", days=HORIZON_DAYS)

    def between(self, start: int, end: int) -> float:
        """Return how many working seconds lie in [start, end) (ms); none where it is over."""
        worked = 0
        for opens, closes in self._from(start, end):
            worked += max(0, min(end, closes) - max(start, opens))
        return worked / MS

    # Inside ---------------------------------------------------------------------------

    def _from(self, start: int, end: int | None = None) -> Iterator[Opening]:
        """Yield openings in order, from the day of `start` up to that of `end` or the horizon."""
        day = self._date(start)
        last = day + DAY * HORIZON_DAYS if end is None else self._date(end)
        while day <= last:
            yield from self._of(day)
            day += DAY

    def _until(self, end: int) -> Iterator[Opening]:
        day = self._date(end)
        for _ in range(HORIZON_DAYS):
            yield from reversed(self._of(day))
            day -= DAY

    def _of(self, day: date) -> tuple[Opening, ...]:
        known = self._known.get(day)
        if known is None:
            spans = self._calendar.spans(day)
            edges = [(self._moment(day, start), self._moment(day, end)) for start, end in spans]
            known = tuple((start, end) for start, end in edges if start < end)
            while len(self._known) >= DAYS_KEPT:
                del self._known[next(iter(self._known))]
            self._known[day] = known
        return known

    def _date(self, at: int) -> date:
        return self._local(at).date()

    def _local(self, at: int) -> datetime:
        return (_EPOCH + timedelta(milliseconds=at)).astimezone(self._zone)

    def _moment(self, day: date, minute: int) -> int:
        """Return the first moment (ms) at which clocks have come to that minute of `day`."""
        wanted = datetime.combine(day, time()) + timedelta(minutes=minute)
        late = _stamp(wanted.replace(tzinfo=self._zone))
        early = _stamp(wanted.replace(tzinfo=self._zone, fold=1))
        if early >= late:
            return late  # told once, or twice: the first time
        while early < late:  # clocks jump over it: look for where
            middle = (early + late) // 2
            if self._local(middle).replace(tzinfo=None) >= wanted:
                late = middle
            else:
                early = middle + 1
        return late


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _stamp(when: datetime) -> int:
    return (when - _EPOCH) // timedelta(milliseconds=1)
