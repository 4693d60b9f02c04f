"""Solar lamps that are told: they draw current while lit, and their batteries keep the account."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from console.domain.ids import ControlId, DeviceId
from console.domain.sites import Sensor, Site
from console.simulator.irrigation import Value

BATTERY_WH = 720.0
LAMP_W, STANDBY_W = 30.0, 0.5
BATTERY_V = 12.0
STORED = 0.85  # of what a panel gives
FLAT_PERCENT = 3.0  # below it the battery lets the lamp go dark

Panel = Callable[[DeviceId, int], float]


class _Battery(msgspec.Struct):
    charge: float  # %
    at: int


class Lamps:
    """The lamps of a site that have a control `light`; `panel` is what one's panel gives (W)."""

    def __init__(self, site: Site, *, value: Value, panel: Panel) -> None:
        self._value, self._panel = value, panel
        self._lamps = {
            one.device: id for id, one in site.controls().items() if id.endswith("/light")
        }
        self._batteries: dict[DeviceId, _Battery] = {}

    def measured(self, sensor: Sensor, at: int, usual: float) -> float | None:
        """Return what a sensor of a lamp measures at `at` (ms); None: as usual."""
        lamp = self._lamps.get(sensor.device)
        if lamp is None:
            return None
        match sensor.quantity:
            case "soc":
                return self._charge(sensor.device, lamp, at, usual)
            case "current":
                return self._draws(sensor.device, lamp, at) / BATTERY_V
            case "lamp-power":
                return self._draws(sensor.device, lamp, at)
            case _:
                return None

    def settle(self, at: int) -> None:
        """Reckon every battery up to `at` (ms): a lamp is about to be switched."""
        for device, battery in self._batteries.items():
            self._charge(device, self._lamps[device], at, battery.charge)

    def _draws(self, device: DeviceId, lamp: ControlId, at: int) -> float:
        battery = self._batteries.get(device)
        if battery is not None and battery.charge <= FLAT_PERCENT:
            return 0.0
        return LAMP_W * self._value(lamp, at) / 100

    def _charge(self, device: DeviceId, lamp: ControlId, at: int, usual: float) -> float:
        battery = self._batteries.setdefault(device, _Battery(usual, at))
        hours = (at - battery.at) / 3_600_000
        if hours <= 0:
            return battery.charge
        watts = STORED * self._panel(device, battery.at)
        watts -= STANDBY_W + self._draws(device, lamp, battery.at)
        battery.charge = min(max(battery.charge + 100 * watts * hours / BATTERY_WH, 0.0), 100.0)
        battery.at = at
        return battery.charge
