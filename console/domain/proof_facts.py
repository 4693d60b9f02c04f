"""What can happen to the proof that a matter which comes and goes has gone."""

from __future__ import annotations

import msgspec

from console.domain.comparison import Day
from console.domain.ids import CaseId, RuleId, TargetId


class RecurrenceMarked(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person says that it comes and goes: the point is proved by comparing so many days."""

    case: CaseId
    rule: RuleId
    target: TargetId
    days: int


class ComparisonBegan(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A point will be compared in those local hours of day; `before` are days before the case."""

    case: CaseId
    rule: RuleId
    target: TargetId
    hours: tuple[int, ...]
    before: tuple[Day, ...]


class DayCompared(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A day after the last remedy is over, and what it was like; an episode starts it over."""

    case: CaseId
    rule: RuleId
    target: TargetId
    day: Day


ProofFact = RecurrenceMarked | ComparisonBegan | DayCompared
