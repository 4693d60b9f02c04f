"""Who is on duty at which seat, and what one shift hands to the next."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.ids import AlertId, CaseId, UnitId
from console.domain.values import Role


class Person(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Someone who may sign on; of the PIN only `salt` and `digest` (scrypt, hex) are kept."""

    name: str
    role: Role
    salt: str
    digest: str

    def __repr__(self) -> str:
        return f"Person(name={self.name!r}, role={self.role!r})"  # a short PIN is soon found


class Duty(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person signed on at a seat since `since` (ms)."""

    seat: str
    person: str
    role: Role
    since: int


class HandoverStep(StrEnum):
    """How far a handover is."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    LAPSED = "lapsed"


class Owned(msgspec.Struct, frozen=True):
    """An alert that a person acknowledged, and when (ms)."""

    alert: AlertId
    occurrence: int
    by: str
    at: int


class Shelved(msgspec.Struct, frozen=True):
    """An alert on a shelf, and until when (ms)."""

    alert: AlertId
    until: int


class Handover(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What stood when one person handed over to the next, frozen at `at` (ms).

    Unless it is accepted until `until` (ms), what `by` owned falls back to unacknowledged.
    """

    id: str
    by: str
    at: int
    until: int
    note: str | None = None
    step: HandoverStep = HandoverStep.OFFERED
    unacknowledged: tuple[AlertId, ...] = ()
    owned: tuple[Owned, ...] = ()
    shelved: tuple[Shelved, ...] = ()
    out_of_service: tuple[str, ...] = ()
    out: tuple[UnitId, ...] = ()
    cases: tuple[CaseId, ...] = ()
    accepted_by: str | None = None
    ended_at: int | None = None
