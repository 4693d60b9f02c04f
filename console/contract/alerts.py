"""What can be asked for about alerts."""

from __future__ import annotations

from typing import ClassVar

from console.contract.request import Request
from console.domain.ids import AlertId
from console.domain.values import Priority, Role


class AcknowledgeAlert(Request, frozen=True, kw_only=True):
    """Take notice of one occurrence of an alert.

    `seen` is the priority that was seen: should it have risen since, nobody has seen it as it is.
    `bulk` is how many are acknowledged together, where it is several: that asks for a reason.
    """

    operation: ClassVar[str] = "alerts.ack"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "a"

    alert: AlertId
    occurrence: int
    note: str | None = None
    bulk: int | None = None
    seen: Priority | None = None


class NoteAlert(Request, frozen=True, kw_only=True):
    """Write a note on one occurrence of an alert."""

    operation: ClassVar[str] = "alerts.note"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "n"

    alert: AlertId
    occurrence: int
    note: str


class UnacknowledgeAlert(Request, frozen=True, kw_only=True):
    """Take an acknowledgement back: the alert asks for a person again."""

    operation: ClassVar[str] = "alerts.unack"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "u"

    alert: AlertId
    occurrence: int
    note: str | None = None


class ShelveAlert(Request, frozen=True, kw_only=True):
    """Put an alert aside for `for_s` seconds, or with `one_shot` until it next ends (at most so
    long), whatever it does meanwhile; a reason is required."""

    operation: ClassVar[str] = "alerts.shelve"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "s"

    alert: AlertId
    for_s: float
    one_shot: bool = False


class UnshelveAlert(Request, frozen=True, kw_only=True):
    """Take an alert back from its shelf."""

    operation: ClassVar[str] = "alerts.unshelve"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "s"

    alert: AlertId


class MarkSymptom(Request, frozen=True, kw_only=True):
    """Say that an alert, seen at this occurrence, only follows from alert `of`: until that one is
    over, or this one becomes worse."""

    operation: ClassVar[str] = "alerts.symptom"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "y"

    alert: AlertId
    occurrence: int
    of: AlertId


class ReleaseSymptom(Request, frozen=True, kw_only=True):
    """Let a symptom stand for itself again."""

    operation: ClassVar[str] = "alerts.release"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "y"

    alert: AlertId
