"""What facts about a comparison of days make of a case's view."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.contract.case_restarts import restarted
from console.contract.case_views import CaseView, PointView
from console.contract.facts import Fact
from console.contract.projection import day_view
from console.domain.case_facts import CaseFact
from console.domain.comparing import DAYS_KEPT
from console.domain.proof_facts import ComparisonBegan, DayCompared, RecurrenceMarked


def _marked(view: CaseView, what: RecurrenceMarked, _fact: Fact) -> CaseView:
    return restarted(_with(view, what, lambda point: replace(point, of_days=what.days)))


def _began(view: CaseView, what: ComparisonBegan, _fact: Fact) -> CaseView:
    before = tuple(map(day_view, what.before))
    return _with(view, what, lambda point: replace(point, hours=what.hours, before=before))


def _compared(view: CaseView, what: DayCompared, _fact: Fact) -> CaseView:
    day = day_view(what.day)
    return _with(view, what, lambda point: replace(point, days=(*point.days, day)[-DAYS_KEPT:]))


def _with(
    view: CaseView,
    what: RecurrenceMarked | ComparisonBegan | DayCompared,
    change: Callable[[PointView], PointView],
) -> CaseView:
    points = tuple(
        change(p) if (p.rule, p.target) == (what.rule, what.target) else p for p in view.points
    )
    return replace(view, points=points)


PROOF_FOLDS: dict[type[CaseFact], Callable[..., CaseView]] = {
    RecurrenceMarked: _marked,
    ComparisonBegan: _began,
    DayCompared: _compared,
}
