"""What became of a notice to a party, as one sentence; what it was about, and why it failed."""

from __future__ import annotations

from typing import assert_never

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
from console.domain.notices import NoticeState
from console.domain.sites import Site
from console.wording.catalog import translator
from console.wording.names import party_name
from console.wording.plain import plain

_ = translator("words")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


KINDS: dict[NoticeKind, str] = {
    NoticeKind.TEST: _n("test message"),
    NoticeKind.CLOSED: _n("case closed"),
    NoticeKind.REMEDY_ORDERED: _n("remedy asked for"),
    NoticeKind.OVERDUE: _n("step overdue"),
    NoticeKind.REMEDY_OVERDUE: _n("remedy overdue"),
    NoticeKind.UNIT_OVERDUE: _n("unit not heard of"),
    NoticeKind.SECOND_UNIT: _n("second unit asked for"),
    NoticeKind.ESCALATED: _n("escalated"),
    NoticeKind.DIRECTIVE: _n("directive"),
}
TROUBLES: dict[Trouble, str] = {
    Trouble.STATUS: _n("the service answered {status}"),
    Trouble.REFUSED: _n("the service refused it ({status})"),
    Trouble.UNREACHABLE: _n("the service cannot be reached"),
    Trouble.TIMEOUT: _n("the service did not answer in time"),
    Trouble.ADDRESS: _n("the channel's address is not understood"),
    Trouble.BROKEN: _n("sending it failed inside the hub"),
}
UNTOLD: dict[Untold, str] = {
    Untold.DRILL: _n("held back: drill"),
    Untold.NO_CHANNEL: _n("the channel is not set up"),
    Untold.FULL: _n("too many were waiting"),
}
NOTICE_STATES: dict[NoticeState, str] = {
    NoticeState.WAITING: _n("waiting"),
    NoticeState.FAILED: _n("failed, tried again"),
    NoticeState.SENT: _n("delivered"),
    NoticeState.GIVEN_UP: _n("given up"),
    NoticeState.DROPPED: _n("not sent"),
}


def notice_sentence(what: NoticeFact, site: Site) -> str:
    """Return a fact about a notice as a sentence, without who and why."""
    match what:
        case NoticeTestAsked():
            whom = _whom(what.party, what.channel or "", site)
            return _("test message to {whom} asked for").format(whom=whom)
        case NoticeSent():
            return _about(what.case, _("{kind}: {whom} told"), what, site)
        case NoticeFailed(given_up=True):
            told = _("{kind}: {whom} could not be told, {why}; given up")
            return _about(what.case, told, what, site, trouble_words(what.trouble, what.status))
        case NoticeFailed():
            told = _("{kind}: {whom} not told yet, {why}; it is tried again")
            return _about(what.case, told, what, site, trouble_words(what.trouble, what.status))
        case NoticeDropped():
            told = _("{kind}: {whom} not told, {why}")
            return _about(what.case, told, what, site, untold_words(what.why))
        case _:
            assert_never(what)


def kind_words(kind: NoticeKind) -> str:
    """Return what a notice tells, in a few words."""
    return _(KINDS[kind])


def trouble_words(trouble: Trouble, status: int | None) -> str:
    """Return why an attempt did not get through."""
    return _(TROUBLES[trouble]).format(status="?" if status is None else status)


def untold_words(why: Untold) -> str:
    """Return why a notice was not sent at all."""
    return _(UNTOLD[why])


def notice_state_words(state: NoticeState) -> str:
    """Return how far a notice has come."""
    return _(NOTICE_STATES[state])


def _about(
    case: CaseId | None,
    told: str,
    what: NoticeSent | NoticeFailed | NoticeDropped,
    site: Site,
    why: str = "",
) -> str:
    words = told.format(
        kind=kind_words(what.kind), whom=_whom(what.party, what.channel, site), why=why
    )
    return words if case is None else _("{case}: {words}").format(case=plain(case), words=words)


def _whom(party: PartyId | None, channel: str, site: Site) -> str:
    if party is None:
        return plain(channel)
    name = party_name(site, party)
    return f"{name} ({plain(channel)})" if channel else name
