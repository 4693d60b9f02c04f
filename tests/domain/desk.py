"""A case on the desk, to be worked on in tests: seconds in, names of facts out."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.domain.case_facts import CaseFact, Outcome, Point, Proof
from console.domain.case_moves import (
    Close,
    Dispatch,
    Finish,
    Inspect,
    Move,
    Observed,
    Order,
    Report,
    Travel,
    WindowPassed,
)
from console.domain.cases import Case, Leg, Step, Watched
from console.domain.casework import proceed
from console.domain.causes import Action, Cause, Seen
from console.domain.course_moves import Return, Suspend
from console.domain.ids import CaseId, RuleId, SensorId, UnitId

PM10 = Point(rule=RuleId("air.pm10"), target=SensorId("gate-1/pm10"), window_s=30)
NOISE = Point(rule=RuleId("noise.day"), target=SensorId("gate-1/leq"), window_s=20)
NORTH, SOUTH = UnitId("north"), UnitId("south")
HOLDS_S = 15.0
DUST = Seen(cause=Cause.CONSTRUCTION_DUST)
CARS = Seen(cause=Cause.IDLING_VEHICLE, count=2)
NOTHING = Seen(cause=Cause.NO_FAULT_FOUND)


class Desk:
    """One case, about the points told (none: a matter without a sensor), opened at second 0."""

    def __init__(self, *points: Point) -> None:
        watched = tuple(Watched(point=point) for point in points)
        self.case = Case(id=CaseId("C-1"), watched=watched, opened_by="lin")
        self.facts: tuple[CaseFact, ...] = ()

    def at(self, second: float, move: Move) -> list[str]:
        """Make any move at `second`; return the names of the facts and keep them."""
        self.case, self.facts = proceed(self.case, move, round(second * 1000))
        return [type(fact).__name__ for fact in self.facts]

    def expect(self, step: Step) -> None:
        """Hold that the case is at `step` (a call: the checker narrows properties for good)."""
        assert self.case.step is step

    def told(self, *facts: CaseFact) -> None:
        """Hold that the last move told just these facts."""
        assert self.facts == facts

    # People

    def dispatch(self, second: float, unit: UnitId = NORTH, person: str = "lin") -> list[str]:
        return self.at(second, Dispatch(unit=unit, person=person))

    def travel(self, second: float, leg: Leg, unit: UnitId = NORTH) -> list[str]:
        return self.at(second, Travel(unit=unit, leg=leg))

    def report(self, second: float, *seen: Seen, unit: UnitId = NORTH) -> list[str]:
        return self.at(second, Report(unit=unit, findings=seen))

    def order(
        self,
        second: float,
        finding: int = 1,
        action: Action = Action.DUST_SPRAY,
        *,
        party: str = "site office",
        person: str = "lin",
    ) -> list[str]:
        return self.at(second, Order(finding=finding, action=action, party=party, person=person))

    def finish(self, second: float, remedy: int = 1, person: str = "zhao") -> list[str]:
        return self.at(second, Finish(remedy=remedy, person=person))

    def inspect(
        self, second: float, proof: Proof = Proof.INSPECTION, person: str = "wang"
    ) -> list[str]:
        return self.at(second, Inspect(proof=proof, person=person, note="looked behind the fence"))

    def close(
        self, second: float, outcome: Outcome = Outcome.VERIFIED, person: str = "lin"
    ) -> list[str]:
        return self.at(second, Close(outcome=outcome, person=person))

    # Sensors

    def hears(
        self, second: float, point: Point = PM10, *, normal: bool = True, holds_s: float = HOLDS_S
    ) -> list[str]:
        """A value at `second`, which is evidence for `holds_s`."""
        until = round((second + holds_s) * 1000)
        value = 40.0 if normal else 180.0
        move = Observed(point.rule, point.target, normal, holds_until=until, value=value)
        return self.at(second, move)

    def hears_every_ten(self, start: float, end: float, point: Point = PM10) -> list[str]:
        """A normal value every ten seconds, `end` included; return the names of all facts."""
        return [
            fact
            for second in range(round(start), round(end) + 1, 10)
            for fact in self.hears(second, point)
        ]

    def waits_until(self, second: float) -> list[str]:
        return self.at(second, WindowPassed())


Build = Callable[..., Desk]


def dispatched(*points: Point) -> Desk:
    """Return a case to which the unit north was sent at second 0."""
    desk = Desk(*points)
    desk.dispatch(0)
    return desk


def on_site(*points: Point) -> Desk:
    """Return a case whose unit has been on site since second 3."""
    desk = dispatched(*points)
    for second, leg in enumerate((Leg.ACCEPTED, Leg.EN_ROUTE, Leg.ON_SITE), 1):
        desk.travel(second, leg)
    return desk


def reported(*points: Point, seen: tuple[Seen, ...] = (DUST,)) -> Desk:
    """Return a case whose unit reported `seen` at second 4."""
    desk = on_site(*points)
    desk.report(4, *seen)
    return desk


def verifying(*points: Point) -> Desk:
    """Return a case about dust whose one remedy was done at second 6."""
    desk = reported(*points)
    desk.order(5)
    assert desk.finish(6) == ["RemedyDone", "VerificationStarted"]
    return desk


def verified(*points: Point) -> Desk:
    """Return a case that was proved at second 40: by its sensors, or by hand where it has none."""
    desk = verifying(*points)
    for second in (10, 20, 30, 40):
        for point in points:
            desk.hears(second, point)
    if not points:
        desk.inspect(40)
    desk.expect(Step.VERIFIED)
    return desk


def returned(*points: Point) -> Desk:
    """Return a case whose work was found wanting at second 42, after it was verified."""
    desk = verified(*points)
    assert desk.at(42, Return("lin")) == ["CaseReturned"]
    return desk


def waiting(*points: Point) -> Desk:
    """Return what was only collected."""
    desk = Desk(*points)
    desk.case = replace(desk.case, waiting=True)
    desk.expect(Step.COLLECTED)
    return desk


def resting(*points: Point) -> Desk:
    """Return a case about dust that lin suspended at second 8, until second 1000; its unit left."""
    desk = verifying(*points)
    desk.travel(7, Leg.RELEASED)
    assert desk.at(8, Suspend(1_000_000, "lin")) == ["CaseSuspended"]
    return desk


def given_up(*points: Point) -> Desk:
    """Return a case about dust that wang wants closed unverified since second 42."""
    desk = verified(*points)
    assert desk.close(42, Outcome.UNVERIFIED, "wang") == ["CloseProposed"]
    return desk


def closed(*points: Point) -> Desk:
    """Return a case that lin closed as verified at second 45."""
    desk = verified(*points)
    desk.close(45)
    return desk
