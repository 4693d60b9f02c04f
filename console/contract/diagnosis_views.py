"""Why a sensor exceeds, as the hub tells it; and what was predicted beside what was found."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.domain.causes import Cause
from console.domain.diagnosis.compared import Compared
from console.domain.diagnosis.verdicts import Answer, Change, Line, Look, Patrol, Step, Verdict
from console.domain.ids import SensorId
from console.domain.matters import Confidence
from console.domain.values import Bilingual


class FigureView(msgspec.Struct, frozen=True, kw_only=True):
    """A figure the diagnosis used; without a `source` the site set it itself."""

    value: float
    source: Bilingual | None = None


class DiagnosisView(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to "why does this sensor exceed?", with all its evidence.

    `value` is the mean of the `window_s` seconds up to `at`, `limit` what it was held against.
    `figures` are those that its lines were measured by.
    """

    as_of: int
    sensor: SensorId
    at: datetime
    window_s: float
    unit: str
    value: float | None
    limit: float | None
    verdicts: tuple[Verdict, ...]
    causes: tuple[Cause, ...]
    confidence: Confidence
    score: float
    patrol: Patrol
    answers: tuple[Answer, ...]
    lines: tuple[Line, ...]
    would_change: tuple[Change, ...] = ()
    checklist: tuple[Look, ...] = ()
    skipped: tuple[Step, ...] = ()
    figures: dict[str, FigureView] = {}


class DiagnosisReportView(msgspec.Struct, frozen=True, kw_only=True):
    """What was predicted beside what patrols found, in cases whose first finding is in
    [start, end)."""

    as_of: int
    start: datetime
    end: datetime
    compared: Compared
