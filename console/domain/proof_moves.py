"""What moves the proof of a case on: terms that pass, days that are over, a mark by a person."""

from __future__ import annotations

import msgspec

from console.domain.comparison import Day, Terms
from console.domain.ids import RuleId, TargetId


class TermPassed(msgspec.Struct, frozen=True):
    """Nothing was said; a remedy may be overdue."""


class Recurs(msgspec.Struct, frozen=True):
    """Say that the matter comes and goes: these points are to be proved by comparing days."""

    points: tuple[tuple[RuleId, TargetId], ...]
    days: int


class Baseline(msgspec.Struct, frozen=True):
    """What a point was like before the case, in the hours of day in which it happened."""

    rule: RuleId
    target: TargetId
    hours: tuple[int, ...]
    before: tuple[Day, ...]


class DayOver(msgspec.Struct, frozen=True):
    """A day after the last remedy is over, and this is what it was like."""

    rule: RuleId
    target: TargetId
    day: Day
    terms: Terms


ProofMove = TermPassed | Recurs | Baseline | DayOver
