"""What can be asked for about notices, and how they are shown; never an address."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import msgspec

from console.contract.request import Request
from console.domain.ids import CaseId, PartyId
from console.domain.notice_facts import NoticeKind, Trouble, Untold
from console.domain.notices import NoticeState
from console.domain.values import Role


class TestNotice(Request, frozen=True, kw_only=True):
    """Send a test message to a party, on all its channels, or on one channel."""

    __test__: ClassVar[bool] = False  # a request, whatever a runner of tests makes of its name

    operation: ClassVar[str] = "notices.test"
    role: ClassVar[Role] = Role.SUPERVISOR
    no_key: ClassVar[str | None] = "a channel is tried once, when it is set up"

    party: PartyId | None = None
    channel: str | None = None


class NoticeView(msgspec.Struct, frozen=True, kw_only=True):
    """What a party is told on a channel because of a fact: how far it has come.

    `at` is the fact's moment (data time); `next_at` and `sent_at` are real time.
    """

    id: str
    fact: int
    kind: NoticeKind
    channel: str
    state: NoticeState
    attempts: int
    at: datetime
    case: CaseId | None = None
    party: PartyId | None = None
    next_at: datetime | None = None
    sent_at: datetime | None = None
    trouble: Trouble | None = None
    status: int | None = None
    why: Untold | None = None
    drill: bool = False
