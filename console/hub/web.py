"""The hub's API: ask, do, follow over HTTP, with routes made from the registry."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

from litestar import Litestar, get, post
from litestar import Request as HttpRequest
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.response import Stream

from console import __version__
from console.contract.case_views import CaseDetail, CaseView, UnitView
from console.contract.load_views import AlertPage
from console.contract.registry import OPERATIONS
from console.contract.request import Receipt, Request
from console.contract.rollup_views import RollupView
from console.contract.rule_views import Explanation, RuleDetail
from console.contract.views import (
    AlertDetail,
    BrokerAccess,
    DeviceDetail,
    Health,
    Page,
    ReadingView,
    SceneView,
    SensorView,
    Snapshot,
    WhoAmI,
)
from console.domain.ids import AlertId, CaseId, DeviceId, RuleId, SceneId, SensorId, UnitId
from console.domain.rollups import Per
from console.domain.rules import Rule
from console.hub.answers import Answers
from console.hub.bus import Bus
from console.hub.case_answers import CaseAnswers
from console.hub.desk import Desk
from console.hub.load_routes import load_questions
from console.hub.people import Seat, Seats
from console.hub.rule_answers import RuleAnswers
from console.hub.selection import (
    ALERT_FILTERS,
    CASE_FILTERS,
    FILTERS,
    UNIT_FILTERS,
    Selection,
    moment_of,
    selection_of,
)
from console.hub.shift_routes import shift_questions
from console.hub.trouble import HANDLERS

BODY_BYTES_MAX = 64 * 1024
DIGITS = 18
FOREVER_MS = 253_370_764_800_000  # the year 9999

Http = HttpRequest[Any, Any, Any]


def make_app(answers: Answers, desk: Desk, bus: Bus, seats: Seats) -> Litestar:
    """Return the application; every caller is known by the socket it came through."""
    handlers = [*_questions(answers, seats), *_requests(desk, seats), _facts(bus, seats)]
    return Litestar(
        route_handlers=handlers,
        exception_handlers=HANDLERS,
        request_max_body_size=BODY_BYTES_MAX,
        openapi_config=OpenAPIConfig(title="wanshou hub", version=__version__, path="/v1/schema"),
        logging_config=None,
    )


def _questions(answers: Answers, seats: Seats) -> list[HTTPRouteHandler]:
    return [
        *_alert_questions(answers),
        *load_questions(answers.load),
        *_case_questions(answers.casework),
        *_sensor_questions(answers),
        *_other_lists(answers),
        *_rule_questions(answers.rules),
        *shift_questions(answers.shifts),
        *_own_questions(answers, seats),
    ]


def _alert_questions(answers: Answers) -> list[HTTPRouteHandler]:
    @get("/v1/alerts")
    async def alerts(request: Http) -> AlertPage:
        return answers.alerts(_selection(request, ALERT_FILTERS))

    @get("/v1/alerts/{alert:str}")
    async def alert(alert: str) -> AlertDetail:
        return await answers.alert(AlertId(alert.upper()))

    return [alerts, alert]


def _case_questions(answers: CaseAnswers) -> list[HTTPRouteHandler]:
    @get("/v1/cases")
    async def cases(request: Http) -> Page[CaseView]:
        return answers.cases(_selection(request, CASE_FILTERS))

    @get("/v1/cases/{case:str}")
    async def case(case: str) -> CaseDetail:
        return await answers.case(CaseId(case.upper()))

    @get("/v1/patrols")
    async def patrols(request: Http) -> Page[UnitView]:
        return answers.patrols(_selection(request, UNIT_FILTERS))

    @get("/v1/patrols/{unit:str}")
    async def patrol(unit: str) -> UnitView:
        return answers.patrol(UnitId(unit))

    return [cases, case, patrols, patrol]


def _sensor_questions(answers: Answers) -> list[HTTPRouteHandler]:
    @get("/v1/sensors")
    async def sensors(request: Http) -> Page[SensorView]:
        return answers.sensors(_selection(request))

    @get("/v1/sensors/{device:str}/{quantity:str}")
    async def sensor(device: str, quantity: str) -> SensorView:
        return answers.sensor(SensorId(f"{device}/{quantity}"))

    @get("/v1/sensors/{device:str}/{quantity:str}/history")
    async def history(
        device: str,
        quantity: str,
        start: str | None = None,
        end: str | None = None,
        by: Per | None = None,
        limit: int = 500,
    ) -> Page[ReadingView] | Page[RollupView]:
        wanted, history = SensorId(f"{device}/{quantity}"), answers.history
        span = moment_of(start, 0), moment_of(end, FOREVER_MS)
        if by is None:
            return await history.readings(wanted, span, limit)
        return await history.rollups(wanted, by, span, limit)

    return [sensors, sensor, history]


def _other_lists(answers: Answers) -> list[HTTPRouteHandler]:
    @get("/v1/devices")
    async def devices(request: Http) -> Page[DeviceDetail]:
        return answers.devices(_selection(request))

    @get("/v1/devices/{device:str}")
    async def device(device: str) -> DeviceDetail:
        return answers.device(DeviceId(device))

    @get("/v1/scenes")
    async def scenes(request: Http) -> Page[SceneView]:
        return answers.scenes(_selection(request))

    @get("/v1/scenes/{scene:str}")
    async def scene(scene: str) -> SceneView:
        return answers.scene(SceneId(scene))

    return [devices, device, scenes, scene]


def _rule_questions(answers: RuleAnswers) -> list[HTTPRouteHandler]:
    @get("/v1/rules")
    async def rules(request: Http) -> Page[Rule]:
        return answers.rules(_selection(request))

    @get("/v1/rules/{rule:str}")
    async def rule(rule: str) -> RuleDetail:
        return answers.rule(RuleId(rule))

    @get("/v1/sensors/{device:str}/{quantity:str}/rules")
    async def of_sensor(device: str, quantity: str) -> Explanation:
        return answers.of_sensor(SensorId(f"{device}/{quantity}"))

    @get("/v1/devices/{device:str}/rules")
    async def of_device(device: str) -> Explanation:
        return answers.of_device(DeviceId(device))

    return [rules, rule, of_sensor, of_device]


def _own_questions(answers: Answers, seats: Seats) -> list[HTTPRouteHandler]:
    @get("/v1/snapshot")
    async def snapshot(request: Http) -> Snapshot:
        return answers.snapshot(_seat(request, seats))

    @get("/v1/health")
    async def health() -> Health:
        return answers.health()

    @get("/v1/whoami")
    async def whoami(request: Http) -> WhoAmI:
        return answers.shifts.whoami(_seat(request, seats))

    @get("/v1/broker")
    async def broker(request: Http, account: str = "console") -> BrokerAccess:
        return answers.broker(_seat(request, seats), account)

    return [snapshot, health, whoami, broker]


def _requests(desk: Desk, seats: Seats) -> list[HTTPRouteHandler]:
    return [_route(desk, seats, kind) for kind in OPERATIONS.values()]


def _route(desk: Desk, seats: Seats, kind: type[Request]) -> HTTPRouteHandler:
    async def act(data: Request, request: Http) -> Receipt:
        key = request.headers.get("idempotency-key")
        return await desk.do(data, _seat(request, seats), key)

    # The body's type differs by operation: this is where the table becomes routes.
    act.__annotations__ = {"data": kind, "request": Http, "return": Receipt}
    act.__doc__ = kind.__doc__
    noun, verb = kind.operation.split(".")
    return post(f"/v1/{noun}/{verb}", name=kind.operation, status_code=200)(act)


def _facts(bus: Bus, seats: Seats) -> HTTPRouteHandler:
    @get("/v1/facts")
    async def facts(request: Http, after: int = 0) -> Stream:
        _seat(request, seats)
        resumed = request.headers.get("last-event-id", "")
        # No number of a fact has more digits; beyond the newest one, all is told anew.
        start = int(resumed[:DIGITS]) if resumed.isdecimal() else after
        return Stream(_told(bus, max(0, start)), media_type="text/event-stream")

    return facts


async def _told(bus: Bus, after: int) -> AsyncIterator[bytes]:
    async for events in bus.follow(after):
        yield events


def _seat(request: Http, seats: Seats) -> Seat:
    extensions: dict[str, Any] = dict(request.scope.get("extensions") or {})
    _, uid, _ = extensions["peercred"]
    return seats.seat(uid)


def _selection(request: Http, filters: Sequence[str] = FILTERS) -> Selection:
    query = request.query_params
    return selection_of({name: query.getall(name) for name in query}, filters)
