"""How ready a patrol unit is: one pure answer from roster, what was said of it, and its tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time, tzinfo
from enum import StrEnum

import msgspec

from console.domain.cases import Leg
from console.domain.conditions import TimeIs
from console.domain.ids import UnitId
from console.domain.people import Span, Unit
from console.domain.timetable import changes_next, within

_WRITTEN = re.compile(r"(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)", re.ASCII)


class UnitStatus(StrEnum):
    """What a unit is at, the one to send first first."""

    AVAILABLE = "available"
    RESERVED = "reserved"
    ASSIGNED = "assigned"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    OFF_DUTY = "off_duty"
    OUT_OF_SERVICE = "out_of_service"

    @property
    def busy(self) -> bool:
        """Tell whether the unit has a task."""
        return self in (UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE, UnitStatus.ON_SITE)


_AT: dict[Leg, UnitStatus] = {
    Leg.OFFERED: UnitStatus.ASSIGNED,
    Leg.ACCEPTED: UnitStatus.ASSIGNED,
    Leg.EN_ROUTE: UnitStatus.EN_ROUTE,
    Leg.ON_SITE: UnitStatus.ON_SITE,
    Leg.REPORTED: UnitStatus.ON_SITE,
}


class Reservation(msgspec.Struct, frozen=True, kw_only=True):
    """A unit is kept free for a `purpose` until `until` (ms)."""

    purpose: str
    until: int
    by: str
    at: int


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """A unit is out of service since `at` (ms), and `why`."""

    why: str
    by: str
    at: int


class DutyOverride(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody put a unit on or off duty whatever its shift says, until `until` (ms)."""

    on: bool
    until: int | None
    by: str
    at: int


class UnitState(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What was said of a unit's readiness; it outlives a restart."""

    unit: UnitId
    reserved: Reservation | None = None
    withdrawn: Withdrawal | None = None
    duty: DutyOverride | None = None

    @property
    def plain(self) -> bool:
        """Tell whether nothing was said that still counts."""
        return self.reserved is None and self.withdrawn is None and self.duty is None


def status_of(
    unit: Unit, state: UnitState | None, legs: Sequence[Leg], now: int, zone: tzinfo
) -> UnitStatus:
    """Return what `unit` is at (`now` in ms); `legs` are those of its tasks, the first one first.

    Who is out for something is so even after the end of the shift.
    """
    if state is not None and state.withdrawn is not None:
        return UnitStatus.OUT_OF_SERVICE
    if legs:
        return _AT[legs[0]]
    if not on_duty(unit, state, now, zone):
        return UnitStatus.OFF_DUTY
    if state is not None and state.reserved is not None and now < state.reserved.until:
        return UnitStatus.RESERVED
    return UnitStatus.AVAILABLE


def on_duty(unit: Unit, state: UnitState | None, now: int, zone: tzinfo) -> bool:
    """Tell whether `unit` is on duty at `now` (ms), by what was said last or by its shift."""
    duty = state.duty if state is not None else None
    if duty is not None and (duty.until is None or now < duty.until):
        return duty.on
    return on_shift(unit, now, zone)


def on_shift(unit: Unit, now: int, zone: tzinfo) -> bool:
    """Tell whether the roster has `unit` on duty at `now` (ms)."""
    if not unit.on_duty or not unit.shift:
        return unit.on_duty
    return any(span.start == span.end or within(_stretch(span), now, zone) for span in unit.shift)


def shift_changes(unit: Unit, now: int, zone: tzinfo) -> int | None:
    """Return when the roster next has `unit` begin or end its duty (ms), if it ever does."""
    spans = [span for span in unit.shift if span.start != span.end]
    if not unit.on_duty or not spans:
        return None
    on, at = on_shift(unit, now, zone), now
    for _ in range(4 * len(spans)):  # spans may touch: where nothing changes, look on
        at = min(changes_next(_stretch(span), at, zone) for span in spans)
        if on_shift(unit, at, zone) is not on:
            return at
    return None


def _stretch(span: Span) -> TimeIs:
    return TimeIs(start=span.start, end=span.end)


def written_span(written: str) -> Span | None:
    """Return the span that `written` ("08:00-20:00") says, or nothing where it is none."""
    parts = written.split("-")
    times = [_time(part.strip()) for part in parts]
    if len(times) != 2 or times[0] is None or times[1] is None:
        return None
    return Span(times[0], times[1])


def _time(written: str) -> time | None:
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return None
    return time(int(match[1]), int(match[2])) if match[1] else time()
