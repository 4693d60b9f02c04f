"""A notice on its way to a party: pure, with its next attempt in the value.

Attempts are real time and not data time: a service that is down in a drill is down in earnest.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec
from msgspec.structs import replace

from console.domain.case_facts import Outcome
from console.domain.causes import Action
from console.domain.ids import CaseId, PartyId, TargetId, UnitId, ZoneId
from console.domain.notice_facts import (
    NoticeDropped,
    NoticeFailed,
    NoticeKind,
    NoticeSent,
    Trouble,
    Untold,
)

LADDER_S = (10, 30, 120, 600, 3600)  # after so long the next attempt; the last one again and again
GIVE_UP_S = 24 * 3600


class NoticeState(StrEnum):
    """How far a notice has come."""

    WAITING = "waiting"
    FAILED = "failed"
    SENT = "sent"
    GIVEN_UP = "given_up"
    DROPPED = "dropped"

    @property
    def pending(self) -> bool:
        """Tell whether it is still to be delivered."""
        return self in (NoticeState.WAITING, NoticeState.FAILED)


class Matter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a notice is about, as it was when it was written; moments in ms of data time.

    `text` are a person's words: a directive, what a unit asks for.
    """

    title: str | None = None
    zone: ZoneId | None = None
    targets: tuple[TargetId, ...] = ()
    since: int | None = None
    due: int | None = None
    action: Action | None = None
    unit: UnitId | None = None
    text: str | None = None
    by: str | None = None
    rung: int | None = None
    step: str | None = None
    outcome: Outcome | None = None


class Notice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """What one party is to be told on one channel because of one fact.

    `at` is the fact's moment (data time, ms); `made_at`, `next_at` and `sent_at` are real time
    (ms). `trouble` and `status` are those of the last attempt.
    """

    id: str
    fact: int
    channel: str
    kind: NoticeKind
    about: Matter
    at: int
    made_at: int
    next_at: int
    case: CaseId | None = None
    party: PartyId | None = None
    drill: bool = False
    state: NoticeState = NoticeState.WAITING
    attempts: int = 0
    sent_at: int | None = None
    trouble: Trouble | None = None
    status: int | None = None
    why: Untold | None = None


class Attempt(msgspec.Struct, frozen=True):
    """How an attempt went: without `trouble` the service took it."""

    trouble: Trouble | None = None
    status: int | None = None


def is_due(notice: Notice, now: int) -> bool:
    """Tell whether to try at `now` (real ms); a clock that was set back puts nothing off."""
    wait = notice.next_at - now
    return notice.state.pending and (wait <= 0 or wait > LADDER_S[-1] * 1000)


def attempted(
    notice: Notice, attempt: Attempt, now: int
) -> tuple[Notice, NoticeSent | NoticeFailed | None]:
    """Return the notice after an attempt that ended at `now` (real ms), and what there is to tell.

    Of failures only the first and the last are told: what lies between says nothing new.
    """
    attempts = notice.attempts + 1
    if attempt.trouble is None:
        sent = replace(
            notice,
            state=NoticeState.SENT,
            attempts=attempts,
            sent_at=now,
            trouble=None,
            status=attempt.status,
        )
        return sent, _sent(sent)
    given_up = now - notice.made_at >= GIVE_UP_S * 1000
    failed = replace(
        notice,
        state=NoticeState.GIVEN_UP if given_up else NoticeState.FAILED,
        attempts=attempts,
        next_at=now + _wait_s(attempts) * 1000,
        trouble=attempt.trouble,
        status=attempt.status,
    )
    told = given_up or attempts == 1
    return failed, _failed(failed, attempt.trouble) if told else None


def dropped(notice: Notice, why: Untold) -> tuple[Notice, NoticeDropped]:
    """Return a notice that is not sent, and the fact that says so."""
    gone = replace(notice, state=NoticeState.DROPPED, why=why)
    fact = NoticeDropped(
        notice=gone.id,
        channel=gone.channel,
        kind=gone.kind,
        attempts=gone.attempts,
        why=why,
        case=gone.case,
        party=gone.party,
    )
    return gone, fact


def _wait_s(attempts: int) -> int:
    return LADDER_S[min(attempts, len(LADDER_S)) - 1]


def _sent(notice: Notice) -> NoticeSent:
    return NoticeSent(
        notice=notice.id,
        channel=notice.channel,
        kind=notice.kind,
        attempts=notice.attempts,
        case=notice.case,
        party=notice.party,
    )


def _failed(notice: Notice, trouble: Trouble) -> NoticeFailed:
    return NoticeFailed(
        notice=notice.id,
        channel=notice.channel,
        kind=notice.kind,
        attempts=notice.attempts,
        trouble=trouble,
        status=notice.status,
        given_up=notice.state is NoticeState.GIVEN_UP,
        case=notice.case,
        party=notice.party,
    )
