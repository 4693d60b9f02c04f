"""What the hub answers about load: the gauge now, the queue folded, the report of a stretch."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.contract.state_views import FloodView, LoadView
from console.contract.views import AlertView, Page
from console.domain.folding import FoldCause
from console.domain.ids import AlertId, RuleId, TargetId, ZoneId
from console.domain.load_report import LoadReport
from console.domain.policy import Band, Burden
from console.domain.values import Priority


class AlertPage(Page[AlertView], frozen=True, kw_only=True):
    """Part of the alerts; `symptoms` that fit as well stand behind a cause and are not listed,
    and in a `flood` the same queue can be had folded."""

    symptoms: int = 0
    flood: FloodView | None = None


class FoldView(msgspec.Struct, frozen=True, kw_only=True):
    """The alerts of one cause in one zone: the first-out whole, the rest by their ids.

    `count` are those that count, `first` among them; `symptoms` stand behind them.
    """

    zone: ZoneId | None
    cause: FoldCause
    first: AlertView
    worst: Priority
    count: int
    unacknowledged: int
    folded: tuple[AlertId, ...] = ()
    symptoms: tuple[AlertId, ...] = ()

    @property
    def name(self) -> str:
        """Return what it can be told from every other fold by."""
        return f"{self.zone or ''}/{self.cause.kind}/{self.cause.id}"


class Gauge(msgspec.Struct, frozen=True, kw_only=True):
    """Annunciations in the last stretch of time, and what so many are by its band."""

    count: int
    band: Band
    burden: Burden


class LoadNow(msgspec.Struct, frozen=True, kw_only=True):
    """The load at data time `now`, in the last ten minutes, hour and day."""

    as_of: int
    now: datetime
    ten_minutes: Gauge
    hour: Gauge
    day: Gauge
    load: LoadView


class LoadReportView(msgspec.Struct, frozen=True, kw_only=True):
    """The load of [start, end)."""

    as_of: int
    start: datetime
    end: datetime
    report: LoadReport


class Raised(msgspec.Struct, frozen=True, kw_only=True):
    """How often a rule was raised at a target with a priority, whether or not it called anyone."""

    rule: RuleId
    target: TargetId
    priority: Priority
    count: int


class RaisedView(msgspec.Struct, frozen=True, kw_only=True):
    """What was raised in [start, end), the most often raised first."""

    as_of: int
    start: datetime
    end: datetime
    raised: tuple[Raised, ...] = ()
