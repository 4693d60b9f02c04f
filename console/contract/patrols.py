"""What a patrol unit says of its task, itself or through a dispatcher."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import msgspec

from console.contract.request import Request
from console.domain.causes import Cause, Seen
from console.domain.ids import CaseId, UnitId
from console.domain.matters import Evidence, Heard
from console.domain.values import Role


class PatrolRequest(Request, frozen=True, kw_only=True):
    """What all of them say: which unit, at which case (its only one, when left out).

    A seat that is not among the unit's accounts speaks on its behalf and must be a dispatcher;
    `heard` says by which channel, and the words.
    """

    role: ClassVar[Role] = Role.PATROL

    unit: UnitId
    case: CaseId | None = None
    heard: Heard | None = None


class AcceptAssignment(PatrolRequest, frozen=True, kw_only=True):
    """Take the task."""

    operation: ClassVar[str] = "patrols.accept"
    no_key: ClassVar[str | None] = "the unit's own act; the palette has it for acts on behalf"


class SetOut(PatrolRequest, frozen=True, kw_only=True):
    """Be on the way."""

    operation: ClassVar[str] = "patrols.enroute"
    no_key: ClassVar[str | None] = "the unit's own act; the palette has it for acts on behalf"


class ArriveOnSite(PatrolRequest, frozen=True, kw_only=True):
    """Be there."""

    operation: ClassVar[str] = "patrols.onsite"
    no_key: ClassVar[str | None] = "the unit's own act; the palette has it for acts on behalf"


class ReportFindings(PatrolRequest, frozen=True, kw_only=True):
    """Tell what was found: one or more causes from the closed vocabulary."""

    operation: ClassVar[str] = "patrols.report"
    key: ClassVar[str | None] = "p"

    findings: tuple[Seen, ...]


class DeclineAssignment(PatrolRequest, frozen=True, kw_only=True):
    """Not take the task; takes a reason."""

    operation: ClassVar[str] = "patrols.decline"
    no_key: ClassVar[str | None] = "the unit's own act; the palette has it for acts on behalf"


class CheckIn(PatrolRequest, frozen=True, kw_only=True):
    """Say that all is well."""

    operation: ClassVar[str] = "patrols.checkin"
    no_key: ClassVar[str | None] = "the unit's own act; the palette has it for acts on behalf"


class AskSecondUnit(PatrolRequest, frozen=True, kw_only=True):
    """Ask for another unit beside this one, and say what for."""

    operation: ClassVar[str] = "patrols.assist"
    no_key: ClassVar[str | None] = "the unit's own act; the palette has it for acts on behalf"

    note: str


class AmendReport(PatrolRequest, frozen=True, kw_only=True):
    """Put a finding right; without `seen` it is taken back. Takes a reason."""

    operation: ClassVar[str] = "patrols.amend"
    no_key: ClassVar[str | None] = "in the menu of the case"

    finding: int
    seen: Seen | None = None


class UnitRequest(Request, frozen=True, kw_only=True):
    """What the control room says of a unit's readiness."""

    role: ClassVar[Role] = Role.DISPATCHER
    no_key: ClassVar[str | None] = "in the menu of the unit"

    unit: UnitId


class ReserveUnit(UnitRequest, frozen=True, kw_only=True):
    """Keep a unit free for `for_s` seconds; takes a reason (what for)."""

    operation: ClassVar[str] = "patrols.reserve"

    for_s: float


class FreeUnit(UnitRequest, frozen=True, kw_only=True):
    """Let a reserved unit be sent again."""

    operation: ClassVar[str] = "patrols.free"


class WithdrawUnit(UnitRequest, frozen=True, kw_only=True):
    """Take a unit out of service; takes a reason."""

    operation: ClassVar[str] = "patrols.withdraw"


class RestoreUnit(UnitRequest, frozen=True, kw_only=True):
    """Put a unit back in service."""

    operation: ClassVar[str] = "patrols.restore"


class BeginDuty(UnitRequest, frozen=True, kw_only=True):
    """Put a unit on duty, whatever its shift says."""

    operation: ClassVar[str] = "patrols.onduty"


class EndDuty(UnitRequest, frozen=True, kw_only=True):
    """Send a unit home, whatever its shift says."""

    operation: ClassVar[str] = "patrols.offduty"


class LeaveSite(PatrolRequest, frozen=True, kw_only=True):
    """Be free again."""

    operation: ClassVar[str] = "patrols.leave"
    no_key: ClassVar[str | None] = "the unit's own act; the palette has it for acts on behalf"


class PatrolSaying(msgspec.Struct, frozen=True, kw_only=True):
    """What a unit publishes on `patrol/<unit>/report`; `id` makes it idempotent.

    `act` is accept, decline (with `reason`), enroute, onsite, checkin, assist (with `note`: what a
    second unit is wanted for), report (with `findings`), amend (with `finding`, a `reason`, and
    one of `findings` unless it is taken back), done (with `remedy`, and `evidence`) or leave.
    `assignment` is the id the unit was given: case and number, "C-231/1". `at` is the unit's own
    clock, RFC 3339 or ms since the epoch; the fact is stamped when the hub hears of it.
    """

    id: str
    assignment: str
    act: str
    at: int | float | datetime | None = None
    findings: tuple[PatrolFinding, ...] = ()
    remedy: int | None = None
    finding: int | None = None
    evidence: Evidence | None = None
    reason: str | None = None
    note: str | None = None


class PatrolFinding(msgspec.Struct, frozen=True, kw_only=True):
    """One finding as a unit says it: `photo` is a photo's reference, `value` one read by hand in
    `unit`."""

    cause: Cause
    count: int | None = None
    note: str | None = None
    photo: str | None = None
    value: float | None = None
    unit: str | None = None


class PatrolTask(msgspec.Struct, frozen=True, kw_only=True):
    """What the hub publishes, retained, on `patrol/<unit>`; empty when the unit is free.

    It is the unit's first task; `waiting` more wait behind it. The unit is to be heard of by
    `check_by`; so many times in a row it was not (`misses`).
    """

    assignment: str
    case: CaseId
    title: str | None
    where: str | None
    landmark: str | None
    targets: tuple[str, ...]
    leg: str
    remedies: tuple[PatrolRemedy, ...] = ()
    check_by: datetime | None = None
    misses: int = 0
    waiting: int = 0


class PatrolRemedy(msgspec.Struct, frozen=True, kw_only=True):
    """A remedy as a unit is told of it."""

    remedy: int
    action: str
    party: str
    done: bool


class PatrolAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the hub publishes on `patrol/<unit>/answer`: accepted, or the refusal's code."""

    id: str
    accepted: bool
    code: str | None = None
