"""Working hours: against a model that asks of every minute, in zones whose clocks change."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.calendar import ALWAYS, DAY_MINUTES, Calendar, Spans, WorkingTime
from console.errors import Refused
from tests.domain.naive_calendar import MINUTE, NaiveHours, next_day

SHANGHAI = ZoneInfo("Asia/Shanghai")
# A change at two, one at midnight, one of half an hour, and none.
ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "America/Havana", "Australia/Lord_Howe")]
CHANGES = [date(2026, 3, 7), date(2026, 3, 28), date(2026, 4, 4), date(2026, 10, 3)]
CHANGES += [date(2026, 10, 24), date(2026, 10, 31)]
OFFICE: Spans = ((9 * 60, 12 * 60), (13 * 60, 17 * 60))
WEEK = Calendar(week=(OFFICE,) * 5 + ((), ()))


@st.composite
def spans(draw: st.DrawFn) -> Spans:
    edges = draw(
        st.lists(st.integers(0, DAY_MINUTES // 15), min_size=0, max_size=6, unique=True).map(sorted)
    )
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple((start * 15, end * 15) for start, end in pairs)


@st.composite
def calendars(draw: st.DrawFn, start: date) -> Calendar:
    week = [draw(spans()) for _ in range(7)]
    week[draw(st.integers(0, 6))] = OFFICE
    near = st.integers(-2, 6).map(lambda later: next_day(start, later))
    holidays = draw(st.lists(near, max_size=3, unique=True))
    workdays = [day for day in draw(st.lists(near, max_size=3, unique=True)) if day not in holidays]
    return Calendar(week=tuple(week), holidays=tuple(holidays), workdays=tuple(workdays))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[WorkingTime, NaiveHours, int]:
    zone = draw(st.sampled_from([SHANGHAI, *ZONES]))
    day = draw(st.sampled_from(CHANGES))
    calendar = draw(calendars(day))
    start = datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()
    at = round(start) * 1000 + draw(st.integers(0, 48 * 60)) * MINUTE
    return WorkingTime(calendar, zone), NaiveHours(calendar, zone), at


@given(worlds(), st.integers(1, 900))
@settings(max_examples=30)
def test_what_is_due_is_due_when_a_clerk_who_counts_minutes_says_so(
    world: tuple[WorkingTime, NaiveHours, int], minutes: int
) -> None:
    hours, naive, start = world
    due = hours.add(start, minutes * 60)
    assert due == naive.due(start, minutes)
    assert hours.between(start, due) == minutes * 60
    assert naive.is_open(due - MINUTE)  # never due outside working hours: only in or at their end


@given(worlds(), st.integers(0, 5_000))
@settings(max_examples=30)
def test_what_lies_between_is_what_the_clerk_counts(
    world: tuple[WorkingTime, NaiveHours, int], length: int
) -> None:
    hours, naive, start = world
    end = start + length * MINUTE
    assert hours.between(start, end) == naive.worked(start, end) * 60
    assert hours.is_open(end) == naive.is_open(end)
    assert hours.between(end, start) == 0 or start == end


@settings(max_examples=30)
@given(worlds(), st.floats(0.001, 90_000), st.floats(0.001, 90_000))
def test_two_terms_one_after_the_other_are_one(
    world: tuple[WorkingTime, NaiveHours, int], first: float, then: float
) -> None:
    hours, _, start = world
    first, then = round(first, 3), round(then, 3)
    assert hours.add(hours.add(start, first), then) == hours.add(start, first + then)


@settings(max_examples=30)
@given(worlds(), st.floats(0.001, 90_000))
def test_back_is_the_way_there(world: tuple[WorkingTime, NaiveHours, int], worked: float) -> None:
    hours, _, end = world
    since = hours.back(end, worked)
    assert hours.between(since, end) == pytest.approx(round(worked, 3), abs=0.0011)
    assert since <= end


@settings(max_examples=30)
@given(worlds())
def test_the_next_opening_is_open_and_nothing_is_before(
    world: tuple[WorkingTime, NaiveHours, int],
) -> None:
    hours, _, at = world
    opens = hours.next_open(at)
    assert hours.is_open(opens)
    assert hours.between(at, opens) == 0


def test_four_hours_on_friday_evening_are_due_on_monday() -> None:
    hours = WorkingTime(WEEK, SHANGHAI)
    friday = _at("2026-11-20T16:30")
    assert hours.add(friday, 4 * 3600) == _at("2026-11-23T13:30")
    assert hours.between(_at("2026-11-21T00:00"), _at("2026-11-23T00:00")) == 0


def test_a_weekend_that_is_worked_for_a_holiday_has_the_usual_hours() -> None:
    calendar = Calendar(
        week=(OFFICE,) * 5 + (((540, 600),), ()),
        holidays=(date(2026, 10, 1),),
        workdays=(date(2026, 10, 10),),
    )
    hours = WorkingTime(calendar, SHANGHAI)
    assert hours.between(_at("2026-10-01T00:00"), _at("2026-10-02T00:00")) == 0
    assert hours.between(_at("2026-10-10T00:00"), _at("2026-10-11T00:00")) == 7 * 3600


def test_a_night_shift_is_two_spans_and_loses_nothing_at_midnight() -> None:
    night = Calendar(week=(((0, 6 * 60), (22 * 60, DAY_MINUTES)),) * 7)
    hours = WorkingTime(night, SHANGHAI)
    assert hours.add(_at("2026-11-20T23:00"), 7 * 3600) == _at("2026-11-21T06:00")
    assert hours.add(_at("2026-11-20T23:00"), 7 * 3600 + 1) == _at("2026-11-21T22:00") + 1000


def test_day_and_night_is_no_calendar_at_all() -> None:
    hours = WorkingTime(ALWAYS, ZONES[0])
    start = _at("2026-03-28T12:00")
    assert hours.add(start, 86_400) == start + 86_400_000


def test_what_would_never_be_due_is_refused() -> None:
    never = WorkingTime(Calendar(week=((),) * 7), SHANGHAI)
    with pytest.raises(Refused, match="calendar_never_opens"):
        never.add(0, 1)
    with pytest.raises(Refused, match="calendar_never_opens"):
        never.back(0, 1)
    with pytest.raises(Refused, match="calendar_never_opens"):
        never.next_open(0)


def _at(text: str) -> int:
    return round(datetime.fromisoformat(f"{text}+08:00").timestamp() * 1000)
