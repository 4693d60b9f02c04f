"""A case from opening to close: pure, with its clocks in the value.

A case may close as verified only when every point it is about has been normal, on evidence,
for the rule's whole window after the last remedy was done.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.case_facts import Outcome, Point, Proof, Seen
from console.domain.causes import Action, needs_remedy
from console.domain.ids import AlertId, CaseId, UnitId, ZoneId


class Step(StrEnum):
    """How far a case has come."""

    OPEN = "open"
    DISPATCHED = "dispatched"
    ON_SITE = "on_site"
    REMEDY = "remedy"
    VERIFYING = "verifying"
    VERIFIED = "verified"
    CLOSED = "closed"


class Leg(StrEnum):
    """How far a unit has come with its task."""

    SENT = "sent"
    ACCEPTED = "accepted"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    REPORTED = "reported"
    LEFT = "left"

    @property
    def rank(self) -> int:
        """Return the leg's place in the order of events."""
        return _LEGS.index(self)


_LEGS = tuple(Leg)


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """A unit's task within a case; moments in ms."""

    number: int
    unit: UnitId
    sent_by: str
    leg: Leg = Leg.SENT
    sent_at: int
    changed_at: int


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a unit saw, numbered within the case."""

    number: int
    unit: UnitId
    seen: Seen
    at: int


class Remedy(msgspec.Struct, frozen=True, kw_only=True):
    """What was ordered about a finding, from whom, and who says it is done."""

    number: int
    finding: int
    action: Action
    party: str
    ordered_at: int
    ordered_by: str
    done_at: int | None = None
    done_by: str | None = None


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """A point with its clock: normal since `normal_since`, known until `evidence_until` (ms)."""

    point: Point
    normal_since: int | None = None
    evidence_until: int = 0

    @property
    def due(self) -> int | None:
        """Return when the window would be full (ms), if it is running."""
        if self.normal_since is None:
            return None
        return self.normal_since + round(self.point.window_s * 1000)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A matter that people work on until verified and closed, whole; moments in ms.

    `settled_at` is when the last remedy was done; `verified_at` when that was proved, by
    `verified_by` where a person did it; `changed_at` is that of the newest fact.
    """

    id: CaseId
    title: str | None = None
    zone: ZoneId | None = None
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
            return Step.VERIFYING
        if self.findings:
            return Step.REMEDY
        legs = [assignment.leg for assignment in active(self)]
        if Leg.ON_SITE in legs:
            return Step.ON_SITE
        return Step.DISPATCHED if legs else Step.OPEN


def active(case: Case) -> tuple[Assignment, ...]:
    """Return the assignments of units that are out for this case."""
    if case.outcome is not None:
        return ()
    return tuple(a for a in case.assignments if a.leg is not Leg.LEFT)


def remedied(case: Case) -> bool:
    """Tell whether every finding that needs a remedy has one, and all are done."""
    answered = {remedy.finding for remedy in case.remedies}
    return (
        bool(case.findings)
        and all(f.number in answered for f in case.findings if needs_remedy(f.seen.cause))
        and all(remedy.done_at is not None for remedy in case.remedies)
    )


def progress(case: Case, now: int) -> float:
    """Return how much of the slowest window has passed, 0 to 1, on what is known at `now` (ms)."""
    if case.verified_at is not None:
        return 1.0
    if case.settled_at is None or not case.watched:
        return 0.0
    return min(_share(watched, now) for watched in case.watched)


def _share(watched: Watched, now: int) -> float:
    if watched.normal_since is None or watched.point.window_s <= 0:
        return 0.0
    passed = min(now, watched.evidence_until) - watched.normal_since
    return max(0.0, min(1.0, passed / (watched.point.window_s * 1000)))
