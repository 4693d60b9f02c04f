"""Cases and patrol units as the hub shows them; all of it can be told from facts."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.contract.facts import Fact
from console.domain.case_facts import Outcome, Proof, Seen
from console.domain.cases import Leg, Step
from console.domain.causes import Action
from console.domain.ids import AlertId, CaseId, RuleId, TargetId, UnitId, ZoneId
from console.domain.people import Unit


class AssignmentView(msgspec.Struct, frozen=True, kw_only=True):
    """A unit's task within a case."""

    number: int
    unit: UnitId
    leg: Leg
    sent_by: str
    sent_at: datetime
    changed_at: datetime


class FindingView(msgspec.Struct, frozen=True, kw_only=True):
    """What a unit saw."""

    number: int
    unit: UnitId
    seen: Seen
    at: datetime


class RemedyView(msgspec.Struct, frozen=True, kw_only=True):
    """What was ordered about a finding, and whether it is done."""

    number: int
    finding: int
    action: Action
    party: str
    ordered_at: datetime
    ordered_by: str
    done_at: datetime | None = None
    done_by: str | None = None


class PointView(msgspec.Struct, frozen=True, kw_only=True):
    """What must be normal for `window_s` seconds; normal since `normal_since`, if it is."""

    rule: RuleId
    target: TargetId
    window_s: float
    normal_since: datetime | None = None


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """A case at some fact."""

    id: CaseId
    step: Step
    title: str | None = None
    zone: ZoneId | None = None
    alerts: tuple[AlertId, ...] = ()
    points: tuple[PointView, ...] = ()
    assignments: tuple[AssignmentView, ...] = ()
    findings: tuple[FindingView, ...] = ()
    remedies: tuple[RemedyView, ...] = ()
    opened_at: datetime
    opened_by: str
    changed_at: datetime
    settled_at: datetime | None = None
    verified_at: datetime | None = None
    verified_by: str | None = None
    proof: Proof | None = None
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None


class CaseDetail(msgspec.Struct, frozen=True, kw_only=True):
    """A case with its facts, newest last, and how much of the window has passed (0 to 1)."""

    case: CaseView
    progress: float
    history: tuple[Fact, ...] = ()


class UnitView(msgspec.Struct, frozen=True, kw_only=True):
    """A patrol unit and what it is at; without a case it is free, or off duty."""

    unit: Unit
    case: CaseId | None = None
    leg: Leg | None = None
    since: datetime | None = None
