"""What can be asked for about cases."""

from __future__ import annotations

from typing import ClassVar

from console.contract.request import Request
from console.domain.case_facts import Proof
from console.domain.causes import Action
from console.domain.ids import AlertId, CaseId, PartyId, UnitId, ZoneId
from console.domain.matters import Category, Evidence, Source
from console.domain.values import Priority, Role


class OpenCase(Request, frozen=True, kw_only=True):
    """Take up a matter: from one or several alerts, or by hand with a title.

    What is left out follows from the alerts. With `collect` it only waits to be filed. `reference`
    is the number a call, an appeal or a report has in its own register: no person is named here.
    """

    operation: ClassVar[str] = "cases.open"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "c"

    alerts: tuple[AlertId, ...] = ()
    title: str | None = None
    zone: ZoneId | None = None
    source: Source | None = None
    category: Category | None = None
    priority: Priority | None = None
    owner: str | None = None
    contacts: tuple[PartyId, ...] = ()
    reference: str | None = None
    collect: bool = False
    links: tuple[CaseId, ...] = ()


class DispatchUnit(Request, frozen=True, kw_only=True):
    """Send a patrol unit to a case; one that is busy or reserved only `anyway`."""

    operation: ClassVar[str] = "cases.dispatch"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "d"

    case: CaseId
    unit: UnitId
    anyway: bool = False


class OrderRemedy(Request, frozen=True, kw_only=True):
    """Order a remedy for a finding from `party` (a party's id or name, or any name for people;
    whoever answers for the action, when left out), to be done within `due_s` seconds (what is
    usual, when left out). To service a sensor takes it out of service until it is done."""

    operation: ClassVar[str] = "cases.remedy"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "o"

    case: CaseId
    finding: int
    action: Action
    party: str = ""
    responsible: PartyId | None = None
    due_s: float | None = None


class FinishRemedy(Request, frozen=True, kw_only=True):
    """Say that a remedy is done, and what shows it; the sensor has yet to prove it."""

    operation: ClassVar[str] = "cases.done"
    role: ClassVar[Role] = Role.PATROL
    key: ClassVar[str | None] = "f"

    case: CaseId
    remedy: int
    evidence: Evidence | None = None


class VerifyCase(Request, frozen=True, kw_only=True):
    """Make sure by hand that it worked, where no sensor can: by a reading taken on the spot
    (`proof` reading) or by looking (inspection), always by a person other than those who ordered
    and did it."""

    operation: ClassVar[str] = "cases.verify"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "v"

    case: CaseId
    proof: Proof
    note: str
    evidence: Evidence | None = None


class CloseCase(Request, frozen=True, kw_only=True):
    """End a case: verified, or as `unverified`, which takes a reason and two persons: one proposes
    it, another one, a supervisor, agrees."""

    operation: ClassVar[str] = "cases.close"
    role: ClassVar[Role] = Role.OPERATOR
    confirm: ClassVar[bool] = True
    key: ClassVar[str | None] = "x"

    case: CaseId
    unverified: bool = False
