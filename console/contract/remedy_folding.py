"""What facts about remedies make of a case's view."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.clock import utc
from console.contract.case_restarts import person, restarted
from console.contract.case_views import CaseView, RemedyView
from console.contract.facts import Fact
from console.domain.case_facts import CaseFact, RemedyDone, RemedyOrdered, RemedyOverdue


def _ordered(view: CaseView, what: RemedyOrdered, fact: Fact) -> CaseView:
    remedy = RemedyView(
        number=what.remedy,
        finding=what.finding,
        action=what.action,
        party=what.party,
        ordered_at=fact.at,
        ordered_by=person(fact),
        responsible=what.responsible,
        due=None if what.due is None else utc(what.due),
        wants=what.wants,
    )
    return restarted(replace(view, remedies=(*view.remedies, remedy)))


def _done(view: CaseView, what: RemedyDone, fact: Fact) -> CaseView:
    remedies = tuple(
        replace(r, done_at=fact.at, done_by=person(fact), evidence=what.evidence)
        if r.number == what.remedy
        else r
        for r in view.remedies
    )
    return restarted(replace(view, remedies=remedies))


def _overdue(view: CaseView, what: RemedyOverdue, _fact: Fact) -> CaseView:
    remedies = tuple(
        replace(r, overdue=True) if r.number == what.remedy else r for r in view.remedies
    )
    return replace(view, remedies=remedies)


REMEDY_FOLDS: dict[type[CaseFact], Callable[..., CaseView]] = {
    RemedyOrdered: _ordered,
    RemedyDone: _done,
    RemedyOverdue: _overdue,
}
