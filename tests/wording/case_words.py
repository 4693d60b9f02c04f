"""One fact of every kind that can happen to a case."""

from __future__ import annotations

from console.domain.case_facts import (
    CaseClosed,
    CaseOpened,
    CaseVerified,
    Outcome,
    Point,
    PointNormal,
    Proof,
    RemedyDone,
    RemedyOrdered,
    VerificationBroken,
    VerificationStarted,
)
from console.domain.causes import Action, Cause, Seen
from console.domain.ids import AlertId, CaseId, UnitId
from console.domain.patrol_facts import (
    PatrolAccepted,
    PatrolEnRoute,
    PatrolLeft,
    PatrolOnSite,
    PatrolReported,
    UnitDispatched,
)
from tests.sites import GATE, HIGH, sensor_of

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
    CaseClosed(case=CASE, outcome=Outcome.VERIFIED),
    CaseClosed(case=CASE, outcome=Outcome.UNVERIFIED),
)
