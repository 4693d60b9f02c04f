"""A case from opening to close: pure, with its clocks in the value.

A case may close as verified only when every point it is about has been normal, on evidence,
for the rule's whole window after the last remedy was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from console.domain.case_ends import Outcome, Point, Proof
from console.domain.causes import Action, Seen, needs_remedy
from console.domain.comparison import Day, run_of
from console.domain.ids import AlertId, CaseId, PartyId, TargetId, UnitId, ZoneId
from console.domain.matters import Category, Evidence, Source, StepClock, Suggestion, Wanted
from console.domain.values import Priority


class Step(StrEnum):
    """How far a case has come: the seven steps of urban grid management (GB/T 30428.8 as told by
    secondary sources; that standard's text was not read)."""

    COLLECTED = "collected"
    FILED = "filed"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    FED_BACK = "fed_back"
    VERIFIED = "verified"
    CLOSED = "closed"


class Leg(StrEnum):
    """How far a unit has come with its task."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    REPORTED = "reported"
    RELEASED = "released"
    DECLINED = "declined"
    STOOD_DOWN = "stood_down"

    @property
    def rank(self) -> int:
        """Return the leg's place in the order of events."""
        return _LEGS.index(self)


_LEGS = tuple(Leg)
OVER = (Leg.RELEASED, Leg.DECLINED, Leg.STOOD_DOWN)  # the unit is free of the task


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """A unit's task within a case; moments in ms.

    The unit is to be heard of by `check_by`; so many times in a row it was not (`misses`).
    `asks` is what a second unit is wanted for, while one is.
    """

    number: int
    unit: UnitId
    sent_by: str
    leg: Leg = Leg.OFFERED
    sent_at: int
    changed_at: int
    check_by: int | None = None
    misses: int = 0
    asks: str | None = None

    @property
    def over(self) -> bool:
        """Tell whether the unit is free of the task."""
        return self.leg in OVER


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a unit saw, numbered within the case; an amended one says when, a `withdrawn` one no
    longer counts (it keeps its number)."""

    number: int
    unit: UnitId
    seen: Seen
    at: int
    amended_at: int | None = None
    withdrawn: bool = False


class Remedy(msgspec.Struct, frozen=True, kw_only=True):
    """What was ordered about a finding, from whom, and who says it is done.

    `party` is a name for people; `responsible` is that party of the site, where it is one. It is
    due by `due` (ms); `overdue` once that was told. `evidence` is what shows that it was done, and
    `wants` of what kind it has to be.
    """

    number: int
    finding: int
    action: Action
    party: str
    ordered_at: int
    ordered_by: str
    responsible: PartyId | None = None
    due: int | None = None
    wants: Wanted = Wanted.NONE
    overdue: bool = False
    done_at: int | None = None
    done_by: str | None = None
    evidence: Evidence | None = None


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """A point with its clock: normal since `normal_since`, known until `evidence_until` (ms).

    One that is compared has the local `hours` of day, the days `before` the case and those since
    the last remedy, and since when these prove it (`gone_at`, ms).
    """

    point: Point
    normal_since: int | None = None
    evidence_until: int = 0
    hours: tuple[int, ...] = ()
    before: tuple[Day, ...] = ()
    days: tuple[Day, ...] = ()
    gone_at: int | None = None

    @property
    def due(self) -> int | None:
        """Return when the window would be full (ms), if it is running."""
        if self.normal_since is None:
            return None
        return self.normal_since + round(self.point.window_s * 1000)


class Suspension(msgspec.Struct, frozen=True, kw_only=True):
    """A case that rests, at the latest until `until` (ms): its clocks stand still."""

    since: int
    until: int
    by: str


class ReadReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """A person has read a directive, at `at` (ms)."""

    person: str
    at: int


class Directive(msgspec.Struct, frozen=True, kw_only=True):
    """What a secretary wants seen to, by whom, and who has read it."""

    text: str
    to: tuple[str, ...]
    by: str
    read: tuple[ReadReceipt, ...] = ()


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A person wants the case closed without a proof; a second one has yet to agree."""

    by: str
    at: int


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A matter that people work on until verified and closed, whole; moments in ms.

    `waiting` is one that was only collected: nobody has filed it yet (`filed_at`; else it was
    filed as it was opened). `about` is the sensor or device of a directive that named one.
    `settled_at` is when the last remedy was done; `verified_at` when that
    was proved, by `verified_by` where a person did it; `changed_at` is that of the newest fact.
    `clock` runs for the step it is in, `whole` from filing to close; `late` are those that ran out.
    `returned_at` is when what was done was last found wanting.
    """

    id: CaseId
    title: str | None = None
    zone: ZoneId | None = None
    source: Source = Source.ALERT
    category: Category = Category.OTHER
    priority: Priority = Priority.MEDIUM
    owner: str | None = None
    contacts: tuple[PartyId, ...] = ()
    reference: str | None = None
    directive: Directive | None = None
    about: TargetId | None = None
    waiting: bool = False
    filed_at: int | None = None
    filed_by: str | None = None
    suspension: Suspension | None = None
    returns: int = 0
    returned_at: int | None = None
    reopened: int = 0
    links: tuple[CaseId, ...] = ()
    duplicate_of: CaseId | None = None
    notes: int = 0
    proposal: Proposal | None = None
    clock: StepClock | None = None
    whole: StepClock | None = None
    late: tuple[str, ...] = ()
    suggested: tuple[Suggestion, ...] = ()
    alerts: tuple[AlertId, ...] = ()
    watched: tuple[Watched, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    findings: tuple[Finding, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    opened_at: int = 0
    opened_by: str = ""
    changed_at: int = 0
    settled_at: int | None = None
    verified_at: int | None = None
    verified_by: str | None = None
    proof: Proof | None = None
    shown: Evidence | None = None
    outcome: Outcome | None = None
    closed_at: int | None = None
    closed_by: str | None = None

    @property
    def step(self) -> Step:
        """Return how far the case has come."""
        if self.outcome is not None:
            return Step.CLOSED
        if self.verified_at is not None:
            return Step.VERIFIED
        if self.settled_at is not None:
            return Step.FED_BACK
        if self.waiting:
            return Step.COLLECTED
        legs = [assignment.leg for assignment in active(self)]
        if valid(self) or Leg.ON_SITE in legs:
            return Step.HANDLING
        return Step.DISPATCHED if legs else Step.FILED


def overdue(case: Case) -> bool:
    """Tell whether a clock of the case, which is not over, has run out."""
    return case.outcome is None and any(c is not None and c.told for c in (case.clock, case.whole))


def active(case: Case) -> tuple[Assignment, ...]:
    """Return the assignments of units that are out for this case."""
    if case.outcome is not None:
        return ()
    return tuple(a for a in case.assignments if a.leg not in OVER)


def tasks_of(cases: Iterable[Case], unit: UnitId) -> list[tuple[Case, Assignment]]:
    """Return what a unit is out for, the task it was given first first; the others wait."""
    tasks = [(case, a) for case in cases for a in active(case) if a.unit == unit]
    return sorted(tasks, key=lambda task: task[1].sent_at)


def valid(case: Case) -> tuple[Finding, ...]:
    """Return the findings that were not withdrawn."""
    return tuple(finding for finding in case.findings if not finding.withdrawn)


def remedied(case: Case) -> bool:
    """Tell whether every finding that needs a remedy has one, all are done, and there was work
    since the case was returned, if it was."""
    found = valid(case)
    numbers = {finding.number for finding in found}
    remedies = [remedy for remedy in case.remedies if remedy.finding in numbers]
    answered = {remedy.finding for remedy in remedies}
    return (
        bool(found)
        and all(f.number in answered for f in found if needs_remedy(f.seen.cause))
        and all(remedy.done_at is not None for remedy in remedies)
        and (case.returned_at is None or _last_work(found, remedies) >= case.returned_at)
    )


def _last_work(found: Sequence[Finding], remedies: Sequence[Remedy]) -> int:
    told = [at for f in found for at in (f.at, f.amended_at) if at is not None]
    done = [at for r in remedies for at in (r.ordered_at, r.done_at) if at is not None]
    return max(told + done)


def progress(case: Case, now: int) -> float:
    """Return how much of the slowest window has passed, 0 to 1, on what is known at `now` (ms)."""
    if case.verified_at is not None:
        return 1.0
    if case.settled_at is None or not case.watched:
        return 0.0
    return min(_share(watched, now) for watched in case.watched)


def _share(watched: Watched, now: int) -> float:
    if watched.point.days:
        return min(1.0, len(run_of(watched.days)) / watched.point.days)
    if watched.normal_since is None or watched.point.window_s <= 0:
        return 0.0
    passed = min(now, watched.evidence_until) - watched.normal_since
    return max(0.0, min(1.0, passed / (watched.point.window_s * 1000)))
