"""What people can do about a case's course, beside the work itself."""

from __future__ import annotations

import msgspec

from console.domain.case_facts import Point
from console.domain.ids import AlertId, CaseId, PartyId, ZoneId
from console.domain.matters import Category
from console.domain.values import Priority


class File(msgspec.Struct, frozen=True):
    """Make a case of what was collected."""

    person: str


class Return(msgspec.Struct, frozen=True):
    """Send it back to handling: what was done is not enough."""

    person: str


class Suspend(msgspec.Struct, frozen=True):
    """Let it rest until `until` (ms)."""

    until: int
    person: str


class Resume(msgspec.Struct, frozen=True):
    """Let it go on."""

    person: str


class Reopen(msgspec.Struct, frozen=True):
    """Work on it again though it was closed."""

    person: str


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """Put right what is known; what is null stays, an empty text takes back what was there."""

    title: str | None = None
    zone: ZoneId | None = None
    category: Category | None = None
    priority: Priority | None = None
    owner: str | None = None
    contacts: tuple[PartyId, ...] | None = None
    reference: str | None = None


class Note(msgspec.Struct, frozen=True):
    """Write something down."""

    text: str


class Gather(msgspec.Struct, frozen=True):
    """Let alerts belong to it, with the points they measured and how bad the worst of them is."""

    alerts: tuple[AlertId, ...]
    points: tuple[Point, ...]
    priority: Priority


class Link(msgspec.Struct, frozen=True):
    """It has to do with another case."""

    other: CaseId


class Read(msgspec.Struct, frozen=True):
    """A person has read its directive."""

    person: str


CourseMove = File | Return | Suspend | Resume | Reopen | Edit | Note | Gather | Link | Read
