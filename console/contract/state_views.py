"""What is so besides alerts: doubted sensors, what is out of service, load, who is on duty."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.domain.doubts import Test
from console.domain.ids import AlertId, SensorId
from console.domain.service import Scope
from console.domain.values import Role


class DoubtView(msgspec.Struct, frozen=True, kw_only=True):
    """A sensor whose readings are not believed, and which tests they failed."""

    sensor: SensorId
    tests: tuple[Test, ...]
    since: datetime


class OutOfServiceView(msgspec.Struct, frozen=True, kw_only=True):
    """A sensor, device or zone that is being worked on."""

    target: str
    scope: Scope
    note: str
    by: str
    at: datetime


class FloodView(msgspec.Struct, frozen=True, kw_only=True):
    """A flood in progress: the alert that came first, and how many since."""

    first: AlertId
    since: datetime
    count: int


class LoadView(msgspec.Struct, frozen=True, kw_only=True):
    """Annunciations of the last day, counted by minute (minutes since 1970), oldest first."""

    minutes: tuple[tuple[int, int], ...] = ()
    flood: FloodView | None = None


class DutyView(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed on at a seat."""

    seat: str
    person: str
    role: Role
    since: datetime
