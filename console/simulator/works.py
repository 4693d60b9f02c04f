"""What controls do to the simulated world: every effect a sensor could see."""

from __future__ import annotations

import math
from collections.abc import Callable

import msgspec

from console.domain.ids import ControlId, DeviceId, SensorId
from console.domain.meters.neighbours import distance_m
from console.domain.sites import Sensor, Site
from console.simulator.irrigation import Irrigation
from console.simulator.lamps import Lamps
from console.simulator.obeying import Obeying
from console.simulator.weather import Weather

SPRAY_REACH_M = 700.0
SPRAY_LEAVES = 0.25  # of the dust, once the spray has been on for a while
SPRAY_TAKES_MS = 90_000
AERATED_MG_L = 1.6  # what an aerator adds at last
AERATOR_TAKES_MS = 30 * 60_000  # until about two thirds of that


class _Air(msgspec.Struct):
    """What an aerator has added to its water (mg/L) by `at` (ms)."""

    added: float
    at: int


class Works:
    """Turns what would be measured into what is, given what the site's devices were told."""

    def __init__(
        self, site: Site, weather: Weather, obeying: Obeying, *, rain: Callable[[int], float]
    ) -> None:
        self._obeying = obeying
        self._weather = weather
        self._site = site
        self._irrigation = Irrigation(
            site, value=obeying.value, rain=rain, sun=lambda at: weather.sky(at).sun
        )
        self._lamps = Lamps(site, value=obeying.value, panel=self._panel)
        controls = site.controls()
        self._sprays = [id for id in controls if id.endswith("/spray")]
        self._locks = frozenset(id for id in controls if id.endswith("/lock"))
        self._locked: dict[SensorId, float] = {}
        self._aerators = _aerators(site)
        self._air: dict[DeviceId, _Air] = {}

    def measured(self, sensor: Sensor, at: int, usual: float) -> float | None:
        """Return what is there by what was told, beginning at `usual`; None: as on any day."""
        found = self._irrigation.measured(sensor, at, usual)
        return found if found is not None else self._lamps.measured(sensor, at, usual)

    def changed(self, sensor: Sensor, at: int, value: float) -> float:
        """Return what a value becomes by what was told."""
        if sensor.quantity == "fill":
            return self._as_locked(sensor, at, value)
        if sensor.quantity == "do" and sensor.device in self._aerators:
            return value + self._aerated(sensor.device, at)
        return value

    def dust(self, device: DeviceId, at: int) -> float:
        """Return how much of the dust reaches a device (1: all of it)."""
        left = 1.0
        for spray in self._sprays:
            if self._obeying.value(spray, at) > 0 and self._reaches(spray, device):
                passed = max(0, at - self._obeying.since(spray))
                left = min(left, 1 - (1 - SPRAY_LEAVES) * min(1.0, passed / SPRAY_TAKES_MS))
        return left

    def settle(self, at: int) -> None:
        """Reckon what goes on up to `at` (ms): something is about to be switched."""
        self._irrigation.settle(at)
        self._lamps.settle(at)
        for device in self._air:
            self._aerated(device, at)

    def _panel(self, _device: DeviceId, at: int) -> float:
        return self._weather.colour("pv-power", at, 0.0)

    def _reaches(self, spray: ControlId, device: DeviceId) -> bool:
        sprayer = self._site.devices[DeviceId(spray.partition("/")[0])]
        return distance_m(sprayer, self._site.devices[device]) <= SPRAY_REACH_M

    def _as_locked(self, sensor: Sensor, at: int, value: float) -> float:
        lock = ControlId(f"{sensor.device}/lock")
        if lock not in self._locks or not self._obeying.value(lock, at) > 0:
            self._locked.pop(sensor.id, None)
            return value
        return min(value, self._locked.setdefault(sensor.id, value))

    def _aerated(self, device: DeviceId, at: int) -> float:
        air = self._air.setdefault(device, _Air(0.0, at))
        runs = any(self._obeying.value(one, air.at) > 0 for one in self._aerators[device])
        left = math.exp(-(at - air.at) / AERATOR_TAKES_MS)
        aim = AERATED_MG_L if runs else 0.0
        air.added = aim + (air.added - aim) * left
        air.at = at
        return air.added


def _aerators(site: Site) -> dict[DeviceId, list[ControlId]]:
    """Return for each device that measures oxygen the aerators of its zone."""
    found: dict[DeviceId, list[ControlId]] = {}
    for id, control in site.controls().items():
        device = site.devices[control.device]
        pumps = any(sensor.quantity == "flow" for sensor in device.sensors)
        if not id.endswith("/run") or pumps:
            continue
        for other in site.devices.values():
            if other.zone == device.zone and any(s.quantity == "do" for s in other.sensors):
                found.setdefault(other.id, []).append(id)
    return found
