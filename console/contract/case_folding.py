"""What a case's facts make of its view: the very view that the hub would show after each.

What tasks, remedies and the case's own course make of it is in modules of their own; each tells
the kinds of fact it folds in a table.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from console.contract.case_restarts import person, unproved
from console.contract.case_views import CaseView, SuggestionView
from console.contract.clock_folding import CLOCK_FOLDS
from console.contract.course_folding import COURSE_FOLDS, closed_before, opened
from console.contract.facts import Fact
from console.contract.proof_folding import PROOF_FOLDS
from console.contract.remedy_folding import REMEDY_FOLDS
from console.contract.task_folding import TASK_FOLDS
from console.domain.case_facts import (
    CaseFact,
    CaseVerified,
    PointNormal,
    Proof,
    VerificationBroken,
    VerificationStarted,
)
from console.domain.cases import OVER, Leg, Step
from console.domain.diagnosis_facts import CaseSuggested
from console.domain.ids import RuleId, TargetId

__all__ = ("closed_before", "folded", "opened")


def folded(view: CaseView, what: CaseFact, fact: Fact) -> CaseView:
    """Return `view` after one more fact about it."""
    fold = _FOLDS.get(type(what))
    if fold is None:
        return view
    view = replace(fold(view, what, fact), changed_at=fact.at)
    step = _step(view)
    return replace(view, step=step, clock=None if step is Step.CLOSED else view.clock)


def _started(view: CaseView, _what: VerificationStarted, fact: Fact) -> CaseView:
    return replace(view, settled_at=fact.at)


def _normal(view: CaseView, what: PointNormal, fact: Fact) -> CaseView:
    return _with_point(view, what.rule, what.target, fact.at)


def _broken(view: CaseView, what: VerificationBroken, _fact: Fact) -> CaseView:
    return unproved(_with_point(view, what.rule, what.target, None))


def _verified(view: CaseView, what: CaseVerified, fact: Fact) -> CaseView:
    # Where the sensor proved it nobody did, whoever's act the fact came with.
    by = None if what.proof is Proof.SENSOR else person(fact)
    return replace(view, verified_at=fact.at, verified_by=by, proof=what.proof, shown=what.evidence)


def _suggested(view: CaseView, what: CaseSuggested, fact: Fact) -> CaseView:
    others = tuple(one for one in view.suggested if one.sensor != what.sensor)
    one = SuggestionView(
        sensor=what.sensor,
        verdicts=what.verdicts,
        causes=what.causes,
        confidence=what.confidence,
        score=what.score,
        at=fact.at,
    )
    return replace(view, suggested=(*others, one))


def _with_point(
    view: CaseView, rule: RuleId, target: TargetId, normal_since: datetime | None
) -> CaseView:
    points = tuple(
        replace(p, normal_since=normal_since) if (p.rule, p.target) == (rule, target) else p
        for p in view.points
    )
    return replace(view, points=points)


def _step(view: CaseView) -> Step:
    if view.outcome is not None:
        return Step.CLOSED
    if view.verified_at is not None:
        return Step.VERIFIED
    if view.settled_at is not None:
        return Step.FED_BACK
    if view.filed_at is None and view.step in (Step.COLLECTED, Step.CLOSED):
        return Step.COLLECTED  # what was rejected as it waited waits again
    legs = [task.leg for task in view.assignments if task.leg not in OVER]
    if Leg.ON_SITE in legs or any(not finding.withdrawn for finding in view.findings):
        return Step.HANDLING
    return Step.DISPATCHED if legs else Step.FILED


# One per kind of fact: `opened` makes the view that these change.
_FOLDS: dict[type[Any], Callable[..., CaseView]] = {
    **TASK_FOLDS,
    **REMEDY_FOLDS,
    **PROOF_FOLDS,
    **COURSE_FOLDS,
    **CLOCK_FOLDS,
    VerificationStarted: _started,
    PointNormal: _normal,
    VerificationBroken: _broken,
    CaseVerified: _verified,
    CaseSuggested: _suggested,
}
