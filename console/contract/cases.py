"""What can be asked for about cases."""

from __future__ import annotations

from typing import ClassVar

from console.contract.request import Request
from console.domain.case_facts import Proof
from console.domain.causes import Action
from console.domain.ids import AlertId, CaseId, UnitId, ZoneId
from console.domain.values import Role


class OpenCase(Request, frozen=True, kw_only=True):
    """Take up a matter: from one or several alerts, or by hand with a title."""

    operation: ClassVar[str] = "cases.open"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "c"

    alerts: tuple[AlertId, ...] = ()
    title: str | None = None
    zone: ZoneId | None = None


class DispatchUnit(Request, frozen=True, kw_only=True):
    """Send a patrol unit to a case."""

    operation: ClassVar[str] = "cases.dispatch"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "d"

    case: CaseId
    unit: UnitId


class OrderRemedy(Request, frozen=True, kw_only=True):
    """Order a remedy for a finding from `party` (a name for people)."""

    operation: ClassVar[str] = "cases.remedy"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "o"

    case: CaseId
    finding: int
    action: Action
    party: str


class FinishRemedy(Request, frozen=True, kw_only=True):
    """Say that a remedy is done; the sensor has yet to prove it."""

    operation: ClassVar[str] = "cases.done"
    role: ClassVar[Role] = Role.PATROL
    key: ClassVar[str | None] = "f"

    case: CaseId
    remedy: int


class VerifyCase(Request, frozen=True, kw_only=True):
    """Make sure by hand that it worked, where no sensor can: by a reading taken on the spot
    (`proof` reading) or by a person other than those who ordered and did it (inspection)."""

    operation: ClassVar[str] = "cases.verify"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "v"

    case: CaseId
    proof: Proof
    note: str


class CloseCase(Request, frozen=True, kw_only=True):
    """End a case: verified, or as `unverified`, which takes a supervisor and a reason."""

    operation: ClassVar[str] = "cases.close"
    role: ClassVar[Role] = Role.OPERATOR
    confirm: ClassVar[bool] = True
    key: ClassVar[str | None] = "x"

    case: CaseId
    unverified: bool = False
