"""What can be asked for about a case's course, beside the way from opening to close."""

from __future__ import annotations

from typing import ClassVar

from console.contract.request import Request
from console.domain.ids import AlertId, CaseId, PartyId, ZoneId
from console.domain.matters import Category
from console.domain.values import Priority, Role

IN_MENU = "in the menu of the case"


class FileCase(Request, frozen=True, kw_only=True):
    """Make a case of what was collected."""

    operation: ClassVar[str] = "cases.file"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId


class RejectCase(Request, frozen=True, kw_only=True):
    """Say that what was collected is no case; takes a reason."""

    operation: ClassVar[str] = "cases.reject"
    role: ClassVar[Role] = Role.OPERATOR
    confirm: ClassVar[bool] = True
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId


class ReturnCase(Request, frozen=True, kw_only=True):
    """Send a case back to handling: what was done is not enough; takes a reason."""

    operation: ClassVar[str] = "cases.return"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId


class SuspendCase(Request, frozen=True, kw_only=True):
    """Let a case rest for `for_s` seconds, its clocks too; takes a reason."""

    operation: ClassVar[str] = "cases.suspend"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId
    for_s: float


class ResumeCase(Request, frozen=True, kw_only=True):
    """Let a case that rests go on."""

    operation: ClassVar[str] = "cases.resume"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId


class CancelCase(Request, frozen=True, kw_only=True):
    """End a case that was opened in error; takes a reason."""

    operation: ClassVar[str] = "cases.cancel"
    role: ClassVar[Role] = Role.OPERATOR
    confirm: ClassVar[bool] = True
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId


class ReopenCase(Request, frozen=True, kw_only=True):
    """Work on a closed case again; takes a reason."""

    operation: ClassVar[str] = "cases.reopen"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId


class EditCase(Request, frozen=True, kw_only=True):
    """Put right what is known of a case; what is left out stays as it is."""

    operation: ClassVar[str] = "cases.edit"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId
    title: str | None = None
    zone: ZoneId | None = None
    category: Category | None = None
    priority: Priority | None = None
    owner: str | None = None
    contacts: tuple[PartyId, ...] | None = None
    reference: str | None = None


class NoteCase(Request, frozen=True, kw_only=True):
    """Write something down about a case."""

    operation: ClassVar[str] = "cases.note"
    role: ClassVar[Role] = Role.PATROL
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId
    note: str


class GatherAlerts(Request, frozen=True, kw_only=True):
    """Let alerts belong to a case that is open already."""

    operation: ClassVar[str] = "cases.gather"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId
    alerts: tuple[AlertId, ...]


class LinkCases(Request, frozen=True, kw_only=True):
    """Say that two cases have to do with each other."""

    operation: ClassVar[str] = "cases.link"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId
    other: CaseId


class MarkDuplicate(Request, frozen=True, kw_only=True):
    """End a case as the same matter as another one, which keeps its alerts."""

    operation: ClassVar[str] = "cases.duplicate"
    role: ClassVar[Role] = Role.OPERATOR
    confirm: ClassVar[bool] = True
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId
    other: CaseId


class CompareDays(Request, frozen=True, kw_only=True):
    """Say that the matter comes and goes: it is proved by comparing the same hours of day, before
    and after."""

    operation: ClassVar[str] = "cases.compare"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId


class EscalateCase(Request, frozen=True, kw_only=True):
    """Pass a case up the site's chain now; takes a reason."""

    operation: ClassVar[str] = "cases.escalate"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId


class StandDown(Request, frozen=True, kw_only=True):
    """Call a unit off its task; takes a reason."""

    operation: ClassVar[str] = "cases.standdown"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId
    unit: str


class DirectCase(Request, frozen=True, kw_only=True):
    """Give a directive: a case that needs no alert, for persons who are to read it.

    `about` names a zone, device or sensor; `to` are the persons on the hub's roll it is for.
    """

    operation: ClassVar[str] = "cases.direct"
    role: ClassVar[Role] = Role.SUPERVISOR
    key: ClassVar[str | None] = "D"

    text: str
    to: tuple[str, ...]
    about: str | None = None
    category: Category | None = None
    priority: Priority | None = None


class ReadDirective(Request, frozen=True, kw_only=True):
    """Say that one has read a directive."""

    operation: ClassVar[str] = "cases.read"
    role: ClassVar[Role] = Role.VIEWER  # whoever it is for; nobody else may
    no_key: ClassVar[str | None] = IN_MENU

    case: CaseId
