"""How a probe breaks in the simulated community: what it says instead of what it measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from console.domain.ids import SensorId
from console.domain.sites import Device, Sensor

SPIKE_EVERY = 7  # readings; all between are sound
DRIFT_MS = 10 * 60_000  # from the true value to just beyond the range
BEYOND_SHARE = 0.05  # of the range: how far a drift goes beyond it
AHEAD_MS = 5 * 60_000  # a wrong clock; the hub refuses one that is further ahead than ten minutes
TOO_MUCH = 1.5  # of the pair's ratio


class Fault(StrEnum):
    """One way to be broken."""

    STUCK = "stuck"  # the same value for ever
    SPIKE = "spike"  # single readings far off
    DRIFT = "drift"  # further and further off, until beyond the range
    CLOCK = "clock"  # the device's clock is ahead
    PAIR = "pair"  # the lower quantity of a pair above the higher


class Breakdown(msgspec.Struct, frozen=True, kw_only=True):
    """A sensor is broken from `begin` until `end` (ms)."""

    sensor: SensorId
    fault: Fault
    begin: int
    end: int


def told(breakdown: Breakdown, sensor: Sensor, at: int, value: float, before: float) -> float:
    """Return what a broken sensor says at `at` (ms) instead of `value`, after `before`."""
    match breakdown.fault:
        case Fault.STUCK:
            return before
        case Fault.SPIKE:
            number = round((at - breakdown.begin) / (sensor.period_s * 1000))
            far = sensor.high if value < (sensor.low + sensor.high) / 2 else sensor.low
            return value if (number + 1) % SPIKE_EVERY else far
        case Fault.DRIFT:
            beyond = sensor.high + BEYOND_SHARE * (sensor.high - sensor.low)
            share = min(1.0, (at - breakdown.begin) / DRIFT_MS)
            return round(value + (beyond - value) * share, sensor.decimals)
        case _:
            return value


def paired(device: Device, values: dict[str, float], broken: Iterable[Breakdown]) -> None:
    """See to it that no pair in `values` is impossible, but for a broken one."""
    faults = {each.sensor: each.fault for each in broken}
    sensors: Mapping[str, Sensor] = {sensor.quantity: sensor for sensor in device.sensors}
    for pair in device.pairs:
        if pair.low not in values or pair.high not in values:
            continue
        low, high = sensors[pair.low], sensors[pair.high]
        if Fault.PAIR in (faults.get(low.id), faults.get(high.id)):
            most = TOO_MUCH * pair.ratio * values[pair.high]
            values[pair.low] = round(min(max(values[pair.low], most), low.high), low.decimals)
        elif low.id not in faults and high.id not in faults:
            values[pair.high] = min(max(values[pair.high], values[pair.low]), high.high)
