"""What conditions of a site may name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from console.domain.calendar import Calendar
from console.domain.ids import RuleId
from console.domain.sites import Device


class References(msgspec.Struct, frozen=True, kw_only=True):
    """What conditions may name. A rule set knows no site (`placed` is false): its conditions
    name quantities and times only."""

    placed: bool = True
    sensors: Mapping[str, str] = {}  # by id, with their quantity
    devices: frozenset[str] = frozenset()
    controls: frozenset[str] = frozenset()
    rules: Mapping[str, frozenset[RuleId]] = {}  # by target: those at work there
    place: tuple[float, float] | None = None  # latitude and longitude in degrees
    calendar: Calendar | None = None


IN_RULES = References(placed=False)


def references(
    devices: Iterable[Device],
    *,
    place: tuple[float, float] | None = None,
    calendar: Calendar | None = None,
) -> References:
    """Return what conditions of a site with these devices, at this `place`, may name."""
    things = list(devices)
    sensors = [sensor for device in things for sensor in device.sensors]
    rules: dict[str, frozenset[RuleId]] = {one.id: frozenset(one.rules) for one in things}
    rules |= {sensor.id: frozenset(sensor.rules) for sensor in sensors}
    return References(
        sensors={sensor.id: sensor.quantity for sensor in sensors},
        devices=frozenset(device.id for device in things),
        controls=frozenset(control.id for device in things for control in device.controls),
        rules=rules,
        place=place,
        calendar=calendar,
    )
