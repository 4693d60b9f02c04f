"""What can happen to a case: from opening to a close that the same sensor has proved."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.causes import Action, Cause
from console.domain.ids import AlertId, CaseId, RuleId, TargetId, UnitId, ZoneId


class Outcome(StrEnum):
    """How a case ended; the two are counted apart."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


class Proof(StrEnum):
    """How it was made sure that a remedy worked."""

    SENSOR = "sensor"
    READING = "reading"
    INSPECTION = "inspection"


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a patrol saw: `count` of them, where counting makes sense."""

    cause: Cause
    count: int | None = None
    note: str | None = None


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """What must be normal again before the case may close: a rule at its target, for
    `window_s` seconds on end."""

    rule: RuleId
    target: TargetId
    window_s: float


class CaseOpened(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A matter was taken up; `points` are what its alerts measured."""

    case: CaseId
    title: str | None = None
    zone: ZoneId | None = None
    alerts: tuple[AlertId, ...] = ()
    points: tuple[Point, ...] = ()


class UnitDispatched(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A patrol unit was sent; `assignment` numbers its task within the case."""

    case: CaseId
    assignment: int
    unit: UnitId


class PatrolAccepted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit took the task."""

    case: CaseId
    assignment: int
    unit: UnitId


class PatrolEnRoute(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is on its way."""

    case: CaseId
    assignment: int
    unit: UnitId


class PatrolOnSite(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is there."""

    case: CaseId
    assignment: int
    unit: UnitId


class PatrolReported(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit told what it saw; `first` is the number of the first finding within the case."""

    case: CaseId
    assignment: int
    unit: UnitId
    first: int
    findings: tuple[Seen, ...]


class PatrolLeft(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is free again."""

    case: CaseId
    assignment: int
    unit: UnitId


class RemedyOrdered(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Something is to be done about a finding, by `party` (a name for people)."""

    case: CaseId
    remedy: int
    finding: int
    action: Action
    party: str


class RemedyDone(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Someone says it is done; the sensor has yet to say that it worked."""

    case: CaseId
    remedy: int


class VerificationStarted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Every finding has its remedy done: from here normal readings count."""

    case: CaseId


class PointNormal(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The point was found normal: its window runs from here (again, after a gap)."""

    case: CaseId
    rule: RuleId
    target: TargetId


class VerificationBroken(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The point was not normal after all (`value` in its unit, where there is one): counting
    starts again."""

    case: CaseId
    rule: RuleId
    target: TargetId
    value: float | None = None


class CaseVerified(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """It worked, and `proof` says how that is known."""

    case: CaseId
    proof: Proof
    note: str | None = None


class CaseClosed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The matter is over."""

    case: CaseId
    outcome: Outcome


CaseFact = (
    CaseOpened
    | UnitDispatched
    | PatrolAccepted
    | PatrolEnRoute
    | PatrolOnSite
    | PatrolReported
    | PatrolLeft
    | RemedyOrdered
    | RemedyDone
    | VerificationStarted
    | PointNormal
    | VerificationBroken
    | CaseVerified
    | CaseClosed
)
