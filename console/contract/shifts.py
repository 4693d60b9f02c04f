"""What can be asked for about shifts: signing on and off, handing over, the operators' log."""

from __future__ import annotations

from typing import ClassVar

from console.contract.request import Request
from console.domain.values import Role


class EnrolPerson(Request, frozen=True, kw_only=True):
    """Let a person sign on with a PIN, in a role that is no higher than one's own."""

    operation: ClassVar[str] = "shifts.enrol"
    role: ClassVar[Role] = Role.SUPERVISOR
    no_key: ClassVar[str | None] = "a PIN is set once, on the command line"
    secret: ClassVar[bool] = True

    person: str
    as_role: str
    pin: str

    def __repr__(self) -> str:
        return f"EnrolPerson(person={self.person!r}, as_role={self.as_role!r})"


class SignOn(Request, frozen=True, kw_only=True):
    """Take a seat by name and PIN: what is done there is one's own from then on."""

    operation: ClassVar[str] = "shifts.sign-on"
    role: ClassVar[Role] = Role.VIEWER
    key: ClassVar[str | None] = "i"
    secret: ClassVar[bool] = True

    person: str
    pin: str

    def __repr__(self) -> str:
        return f"SignOn(person={self.person!r})"


class SignOff(Request, frozen=True, kw_only=True):
    """Leave the seat; what one owned and handed to nobody is nobody's."""

    operation: ClassVar[str] = "shifts.sign-off"
    role: ClassVar[Role] = Role.VIEWER
    confirm: ClassVar[bool] = True
    key: ClassVar[str | None] = "o"


class HandOver(Request, frozen=True, kw_only=True):
    """Offer what stands to the next person, frozen as it is now."""

    operation: ClassVar[str] = "shifts.handover"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "h"

    note: str | None = None


class AcceptHandover(Request, frozen=True, kw_only=True):
    """Sign for what another person hands over: what they owned is one's own."""

    operation: ClassVar[str] = "shifts.accept"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "a"

    handover: str


class WriteLog(Request, frozen=True, kw_only=True):
    """Write a line into the operators' log; `about` names an alert, case, device or unit."""

    operation: ClassVar[str] = "log.add"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "l"

    text: str
    about: str | None = None
