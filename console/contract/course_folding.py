"""What facts about a case's course make of its view."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.clock import utc
from console.contract.case_restarts import person, restarted
from console.contract.case_views import (
    CaseView,
    DirectiveView,
    PointView,
    ProposalView,
    ReadReceiptView,
    SuspensionView,
)
from console.contract.facts import Fact
from console.contract.projection import case_view
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
    Point,
)
from console.domain.cases import OVER, Leg, Step


def opened(what: CaseOpened, fact: Fact) -> CaseView:
    """Return the view of a case that was just opened."""
    by = person(fact)
    directive = None
    if what.directive is not None:
        directive = DirectiveView(text=what.directive, to=what.to, by=by)
    return CaseView(
        id=what.case,
        step=Step.COLLECTED if what.waiting else Step.FILED,
        title=what.title,
        zone=what.zone,
        source=what.source,
        category=what.category,
        priority=what.priority,
        owner=what.owner,
        contacts=what.contacts,
        reference=what.reference,
        directive=directive,
        about=what.about,
        filed_at=None if what.waiting else fact.at,
        filed_by=None if what.waiting else by,
        links=what.links,
        alerts=what.alerts,
        points=_points(what.points),
        opened_at=fact.at,
        opened_by=by,
        changed_at=fact.at,
    )


def _points(points: tuple[Point, ...]) -> tuple[PointView, ...]:
    return tuple(
        PointView(rule=p.rule, target=p.target, window_s=p.window_s, of_days=p.days) for p in points
    )


def _filed(view: CaseView, _what: CaseFiled, fact: Fact) -> CaseView:
    by = person(fact)
    return replace(view, filed_at=fact.at, filed_by=by, owner=view.owner or by)


def _returned(view: CaseView, _what: CaseReturned, fact: Fact) -> CaseView:
    return replace(restarted(view), returns=view.returns + 1, returned_at=fact.at)


def _suspended(view: CaseView, what: CaseSuspended, fact: Fact) -> CaseView:
    since = view.suspension.since if view.suspension is not None else fact.at
    rest = SuspensionView(since=since, until=utc(what.until), by=person(fact))
    points = tuple(replace(point, normal_since=None) for point in view.points)
    return replace(view, suspension=rest, points=points)


def _resumed(view: CaseView, _what: CaseResumed, _fact: Fact) -> CaseView:
    return replace(restarted(view), suspension=None)


def closed_before(what: CaseReopened) -> CaseView | None:
    """Return the view of a case as it was closed, where the fact that reopens it tells."""
    return None if what.was is None else case_view(what.was)


def _reopened(view: CaseView, _what: CaseReopened, fact: Fact) -> CaseView:
    tasks = tuple(
        task
        if task.leg in OVER
        else replace(task, leg=Leg.RELEASED, changed_at=fact.at, check_by=None)
        for task in view.assignments
    )
    found = any(not finding.withdrawn for finding in view.findings)
    return replace(
        restarted(view),
        reopened=view.reopened + 1,
        returned_at=fact.at if found else view.returned_at,
        assignments=tasks,
        suspension=None,
        outcome=None,
        duplicate_of=None,
        closed_at=None,
        closed_by=None,
    )


def _edited(view: CaseView, what: CaseEdited, _fact: Fact) -> CaseView:
    return replace(
        view,
        title=view.title if what.title is None else what.title or None,
        zone=what.zone or view.zone,
        category=what.category or view.category,
        priority=what.priority or view.priority,
        owner=view.owner if what.owner is None else what.owner or None,
        contacts=view.contacts if what.contacts is None else what.contacts,
        reference=view.reference if what.reference is None else what.reference or None,
    )


def _noted(view: CaseView, _what: CaseNoted, _fact: Fact) -> CaseView:
    return replace(view, notes=view.notes + 1)


def _gathered(view: CaseView, what: CaseGathered, _fact: Fact) -> CaseView:
    alerts, points = (*view.alerts, *what.alerts), (*view.points, *_points(what.points))
    return restarted(replace(view, alerts=alerts, points=points))


def _linked(view: CaseView, what: CaseLinked, _fact: Fact) -> CaseView:
    return replace(view, links=(*view.links, what.other))


def _read(view: CaseView, what: DirectiveRead, fact: Fact) -> CaseView:
    if view.directive is None:
        return view
    receipt = ReadReceiptView(person=what.person, at=fact.at)
    read = (*view.directive.read, receipt)
    return replace(view, directive=replace(view.directive, read=read))


def _proposed(view: CaseView, _what: CloseProposed, fact: Fact) -> CaseView:
    return replace(view, proposal=ProposalView(by=person(fact), at=fact.at))


def _closed(view: CaseView, what: CaseClosed, fact: Fact) -> CaseView:
    return replace(
        view,
        outcome=what.outcome,
        duplicate_of=what.duplicate_of,
        suspension=None,
        closed_at=fact.at,
        closed_by=person(fact),
    )


COURSE_FOLDS: dict[type[CaseFact], Callable[..., CaseView]] = {
    CaseFiled: _filed,
    CaseReturned: _returned,
    CaseSuspended: _suspended,
    CaseResumed: _resumed,
    CaseReopened: _reopened,
    CaseEdited: _edited,
    CaseNoted: _noted,
    CaseGathered: _gathered,
    CaseLinked: _linked,
    DirectiveRead: _read,
    CloseProposed: _proposed,
    CaseClosed: _closed,
}
