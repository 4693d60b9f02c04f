"""Every kind of fact about notices, for the tests of words."""

from __future__ import annotations

from console.domain.ids import CaseId, PartyId
from console.domain.notice_facts import (
    NoticeDropped,
    NoticeFact,
    NoticeFailed,
    NoticeKind,
    NoticeSent,
    NoticeTestAsked,
    Trouble,
    Untold,
)

_SENT = NoticeSent(
    notice="N-9-1",
    channel="site-team",
    kind=NoticeKind.REMEDY_ORDERED,
    attempts=2,
    case=CaseId("C-7"),
    party=PartyId("site-team"),
)
NOTICE_FACTS: tuple[NoticeFact, ...] = (
    NoticeTestAsked(party=PartyId("site-team")),
    NoticeTestAsked(channel="site\x1b[2J-team"),
    _SENT,
    *(
        NoticeFailed(
            notice="N-9-1",
            channel="a",
            kind=kind,
            attempts=1,
            trouble=trouble,
            status=500,
            given_up=given_up,
            case=CaseId("C-7"),
        )
        for kind, trouble, given_up in (
            (NoticeKind.TEST, Trouble.STATUS, False),
            (NoticeKind.CLOSED, Trouble.REFUSED, False),
            (NoticeKind.OVERDUE, Trouble.UNREACHABLE, True),
            (NoticeKind.REMEDY_OVERDUE, Trouble.TIMEOUT, False),
            (NoticeKind.UNIT_OVERDUE, Trouble.ADDRESS, True),
            (NoticeKind.SECOND_UNIT, Trouble.BROKEN, False),
        )
    ),
    *(
        NoticeDropped(notice="N-9-1", channel="a", kind=kind, attempts=0, why=why)
        for kind, why in zip(
            (NoticeKind.ESCALATED, NoticeKind.DIRECTIVE, NoticeKind.TEST), Untold, strict=True
        )
    ),
)
