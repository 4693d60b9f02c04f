"""Decides what people do about cases."""

from __future__ import annotations

from collections.abc import Sequence

from console.contract.cases import (
    CloseCase,
    DispatchUnit,
    FinishRemedy,
    OpenCase,
    OrderRemedy,
    VerifyCase,
)
from console.domain.alerts import Alert
from console.domain.case_facts import CaseOpened, Outcome, Point
from console.domain.case_moves import Close, Dispatch, Finish, Inspect, Move, Order
from console.domain.cases import Case
from console.domain.ids import CaseId, ZoneId
from console.domain.sites import Site
from console.domain.values import Role
from console.errors import Conflict, NotFound, Refused
from console.hub.engine import Engine
from console.hub.nearest import nearest
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling
from console.hub.selection import device_of

UNNUMBERED = CaseId("")  # the casebook gives the number


class CaseDesk:
    """One method per operation."""

    def __init__(self, site: Site, engine: Engine) -> None:
        self._site = site
        self._engine = engine
        self._book = engine.casebook
        self.handlers: Handlers = {
            OpenCase: self._open,
            DispatchUnit: self._dispatch,
            OrderRemedy: self._order,
            FinishRemedy: self._finish,
            VerifyCase: self._verify,
            CloseCase: self._close,
        }

    def _open(self, request: OpenCase, seat: Seat, now: int) -> Ruling:
        title = request.title.strip() if request.title is not None else None
        if title == "":
            raise Refused("title_empty")
        if not request.alerts and title is None:
            raise Refused("case_needs_alert_or_title")
        ids = tuple(dict.fromkeys(request.alerts))
        alerts = [self._engine.alert(alert) for alert in ids]
        zone = self._zone(request.zone, alerts)
        standing = self._taken_up(alerts, seat)
        if standing is not None:
            return Ruling(about=standing.id)
        opened = CaseOpened(
            case=UNNUMBERED, title=title, zone=zone, alerts=ids, points=self._points(alerts)
        )
        return Ruling(about=self._book.open(opened, seat.who.person, now).id)

    def _dispatch(self, request: DispatchUnit, seat: Seat, now: int) -> Ruling:
        unit = self._site.units.get(request.unit)
        if unit is None:
            near = nearest(request.unit, self._site.units)
            raise NotFound("no_such_unit", id=request.unit, nearest=near)
        if not unit.on_duty:
            raise Refused("unit_off_duty", id=unit.id)
        self._book.case(request.case)
        out = self._book.out(unit.id)
        if out is not None and out[0].id != request.case:
            case, task = out
            raise Conflict("unit_out", id=unit.id, case=case.id, by=task.sent_by, at=task.sent_at)
        return self._act(request.case, Dispatch(unit.id, seat.who.person), now)

    def _order(self, request: OrderRemedy, seat: Seat, now: int) -> Ruling:
        act = Order(request.finding, request.action, request.party, seat.who.person)
        return self._act(request.case, act, now)

    def _finish(self, request: FinishRemedy, seat: Seat, now: int) -> Ruling:
        return self._act(request.case, Finish(request.remedy, seat.who.person), now)

    def _verify(self, request: VerifyCase, seat: Seat, now: int) -> Ruling:
        return self._act(request.case, Inspect(request.proof, seat.who.person, request.note), now)

    def _close(self, request: CloseCase, seat: Seat, now: int) -> Ruling:
        if request.unverified:
            seat.require(Role.SUPERVISOR)
            if not (request.reason or "").strip():
                raise Refused("reason_required", id=request.case)
        outcome = Outcome.UNVERIFIED if request.unverified else Outcome.VERIFIED
        return self._act(request.case, Close(outcome, seat.who.person), now)

    def _act(self, case: CaseId, move: Move, now: int) -> Ruling:
        return Ruling(about=self._book.act(case, move, now).id)

    def _zone(self, wanted: ZoneId | None, alerts: Sequence[Alert]) -> ZoneId | None:
        if wanted is not None and wanted not in self._site.zones:
            near = nearest(wanted, self._site.zones)
            raise NotFound("no_such_zone", id=wanted, nearest=near)
        if wanted is not None or not alerts:
            return wanted
        return self._site.devices[device_of(alerts[0].target)].zone

    def _taken_up(self, alerts: Sequence[Alert], seat: Seat) -> Case | None:
        """Return the case that this person opened from these alerts already, if they did."""
        cases = [(alert, case) for alert in alerts if (case := self._book.about(alert.id))]
        for alert, case in cases:
            own = case.opened_by == seat.who.person
            if not own or len({case.id for _, case in cases}) > 1 or len(cases) < len(alerts):
                raise Conflict(
                    "alert_in_case",
                    id=alert.id,
                    case=case.id,
                    by=case.opened_by,
                    at=case.opened_at,
                )
        return cases[0][1] if cases else None

    def _points(self, alerts: Sequence[Alert]) -> tuple[Point, ...]:
        return tuple(
            Point(
                rule=alert.rule,
                target=alert.target,
                window_s=self._site.rules[alert.rule].verify_s,
            )
            for alert in alerts
        )
