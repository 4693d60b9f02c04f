"""Domain values as views: what the hub tells of what it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from console.clock import moment, utc
from console.contract.case_views import (
    AssignmentView,
    CaseView,
    FindingView,
    PointView,
    RemedyView,
)
from console.contract.views import AlertView, EpisodeView, ShelfView
from console.domain.alerts import Alert, Episode, Shelf
from console.domain.cases import Assignment, Case, Finding, Remedy, Watched


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
    return CaseView(
        id=case.id,
        step=case.step,
        title=case.title,
        zone=case.zone,
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
        outcome=case.outcome,
        closed_at=_maybe(case.closed_at),
        closed_by=case.closed_by,
    )


def _point(watched: Watched) -> PointView:
    point = watched.point
    return PointView(
        rule=point.rule,
        target=point.target,
        window_s=point.window_s,
        normal_since=_maybe(watched.normal_since),
    )


def _assignment(task: Assignment) -> AssignmentView:
    return AssignmentView(
        number=task.number,
        unit=task.unit,
        leg=task.leg,
        sent_by=task.sent_by,
        sent_at=utc(task.sent_at),
        changed_at=utc(task.changed_at),
    )


def _finding(finding: Finding) -> FindingView:
    return FindingView(
        number=finding.number, unit=finding.unit, seen=finding.seen, at=utc(finding.at)
    )


def _remedy(remedy: Remedy) -> RemedyView:
    return RemedyView(
        number=remedy.number,
        finding=remedy.finding,
        action=remedy.action,
        party=remedy.party,
        ordered_at=utc(remedy.ordered_at),
        ordered_by=remedy.ordered_by,
        done_at=_maybe(remedy.done_at),
        done_by=remedy.done_by,
    )


def _maybe(moment: int | None) -> datetime | None:
    return None if moment is None else utc(moment)
