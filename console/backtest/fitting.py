"""The site as a recording knows it: only what was measured, as often as it was, under the rules
that are tried, each where it belongs."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from console.backtest.choosing import Tried
from console.domain.gauges import AirIndex, WaterClass
from console.domain.ids import DeviceId, RuleId, SensorId
from console.domain.meters.making import items_of
from console.domain.rules import LimitRule, RecurringRule
from console.domain.sites import Device, Sensor, Site
from console.recorded.table import Recording


def fitted(site: Site, recording: Recording, rules: Sequence[Tried]) -> Site:
    """Return `site` with nothing but what was recorded, under `rules` alone.

    A rule judges the quantities it judges in the site, or all that was recorded if nothing there
    has it; one about a device as a whole (water class, AQI) judges each device with such sensors.
    A pattern is where the rule is whose episodes it counts. Nothing withholds anything.
    """
    sensors: dict[DeviceId, list[Sensor]] = {}
    for column in recording.columns:
        sensor = replace(column.sensor, period_s=recording.period_s, rules=())
        sensors.setdefault(sensor.device, []).append(sensor)
    bare = {id: _bare(site.devices[id], sensors[id]) for id in site.devices if id in sensors}
    known = {rule.id: replace(rule, only_when=None) for rule in rules}
    places = _places(site, bare, [rule for rule in rules if isinstance(rule, LimitRule)])
    for rule in rules:
        if isinstance(rule, RecurringRule):
            places[rule.id] = places.get(rule.of, set())
    return replace(
        site,
        devices={id: _under(device, places) for id, device in bare.items()},
        interlocks={},  # a recording tells nothing what to do
        automations={},
        rules=dict(known),
        editions={},
        suppressions={},
    )


def _places(
    site: Site, devices: dict[DeviceId, Device], rules: Sequence[LimitRule]
) -> dict[RuleId, set[str]]:
    places: dict[RuleId, set[str]] = {}
    for rule in rules:
        if _about_devices(site, rule):
            places[rule.id] = {d.id for d in devices.values() if items_of(rule, d.sensors)}
        else:
            quantities = {s.quantity for s in site.sensors().values() if rule.id in s.rules}
            places[rule.id] = {
                sensor.id
                for device in devices.values()
                for sensor in device.sensors
                if not quantities or sensor.quantity in quantities
            }
    return places


def _about_devices(site: Site, rule: LimitRule) -> bool:
    """Tell whether a rule is about devices as a whole; an index of air may be about either."""
    if isinstance(rule.gauge, AirIndex):
        return not any(rule.id in sensor.rules for sensor in site.sensors().values())
    return isinstance(rule.gauge, WaterClass)


def _bare(device: Device, sensors: Sequence[Sensor]) -> Device:
    return replace(device, behind=(), rules=(), sensors=tuple(sensors))


def _under(device: Device, places: dict[RuleId, set[str]]) -> Device:
    def rules(target: DeviceId | SensorId) -> tuple[RuleId, ...]:
        return tuple(rule for rule, where in places.items() if target in where)

    sensors = tuple(replace(sensor, rules=rules(sensor.id)) for sensor in device.sensors)
    return replace(device, rules=rules(device.id), sensors=sensors)
