"""What a unit is at: its roster, what was said of it, and its tasks, at a moment."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from console.domain.cases import OVER, Leg
from console.domain.ids import UnitId
from console.domain.people import Span, Unit
from console.domain.unit_states import (
    DutyOverride,
    Reservation,
    UnitState,
    UnitStatus,
    Withdrawal,
    on_shift,
    shift_changes,
    status_of,
)
from tests.sites import named

P1 = UnitId("p1")
CHENGDU = ZoneInfo("Asia/Shanghai")
NIGHT = Span(time(20), time(8))


def unit(*shift: Span, on_duty: bool = True) -> Unit:
    return Unit(id=P1, name=named("一组", "one"), shift=shift, on_duty=on_duty)


def at(hour: int, minute: int = 0, day: int = 23) -> int:
    return round(datetime(2026, 11, day, hour, minute, tzinfo=CHENGDU).timestamp() * 1000)


NOON = at(12)
RESERVED = UnitState(
    unit=P1, reserved=Reservation(purpose="visit", until=at(14), by="Li", at=at(9))
)
WITHDRAWN = UnitState(unit=P1, withdrawn=Withdrawal(why="flat tyre", by="Li", at=at(9)))


def said(on: bool, until: int | None) -> UnitState:
    return UnitState(unit=P1, duty=DutyOverride(on=on, until=until, by="Li", at=at(9)))


@pytest.mark.parametrize(
    ("who", "state", "legs", "now", "expected"),
    [
        (unit(), None, (), NOON, "available"),
        (unit(on_duty=False), None, (), NOON, "off_duty"),
        (unit(NIGHT), None, (), NOON, "off_duty"),
        (unit(NIGHT), None, (), at(23), "available"),
        (unit(NIGHT), None, (), at(7, 59), "available"),
        (unit(NIGHT), None, (), at(8), "off_duty"),
        (unit(NIGHT), said(True, at(20)), (), NOON, "available"),
        (unit(NIGHT), said(True, at(11)), (), NOON, "off_duty"),
        (unit(), said(False, None), (), NOON, "off_duty"),
        (unit(), RESERVED, (), NOON, "reserved"),
        (unit(), RESERVED, (), at(14), "available"),
        (unit(), RESERVED, (Leg.OFFERED,), NOON, "assigned"),
        (unit(), None, (Leg.ACCEPTED, Leg.EN_ROUTE), NOON, "assigned"),
        (unit(), None, (Leg.EN_ROUTE,), NOON, "en_route"),
        (unit(), None, (Leg.REPORTED, Leg.OFFERED), NOON, "on_site"),
        (unit(NIGHT), None, (Leg.ON_SITE,), NOON, "on_site"),
        (unit(), WITHDRAWN, (Leg.EN_ROUTE,), NOON, "out_of_service"),
    ],
)
def test_status(
    who: Unit, state: UnitState | None, legs: tuple[Leg, ...], now: int, expected: str
) -> None:
    assert status_of(who, state, legs, now, CHENGDU) == expected


@pytest.mark.parametrize("leg", [leg for leg in Leg if leg not in OVER])
def test_every_leg_of_a_task_is_a_status(leg: Leg) -> None:
    assert status_of(unit(), None, (leg,), NOON, CHENGDU).busy


def test_a_shift_changes_at_its_ends() -> None:
    assert shift_changes(unit(NIGHT), NOON, CHENGDU) == at(20)
    assert shift_changes(unit(NIGHT), at(21), CHENGDU) == at(8, day=24)


def test_where_spans_touch_nothing_changes() -> None:
    day = unit(Span(time(8), time(12)), Span(time(12), time(18)))
    assert shift_changes(day, at(9), CHENGDU) == at(18)


@pytest.mark.parametrize(
    "who", [unit(), unit(on_duty=False), unit(Span(time(), time())), unit(NIGHT, on_duty=False)]
)
def test_who_is_always_the_same_never_changes(who: Unit) -> None:
    assert shift_changes(who, NOON, CHENGDU) is None


def test_hours_are_those_of_the_site() -> None:
    assert on_shift(
        unit(NIGHT), round(datetime(2026, 11, 23, 13, tzinfo=UTC).timestamp() * 1000), CHENGDU
    )
    assert not on_shift(unit(NIGHT), at(13), CHENGDU)


def test_only_who_is_free_is_available() -> None:
    assert [status for status in UnitStatus if status.busy] == ["assigned", "en_route", "on_site"]
