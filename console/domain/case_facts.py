"""What can happen to a case: from opening to a close that the same sensor has proved."""

from __future__ import annotations

import msgspec

from console.domain.case_ends import Outcome as Outcome
from console.domain.case_ends import Point as Point
from console.domain.case_ends import Proof as Proof
from console.domain.cases import Case
from console.domain.causes import Action
from console.domain.diagnosis_facts import CaseSuggested
from console.domain.ids import AlertId, CaseId, PartyId, RuleId, TargetId, ZoneId
from console.domain.matters import Category, Evidence, Source, Wanted
from console.domain.patrol_facts import PatrolFact
from console.domain.proof_facts import ProofFact
from console.domain.sla_facts import ClockFact
from console.domain.values import Priority


class CaseOpened(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A matter was taken up; `points` are what its alerts measured."""

    case: CaseId
    title: str | None = None
    zone: ZoneId | None = None
    alerts: tuple[AlertId, ...] = ()
    points: tuple[Point, ...] = ()
    source: Source = Source.ALERT
    category: Category = Category.OTHER
    priority: Priority = Priority.MEDIUM
    owner: str | None = None
    contacts: tuple[PartyId, ...] = ()
    reference: str | None = None
    directive: str | None = None
    to: tuple[str, ...] = ()
    about: TargetId | None = None
    waiting: bool = False
    links: tuple[CaseId, ...] = ()


class CaseFiled(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What was collected is a case; whoever filed it owns it, where nobody did."""

    case: CaseId


class CaseReturned(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What was done is not enough: back to handling. The envelope's reason says why."""

    case: CaseId


class CaseSuspended(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The case rests, at the latest until `until` (ms)."""

    case: CaseId
    until: int


class CaseResumed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The case goes on: somebody said so, or its rest was over (nobody did it)."""

    case: CaseId


class CaseReopened(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A closed case is worked on again; units that were out when it was closed are free of it.

    `was` is the case as it was closed: who watches what is open has not kept it.
    """

    case: CaseId
    was: Case | None = None


class CaseEdited(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What is known of the case was put right; what is null was left as it was, an empty owner
    or reference was taken back."""

    case: CaseId
    title: str | None = None
    zone: ZoneId | None = None
    category: Category | None = None
    priority: Priority | None = None
    owner: str | None = None
    contacts: tuple[PartyId, ...] | None = None
    reference: str | None = None


class CaseLinked(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The case has to do with another one; said once of each of the two."""

    case: CaseId
    other: CaseId


class CaseGathered(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """More alerts belong to the case; `points` are what they measured."""

    case: CaseId
    alerts: tuple[AlertId, ...]
    points: tuple[Point, ...] = ()


class CaseNoted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Somebody wrote something down about the case."""

    case: CaseId
    note: str


class DirectiveRead(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person whom a directive is for has read it."""

    case: CaseId
    person: str


class CloseProposed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person wants the case closed without a proof; a second one has to agree."""

    case: CaseId


class RemedyOrdered(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Something is to be done about a finding, by `party` (a name for people)."""

    case: CaseId
    remedy: int
    finding: int
    action: Action
    party: str
    responsible: PartyId | None = None
    due: int | None = None
    wants: Wanted = Wanted.NONE


class RemedyDone(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Someone says it is done; the sensor has yet to say that it worked."""

    case: CaseId
    remedy: int
    evidence: Evidence | None = None


class RemedyOverdue(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A remedy should have been done by now."""

    case: CaseId
    remedy: int


class VerificationStarted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Every finding has its remedy done: from here normal readings count."""

    case: CaseId


class PointNormal(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The point was found normal: its window runs from here (again, after a gap)."""

    case: CaseId
    rule: RuleId
    target: TargetId


class VerificationBroken(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The point was not normal after all (`value` in its unit, where there is one): counting
    starts again."""

    case: CaseId
    rule: RuleId
    target: TargetId
    value: float | None = None


class CaseVerified(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """It worked, and `proof` says how that is known; by hand there is `evidence`."""

    case: CaseId
    proof: Proof
    note: str | None = None
    evidence: Evidence | None = None


class CaseClosed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The matter is over; as a duplicate it goes on in `duplicate_of`."""

    case: CaseId
    outcome: Outcome
    duplicate_of: CaseId | None = None


CaseFact = (
    CaseOpened
    | PatrolFact
    | ProofFact
    | ClockFact
    | CaseFiled
    | CaseReturned
    | CaseSuspended
    | CaseResumed
    | CaseReopened
    | CaseEdited
    | CaseLinked
    | CaseGathered
    | CaseNoted
    | CaseSuggested
    | DirectiveRead
    | CloseProposed
    | RemedyOverdue
    | RemedyOrdered
    | RemedyDone
    | VerificationStarted
    | PointNormal
    | VerificationBroken
    | CaseVerified
    | CaseClosed
)
