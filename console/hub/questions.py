"""The routes of all that can be asked; what the others are is in `console.hub.web`."""

from __future__ import annotations

from litestar import get
from litestar.handlers import HTTPRouteHandler

from console.contract.load_views import AlertPage
from console.contract.notices import NoticeView
from console.contract.rule_views import Explanation, RuleDetail
from console.contract.views import (
    AlertDetail,
    BrokerAccess,
    DeviceDetail,
    Health,
    Page,
    SceneView,
    SensorView,
    Snapshot,
    WhoAmI,
)
from console.domain.ids import AlertId, DeviceId, RuleId, SceneId, SensorId
from console.domain.rules import Rule
from console.hub.answers import Answers
from console.hub.asking import Http, chosen, seat_of
from console.hub.case_routes import case_questions
from console.hub.history_routes import history_questions
from console.hub.load_routes import load_questions
from console.hub.people import Seats
from console.hub.plant_routes import plant_questions
from console.hub.rule_answers import RuleAnswers
from console.hub.selection import (
    ALERT_FILTERS,
    NOTICE_FILTERS,
    SENSOR_FILTERS,
)
from console.hub.shift_routes import shift_questions


def questions(answers: Answers, seats: Seats) -> list[HTTPRouteHandler]:
    """Return a route for every view."""
    return [
        *_alert_questions(answers),
        *load_questions(answers.load),
        *case_questions(answers.casework),
        *_sensor_questions(answers),
        *history_questions(answers.history),
        *_other_lists(answers),
        *_rule_questions(answers.rules),
        *shift_questions(answers.shifts),
        *plant_questions(answers.plant),
        *_own_questions(answers, seats),
    ]


def _alert_questions(answers: Answers) -> list[HTTPRouteHandler]:
    @get("/v1/alerts")
    async def alerts(request: Http) -> AlertPage:
        return answers.alerts(chosen(request, ALERT_FILTERS))

    @get("/v1/alerts/{alert:str}")
    async def alert(alert: str) -> AlertDetail:
        return await answers.alert(AlertId(alert.upper()))

    return [alerts, alert]


def _sensor_questions(answers: Answers) -> list[HTTPRouteHandler]:
    @get("/v1/sensors")
    async def sensors(request: Http) -> Page[SensorView]:
        return answers.sensors(chosen(request, SENSOR_FILTERS))

    @get("/v1/sensors/{device:str}/{quantity:str}")
    async def sensor(device: str, quantity: str) -> SensorView:
        return answers.sensor(SensorId(f"{device}/{quantity}"))

    return [sensors, sensor]


def _other_lists(answers: Answers) -> list[HTTPRouteHandler]:
    @get("/v1/devices")
    async def devices(request: Http) -> Page[DeviceDetail]:
        return answers.devices(chosen(request))

    @get("/v1/devices/{device:str}")
    async def device(device: str) -> DeviceDetail:
        return answers.device(DeviceId(device))

    @get("/v1/notices")
    async def notices(request: Http) -> Page[NoticeView]:
        return answers.notices(chosen(request, NOTICE_FILTERS))

    @get("/v1/scenes")
    async def scenes(request: Http) -> Page[SceneView]:
        return answers.scenes(chosen(request))

    @get("/v1/scenes/{scene:str}")
    async def scene(scene: str) -> SceneView:
        return answers.scene(SceneId(scene))

    return [devices, device, notices, scenes, scene]


def _rule_questions(answers: RuleAnswers) -> list[HTTPRouteHandler]:
    @get("/v1/rules")
    async def rules(request: Http) -> Page[Rule]:
        return answers.rules(chosen(request))

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
        return answers.snapshot(seat_of(request, seats))

    @get("/v1/health")
    async def health() -> Health:
        return answers.health()

    @get("/v1/whoami")
    async def whoami(request: Http) -> WhoAmI:
        return answers.shifts.whoami(seat_of(request, seats))

    @get("/v1/broker")
    async def broker(request: Http, account: str = "console") -> BrokerAccess:
        return answers.broker(seat_of(request, seats), account)

    return [snapshot, health, whoami, broker]
