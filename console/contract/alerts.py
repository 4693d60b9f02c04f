"""What can be asked for about alerts."""

from __future__ import annotations

from typing import ClassVar

from console.contract.request import Request
from console.domain.ids import AlertId
from console.domain.values import Role


class AcknowledgeAlert(Request, frozen=True, kw_only=True):
    """Take notice of one occurrence of an alert."""

    operation: ClassVar[str] = "alerts.ack"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "a"

    alert: AlertId
    occurrence: int
    note: str | None = None


class NoteAlert(Request, frozen=True, kw_only=True):
    """Write a note on one occurrence of an alert."""

    operation: ClassVar[str] = "alerts.note"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "n"

    alert: AlertId
    occurrence: int
    note: str
