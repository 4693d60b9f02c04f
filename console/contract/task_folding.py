"""What facts about units' tasks make of a case's view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from console.clock import utc
from console.contract.case_restarts import person, restarted
from console.contract.case_views import AssignmentView, CaseView, FindingView
from console.contract.facts import Fact
from console.domain.case_facts import CaseFact
from console.domain.cases import OVER, Leg
from console.domain.patrol_facts import (
    PatrolAccepted,
    PatrolCheckedIn,
    PatrolDeclined,
    PatrolEnRoute,
    PatrolLeft,
    PatrolOnSite,
    PatrolOverdue,
    PatrolReported,
    PatrolStoodDown,
    ReportAmended,
    SecondUnitAsked,
    TaskCameUp,
    UnitDispatched,
)

_LEGS: dict[type[CaseFact], Leg] = {
    PatrolAccepted: Leg.ACCEPTED,
    PatrolEnRoute: Leg.EN_ROUTE,
    PatrolOnSite: Leg.ON_SITE,
    PatrolReported: Leg.REPORTED,
    PatrolLeft: Leg.RELEASED,
    PatrolDeclined: Leg.DECLINED,
    PatrolStoodDown: Leg.STOOD_DOWN,
}
_Going = PatrolAccepted | PatrolEnRoute | PatrolOnSite | PatrolReported
_Gone = PatrolLeft | PatrolDeclined | PatrolStoodDown


def _sent(view: CaseView, what: UnitDispatched, fact: Fact) -> CaseView:
    task = AssignmentView(
        number=what.assignment,
        unit=what.unit,
        leg=Leg.OFFERED,
        sent_by=person(fact),
        sent_at=fact.at,
        changed_at=fact.at,
        check_by=_maybe(what.check_by),
    )
    before = tuple(replace(earlier, asks=None) for earlier in view.assignments)
    return replace(view, assignments=(*before, task))


def _travelled(view: CaseView, what: _Going | _Gone, fact: Fact) -> CaseView:
    leg = _LEGS[type(what)]
    check_by = None if isinstance(what, _Gone) else _maybe(what.check_by)
    changed: dict[str, object] = {"leg": leg, "changed_at": fact.at, "check_by": check_by}
    if leg in OVER:
        changed["asks"] = None
    return _with_task(view, what.assignment, misses=0, **changed)


def _reported(view: CaseView, what: PatrolReported, fact: Fact) -> CaseView:
    found = tuple(
        FindingView(number=number, unit=what.unit, seen=seen, at=fact.at)
        for number, seen in enumerate(what.findings, what.first)
    )
    view = _travelled(view, what, fact)
    return restarted(replace(view, findings=(*view.findings, *found)))


def _checked(view: CaseView, what: PatrolCheckedIn, _fact: Fact) -> CaseView:
    return _with_task(view, what.assignment, check_by=_maybe(what.check_by), misses=0)


def _came_up(view: CaseView, what: TaskCameUp, _fact: Fact) -> CaseView:
    return _with_task(view, what.assignment, check_by=_maybe(what.check_by))


def _overdue(view: CaseView, what: PatrolOverdue, _fact: Fact) -> CaseView:
    check_by = _maybe(what.check_by)
    return _with_task(view, what.assignment, check_by=check_by, misses=what.misses)


def _asked(view: CaseView, what: SecondUnitAsked, _fact: Fact) -> CaseView:
    return _with_task(view, what.assignment, asks=what.asks)


def _amended(view: CaseView, what: ReportAmended, fact: Fact) -> CaseView:
    findings = tuple(
        replace(
            finding,
            seen=finding.seen if what.seen is None else what.seen,
            amended_at=fact.at,
            withdrawn=what.seen is None,
        )
        if finding.number == what.finding
        else finding
        for finding in view.findings
    )
    return restarted(replace(view, findings=findings))


def _with_task(view: CaseView, number: int, **changed: object) -> CaseView:
    tasks = tuple(
        replace(task, **changed) if task.number == number else task for task in view.assignments
    )
    return replace(view, assignments=tasks)


def _maybe(moment: int | None) -> datetime | None:
    return None if moment is None else utc(moment)


TASK_FOLDS: dict[type[CaseFact], Callable[..., CaseView]] = {
    UnitDispatched: _sent,
    TaskCameUp: _came_up,
    PatrolAccepted: _travelled,
    PatrolEnRoute: _travelled,
    PatrolOnSite: _travelled,
    PatrolReported: _reported,
    PatrolLeft: _travelled,
    PatrolDeclined: _travelled,
    PatrolStoodDown: _travelled,
    PatrolCheckedIn: _checked,
    PatrolOverdue: _overdue,
    SecondUnitAsked: _asked,
    ReportAmended: _amended,
}
