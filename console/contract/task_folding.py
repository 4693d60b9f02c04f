"""What facts about units' tasks make of a case's view."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.contract.case_restarts import person, restarted
from console.contract.case_views import AssignmentView, CaseView, FindingView
from console.contract.facts import Fact
from console.domain.case_facts import CaseFact
from console.domain.cases import Leg
from console.domain.patrol_facts import (
    PatrolAccepted,
    PatrolEnRoute,
    PatrolLeft,
    PatrolOnSite,
    PatrolReported,
    PatrolStoodDown,
    UnitDispatched,
)

_LEGS: dict[type[CaseFact], Leg] = {
    PatrolAccepted: Leg.ACCEPTED,
    PatrolEnRoute: Leg.EN_ROUTE,
    PatrolOnSite: Leg.ON_SITE,
    PatrolReported: Leg.REPORTED,
    PatrolLeft: Leg.RELEASED,
    PatrolStoodDown: Leg.STOOD_DOWN,
}
_Travelled = (
    PatrolAccepted | PatrolEnRoute | PatrolOnSite | PatrolReported | PatrolLeft | PatrolStoodDown
)


def _sent(view: CaseView, what: UnitDispatched, fact: Fact) -> CaseView:
    task = AssignmentView(
        number=what.assignment,
        unit=what.unit,
        leg=Leg.OFFERED,
        sent_by=person(fact),
        sent_at=fact.at,
        changed_at=fact.at,
    )
    return replace(view, assignments=(*view.assignments, task))


def _travelled(view: CaseView, what: _Travelled, fact: Fact) -> CaseView:
    leg = _LEGS[type(what)]
    tasks = tuple(
        replace(task, leg=leg, changed_at=fact.at) if task.number == what.assignment else task
        for task in view.assignments
    )
    return replace(view, assignments=tasks)


def _reported(view: CaseView, what: PatrolReported, fact: Fact) -> CaseView:
    found = tuple(
        FindingView(number=number, unit=what.unit, seen=seen, at=fact.at)
        for number, seen in enumerate(what.findings, what.first)
    )
    view = _travelled(view, what, fact)
    return restarted(replace(view, findings=(*view.findings, *found)))


TASK_FOLDS: dict[type[CaseFact], Callable[..., CaseView]] = {
    UnitDispatched: _sent,
    PatrolAccepted: _travelled,
    PatrolEnRoute: _travelled,
    PatrolOnSite: _travelled,
    PatrolReported: _reported,
    PatrolLeft: _travelled,
    PatrolStoodDown: _travelled,
}
