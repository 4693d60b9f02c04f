"""Where a sensor stands: its device's channels, its neighbours, the weather, what is close by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo

from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.gathering import DAY_HOURS, minute_of
from console.domain.diagnosis.question import SHARED, Asked, Near
from console.domain.doubts import Test
from console.domain.gauges import Mean, Value
from console.domain.ids import SensorId
from console.domain.rules import LimitRule, Side
from console.domain.sites import Sensor, Site
from console.domain.surroundings import Surrounding, SurroundingKind, apart_m, bearing

REACH = {SurroundingKind.BUILDING_SITE: "near", SurroundingKind.KITCHEN: "near_kitchen"}
UNIT = "µg/m³"  # of all channels but these; what is in another unit is not known
UNITS = {"co": "mg/m³"}
PEERS_MOST = 16  # the nearest: more of them move no median, and each is read from disk


class Around:
    """One sensor's place in a site."""

    def __init__(self, site: Site, sensor: Sensor) -> None:
        self._site = site
        self._sensor = sensor
        self._device = site.devices[sensor.device]
        self._here = (self._device.latitude, self._device.longitude)

    def asked(self, at: int, tests: Sequence[Test], zone: tzinfo | None) -> Asked:
        """Return the question why it exceeds at a moment (ms)."""
        rule = self._rule()
        return Asked(
            sensor=self._sensor.id,
            quantity=self._sensor.quantity,
            at=at,
            period_s=self._sensor.period_s,
            limit=None if rule is None else rule.levels[0].limit,
            side=Side.HIGH if rule is None else rule.side,
            checks=self._sensor.checks,
            tests=tuple(tests),
            near=self.near(minute_of(at, zone), self._site.diagnosis),
        )

    def own(self, quantities: Iterable[str]) -> dict[str, SensorId]:
        """Return the device's sensors of some quantities."""
        wanted = set(quantities)
        found = {
            s.quantity: s.id
            for s in self._device.sensors
            if s.quantity in wanted and s.unit == UNITS.get(s.quantity, UNIT)
        }
        return found | {self._sensor.quantity: self._sensor.id}

    def peers(self, quantities: Iterable[str]) -> dict[str, list[SensorId]]:
        """Return the nearest sensors of the same quantities and units at other devices."""
        units = {s.quantity: s.unit for s in self._device.sensors}
        wanted = set(self.own(quantities)) & SHARED
        found: dict[str, list[tuple[float, SensorId]]] = {quantity: [] for quantity in wanted}
        for apart, sensor in self._others():
            if sensor.quantity in wanted and sensor.unit == units[sensor.quantity]:
                found[sensor.quantity].append((apart, sensor.id))
        return {q: [id for _, id in sorted(near)[:PEERS_MOST]] for q, near in found.items()}

    def weather(self, quantities: Sequence[str]) -> dict[str, SensorId]:
        """Return the nearest sensor of each of some quantities, its own device's first."""
        found: dict[str, tuple[float, SensorId]] = {}
        own = [(0.0, sensor) for sensor in self._device.sensors]
        for apart, sensor in (*own, *self._others()):
            if sensor.quantity in quantities:
                known = found.get(sensor.quantity)
                if known is None or (apart, sensor.id) < known:
                    found[sensor.quantity] = apart, sensor.id
        return {quantity: id for quantity, (_, id) in found.items()}

    def near(self, minute: float, figures: Figures) -> tuple[Near, ...]:
        """Return what is close by, nearest first; at work or not at a minute of the day."""
        found = [
            near
            for one in self._site.surroundings
            if (near := self._near(one, minute, figures)) is not None
        ]
        return tuple(sorted(found, key=lambda near: (near.distance_m or 0.0, near.name.en)))

    def _near(self, one: Surrounding, minute: float, figures: Figures) -> Near | None:
        apart = None if one.place is None else apart_m(self._here, one.place)
        same_zone = one.zone is not None and one.zone == self._device.zone
        reach = getattr(figures, REACH.get(one.kind, "near_road"))
        if not same_zone and (apart is None or apart > reach):
            return None
        hours = tuple(h for h in range(DAY_HOURS) if one.at_work(h * 60 + 30))
        return Near(
            kind=one.kind,
            name=one.name,
            distance_m=apart,
            bearing=None if one.place is None else bearing(self._here, one.place),
            open=one.at_work(minute),
            share=one.share,
            hours=hours,
        )

    def _others(self) -> list[tuple[float, Sensor]]:
        return [
            (apart_m(self._here, (device.latitude, device.longitude)), sensor)
            for device in self._site.devices.values()
            if device.id != self._device.id
            for sensor in device.sensors
        ]

    def _rule(self) -> LimitRule | None:
        """Return the rule whose lowest level is in the sensor's own unit."""
        rules = (self._site.rules.get(id) for id in self._sensor.rules)
        return next(
            (
                rule
                for rule in rules
                if isinstance(rule, LimitRule) and isinstance(rule.gauge, Value | Mean)
            ),
            None,
        )
