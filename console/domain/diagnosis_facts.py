"""What a diagnosis tells a case."""

from __future__ import annotations

import msgspec

from console.domain.ids import CaseId
from console.domain.matters import Confidence


class CaseSuggested(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The diagnosis of a sensor held this to be why, before anyone had looked; codes of
    `diagnosis.verdicts.Verdict` and `causes.Cause`."""

    case: CaseId
    sensor: str
    verdicts: tuple[str, ...]
    causes: tuple[str, ...]
    confidence: Confidence
    score: float
