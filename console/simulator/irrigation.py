"""Rain water on its way: into tanks, through pumps and valves, into soil, and out of it again."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from console.domain.ids import ControlId, DeviceId
from console.domain.sites import Device, Sensor, Site
from console.simulator.near import measuring, nearest
from console.simulator.weather import HOUR_MS

TANK_L = 120_000.0
ROOF_M2 = 2_000.0  # what drains into one tank
FIRST_FLUSH_MM = 2.0  # goes past the tank: it washes the roofs
DRIES_H = 12.0  # after so long without rain the next shower is a first one again
PUMP_L_MIN = 175.0
MAKEUP_L_MIN = 300.0
DRY_PERCENT = 1.0  # below it nothing comes out of the pump
PUMP_W, IDLE_W = 1_440.0, 4.0
PUMP_KPA, SHUT_KPA, STILL_KPA = 310.0, 520.0, 20.0
WETS_PER_MIN = 0.5  # soil moisture (%) per minute of sprinkling
WETS_PER_MM = 1.2  # and per mm of rain
THIRST_PER_H = 1.1  # what the sun takes out of soil in an hour at its highest
PARCHED = 58.0  # below it the sun takes nothing more
OUR_QUANTITIES = frozenset({"level", "inflow", "tap", "soil-moisture", "flow", "power", "pressure"})

Value = Callable[[ControlId, int], float]
Amount = Callable[[int], float]


class _Basin(msgspec.Struct):
    """Something that holds water: how much (%), until when that was reckoned (ms), and how much
    rain (mm) this shower has brought it."""

    holds: float
    at: int
    fell: float = 0.0
    dry_since: int = 0


class Irrigation:
    """Tanks, pumps and soil of a site that can be told; levels go on from where they begin.

    What nobody can tell anything is left to its usual day.
    """

    def __init__(self, site: Site, *, value: Value, rain: Amount, sun: Amount) -> None:
        self._value, self._rain, self._sun = value, rain, sun
        controls = site.controls()
        tanks, soils = measuring(site, "level"), measuring(site, "soil-moisture")
        flows = [
            device
            for device in measuring(site, "flow")
            if ControlId(f"{device.id}/run") in controls and tanks
        ]
        valves = [device for device in site.devices.values() if f"{device.id}/open" in controls]
        self._pumps = {pump.id: _named(pump, "run") for pump in flows}
        self._valves = {pump.id: _valve_of(pump, valves) for pump in flows}
        self._tank_of = {pump.id: _near(pump, tanks) for pump in flows}
        self._pumps_of = {
            tank.id: [pump for pump in self._pumps if self._tank_of[pump] == tank.id]
            for tank in tanks
        }
        self._makeup = {
            tank.id: _named(tank, "makeup")
            for tank in tanks
            if ControlId(f"{tank.id}/makeup") in controls
        }
        self._pump_of = {soil.id: _near(soil, flows) for soil in soils if flows}
        self._basins: dict[DeviceId, _Basin] = {}

    def measured(self, sensor: Sensor, at: int, usual: float) -> float | None:
        """Return what a sensor measures at `at` (ms), beginning at `usual`; None: as usual."""
        if sensor.quantity not in OUR_QUANTITIES:
            return None
        device = sensor.device
        if device in self._pumps:
            return self._at_pump(sensor.quantity, device, at)
        if device in self._pumps_of and (self._pumps_of[device] or device in self._makeup):
            if sensor.quantity == "inflow":
                return self._inflow(device, at)
            if sensor.quantity == "tap":
                return self._tap(device, at)
            return self._tank(device, at, usual) if sensor.quantity == "level" else None
        if sensor.quantity == "soil-moisture" and device in self._pump_of:
            return self._soil(device, at, usual)
        return None

    def settle(self, at: int) -> None:
        """Reckon everything up to `at` (ms): something is about to be switched."""
        for device, basin in self._basins.items():
            if device in self._pumps_of:
                self._tank(device, at, basin.holds)
            else:
                self._soil(device, at, basin.holds)

    def _runs(self, pump: DeviceId, at: int) -> bool:
        return self._value(self._pumps[pump], at) > 0

    def _opens(self, pump: DeviceId, at: int) -> bool:
        valve = self._valves[pump]
        return valve is None or self._value(valve, at) > 0

    def _flow(self, pump: DeviceId, at: int) -> float:
        """Return what a pump gives (L/min)."""
        tank = self._tank_of[pump]
        basin = self._basins.get(tank) if tank else None
        wet = basin is None or basin.holds > DRY_PERCENT
        return PUMP_L_MIN if wet and self._runs(pump, at) and self._opens(pump, at) else 0.0

    def _at_pump(self, quantity: str, pump: DeviceId, at: int) -> float | None:
        runs, flow = self._runs(pump, at), self._flow(pump, at)
        match quantity:
            case "flow":
                return flow
            case "power":
                return (PUMP_W if flow else 0.6 * PUMP_W) if runs else IDLE_W
            case "pressure":
                shut = SHUT_KPA if not self._opens(pump, at) else STILL_KPA
                return (PUMP_KPA if flow else shut) if runs else STILL_KPA
            case _:
                return None

    def _inflow(self, tank: DeviceId, at: int) -> float:
        """Return what runs into a tank (L/min)."""
        basin = self._basins.get(tank)
        flushed = basin is not None and basin.fell >= FIRST_FLUSH_MM
        return self._tap(tank, at) + (self._rain(at) / 60 * ROOF_M2 if flushed else 0.0)

    def _tap(self, tank: DeviceId, at: int) -> float:
        """Return how much of that is tap water (L/min)."""
        makeup = self._makeup.get(tank)
        return MAKEUP_L_MIN if makeup and self._value(makeup, at) > 0 else 0.0

    def _tank(self, tank: DeviceId, at: int, usual: float) -> float:
        basin = self._basins.setdefault(tank, _Basin(usual, at, dry_since=at))
        minutes = (at - basin.at) / 60_000
        if minutes <= 0:
            return basin.holds
        gives = sum(self._flow(pump, basin.at) for pump in self._pumps_of[tank])
        litres = minutes * (self._inflow(tank, basin.at) - gives)
        basin.holds = min(max(basin.holds + 100 * litres / TANK_L, 0.0), 100.0)
        rain = self._rain(basin.at)
        if rain:
            basin.fell += rain * minutes / 60
            basin.dry_since = at
        elif at - basin.dry_since > DRIES_H * HOUR_MS:
            basin.fell = 0.0
        basin.at = at
        return basin.holds

    def _soil(self, soil: DeviceId, at: int, usual: float) -> float:
        basin = self._basins.setdefault(soil, _Basin(usual, at))
        minutes = (at - basin.at) / 60_000
        if minutes <= 0:
            return basin.holds
        pump = self._pump_of[soil]
        wetter = self._rain(basin.at) / 60 * WETS_PER_MM
        if pump and self._flow(pump, basin.at):
            wetter += WETS_PER_MIN
        thirst = THIRST_PER_H / 60 * max(0.0, self._sun(basin.at))
        drier = thirst if basin.holds > PARCHED else 0.0
        basin.holds = min(basin.holds + minutes * (wetter - drier), 100.0)
        basin.at = at
        return basin.holds


def _named(device: Device, control: str) -> ControlId:
    return ControlId(f"{device.id}/{control}")


def _near(device: Device, among: list[Device]) -> DeviceId | None:
    found = nearest(device, among)
    return found.id if found else None


def _valve_of(pump: Device, valves: list[Device]) -> ControlId | None:
    """Return the valve behind a pump: that of its zone, if there is one."""
    found = nearest(pump, valves)
    return _named(found, "open") if found and found.zone == pump.zone else None
