"""What a case has to prove, and how it was proved and ended."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.ids import RuleId, TargetId


class Outcome(StrEnum):
    """How a case ended; each is counted apart. What was only collected may be rejected."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    DUPLICATE = "duplicate"


class Proof(StrEnum):
    """How it was made sure that a remedy worked."""

    SENSOR = "sensor"
    READING = "reading"
    INSPECTION = "inspection"


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """What must be normal again before the case may close: a rule at its target, for
    `window_s` seconds on end; or what comes and goes, compared over so many `days`."""

    rule: RuleId
    target: TargetId
    window_s: float
    days: int = 0
