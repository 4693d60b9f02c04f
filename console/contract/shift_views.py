"""Shifts as people see them: who is on duty, what was handed over, and how it stands now."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.contract.case_views import CaseView
from console.contract.state_views import DutyView
from console.contract.views import AlertView
from console.domain.ids import UnitId
from console.domain.shifts import HandoverStep


class HandoverLine(msgspec.Struct, frozen=True, kw_only=True):
    """A handover in figures, as frozen at `at`; unless accepted until `until` it lapses."""

    id: str
    by: str
    at: datetime
    until: datetime
    step: HandoverStep
    note: str | None = None
    accepted_by: str | None = None
    ended_at: datetime | None = None
    unacknowledged: int = 0
    owned: int = 0
    shelved: int = 0
    out_of_service: int = 0
    out: int = 0
    cases: int = 0


class OwnedView(msgspec.Struct, frozen=True, kw_only=True):
    """An alert that `by` owned since `since` when it was handed over; `alert` is as it is now."""

    alert: AlertView
    occurrence: int
    by: str
    since: datetime


class ShelvedView(msgspec.Struct, frozen=True, kw_only=True):
    """An alert that was on a shelf until `until`; `alert` is as it is now."""

    alert: AlertView
    until: datetime


class HandoverView(msgspec.Struct, frozen=True, kw_only=True):
    """A handover in full: what stood when it was offered, each thing as it is now.

    `out_of_service` are ids of sensors, devices and zones; `out` the units that were out.
    """

    line: HandoverLine
    unacknowledged: tuple[AlertView, ...] = ()
    owned: tuple[OwnedView, ...] = ()
    shelved: tuple[ShelvedView, ...] = ()
    out_of_service: tuple[str, ...] = ()
    out: tuple[UnitId, ...] = ()
    cases: tuple[CaseView, ...] = ()


class ShiftsView(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed on where, and the handovers nobody signed yet."""

    as_of: int
    duties: tuple[DutyView, ...] = ()
    handovers: tuple[HandoverLine, ...] = ()
