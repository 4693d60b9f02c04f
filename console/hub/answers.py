"""What the hub answers to questions, from what is committed."""

from __future__ import annotations

import asyncio
from typing import Protocol

from console.clock import Clock, utc
from console.contract.load_views import AlertPage
from console.contract.notices import NoticeView
from console.contract.views import (
    AlertDetail,
    AlertView,
    BrokerAccess,
    DeviceDetail,
    DeviceView,
    DrillView,
    Health,
    Page,
    SceneView,
    SensorView,
    Snapshot,
)
from console.domain.ids import AlertId, DeviceId, SceneId, SensorId, TargetId
from console.domain.sites import Sensor, Site
from console.domain.values import Bilingual, Role
from console.errors import NotFound
from console.hub.board import Board
from console.hub.case_answers import CaseAnswers
from console.hub.history_answers import HistoryAnswers
from console.hub.load_answers import LoadAnswers
from console.hub.people import Seat
from console.hub.plant_answers import PlantAnswers
from console.hub.rule_answers import RuleAnswers, guidance_of
from console.hub.selection import Selection, device_of
from console.hub.shift_answers import ShiftAnswers
from console.store.store import Store

HISTORY_FACTS = 200


class Condition(Protocol):
    """What only the running hub knows of itself."""

    def health(self) -> Health:
        """Return how the hub is."""

    def access(self, account: str) -> BrokerAccess:
        """Return how `account` reaches the broker."""

    def drill(self) -> DrillView | None:
        """Return the drill in progress, if one is."""


class Answers:
    """One method per view; each answer says at which fact it is true."""

    def __init__(
        self, site: Site, clock: Clock, board: Board, store: Store, *, condition: Condition
    ) -> None:
        self._site = site
        self._sensors = site.sensors()
        self._clock = clock
        self._board = board
        self._store = store
        self._condition = condition
        self.history = HistoryAnswers(site, clock, board, store)
        self.casework = CaseAnswers(site, clock, board, store)
        self.load = LoadAnswers(site, clock, board, store)
        self.rules = RuleAnswers(site, clock, board)
        self.shifts = ShiftAnswers(board, store)
        self.plant = PlantAnswers(site, clock, board, store)

    def snapshot(self, seat: Seat) -> Snapshot:
        """Return all that a console needs, at one fact."""
        around = self._board.around
        return Snapshot(
            as_of=self._board.as_of,
            now=utc(self._clock.now()),
            site=self._site,
            alerts=self._board.abnormal(),
            devices=tuple(self._board.devices.values()),
            latest=tuple(self._board.latest(sensor) for sensor in self._sensors),
            broker=self._condition.access("console"),
            who=self.shifts.whoami(seat),
            drill=self._condition.drill(),
            cases=self._board.open_cases(),
            doubts=tuple(around.doubts.values()),
            out_of_service=tuple(around.out_of_service.values()),
            suppressions=tuple(around.suppressions),
            load=around.load(),
            duties=tuple(around.duties.values()),
            handovers=tuple(around.handovers.values()),
            units=tuple(around.units.values()),
            controls=tuple(around.controls.values()),
            automations=tuple(around.automations.values()),
        )

    def alerts(self, selection: Selection) -> AlertPage:
        """Return alerts, newest first; symptoms are counted, and listed where asked for."""
        fitting = [a for a in self._board.alerts.values() if selection.alert_fits(a, self._site)]
        shown = fitting if selection.with_symptoms else [a for a in fitting if not a.symptom_of]
        shown.sort(key=lambda alert: -int(alert.id.partition("-")[2]))
        page = selection.page(shown, lambda alert: alert.id, self._board.as_of)
        return AlertPage(
            items=page.items,
            as_of=page.as_of,
            next=page.next,
            symptoms=len(fitting) - len(shown),
            flood=self._board.around.flood,
        )

    async def alert(self, wanted: AlertId) -> AlertDetail:
        """Return one alert with guidance and history."""
        view = self._board.alerts.get(wanted)
        if view is None:
            raise NotFound("no_such_alert", id=wanted)
        history = await asyncio.to_thread(self._store.facts_of, wanted, HISTORY_FACTS)
        return AlertDetail(
            alert=view,
            guidance=self._guidance(view),
            history=tuple(history),
            symptoms=self._board.symptoms_of(wanted),
        )

    def sensors(self, selection: Selection) -> Page[SensorView]:
        """Return sensors in the order of the site file."""
        fitting = [
            self.sensor(sensor.id)
            for sensor in self._sensors.values()
            if selection.sensor_fits(sensor.quantity, sensor.id in self._board.around.doubts)
            and selection.device_fits(self._site.devices[sensor.device])
        ]
        return selection.page(fitting, lambda view: view.sensor.id, self._board.as_of)

    def sensor(self, wanted: SensorId) -> SensorView:
        """Return one sensor."""
        sensor = self._known_sensor(wanted)
        device = self._site.devices[sensor.device]
        return SensorView(
            sensor=sensor,
            device_name=device.name,
            aliases=device.aliases,
            zone=device.zone,
            scene=device.scene,
            latest=self._board.latest(wanted),
            alerts=self._alerts_on({wanted}),
            doubt=self._board.around.doubts.get(wanted),
        )

    def devices(self, selection: Selection) -> Page[DeviceDetail]:
        """Return devices in the order of the site file."""
        fitting = [
            self.device(device.id)
            for device in self._site.devices.values()
            if selection.device_fits(device)
        ]
        return selection.page(fitting, lambda view: view.device.id, self._board.as_of)

    def device(self, wanted: DeviceId) -> DeviceDetail:
        """Return one device."""
        device = self._site.devices.get(wanted)
        if device is None:
            raise NotFound("no_such_device", id=wanted)
        doubts = self._board.around.doubts
        return DeviceDetail(
            device=device,
            link=self._board.devices.get(wanted, DeviceView(id=wanted)),
            latest=tuple(self._board.latest(sensor.id) for sensor in device.sensors),
            alerts=self._alerts_on({wanted, *(sensor.id for sensor in device.sensors)}),
            doubts=tuple(doubts[s.id] for s in device.sensors if s.id in doubts),
        )

    def scenes(self, selection: Selection) -> Page[SceneView]:
        """Return scenes in the order of the site file."""
        views = [self.scene(scene) for scene in self._site.scenes]
        return selection.page(views, lambda view: view.id, self._board.as_of)

    def scene(self, wanted: SceneId) -> SceneView:
        """Return one scene in figures."""
        scene = self._site.scenes.get(wanted)
        if scene is None:
            raise NotFound("no_such_scene", id=wanted)
        devices = [d for d in self._site.devices.values() if d.scene == wanted]
        ids = {device.id for device in devices}
        links = [self._board.devices.get(device) for device in ids]
        return SceneView(
            id=wanted,
            name=scene.name,
            devices=len(devices),
            sensors=sum(len(device.sensors) for device in devices),
            offline=sum(link is not None and link.online is False for link in links),
            alerts=sum(device_of(alert.target) in ids for alert in self._board.queue()),
        )

    def notices(self, selection: Selection) -> Page[NoticeView]:
        """Return what parties were told, or are to be told, newest first."""
        return self._board.notices.page(selection, self._board.as_of)

    def health(self) -> Health:
        """Return how the hub is."""
        return self._condition.health()

    def broker(self, seat: Seat, account: str) -> BrokerAccess:
        """Return an account's way to the broker; anything but the console's needs an admin."""
        if account != "console":
            self.shifts.manned(seat).require(Role.ADMIN)
        return self._condition.access(account)

    def _known_sensor(self, wanted: SensorId) -> Sensor:
        sensor = self._sensors.get(wanted)
        if sensor is None:
            raise NotFound("no_such_sensor", id=wanted)
        return sensor

    def _alerts_on(self, targets: set[TargetId]) -> tuple[AlertId, ...]:
        return tuple(
            a.id for a in self._board.alerts.values() if a.target in targets and a.state.in_queue
        )

    def _guidance(self, alert: AlertView) -> Bilingual | None:
        rule = self._site.rules.get(alert.rule)
        device = self._site.devices.get(device_of(alert.target))
        return guidance_of(rule, device)[0]
