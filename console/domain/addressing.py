"""Which party is told of what: from a fact about a case to whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from console.domain.case_facts import (
    CaseClosed,
    CaseOpened,
    RemedyOrdered,
    RemedyOverdue,
)
from console.domain.cases import Case, Remedy
from console.domain.ids import PartyId
from console.domain.notice_facts import NoticeKind
from console.domain.notices import Matter
from console.domain.parties import Party, named
from console.domain.patrol_facts import PatrolOverdue, SecondUnitAsked
from console.domain.sla_facts import CaseEscalated, StepOverdue

MISSES_TOLD = 2  # a unit that misses once is asked by the control room; twice, others must know

Parties = Mapping[PartyId, Party]


class Addressed(msgspec.Struct, frozen=True):
    """One party, and what it is told."""

    party: Party
    kind: NoticeKind
    about: Matter


def addressed(what: Any, case: Case, parties: Parties) -> list[Addressed]:
    """Return who is to be told of a fact about `case`, which is as the fact left it."""
    match what:
        case CaseEscalated():
            about = replace(_matter(case), rung=what.rung, step=_word(what.step))
            return _told(NoticeKind.ESCALATED, about, [parties.get(what.party)])
        case StepOverdue():
            about = replace(_matter(case), due=what.due, step=_word(what.step))
            return _told(NoticeKind.OVERDUE, about, _concerned(NoticeKind.OVERDUE, case, parties))
        case RemedyOrdered() | RemedyOverdue():
            return _of_remedy(what, case, parties)
        case CaseOpened(directive=str(text)):
            about = replace(_matter(case), title=case.title, text=text, by=case.opened_by or None)
            to = [named(parties, words) for words in what.to]
            kind = NoticeKind.DIRECTIVE
            whom = [*to, *_concerned(kind, case, parties), *_contacts(case, parties)]
            return _told(kind, about, whom)
        case PatrolOverdue(misses=misses) if misses == MISSES_TOLD:
            about = replace(_matter(case), unit=what.unit)
            kind = NoticeKind.UNIT_OVERDUE
            return _told(kind, about, _concerned(kind, case, parties))
        case SecondUnitAsked():
            about = replace(_matter(case), unit=what.unit, text=what.asks)
            kind = NoticeKind.SECOND_UNIT
            return _told(kind, about, _concerned(kind, case, parties))
        case CaseClosed():
            about = replace(_matter(case), outcome=what.outcome)
            whom = [*_concerned(NoticeKind.CLOSED, case, parties), *_contacts(case, parties)]
            return _told(NoticeKind.CLOSED, about, whom)
        case _:
            return []


def _of_remedy(
    what: RemedyOrdered | RemedyOverdue, case: Case, parties: Parties
) -> list[Addressed]:
    remedy = next((r for r in case.remedies if r.number == what.remedy), None)
    if remedy is None:
        return []
    about = replace(_matter(case), action=remedy.action, due=remedy.due)
    does = _doer(remedy, parties)
    if isinstance(what, RemedyOrdered):
        return _told(NoticeKind.REMEDY_ORDERED, about, [does])
    kind = NoticeKind.REMEDY_OVERDUE
    return _told(kind, about, [does, *_concerned(kind, case, parties)])


def _doer(remedy: Remedy, parties: Parties) -> Party | None:
    if remedy.responsible is not None:
        return parties.get(remedy.responsible)
    return named(parties, remedy.party)


def _concerned(kind: NoticeKind, case: Case, parties: Parties) -> list[Party | None]:
    """Return the case's owner, where it is a party, and those who hear of all of that kind."""
    owner = named(parties, case.owner) if case.owner else None
    return [owner, *(party for party in parties.values() if kind in party.hears)]


def _contacts(case: Case, parties: Parties) -> list[Party | None]:
    return [parties.get(id) for id in case.contacts]


def _told(kind: NoticeKind, about: Matter, whom: Iterable[Party | None]) -> list[Addressed]:
    unique = {party.id: party for party in whom if party is not None}
    return [Addressed(party, kind, about) for party in unique.values()]


def _matter(case: Case) -> Matter:
    return Matter(
        title=case.title or (case.directive.text if case.directive is not None else None),
        zone=case.zone,
        targets=tuple(dict.fromkeys(watched.point.target for watched in case.watched)),
        since=case.opened_at,
    )


def _word(step: object) -> str | None:
    return None if step is None else str(step)
