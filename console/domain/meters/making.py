"""Which gauge at work a rule needs at its target, and whose readings it is fed with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from console.domain.air_index import POLLUTANTS
from console.domain.gauges import AirIndex, Change, Count, Deviation, Mean, Unchanged, WaterClass
from console.domain.meters.air_index import DeviceIndex, SensorIndex
from console.domain.meters.change import ChangeMeter
from console.domain.meters.count import CountMeter
from console.domain.meters.deviation import DeviationMeter
from console.domain.meters.mean import MeanMeter
from console.domain.meters.meter import Meter
from console.domain.meters.neighbours import Neighbourhood
from console.domain.meters.unchanged import UnchangedMeter
from console.domain.meters.water_class import WaterClassMeter, is_item
from console.domain.rules import LimitRule
from console.domain.sites import Device, Sensor, Site


class Made(NamedTuple):
    """A gauge at work; `joint` where it is fed with the readings of several sensors."""

    meter: Meter
    sensors: tuple[Sensor, ...]
    joint: bool


class Workshop:
    """Makes the gauges of one site."""

    def __init__(self, site: Site) -> None:
        self._neighbourhood = Neighbourhood(site)

    def made(self, rule: LimitRule, target: Sensor | Device) -> Made | None:
        """Return the rule's gauge at `target`; nothing where it judges single readings."""
        if isinstance(target, Device):
            return _of_device(rule, target)
        match rule.gauge:
            case Mean() as mean:
                return _alone(MeanMeter(mean, target), target)
            case Change() as change:
                return _alone(ChangeMeter(change, target), target)
            case Unchanged():
                return _alone(UnchangedMeter(_highest(rule), target), target)
            case Count() as count:
                return _alone(CountMeter(count, target), target)
            case AirIndex() as index:
                return _alone(SensorIndex(index, target), target)
            case Deviation() as deviation:
                near = self._neighbourhood.of(target, deviation.nearest)
                return Made(DeviationMeter(deviation, target, near), (target, *near), True)
            case _:
                return None


def items_of(rule: LimitRule, sensors: Iterable[Sensor]) -> list[Sensor]:
    """Return those of a device's sensors that a rule of the device is about."""
    match rule.gauge:
        case AirIndex():
            return [sensor for sensor in sensors if sensor.quantity in POLLUTANTS]
        case WaterClass(lake=lake):
            return [sensor for sensor in sensors if is_item(sensor.quantity, lake=lake)]
        case _:
            return []


def _of_device(rule: LimitRule, device: Device) -> Made | None:
    sensors = tuple(items_of(rule, device.sensors))
    match rule.gauge:
        case AirIndex() as index:
            return Made(DeviceIndex(index, sensors), sensors, True)
        case WaterClass() as target:
            return Made(WaterClassMeter(target, sensors), sensors, True)
        case _:
            return None


def _alone(meter: Meter, sensor: Sensor) -> Made:
    return Made(meter, (sensor,), False)


def _highest(rule: LimitRule) -> float:
    return max((max(level.limit, level.clear) for level in rule.levels), default=0.0)
