"""How devices break in the simulated community: what they say, or do, that is not so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from console.domain.ids import ControlId, SensorId
from console.domain.sites import Device, Sensor

SPIKE_EVERY = 7  # readings; all between are sound
DRIFT_MS = 10 * 60_000  # from the true value to just beyond the range
BEYOND_SHARE = 0.05  # of the range: how far a drift goes beyond it
AHEAD_MS = 5 * 60_000  # a wrong clock; the hub refuses one that is further ahead than ten minutes
BEHIND_MS = 30 * 60_000  # a clock that was never set again after a power cut
TOO_MUCH = 1.5  # of the pair's ratio
DROPPED = 0.7  # of a probe's values, while it drops out
LATE_MS = 10 * 60_000
LATE = 0.3  # of a device's messages, while some come late


class Fault(StrEnum):
    """One way to be broken."""

    STUCK = "stuck"  # the same value for ever
    SPIKE = "spike"  # single readings far off
    DRIFT = "drift"  # further and further off, until beyond the range
    CLOCK = "clock"  # the device's clock is ahead
    PAIR = "pair"  # the lower quantity of a pair above the higher
    BEHIND = "behind"  # the device's clock is behind
    DROP_OUT = "drop-out"  # most values are missing
    OFFLINE = "offline"  # the whole device is gone
    DUPLICATE = "duplicate"  # the device says everything twice
    LATE = "late"  # some of what the device says comes long after it was measured
    MUTE = "mute"  # a control that does not hear what it is told
    REFUSES = "refuses"  # a control that will not
    POWERLESS = "powerless"  # a control that says it does, and nothing happens


OF_CONTROLS = frozenset({Fault.MUTE, Fault.REFUSES, Fault.POWERLESS})
OF_DEVICES = frozenset({Fault.CLOCK, Fault.BEHIND, Fault.OFFLINE, Fault.DUPLICATE, Fault.LATE})
SKEW_MS = {Fault.CLOCK: AHEAD_MS, Fault.BEHIND: -BEHIND_MS}


class Breakdown(msgspec.Struct, frozen=True, kw_only=True):
    """A sensor or control is broken from `begin` until `end` (ms)."""

    sensor: SensorId | ControlId
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


def fitting(control: bool) -> tuple[Fault, ...]:
    """Return how a control, or else a sensor, can be broken."""
    return tuple(fault for fault in Fault if (fault in OF_CONTROLS) is control)
