"""The suppressions of a site file, what each covers, and why none may cover its own cause."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from console.domain.condition_parts import parts, placed
from console.domain.conditions import AlertIs, Not, Suppression
from console.domain.findings import Findings, under
from console.domain.grammar import split_condition
from console.domain.ids import DeviceId, RuleId, SceneId, ZoneId
from console.domain.inventory import check_id, repeated
from console.domain.references import References
from console.domain.rules import Rule
from console.domain.sites import Device, Site
from console.domain.strict import read, table
from console.domain.values import Bilingual


class RawSuppression(msgspec.Struct, frozen=True, kw_only=True):
    """A suppression as written, without its condition."""

    name: Bilingual
    rules: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """What suppressions may name besides what their conditions do."""

    rules: Collection[str]
    zones: Collection[str]
    scenes: Collection[str]
    devices: Mapping[DeviceId, Device]


def read_suppressions(
    raw: object, there: Places, known: References, findings: Findings
) -> dict[str, Suppression]:
    """Return the sound suppressions; note everything wrong with the others."""
    found: dict[str, Suppression] = {}
    for id, written in table(raw, "suppressions", findings).items():
        key = under("suppressions", id)
        check_id(id, key, findings)
        if id in there.rules:  # what withholds an alert goes by one name
            findings.add("duplicate", key, found=id)
        one = _read_one(id, written, there, known, findings)
        found |= {id: one} if one else {}
    _check_circles(found, there.devices, findings)
    return found


def implied(site: Site) -> Iterator[Suppression]:
    """Yield what suppresses by design: the site's suppressions, and the rules that hold only
    under a condition, each under its rule's id while that condition is known not to hold.

    A rule that no device or sensor uses has nothing to suppress.
    """
    yield from site.suppressions.values()
    used = {rule for device in site.devices.values() for rule in device.rules}
    used |= {rule for sensor in site.sensors().values() for rule in sensor.rules}
    for rule in site.rules.values():
        if rule.only_when is not None and rule.id in used:
            yield Suppression(
                id=rule.id, name=rule.name, when=Not(of=rule.only_when), rules=(rule.id,)
            )


def covers(suppression: Suppression, rule: RuleId, device: Device) -> bool:
    """Tell whether a suppression withholds the alert of `rule` at `device` or its sensors."""
    if suppression.rules and rule not in suppression.rules:
        return False
    if not (suppression.zones or suppression.scenes or suppression.devices):
        return True
    return (
        device.zone in suppression.zones
        or device.scene in suppression.scenes
        or device.id in suppression.devices
    )


def placed_rules(rules: Mapping[RuleId, Rule], known: References) -> dict[RuleId, Rule]:
    """Return the rules with the conditions they hold under made the site's own."""
    return {id: _placed_rule(rule, known) for id, rule in rules.items()}


def placed_editions(
    editions: Mapping[RuleId, Sequence[Rule]], known: References
) -> dict[RuleId, tuple[Rule, ...]]:
    """Return the same of every edition."""
    return {id: tuple(_placed_rule(rule, known) for rule in many) for id, many in editions.items()}


def _placed_rule(rule: Rule, known: References) -> Rule:
    if rule.only_when is None:
        return rule
    return replace(rule, only_when=placed(rule.only_when, known))


def _read_one(
    id: str, written: object, there: Places, known: References, findings: Findings
) -> Suppression | None:
    key = under("suppressions", id)
    split = split_condition(written, key, known, findings)
    if split is None:
        return None
    when, rest = split
    raw = read(rest, RawSuppression, key, findings)
    if raw is None:
        return None
    for name, known_ones in (
        ("rules", there.rules),
        ("zones", there.zones),
        ("scenes", there.scenes),
        ("devices", there.devices),
    ):
        _check_names(getattr(raw, name), known_ones, under(key, name), findings)
    if when is None:
        return None
    return Suppression(
        id=id,
        name=raw.name,
        when=when,
        rules=tuple(map(RuleId, raw.rules)),
        zones=tuple(map(ZoneId, raw.zones)),
        scenes=tuple(map(SceneId, raw.scenes)),
        devices=tuple(map(DeviceId, raw.devices)),
    )


def _check_names(
    names: tuple[str, ...], known: Collection[str], key: str, findings: Findings
) -> None:
    repeated(names, key, findings)
    for index, name in enumerate(names):
        if name not in known:
            findings.unknown("dangling_reference", under(key, index), name, known)


def _check_circles(
    suppressions: Mapping[str, Suppression],
    devices: Mapping[DeviceId, Device],
    findings: Findings,
) -> None:
    """Note suppressions that would change what they wait for: they would never come to rest.

    Whether an alert stands is no part of that: withholding it does not change it.
    """
    leads_to = {
        id: [other.id for other in suppressions.values() if _waits_for(other, one, devices)]
        for id, one in suppressions.items()
    }
    for id in suppressions:
        if _reaches(id, id, leads_to):
            findings.add("condition_circle", under(under("suppressions", id), "when"), found=id)


def _waits_for(one: Suppression, other: Suppression, devices: Mapping[DeviceId, Device]) -> bool:
    """Tell whether `one` asks the state of an alert that `other` withholds."""
    for part in parts(one.when):
        if isinstance(part, AlertIs) and part.states:
            device = devices.get(DeviceId(part.target.partition("/")[0]))
            if device is not None and covers(other, part.rule, device):
                return True
    return False


def _reaches(start: str, goal: str, leads_to: Mapping[str, list[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(leads_to[start])
    while waiting:
        step = waiting.pop()
        if step == goal:
            return True
        if step not in seen:
            seen.add(step)
            waiting.extend(leads_to[step])
    return False
