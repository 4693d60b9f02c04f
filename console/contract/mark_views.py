"""What is told of a sensor's time besides its values: when alerts stood, what people measured."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.domain.ids import AlertId, RuleId, TargetId
from console.domain.values import Priority


class StoodView(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch in which an alert's condition held, `priority` at its worst; without `ended` it
    still does."""

    alert: AlertId
    rule: RuleId
    target: TargetId
    priority: Priority
    began: datetime
    ended: datetime | None = None


class RecordedView(msgspec.Struct, frozen=True, kw_only=True):
    """A reading taken by hand: by whom, and how."""

    at: datetime
    value: float
    how: str
    by: str | None = None


class MarksView(msgspec.Struct, frozen=True, kw_only=True):
    """What happened at a sensor in a stretch of time, earliest first."""

    as_of: int
    stood: tuple[StoodView, ...] = ()
    recorded: tuple[RecordedView, ...] = ()
