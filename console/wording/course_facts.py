"""What happened to a case's course, as one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from console.clock import utc
from console.domain.case_facts import (
    CaseClosed,
    CaseEdited,
    CaseFact,
    CaseFiled,
    CaseGathered,
    CaseLinked,
    CaseNoted,
    CaseOpened,
    CaseReopened,
    CaseResumed,
    CaseReturned,
    CaseSuspended,
    CloseProposed,
    DirectiveRead,
    Outcome,
)
from console.domain.sites import Site
from console.wording.catalog import translator
from console.wording.clock_facts import CLOCK_WORDS
from console.wording.matters import category_word, source_word
from console.wording.names import party_name, target_name, zone_name
from console.wording.plain import plain
from console.wording.states import priority_word
from console.wording.values import local

_ = translator("words")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


ENDINGS: dict[Outcome, str] = {
    Outcome.VERIFIED: _n("{case} closed as verified"),
    Outcome.UNVERIFIED: _n("{case} closed unverified"),
    Outcome.REJECTED: _n("{case} rejected: no case"),
    Outcome.CANCELLED: _n("{case} cancelled: opened in error"),
    Outcome.DUPLICATE: _n("{case} closed as a duplicate of {other}"),
}


def course_sentence(what: CaseFact, site: Site, *, here: bool) -> str | None:
    """Return a fact about a case's course as a sentence; nothing where it is about something
    else."""
    words = _WORDS.get(type(what))
    return None if words is None else words(what, site, None if here else site.time_zone)


def _opened(what: CaseOpened, site: Site, _zone: str | None) -> str:
    told = _(", ").join(part for part in _about(what, site) if part)
    message = _n("{case} opened: {about}") if told else _n("{case} opened")
    if what.waiting:
        message = _n("{case} collected: {about}") if told else _n("{case} collected")
    return _(message).format(case=plain(what.case), about=told)


def _about(what: CaseOpened, site: Site) -> list[str]:
    return [
        f"“{plain(what.title)}”" if what.title else "",
        _directed(what),
        target_name(site, what.about) if what.about else "",
        zone_name(site, what.zone) if what.zone else "",
        " ".join(map(plain, what.alerts)),
        "" if what.source in ("alert", "directive") or _plainly(what) else source_word(what.source),
        _("number {reference}").format(reference=plain(what.reference)) if what.reference else "",
    ]


def _plainly(what: CaseOpened) -> bool:
    """Tell whether it is one by hand about which nobody said where it came from."""
    return what.source == "rounds" and what.reference is None


def _directed(what: CaseOpened) -> str:
    if what.directive is None:
        return ""
    readers = _(", ").join(map(plain, what.to))
    return _("directive “{text}” for {readers}").format(text=plain(what.directive), readers=readers)


def _filed(what: CaseFiled, _site: Site, _zone: str | None) -> str:
    return _("{case} filed").format(case=plain(what.case))


def _returned(what: CaseReturned, _site: Site, _zone: str | None) -> str:
    return _("{case} returned: what was done is not enough").format(case=plain(what.case))


def _suspended(what: CaseSuspended, _site: Site, zone: str | None) -> str:
    until = local(utc(what.until), zone)
    return _("{case} suspended until {until}").format(case=plain(what.case), until=until)


def _resumed(what: CaseResumed, _site: Site, _zone: str | None) -> str:
    return _("{case} goes on").format(case=plain(what.case))


def _reopened(what: CaseReopened, _site: Site, _zone: str | None) -> str:
    return _("{case} reopened").format(case=plain(what.case))


def _edited(what: CaseEdited, site: Site, _zone: str | None) -> str:
    told = [
        _("title “{title}”").format(title=plain(what.title)) if what.title else "",
        zone_name(site, what.zone) if what.zone else "",
        category_word(what.category) if what.category else "",
        _("priority {priority}").format(priority=priority_word(what.priority))
        if what.priority
        else "",
        _owner(what.owner),
        _contacts(what, site),
        _number(what.reference),
    ]
    changed = _(", ").join(part for part in told if part)
    return _("{case} put right: {changed}").format(case=plain(what.case), changed=changed)


def _owner(owner: str | None) -> str:
    if owner is None:
        return ""
    return _("owner {owner}").format(owner=plain(owner)) if owner else _("no owner")


def _number(reference: str | None) -> str:
    if reference is None:
        return ""
    return (
        _("number {reference}").format(reference=plain(reference)) if reference else _("no number")
    )


def _contacts(what: CaseEdited, site: Site) -> str:
    if what.contacts is None:
        return ""
    names = _(", ").join(party_name(site, party) for party in what.contacts)
    return _("contacts {names}").format(names=names) if names else _("no contacts")


def _linked(what: CaseLinked, _site: Site, _zone: str | None) -> str:
    other = plain(what.other)
    return _("{case} linked with {other}").format(case=plain(what.case), other=other)


def _gathered(what: CaseGathered, _site: Site, _zone: str | None) -> str:
    alerts = " ".join(map(plain, what.alerts))
    return _("{case} takes in {alerts}").format(case=plain(what.case), alerts=alerts)


def _noted(what: CaseNoted, _site: Site, _zone: str | None) -> str:
    return _("{case}: note “{note}”").format(case=plain(what.case), note=plain(what.note))


def _read(what: DirectiveRead, _site: Site, _zone: str | None) -> str:
    person = plain(what.person)
    return _("{case}: directive read by {person}").format(case=plain(what.case), person=person)


def _proposed(what: CloseProposed, _site: Site, _zone: str | None) -> str:
    return _("{case} proposed to be closed unverified").format(case=plain(what.case))


def _closed(what: CaseClosed, _site: Site, _zone: str | None) -> str:
    other = plain(what.duplicate_of or "")
    return _(ENDINGS[what.outcome]).format(case=plain(what.case), other=other)


_WORDS: dict[type[CaseFact], Callable[[Any, Site, str | None], str]] = {
    CaseOpened: _opened,
    CaseFiled: _filed,
    CaseReturned: _returned,
    CaseSuspended: _suspended,
    CaseResumed: _resumed,
    CaseReopened: _reopened,
    CaseEdited: _edited,
    CaseLinked: _linked,
    CaseGathered: _gathered,
    CaseNoted: _noted,
    DirectiveRead: _read,
    CloseProposed: _proposed,
    CaseClosed: _closed,
    **CLOCK_WORDS,
}
