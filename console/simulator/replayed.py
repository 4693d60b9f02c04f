"""The site as a recording knows it: only what was measured, as often as it was measured."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from console.domain.checks import Checks
from console.domain.findings import nearest
from console.domain.ids import RuleId, SensorId
from console.domain.rules import LimitRule, Rule
from console.domain.sites import Device, Sensor, Site
from console.errors import SettingsError
from console.site_file import shipped_rules

HOUR_S = 3600.0

Hourly = Mapping[RuleId, Rule]

_HOURLY = re.compile(r"air\.[a-z0-9-]+\.1h", re.ASCII)


def replayed_site(
    site: Site, sensors: Collection[SensorId], period_s: float, *, hourly: Hourly
) -> Site:
    """Return `site` with nothing but `sensors`, each with a reading every `period_s` seconds.

    An hour's mean is judged by the rule for such means ("air.pm25.1h") of `hourly`, where it has
    one, instead of the rules for single readings. Checks are figures for another pace than the
    recording's, but what cannot be at one moment is doubted all the same. Gateways and feeders are
    left out: nobody recorded them.
    """
    rules = {**site.rules, **hourly} if period_s >= HOUR_S else site.rules
    known = replace(site, rules=dict(rules))
    devices = {
        id: _device(device, sensors, period_s, known)
        for id, device in site.devices.items()
        if any(sensor.id in sensors for sensor in device.sensors)
    }
    places = devices.values()
    return replace(
        known,
        devices=devices,
        interlocks={},  # a recording obeys nobody
        automations={},
        zones=_those(site.zones, {device.zone for device in places}),
        scenes=_those(site.scenes, {device.scene for device in places}),
        rules=_those(known.rules, {rule for d in places for s in d.sensors for rule in s.rules}),
        editions={},  # the recording is judged by one
        suppressions={},  # they may ask sensors that were not recorded
    )


def hourly_rules(edition: str | None, on: date) -> Hourly:
    """Return the shipped rules for hourly means of `edition`; by default the one in force `on`
    that day, or the oldest before there was any.

    Raise `SettingsError("no_such_edition")` naming the nearest.
    """
    editions: dict[str, dict[RuleId, Rule]] = {}
    for rules in shipped_rules().values():
        for rule in rules.values():
            if isinstance(rule, LimitRule) and rule.edition and _HOURLY.fullmatch(rule.id):
                editions.setdefault(rule.edition, {})[rule.id] = rule
    if edition is None:
        begun = [each for each in sorted(editions) if _in_force(editions[each], on)]
        edition = (begun or sorted(editions)[:1])[-1]
    if edition not in editions:
        raise SettingsError(
            "no_such_edition",
            key="hourly",
            found=edition,
            nearest=nearest(edition, editions),
            known=", ".join(sorted(editions)),
        )
    return editions[edition]


def _in_force(rules: Hourly, on: date) -> bool:
    return any(
        isinstance(rule, LimitRule)
        and (rule.valid_from is None or rule.valid_from <= on)
        and (rule.valid_to is None or on <= rule.valid_to)
        for rule in rules.values()
    )


def _device(device: Device, sensors: Collection[SensorId], period_s: float, site: Site) -> Device:
    kept = [sensor for sensor in device.sensors if sensor.id in sensors]
    return replace(
        device,
        behind=(),
        rules=(),
        sensors=tuple(
            replace(
                sensor, period_s=period_s, rules=_rules(sensor, period_s, site), checks=Checks()
            )
            for sensor in kept
        ),
    )


def _rules(sensor: Sensor, period_s: float, site: Site) -> tuple[RuleId, ...]:
    hourly = RuleId(f"air.{sensor.quantity}.1h")
    if period_s < HOUR_S or hourly not in site.rules:
        return sensor.rules
    others = [rule for rule in sensor.rules if not isinstance(site.rules[rule], LimitRule)]
    return (hourly, *others)


def _those(things: dict[Any, Any], wanted: set[Any]) -> dict[Any, Any]:
    return {id: thing for id, thing in things.items() if id in wanted}
