"""What can happen to a patrol unit's task within a case."""

from __future__ import annotations

import msgspec

from console.domain.causes import Seen
from console.domain.ids import CaseId, UnitId
from console.domain.matters import Heard


class UnitDispatched(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A patrol unit was sent; `assignment` numbers its task within the case."""

    case: CaseId
    assignment: int
    unit: UnitId
    check_by: int | None = None


class TaskCameUp(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is through with what it had before: this task of its is next."""

    case: CaseId
    assignment: int
    unit: UnitId
    check_by: int | None = None


class PatrolAccepted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit took the task."""

    case: CaseId
    assignment: int
    unit: UnitId
    check_by: int | None = None
    heard: Heard | None = None


class PatrolEnRoute(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is on its way."""

    case: CaseId
    assignment: int
    unit: UnitId
    check_by: int | None = None
    heard: Heard | None = None


class PatrolOnSite(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is there."""

    case: CaseId
    assignment: int
    unit: UnitId
    check_by: int | None = None
    heard: Heard | None = None


class PatrolDeclined(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit does not take the task; the envelope's reason says why."""

    case: CaseId
    assignment: int
    unit: UnitId
    heard: Heard | None = None


class PatrolStoodDown(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The control room calls the unit off the task."""

    case: CaseId
    assignment: int
    unit: UnitId


class PatrolCheckedIn(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit says that all is well; it is to be heard of again by `check_by` (ms)."""

    case: CaseId
    assignment: int
    unit: UnitId
    check_by: int | None = None
    heard: Heard | None = None


class PatrolOverdue(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Nothing was heard of the unit in time, so many times in a row; next by `check_by` (ms)."""

    case: CaseId
    assignment: int
    unit: UnitId
    misses: int
    check_by: int | None = None


class SecondUnitAsked(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit asks for another one beside it."""

    case: CaseId
    assignment: int
    unit: UnitId
    asks: str
    heard: Heard | None = None


class ReportAmended(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit puts a finding right; without `seen` it takes it back."""

    case: CaseId
    assignment: int
    unit: UnitId
    finding: int
    seen: Seen | None = None
    heard: Heard | None = None


class PatrolReported(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit told what it saw; `first` is the number of the first finding within the case."""

    case: CaseId
    assignment: int
    unit: UnitId
    first: int
    findings: tuple[Seen, ...]
    check_by: int | None = None
    heard: Heard | None = None


class PatrolLeft(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is free again."""

    case: CaseId
    assignment: int
    unit: UnitId
    heard: Heard | None = None


PatrolFact = (
    UnitDispatched
    | TaskCameUp
    | PatrolAccepted
    | PatrolEnRoute
    | PatrolOnSite
    | PatrolDeclined
    | PatrolStoodDown
    | PatrolCheckedIn
    | PatrolOverdue
    | SecondUnitAsked
    | ReportAmended
    | PatrolReported
    | PatrolLeft
)
