"""What can move a case on: people's acts, a point's state, and the passing of time."""

from __future__ import annotations

import msgspec

from console.domain.case_facts import Outcome, Proof
from console.domain.cases import Leg
from console.domain.causes import Action, Seen
from console.domain.course_moves import CourseMove
from console.domain.ids import CaseId, PartyId, RuleId, TargetId, UnitId
from console.domain.matters import Evidence, Wanted
from console.domain.patrol_moves import HIMSELF, PatrolMove, Said
from console.domain.people import PatrolPolicy
from console.domain.proof_moves import ProofMove


class Dispatch(msgspec.Struct, frozen=True):
    """Send a unit; it must be heard of by `check`, unless it waits behind another task."""

    unit: UnitId
    person: str
    check: PatrolPolicy | None = None


class Travel(msgspec.Struct, frozen=True):
    """The unit's task has come as far as `leg`."""

    unit: UnitId
    leg: Leg
    said: Said = HIMSELF


class Report(msgspec.Struct, frozen=True):
    """The unit tells what it saw."""

    unit: UnitId
    findings: tuple[Seen, ...]
    said: Said = HIMSELF


class Order(msgspec.Struct, frozen=True):
    """Order a remedy for a finding from someone."""

    finding: int
    action: Action
    party: str
    person: str
    responsible: PartyId | None = None
    due: int | None = None
    wants: Wanted = Wanted.NONE


class Finish(msgspec.Struct, frozen=True):
    """Say that a remedy is done, and what shows it."""

    remedy: int
    person: str
    evidence: Evidence | None = None


class Observed(msgspec.Struct, frozen=True):
    """A point was found normal or not, which holds until `holds_until` (ms)."""

    rule: RuleId
    target: TargetId
    normal: bool
    holds_until: int
    value: float | None = None


class WindowPassed(msgspec.Struct, frozen=True):
    """Nothing was observed; a window may be full, or a rest over."""


class Inspect(msgspec.Struct, frozen=True):
    """A person makes sure by hand, where no sensor can."""

    proof: Proof
    person: str
    note: str | None = None
    evidence: Evidence | None = None


class StandDown(msgspec.Struct, frozen=True):
    """Call a unit off its task."""

    unit: UnitId
    person: str


class Close(msgspec.Struct, frozen=True):
    """End the case; as a duplicate it goes on in `duplicate_of`.

    Unverified takes two persons: the first one only proposes it.
    """

    outcome: Outcome
    person: str
    duplicate_of: CaseId | None = None


TaskMove = Dispatch | Travel | Report | StandDown | PatrolMove
RemedyMove = Order | Finish | Inspect | ProofMove
Move = TaskMove | RemedyMove | CourseMove | Observed | WindowPassed | Close
