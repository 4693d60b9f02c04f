"""Domain values as views: what the hub tells of what it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from console.clock import moment, utc
from console.contract.case_views import (
    AssignmentView,
    CaseView,
    DayView,
    DirectiveView,
    FindingView,
    PointView,
    ProposalView,
    ReadReceiptView,
    RemedyView,
    StepClockView,
    SuggestionView,
    SuspensionView,
)
from console.contract.views import AlertView, EpisodeView, ShelfView
from console.domain.alerts import Alert, Episode, Shelf
from console.domain.cases import (
    Assignment,
    Case,
    Directive,
    Finding,
    Proposal,
    Remedy,
    Suspension,
    Watched,
)
from console.domain.comparison import Day
from console.domain.matters import StepClock, Suggestion


def alert_view(alert: Alert) -> AlertView:
    """Return `alert` as facts tell it: with the value of the last fact, not the newest one."""
    return AlertView(
        id=alert.id,
        occurrence=alert.occurrence,
        rule=alert.rule,
        target=alert.target,
        state=alert.state,
        standing=alert.standing,
        priority=alert.priority,
        limit=alert.limit,
        value=alert.told,
        raised_at=utc(alert.raised_at),
        changed_at=utc(alert.changed_at),
        acknowledged_by=alert.acknowledged_by,
        acknowledged_at=_maybe(alert.acknowledged_at),
        notes=alert.notes,
        order=alert.order,
        shelf=None if alert.shelf is None else _shelf(alert.shelf),
        suppressed_by=alert.suppressed_by,
        out_of_service=alert.out_of_service,
        symptom_of=alert.symptom_of,
        episodes=episode_views(alert.episodes),
    )


def episode_views(episodes: Iterable[Episode]) -> tuple[EpisodeView, ...]:
    """Return episodes as they are told."""
    return tuple(EpisodeView(began=utc(e.began), ended=utc(e.ended)) for e in episodes)


def episodes_of(views: Iterable[EpisodeView]) -> list[Episode]:
    """Return episodes as they are counted."""
    return [Episode(moment(view.began), moment(view.ended)) for view in views]


def _shelf(shelf: Shelf) -> ShelfView:
    return ShelfView(
        until=utc(shelf.until),
        by=shelf.by,
        at=utc(shelf.at),
        reason=shelf.reason,
        one_shot=shelf.one_shot,
    )


def case_view(case: Case) -> CaseView:
    """Return `case` as facts tell it: how long its evidence holds is not among them."""
    return replace(
        _work(case),
        title=case.title,
        zone=case.zone,
        source=case.source,
        category=case.category,
        priority=case.priority,
        owner=case.owner,
        contacts=case.contacts,
        reference=case.reference,
        directive=None if case.directive is None else _directive(case.directive),
        about=case.about,
        filed_at=_maybe(case.filed_at),
        filed_by=case.filed_by,
        suspension=None if case.suspension is None else _suspension(case.suspension),
        returns=case.returns,
        returned_at=_maybe(case.returned_at),
        reopened=case.reopened,
        links=case.links,
        duplicate_of=case.duplicate_of,
        notes=case.notes,
        proposal=None if case.proposal is None else _proposal(case.proposal),
        clock=None if case.clock is None else _clock(case.clock),
        whole=None if case.whole is None else _clock(case.whole),
        late=case.late,
        suggested=tuple(map(_suggestion, case.suggested)),
    )


def _work(case: Case) -> CaseView:
    """Return how far the case is, what was done, and how it was proved."""
    return CaseView(
        id=case.id,
        step=case.step,
        alerts=case.alerts,
        points=tuple(map(_point, case.watched)),
        assignments=tuple(map(_assignment, case.assignments)),
        findings=tuple(map(_finding, case.findings)),
        remedies=tuple(map(_remedy, case.remedies)),
        opened_at=utc(case.opened_at),
        opened_by=case.opened_by,
        changed_at=utc(case.changed_at),
        settled_at=_maybe(case.settled_at),
        verified_at=_maybe(case.verified_at),
        verified_by=case.verified_by,
        proof=case.proof,
        shown=case.shown,
        outcome=case.outcome,
        closed_at=_maybe(case.closed_at),
        closed_by=case.closed_by,
    )


def _directive(told: Directive) -> DirectiveView:
    read = tuple(ReadReceiptView(person=one.person, at=utc(one.at)) for one in told.read)
    return DirectiveView(text=told.text, to=told.to, by=told.by, read=read)


def _suspension(rest: Suspension) -> SuspensionView:
    return SuspensionView(since=utc(rest.since), until=utc(rest.until), by=rest.by)


def _proposal(proposal: Proposal) -> ProposalView:
    return ProposalView(by=proposal.by, at=utc(proposal.at))


def _clock(clock: StepClock) -> StepClockView:
    return StepClockView(
        term=clock.term,
        since=utc(clock.since),
        due=_maybe(clock.due),
        left_s=clock.left_s,
        rung=clock.rung,
        told=clock.told,
    )


def _suggestion(one: Suggestion) -> SuggestionView:
    return SuggestionView(
        sensor=one.sensor,
        verdicts=one.verdicts,
        causes=one.causes,
        confidence=one.confidence,
        score=one.score,
        at=utc(one.at),
    )


def _point(watched: Watched) -> PointView:
    point = watched.point
    return PointView(
        rule=point.rule,
        target=point.target,
        window_s=point.window_s,
        normal_since=_maybe(watched.normal_since),
        of_days=point.days,
        hours=watched.hours,
        before=tuple(map(day_view, watched.before)),
        days=tuple(map(day_view, watched.days)),
    )


def day_view(day: Day) -> DayView:
    """Return a compared day as a view."""
    return DayView(
        start=utc(day.start),
        episodes=day.episodes,
        increment=day.increment,
        covered=day.covered,
        counted=day.counted,
    )


def _assignment(task: Assignment) -> AssignmentView:
    return AssignmentView(
        number=task.number,
        unit=task.unit,
        leg=task.leg,
        sent_by=task.sent_by,
        sent_at=utc(task.sent_at),
        changed_at=utc(task.changed_at),
        check_by=_maybe(task.check_by),
        misses=task.misses,
        asks=task.asks,
    )


def _finding(finding: Finding) -> FindingView:
    return FindingView(
        number=finding.number,
        unit=finding.unit,
        seen=finding.seen,
        at=utc(finding.at),
        amended_at=_maybe(finding.amended_at),
        withdrawn=finding.withdrawn,
    )


def _remedy(remedy: Remedy) -> RemedyView:
    return RemedyView(
        number=remedy.number,
        finding=remedy.finding,
        action=remedy.action,
        party=remedy.party,
        ordered_at=utc(remedy.ordered_at),
        ordered_by=remedy.ordered_by,
        responsible=remedy.responsible,
        due=_maybe(remedy.due),
        wants=remedy.wants,
        overdue=remedy.overdue,
        done_at=_maybe(remedy.done_at),
        done_by=remedy.done_by,
        evidence=remedy.evidence,
    )


def _maybe(moment: int | None) -> datetime | None:
    return None if moment is None else utc(moment)
