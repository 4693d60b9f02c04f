"""What a case has to prove of a rule at its target: a whole window, or days compared."""

from __future__ import annotations

from console.domain.case_facts import Point
from console.domain.ids import RuleId, SensorId, TargetId
from console.domain.rules import LimitRule, RecurringRule
from console.domain.sites import Sensor, Site
from console.domain.surroundings import apart_m

HOUR_S = 3_600.0
PEERS_MOST = 8  # the nearest ones; more cost reading and change no median


def point_of(site: Site, rule: RuleId, target: TargetId) -> Point:
    """Return the point; what comes back now and then is compared over days, where it can be."""
    found = site.rules[rule]
    recurs = isinstance(found, RecurringRule) and comparable(site, rule, target)
    days = site.comparison.days if recurs else 0
    return Point(rule=rule, target=target, window_s=found.verify_s, days=days)


def comparable(site: Site, rule: RuleId, target: TargetId) -> bool:
    """Tell whether days of a point can be compared: one sensor's limit, heard of every hour."""
    sensor = site.sensors().get(SensorId(target))
    return limit_of(site, rule) is not None and sensor is not None and sensor.period_s <= HOUR_S


def limit_of(site: Site, rule: RuleId) -> LimitRule | None:
    """Return the limit that a rule is about: its own, or that whose episodes it counts."""
    found = site.rules.get(rule)
    if isinstance(found, RecurringRule):
        found = site.rules.get(found.of)
    return found if isinstance(found, LimitRule) else None


def peers_of(site: Site, sensor: Sensor) -> tuple[SensorId, ...]:
    """Return the nearest sensors of the same quantity and unit at other devices."""
    own = site.devices[sensor.device]
    here = (own.latitude, own.longitude)
    found = [
        (apart_m(here, (device.latitude, device.longitude)), other.id)
        for device in site.devices.values()
        if device.id != own.id
        for other in device.sensors
        if (other.quantity, other.unit) == (sensor.quantity, sensor.unit)
    ]
    return tuple(id for _, id in sorted(found)[:PEERS_MOST])
