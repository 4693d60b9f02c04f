"""What can happen on a shift."""

from __future__ import annotations

import msgspec

from console.domain.shifts import Handover
from console.domain.values import Role


class PersonEnrolled(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person may sign on from now on, or has a new role or PIN."""

    person: str
    role: Role


class ShiftStarted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person signed on at a seat."""

    person: str
    seat: str
    role: Role


class ShiftEnded(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person signed off from a seat."""

    person: str
    seat: str


class HandoverOffered(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person hands over; the object says what stood at that moment."""

    handover: Handover


class HandoverAccepted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The next person signed for it: what was owned is theirs."""

    handover: str
    by: str


class HandoverLapsed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Nobody signed in time: what was owned is nobody's."""

    handover: str


ShiftFact = (
    PersonEnrolled | ShiftStarted | ShiftEnded | HandoverOffered | HandoverAccepted | HandoverLapsed
)
