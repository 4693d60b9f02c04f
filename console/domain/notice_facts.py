"""What can happen to a notice: it was delivered, it was not, nobody was told; why and how often."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.ids import CaseId, PartyId


class NoticeKind(StrEnum):
    """What a party is told; `rank` orders what is dropped first where too much waits."""

    TEST = "test"
    CLOSED = "closed"
    REMEDY_ORDERED = "remedy_ordered"
    OVERDUE = "overdue"
    REMEDY_OVERDUE = "remedy_overdue"
    UNIT_OVERDUE = "unit_overdue"
    SECOND_UNIT = "second_unit"
    ESCALATED = "escalated"
    DIRECTIVE = "directive"

    @property
    def rank(self) -> int:
        """Return how much it matters that it arrives: more is more."""
        return _RANKED.index(self)


_RANKED = tuple(NoticeKind)


class Trouble(StrEnum):
    """Why a notice did not get through; codes only, since what a service says may hold secrets."""

    STATUS = "status"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    ADDRESS = "address"
    BROKEN = "broken"


class Untold(StrEnum):
    """Why a notice was not even tried, or no more."""

    DRILL = "drill"
    NO_CHANNEL = "no_channel"
    FULL = "full"


class NoticeTestAsked(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person wants to see whether a party, or a channel, can be told."""

    party: PartyId | None = None
    channel: str | None = None


class NoticeSent(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The channel's service took the notice."""

    notice: str
    channel: str
    kind: NoticeKind
    attempts: int
    case: CaseId | None = None
    party: PartyId | None = None


class NoticeFailed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The first attempt did not get through, or (`given_up`) the last one; `status` is what the
    service answered."""

    notice: str
    channel: str
    kind: NoticeKind
    attempts: int
    trouble: Trouble
    status: int | None = None
    given_up: bool = False
    case: CaseId | None = None
    party: PartyId | None = None


class NoticeDropped(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The notice is not sent."""

    notice: str
    channel: str
    kind: NoticeKind
    attempts: int
    why: Untold
    case: CaseId | None = None
    party: PartyId | None = None


NoticeFact = NoticeTestAsked | NoticeSent | NoticeFailed | NoticeDropped
