"""What things are called: devices and sensors, rules, zones, patrol units, cases."""

from __future__ import annotations

from console.contract.case_views import CaseView
from console.domain.ids import DeviceId, PartyId, RuleId, TargetId, UnitId, ZoneId
from console.domain.sites import Site
from console.wording.plain import plain
from console.wording.values import chosen


def target_name(site: Site, target: TargetId) -> str:
    """Return the name of a device, or of a sensor and its device; the id where unknown."""
    device_id, _slash, quantity = target.partition("/")
    device = site.devices.get(DeviceId(device_id))
    if device is None:
        return plain(target)
    sensor = next((s for s in device.sensors if s.id == target), None)
    if not quantity:
        return chosen(device.name)
    return f"{chosen(device.name)} {chosen(sensor.name) if sensor else plain(quantity)}"


def control_name(site: Site, control: str) -> str:
    """Return the name of a control and its device; the id where the site no longer knows it."""
    known = site.control(control)
    if known is None:
        return plain(control)
    return f"{chosen(site.devices[known.device].name)} {chosen(known.name)}"


def interlock_name(site: Site, interlock: str) -> str:
    """Return an interlock's name; its id where the site no longer knows it."""
    known = site.interlocks.get(interlock)
    return chosen(known.name) if known else plain(interlock)


def rule_name(site: Site, rule: RuleId) -> str:
    """Return a rule's name; its id where the site no longer knows it."""
    known = site.rules.get(rule)
    return chosen(known.name) if known else plain(rule)


def zone_name(site: Site, zone: ZoneId) -> str:
    """Return a zone's name; its id where the site no longer knows it."""
    known = site.zones.get(zone)
    return chosen(known.name) if known else plain(zone)


def place_name(site: Site, place: str) -> str:
    """Return the name of a zone, or of a device or sensor."""
    zone = site.zones.get(ZoneId(place))
    return chosen(zone.name) if zone else target_name(site, DeviceId(place))


def suppression_name(site: Site, suppression: str) -> str:
    """Return the name of what suppresses an alert: a suppression, or a rule's own condition."""
    known = site.suppressions.get(suppression) or site.rules.get(RuleId(suppression))
    return chosen(known.name) if known else plain(suppression)


def unit_name(site: Site, unit: UnitId) -> str:
    """Return a patrol unit's name; its id where the site no longer knows it."""
    known = site.units.get(unit)
    return chosen(known.name) if known else plain(unit)


def party_name(site: Site, party: PartyId) -> str:
    """Return a party's name; its id where the site no longer knows it."""
    known = site.parties.get(party)
    return chosen(known.name) if known else plain(party)


def case_name(site: Site, case: CaseView) -> str:
    """Return what a case is about: its title, or the first thing that must be normal again."""
    if case.title:
        return plain(case.title)
    if case.points:
        return target_name(site, case.points[0].target)
    if case.zone is not None:
        return zone_name(site, case.zone)
    return ", ".join(map(plain, case.alerts))


def automation_name(site: Site, id: str) -> str:
    """Return an automation's name, or its id where the site has it no more."""
    found = site.automations.get(id)
    return plain(id) if found is None else chosen(found.name)
