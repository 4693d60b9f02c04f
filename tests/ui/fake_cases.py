"""The casework of a hub in memory: every act goes through the product's own rule book."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from console.clock import utc
from console.contract.case_views import CaseDetail
from console.contract.cases import (
    CloseCase,
    DispatchUnit,
    FinishRemedy,
    OpenCase,
    OrderRemedy,
    VerifyCase,
)
from console.contract.facts import Fact, Who
from console.contract.patrols import (
    AcceptAssignment,
    ArriveOnSite,
    LeaveSite,
    PatrolRequest,
    ReportFindings,
    SetOut,
)
from console.contract.projection import case_view
from console.contract.request import Request
from console.domain.alerts import Alert
from console.domain.case_facts import CaseOpened, Outcome, Point
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
)
from console.domain.cases import Case, Leg, Watched, active, progress
from console.domain.casework import proceed
from console.domain.facts import What
from console.domain.ids import CaseId, DeviceId, SensorId, UnitId
from console.domain.lanes import exceeds
from console.domain.rules import LimitRule
from console.domain.sites import Site
from console.errors import Conflict, NotFound, Refused
from console.keys import KEYLESS

LEGS: dict[type[PatrolRequest], Leg] = {
    AcceptAssignment: Leg.ACCEPTED,
    SetOut: Leg.EN_ROUTE,
    ArriveOnSite: Leg.ON_SITE,
    LeaveSite: Leg.RELEASED,
}
NOTED = {name for name in KEYLESS if name not in ("patrols.leave", *(k.operation for k in LEGS))}
NOTED |= {"cases.direct"}
Tell = Callable[[Iterable[What], int, Who | None, str | None], None]


class FakeCases:
    """Every case of one hub; `tell` puts what happened on record."""

    def __init__(self, site: Site, tell: Tell) -> None:
        self.site = site
        self.cases: dict[CaseId, Case] = {}
        self._tell = tell

    def open_cases(self) -> list[Case]:
        """Return the cases that are not closed."""
        return [case for case in self.cases.values() if case.outcome is None]

    def open(self, request: OpenCase, alerts: list[Alert], at: int, who: Who) -> CaseId:
        """Take up a matter."""
        for alert in alerts:
            taken = next((c for c in self.open_cases() if alert.id in c.alerts), None)
            if taken is not None:
                raise Conflict(
                    "alert_in_case", id=alert.id, case=taken.id, by=taken.opened_by, at=at
                )
        zone = request.zone
        if alerts and zone is None:
            zone = self.site.devices[DeviceId(alerts[0].target.partition("/")[0])].zone
        points = tuple(
            Point(rule=a.rule, target=a.target, window_s=self.site.rules[a.rule].verify_s)
            for a in alerts
        )
        case = Case(
            id=CaseId(f"C-{231 + len(self.cases)}"),
            title=request.title,
            zone=zone,
            alerts=request.alerts,
            watched=tuple(Watched(point=point) for point in points),
            opened_at=at,
            opened_by=who.person,
            changed_at=at,
        )
        self.cases[case.id] = case
        opened = CaseOpened(
            case=case.id, title=case.title, zone=zone, alerts=request.alerts, points=points
        )
        self._tell([opened], at, who, request.reason)
        return case.id

    def act(self, request: Request, at: int, who: Who) -> CaseId:
        """Carry out any other request about cases, or refuse it; what is only noted changes
        nothing here."""
        if request.operation in NOTED:
            return CaseId(str(getattr(request, "case", None) or "C-300"))
        case, move = self._move(request, who.person)
        self.move(case, move, at, who, request.reason)
        return case

    def move(
        self, case: CaseId, move: Move, at: int, who: Who | None, reason: str | None = None
    ) -> None:
        """Move a case on."""
        if case not in self.cases:
            raise NotFound("no_such_case", id=case)
        self.cases[case], facts = proceed(self.cases[case], move, at)
        self._tell(facts, at, who, reason)

    def observe(self, sensor: SensorId, value: float, at: int) -> None:
        """A reading came: every case that watches the sensor hears whether it is normal."""
        holds = at + round(1500 * self.site.sensors()[sensor].period_s)
        for case in self.open_cases():
            for watched in case.watched:
                rule = self.site.rules[watched.point.rule]
                if watched.point.target == sensor and isinstance(rule, LimitRule):
                    normal = not exceeds(rule.side, rule.levels[0], value, standing=True)
                    seen = Observed(rule.id, sensor, normal, holds, value)
                    self.move(case.id, seen, at, None)

    def detail(self, case: CaseId, now: int, facts: Iterable[Fact]) -> CaseDetail:
        """Answer for one case."""
        if case not in self.cases:
            raise NotFound("no_such_case", id=case)
        return CaseDetail(
            case=case_view(self.cases[case]),
            progress=progress(self.cases[case], now),
            history=tuple(f for f in facts if getattr(f.what, "case", None) == case),
        )

    def _move(self, request: Request, person: str) -> tuple[CaseId, Move]:
        match request:
            case DispatchUnit():
                self._can_go(request.unit, request.case)
                return request.case, Dispatch(request.unit, person)
            case OrderRemedy():
                order = Order(request.finding, request.action, request.party, person)
                return request.case, order
            case FinishRemedy():
                return request.case, Finish(request.remedy, person)
            case VerifyCase():
                return request.case, Inspect(request.proof, person, request.note)
            case CloseCase():
                if request.unverified and not request.reason:
                    raise Refused("reason_required")
                outcome = Outcome.UNVERIFIED if request.unverified else Outcome.VERIFIED
                return request.case, Close(outcome, person)
            case ReportFindings():
                return self._at(request), Report(request.unit, request.findings)
            case PatrolRequest() if type(request) in LEGS:
                return self._at(request), Travel(request.unit, LEGS[type(request)])
            case _:
                raise Refused("unknown_operation", operation=request.operation)

    def _can_go(self, unit: UnitId, to: CaseId) -> None:
        if not self.site.units[unit].on_duty:
            raise Refused("unit_off_duty", id=unit)
        for case in self.open_cases():
            if case.id != to and any(task.unit == unit for task in active(case)):
                raise Conflict("unit_busy", id=unit, case=case.id, by="Zhao Min", at=utc(0))

    def _at(self, request: PatrolRequest) -> CaseId:
        if request.case is not None:
            return request.case
        for case in self.open_cases():
            if any(task.unit == request.unit for task in active(case)):
                return case.id
        raise Refused("unit_free", id=request.unit)
