"""The table `calendar` of a site file: hours as `09:00-12:00` for each weekday, and exceptions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import msgspec

from console.domain.calendar import DAY_MINUTES, Calendar, Span, Spans
from console.domain.findings import Findings, under
from console.domain.inventory import repeated
from console.domain.strict import read

KEY = "calendar"
DATES_MAX = 400  # ten years of holidays
EXAMPLE = "09:00-12:00, 18:00-24:00"

_SPAN = re.compile(r"(\d\d):([0-5]\d)-(\d\d):([0-5]\d)", re.ASCII)

Hours = tuple[str, ...]


class RawCalendar(msgspec.Struct, frozen=True, kw_only=True):
    """The table as written: a day that is not named is like the others of its kind."""

    weekdays: Hours = ("09:00-12:00", "13:00-17:00")
    weekend: Hours = ()
    mon: Hours | None = None
    tue: Hours | None = None
    wed: Hours | None = None
    thu: Hours | None = None
    fri: Hours | None = None
    sat: Hours | None = None
    sun: Hours | None = None
    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()


WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKEND = ("sat", "sun")


def read_calendar(raw: object, findings: Findings) -> Calendar:
    """Return the calendar a site file sets; note everything wrong with it."""
    written = read(raw, RawCalendar, KEY, findings)
    if written is None:
        return read_calendar({}, findings)
    week = tuple(_day(written, name, findings) for name in WEEK)
    if not any(week):
        findings.add("never_open", KEY)
    _check_dates(written, findings)
    return Calendar(week=week, holidays=written.holidays, workdays=written.workdays)


def _day(written: RawCalendar, name: str, findings: Findings) -> Spans:
    own: Hours | None = getattr(written, name)
    if own is not None:
        return _spans(own, under(KEY, name), findings)
    usual = "weekend" if name in WEEKEND else "weekdays"
    # What is wrong with the hours of several days is told once, at the first of them.
    told = findings if name in ("mon", "sat") else Findings(findings.file)
    return _spans(getattr(written, usual), under(KEY, usual), told)


def _spans(hours: Hours, key: str, findings: Findings) -> Spans:
    found: list[Span] = []
    for index, text in enumerate(hours):
        span = _span(text)
        if span is None:
            findings.add("bad_span", under(key, index), found=text[:40], expected=EXAMPLE)
        else:
            found.append(span)
    for (_, until), (start, _) in pairwise(found):
        if start < until:
            findings.add("spans_overlap", key, found=", ".join(hours)[:40])
            break
    return tuple(found)


def _span(text: str) -> Span | None:
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    start = int(match[1]) * 60 + int(match[2])
    until = int(match[3]) * 60 + int(match[4])
    return (start, until) if start < until <= DAY_MINUTES else None


def _check_dates(written: RawCalendar, findings: Findings) -> None:
    for name, dates in (("holidays", written.holidays), ("workdays", written.workdays)):
        key = under(KEY, name)
        if len(dates) > DATES_MAX:
            expected = f"list of {DATES_MAX}"
            findings.add("bad_value", key, found=str(len(dates)), expected=expected)
        repeated(_texts(dates), key, findings)
    both = set(written.holidays).intersection(written.workdays)
    if both:
        findings.add("duplicate", under(KEY, "workdays"), found=min(both).isoformat())


def _texts(dates: Sequence[date]) -> list[str]:
    return [day.isoformat() for day in dates]
