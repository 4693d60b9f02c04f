"""A diagnosis kept beside a case, for what a patrol will find to be held against it."""

from __future__ import annotations

from msgspec.structs import replace

from console.domain.cases import Case
from console.domain.diagnosis.verdicts import Diagnosis
from console.domain.diagnosis_facts import CaseSuggested
from console.domain.ids import CaseId
from console.domain.matters import Suggestion


def suggestion_of(case: CaseId, diagnosis: Diagnosis) -> CaseSuggested:
    """Return what a diagnosis tells a case."""
    return CaseSuggested(
        case=case,
        sensor=diagnosis.sensor,
        verdicts=tuple(verdict.value for verdict in diagnosis.verdicts),
        causes=tuple(cause.value for cause in diagnosis.causes),
        confidence=diagnosis.confidence,
        score=diagnosis.score,
    )


def suggested(case: Case, told: CaseSuggested, now: int) -> Case:
    """Return the case with one more suggestion, in place of an older one of the same sensor."""
    one = Suggestion(
        sensor=told.sensor,
        verdicts=told.verdicts,
        causes=told.causes,
        confidence=told.confidence,
        score=told.score,
        at=now,
    )
    others = tuple(other for other in case.suggested if other.sensor != told.sensor)
    return replace(case, suggested=(*others, one), changed_at=now)
