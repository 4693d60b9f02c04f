"""What a unit is out for, as the hub says it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from console.contract.case_views import CaseDetail, CaseView, RemedyView, UnitView
from console.contract.hub import Hub
from console.contract.views import AlertView, Snapshot
from console.domain.cases import Leg
from console.domain.ids import SensorId, UnitId
from console.domain.rules import LimitRule
from console.domain.sites import Device, Sensor, Site
from console.errors import HubUnreachable, NotFound
from console.live import Live


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A unit and, where it is out, the case."""

    unit: UnitView
    detail: CaseDetail | None = None

    @property
    def case(self) -> CaseView | None:
        """Return the case the unit is out for."""
        return self.detail.case if self.detail is not None else None

    @property
    def leg(self) -> Leg | None:
        """Return how far the unit has come."""
        return self.unit.leg if self.detail is not None else None

    def sensors(self, site: Site) -> list[Sensor]:
        """Return the sensors that will have to prove it."""
        known = site.sensors()
        targets = dict.fromkeys(point.target for point in self.case.points) if self.case else {}
        return [known[SensorId(target)] for target in targets if target in known]

    def device(self, site: Site) -> Device | None:
        """Return the device it is about."""
        if self.case is None or not self.case.points:
            return None
        wanted = self.case.points[0].target.partition("/")[0]
        return next((device for device in site.devices.values() if device.id == wanted), None)

    def open_remedies(self) -> list[RemedyView]:
        """Return the remedies that are not done."""
        return [r for r in self.case.remedies if r.done_at is None] if self.case else []


def ask_task(hub: Hub, unit: UnitId) -> Task:
    """Ask what `unit` is out for."""
    view = hub.ask(f"patrols/{unit}", UnitView)
    if view.case is None:
        return Task(unit=view)
    return Task(unit=view, detail=hub.ask(f"cases/{view.case}", CaseDetail))


def own_unit(hub: Hub, wanted: UnitId | None, drafted: Sequence[UnitId] = ()) -> UnitId:
    """Return `wanted`, or the unit the caller's account belongs to; raise NotFound.

    Without a hub it is one of those that have something to send, if it is plain which.
    """
    try:
        snapshot = hub.ask("snapshot", Snapshot)
    except HubUnreachable:
        fitting = [unit for unit in drafted if wanted in (None, unit)]
        if len(fitting) != 1:
            raise
        return fitting[0]
    units = snapshot.site.units
    if wanted is not None:
        if wanted not in units:
            raise NotFound("no_such_unit", id=wanted)
        return wanted
    seat = snapshot.who.seat
    found = next((unit.id for unit in units.values() if seat in unit.accounts), None)
    if found is None:
        raise NotFound("no_unit_of_account", id=seat)
    return found


def alerts_of(task: Task, live: Live) -> list[AlertView]:
    """Return the case's alerts that are still in the queue."""
    wanted = task.case.alerts if task.case is not None else ()
    return [live.mirror.alerts[id] for id in wanted if id in live.mirror.alerts]


def limit_of(task: Task, sensor: Sensor, live: Live) -> float | None:
    """Return the limit the sensor is past, or would be."""
    for alert in alerts_of(task, live):
        if alert.target == sensor.id and alert.limit is not None:
            return alert.limit
    points = task.case.points if task.case is not None else ()
    for point in points:
        rule = live.mirror.site.rules.get(point.rule)
        if point.target == sensor.id and isinstance(rule, LimitRule):
            return rule.levels[0].limit
    return None
