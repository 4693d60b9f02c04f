"""Cases and patrol units as the hub shows them; all of it can be told from facts."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.contract.facts import Fact
from console.domain.case_facts import Outcome, Proof
from console.domain.cases import Leg, Step
from console.domain.causes import Action, Seen
from console.domain.ids import AlertId, CaseId, PartyId, RuleId, TargetId, UnitId, ZoneId
from console.domain.matters import Category, Confidence, Evidence, Source, Wanted
from console.domain.people import Unit
from console.domain.unit_states import UnitStatus
from console.domain.values import Priority


class AssignmentView(msgspec.Struct, frozen=True, kw_only=True):
    """A unit's task within a case."""

    number: int
    unit: UnitId
    leg: Leg
    sent_by: str
    sent_at: datetime
    changed_at: datetime
    check_by: datetime | None = None
    misses: int = 0
    asks: str | None = None


class FindingView(msgspec.Struct, frozen=True, kw_only=True):
    """What a unit saw."""

    number: int
    unit: UnitId
    seen: Seen
    at: datetime
    amended_at: datetime | None = None
    withdrawn: bool = False


class RemedyView(msgspec.Struct, frozen=True, kw_only=True):
    """What was ordered about a finding, and whether it is done."""

    number: int
    finding: int
    action: Action
    party: str
    ordered_at: datetime
    ordered_by: str
    responsible: PartyId | None = None
    due: datetime | None = None
    wants: Wanted = Wanted.NONE
    overdue: bool = False
    done_at: datetime | None = None
    done_by: str | None = None
    evidence: Evidence | None = None


class DayView(msgspec.Struct, frozen=True, kw_only=True):
    """24 hours in the hours of day that matter: `increment` is the mean over the neighbours; only
    a `counted` day is known well enough (`covered`, 0 to 1)."""

    start: datetime
    episodes: int
    increment: float | None = None
    covered: float = 0.0
    counted: bool = False


class PointView(msgspec.Struct, frozen=True, kw_only=True):
    """What must be normal for `window_s` seconds; normal since `normal_since`, if it is.

    What comes and goes is compared over `of_days` days instead: in those local `hours` of day,
    those `before` the case with those since the last remedy (`days`).
    """

    rule: RuleId
    target: TargetId
    window_s: float
    normal_since: datetime | None = None
    of_days: int = 0
    hours: tuple[int, ...] = ()
    before: tuple[DayView, ...] = ()
    days: tuple[DayView, ...] = ()


class SuspensionView(msgspec.Struct, frozen=True, kw_only=True):
    """A case rests since then, at the latest until then."""

    since: datetime
    until: datetime
    by: str


class ReadReceiptView(msgspec.Struct, frozen=True, kw_only=True):
    """A person has read a directive."""

    person: str
    at: datetime


class DirectiveView(msgspec.Struct, frozen=True, kw_only=True):
    """What a secretary wants seen to, by whom, and who has read it."""

    text: str
    to: tuple[str, ...]
    by: str
    read: tuple[ReadReceiptView, ...] = ()


class ProposalView(msgspec.Struct, frozen=True, kw_only=True):
    """A person wants the case closed without a proof; a second one has yet to agree."""

    by: str
    at: datetime


class StepClockView(msgspec.Struct, frozen=True, kw_only=True):
    """A clock of a case, for a step or the `whole`; while it stands still `left_s` is left."""

    term: str
    since: datetime
    due: datetime | None = None
    left_s: float | None = None
    rung: int = 0
    told: bool = False


class SuggestionView(msgspec.Struct, frozen=True, kw_only=True):
    """What the diagnosis of a sensor held to be the cause."""

    sensor: str
    verdicts: tuple[str, ...]
    causes: tuple[str, ...]
    confidence: Confidence
    score: float
    at: datetime


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """A case at some fact."""

    id: CaseId
    step: Step
    title: str | None = None
    zone: ZoneId | None = None
    source: Source = Source.ALERT
    category: Category = Category.OTHER
    priority: Priority = Priority.MEDIUM
    owner: str | None = None
    contacts: tuple[PartyId, ...] = ()
    reference: str | None = None
    directive: DirectiveView | None = None
    about: TargetId | None = None
    filed_at: datetime | None = None
    filed_by: str | None = None
    suspension: SuspensionView | None = None
    returns: int = 0
    returned_at: datetime | None = None
    reopened: int = 0
    links: tuple[CaseId, ...] = ()
    duplicate_of: CaseId | None = None
    notes: int = 0
    proposal: ProposalView | None = None
    clock: StepClockView | None = None
    whole: StepClockView | None = None
    late: tuple[str, ...] = ()
    suggested: tuple[SuggestionView, ...] = ()
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
    shown: Evidence | None = None
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None


class CaseDetail(msgspec.Struct, frozen=True, kw_only=True):
    """A case with its facts, newest last, and how much of the window has passed (0 to 1)."""

    case: CaseView
    progress: float
    history: tuple[Fact, ...] = ()


class UnitTaskView(msgspec.Struct, frozen=True, kw_only=True):
    """A task of a unit, the first of several or one that waits behind it."""

    case: CaseId
    assignment: int
    leg: Leg
    sent_at: datetime


class UnitView(msgspec.Struct, frozen=True, kw_only=True):
    """A patrol unit and what it is at: `case`, `leg` and clock are those of its first task.

    `status` follows from the roster, what was said of the unit, its tasks and the time of day.
    """

    unit: Unit
    status: UnitStatus = UnitStatus.AVAILABLE
    case: CaseId | None = None
    leg: Leg | None = None
    since: datetime | None = None
    check_by: datetime | None = None
    misses: int = 0
    asks: str | None = None
    reserved_until: datetime | None = None
    reserved_for: str | None = None
    reserved_by: str | None = None
    withdrawn: str | None = None
    withdrawn_by: str | None = None
    tasks: tuple[UnitTaskView, ...] = ()
