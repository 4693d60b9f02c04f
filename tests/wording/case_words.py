"""One fact of every kind that can happen to a case."""

from __future__ import annotations

from console.domain.case_facts import (
    CaseClosed,
    CaseEdited,
    CaseFiled,
    CaseGathered,
    CaseLinked,
    CaseNoted,
    CaseOpened,
    CaseReopened,
    CaseResumed,
    CaseReturned,
    CaseSuspended,
    CaseVerified,
    CloseProposed,
    DirectiveRead,
    Outcome,
    Point,
    PointNormal,
    Proof,
    RemedyDone,
    RemedyOrdered,
    RemedyOverdue,
    VerificationBroken,
    VerificationStarted,
)
from console.domain.causes import Action, Cause, Seen
from console.domain.comparison import Day
from console.domain.diagnosis_facts import CaseSuggested
from console.domain.ids import AlertId, CaseId, UnitId
from console.domain.matters import Category, Channel, Confidence, Heard, Source
from console.domain.patrol_facts import (
    PatrolAccepted,
    PatrolCheckedIn,
    PatrolDeclined,
    PatrolEnRoute,
    PatrolLeft,
    PatrolOnSite,
    PatrolOverdue,
    PatrolReported,
    PatrolStoodDown,
    ReportAmended,
    SecondUnitAsked,
    TaskCameUp,
    UnitDispatched,
)
from console.domain.proof_facts import ComparisonBegan, DayCompared, RecurrenceMarked
from console.domain.values import Priority
from tests.sites import GATE, HIGH, sensor_of
from tests.wording.clock_words import CLOCK_FACTS

CASE = CaseId("C-7")
UNIT = UnitId("p1")
PM10 = sensor_of("air-1")
SEEN = (
    Seen(cause=Cause.CONSTRUCTION_DUST, note="\x1b[2Jspray off"),
    Seen(cause=Cause.IDLING_VEHICLE, count=2),
)

OPENED = CaseOpened(
    case=CASE,
    zone=GATE,
    alerts=(AlertId("A-1"), AlertId("A-2")),
    points=(Point(rule=HIGH, target=PM10, window_s=900),),
)
REPORTED = PatrolReported(case=CASE, assignment=1, unit=UNIT, first=1, findings=SEEN)
ORDERED = RemedyOrdered(
    case=CASE, remedy=1, finding=1, action=Action.DUST_SPRAY, party="site team\u202e"
)
BROKEN = VerificationBroken(case=CASE, rule=HIGH, target=PM10, value=312.5)

COURSE_FACTS = (
    CaseOpened(
        case=CASE,
        title="fallen tree",
        zone=GATE,
        source=Source.CALL,
        reference="12345-07",
        waiting=True,
    ),
    CaseOpened(
        case=CASE, source=Source.DIRECTIVE, directive="clear the path\x1b[2J", to=("Li Wei", "Bo")
    ),
    CaseFiled(case=CASE),
    CaseReturned(case=CASE),
    CaseSuspended(case=CASE, until=1_790_000_000_000),
    CaseResumed(case=CASE),
    CaseReopened(case=CASE),
    CaseEdited(case=CASE, category=Category.SAFETY, priority=Priority.HIGH, owner=""),
    CaseEdited(case=CASE, title="tree", zone=GATE, owner="Bo", contacts=(), reference="7"),
    CaseLinked(case=CASE, other=CaseId("C-8")),
    CaseGathered(case=CASE, alerts=(AlertId("A-3"), AlertId("A-4"))),
    CaseNoted(case=CASE, note="seen from the road"),
    DirectiveRead(case=CASE, person="Li Wei"),
    CloseProposed(case=CASE),
    CaseClosed(case=CASE, outcome=Outcome.REJECTED),
    CaseClosed(case=CASE, outcome=Outcome.CANCELLED),
    CaseClosed(case=CASE, outcome=Outcome.DUPLICATE, duplicate_of=CaseId("C-8")),
)
HEARD = Heard(channel=Channel.RADIO, words="nearly there")
TASK_FACTS = (
    TaskCameUp(case=CASE, assignment=1, unit=UNIT),
    PatrolDeclined(case=CASE, assignment=1, unit=UNIT, heard=HEARD),
    PatrolStoodDown(case=CASE, assignment=1, unit=UNIT),
    PatrolCheckedIn(case=CASE, assignment=1, unit=UNIT, heard=Heard(channel=Channel.PHONE)),
    PatrolOverdue(case=CASE, assignment=1, unit=UNIT, misses=2),
    SecondUnitAsked(case=CASE, assignment=1, unit=UNIT, asks="too heavy"),
    ReportAmended(case=CASE, assignment=1, unit=UNIT, finding=1, seen=SEEN[1]),
    ReportAmended(case=CASE, assignment=1, unit=UNIT, finding=2),
)
DAY = Day(start=0, episodes=2, increment=3.5, covered=1.0, counted=True)
PROOF_FACTS = (
    RemedyOverdue(case=CASE, remedy=1),
    RecurrenceMarked(case=CASE, rule=HIGH, target=PM10, days=3),
    ComparisonBegan(case=CASE, rule=HIGH, target=PM10, hours=(7, 8), before=(DAY,)),
    DayCompared(case=CASE, rule=HIGH, target=PM10, day=DAY),
    CaseSuggested(
        case=CASE,
        sensor=PM10,
        verdicts=("dust",),
        causes=("construction_dust",),
        confidence=Confidence.HIGH,
        score=4.5,
    ),
)

CASE_FACTS = (
    OPENED,
    CaseOpened(case=CASE, title="fallen tree"),
    UnitDispatched(case=CASE, assignment=1, unit=UNIT),
    PatrolAccepted(case=CASE, assignment=1, unit=UNIT),
    PatrolEnRoute(case=CASE, assignment=1, unit=UNIT),
    PatrolOnSite(case=CASE, assignment=1, unit=UNIT),
    REPORTED,
    PatrolLeft(case=CASE, assignment=1, unit=UNIT),
    ORDERED,
    RemedyDone(case=CASE, remedy=1),
    VerificationStarted(case=CASE),
    PointNormal(case=CASE, rule=HIGH, target=PM10),
    BROKEN,
    VerificationBroken(case=CASE, rule=HIGH, target=PM10),
    CaseVerified(case=CASE, proof=Proof.SENSOR),
    CaseVerified(case=CASE, proof=Proof.INSPECTION, note="path is clear"),
    *COURSE_FACTS,
    *TASK_FACTS,
    *PROOF_FACTS,
    *CLOCK_FACTS,
    CaseClosed(case=CASE, outcome=Outcome.VERIFIED),
    CaseClosed(case=CASE, outcome=Outcome.UNVERIFIED),
)
