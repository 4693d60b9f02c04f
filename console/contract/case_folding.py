"""What a case's facts make of its view: the very view that the hub would show after each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from console.contract.case_views import (
    AssignmentView,
    CaseView,
    FindingView,
    PointView,
    RemedyView,
)
from console.contract.facts import Fact
from console.domain.case_facts import (
    CaseClosed,
    CaseFact,
    CaseOpened,
    CaseVerified,
    PointNormal,
    Proof,
    RemedyDone,
    RemedyOrdered,
    VerificationBroken,
    VerificationStarted,
)
from console.domain.cases import Leg, Step
from console.domain.ids import RuleId, TargetId
from console.domain.patrol_facts import (
    PatrolAccepted,
    PatrolEnRoute,
    PatrolLeft,
    PatrolOnSite,
    PatrolReported,
    UnitDispatched,
)

_LEGS: dict[type[CaseFact], Leg] = {
    PatrolAccepted: Leg.ACCEPTED,
    PatrolEnRoute: Leg.EN_ROUTE,
    PatrolOnSite: Leg.ON_SITE,
    PatrolReported: Leg.REPORTED,
    PatrolLeft: Leg.RELEASED,
}


def opened(what: CaseOpened, fact: Fact) -> CaseView:
    """Return the view of a case that was just opened."""
    return CaseView(
        id=what.case,
        step=Step.FILED,
        title=what.title,
        zone=what.zone,
        alerts=what.alerts,
        points=tuple(
            PointView(rule=point.rule, target=point.target, window_s=point.window_s)
            for point in what.points
        ),
        opened_at=fact.at,
        opened_by=_person(fact),
        changed_at=fact.at,
    )


def folded(view: CaseView, what: CaseFact, fact: Fact) -> CaseView:
    """Return `view` after one more fact about it."""
    fold = _FOLDS.get(type(what))
    if fold is None:
        return view
    view = replace(fold(view, what, fact), changed_at=fact.at)
    return replace(view, step=_step(view))


def _sent(view: CaseView, what: UnitDispatched, fact: Fact) -> CaseView:
    task = AssignmentView(
        number=what.assignment,
        unit=what.unit,
        leg=Leg.OFFERED,
        sent_by=_person(fact),
        sent_at=fact.at,
        changed_at=fact.at,
    )
    return replace(view, assignments=(*view.assignments, task))


def _travelled(
    view: CaseView,
    what: PatrolAccepted | PatrolEnRoute | PatrolOnSite | PatrolReported | PatrolLeft,
    fact: Fact,
) -> CaseView:
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
    return _restarted(replace(view, findings=(*view.findings, *found)))


def _ordered(view: CaseView, what: RemedyOrdered, fact: Fact) -> CaseView:
    remedy = RemedyView(
        number=what.remedy,
        finding=what.finding,
        action=what.action,
        party=what.party,
        ordered_at=fact.at,
        ordered_by=_person(fact),
    )
    return _restarted(replace(view, remedies=(*view.remedies, remedy)))


def _done(view: CaseView, what: RemedyDone, fact: Fact) -> CaseView:
    remedies = tuple(
        replace(r, done_at=fact.at, done_by=_person(fact)) if r.number == what.remedy else r
        for r in view.remedies
    )
    return _restarted(replace(view, remedies=remedies))


def _started(view: CaseView, _what: VerificationStarted, fact: Fact) -> CaseView:
    return replace(view, settled_at=fact.at)


def _normal(view: CaseView, what: PointNormal, fact: Fact) -> CaseView:
    return _with_point(view, what.rule, what.target, fact.at)


def _broken(view: CaseView, what: VerificationBroken, _fact: Fact) -> CaseView:
    return _unproved(_with_point(view, what.rule, what.target, None))


def _verified(view: CaseView, what: CaseVerified, fact: Fact) -> CaseView:
    # Where the sensor proved it nobody did, whoever's act the fact came with.
    by = None if what.proof is Proof.SENSOR else _person(fact)
    return replace(view, verified_at=fact.at, verified_by=by, proof=what.proof)


def _closed(view: CaseView, what: CaseClosed, fact: Fact) -> CaseView:
    return replace(view, outcome=what.outcome, closed_at=fact.at, closed_by=_person(fact))


def _restarted(view: CaseView) -> CaseView:
    """Whatever was verified so far does not count any more."""
    points = tuple(replace(point, normal_since=None) for point in view.points)
    return _unproved(replace(view, points=points, settled_at=None))


def _unproved(view: CaseView) -> CaseView:
    return replace(view, verified_at=None, verified_by=None, proof=None)


def _with_point(
    view: CaseView, rule: RuleId, target: TargetId, normal_since: datetime | None
) -> CaseView:
    points = tuple(
        replace(p, normal_since=normal_since) if (p.rule, p.target) == (rule, target) else p
        for p in view.points
    )
    return replace(view, points=points)


def _person(fact: Fact) -> str:
    return fact.who.person if fact.who is not None else ""


def _step(view: CaseView) -> Step:
    if view.outcome is not None:
        return Step.CLOSED
    if view.verified_at is not None:
        return Step.VERIFIED
    if view.settled_at is not None:
        return Step.FED_BACK
    if view.findings:
        return Step.HANDLING
    legs = [task.leg for task in view.assignments if task.leg is not Leg.RELEASED]
    if Leg.ON_SITE in legs:
        return Step.HANDLING
    return Step.DISPATCHED if legs else Step.FILED


# One per kind of fact: `opened` makes the view that these change.
_FOLDS: dict[type[CaseFact], Callable[..., CaseView]] = {
    UnitDispatched: _sent,
    PatrolAccepted: _travelled,
    PatrolEnRoute: _travelled,
    PatrolOnSite: _travelled,
    PatrolReported: _reported,
    PatrolLeft: _travelled,
    RemedyOrdered: _ordered,
    RemedyDone: _done,
    VerificationStarted: _started,
    PointNormal: _normal,
    VerificationBroken: _broken,
    CaseVerified: _verified,
    CaseClosed: _closed,
}
