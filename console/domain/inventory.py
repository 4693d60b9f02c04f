"""The kinds and devices of a site file, and how a device inherits from its kind and zone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from console.domain.control_table import RawControl, built_controls, check_controls
from console.domain.findings import Findings, under
from console.domain.ids import DeviceId, KindId, RuleId, SceneId, ZoneId
from console.domain.instruments import (
    RawChecks,
    RawOverride,
    RawPair,
    RawSensor,
    built_pairs,
    built_sensor,
    check_checks,
    check_override,
    check_pairs,
    check_sensor,
)
from console.domain.rule_places import check_places
from console.domain.rules import Rule
from console.domain.sites import Device, GuidanceFrom
from console.domain.strict import read, table
from console.domain.values import Bilingual

UNCHANGED = RawOverride()

_ID = re.compile(r"[a-z0-9-]+", re.ASCII)


class RawKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of device; `rules` are the device's own, `checks` those of all its sensors."""

    name: Bilingual
    scene: str
    rules: tuple[str, ...] = ()
    guidance: Bilingual | None = None
    sensors: dict[str, RawSensor] = {}
    checks: RawChecks = RawChecks()
    pairs: tuple[RawPair, ...] = ()
    controls: dict[str, RawControl] = {}


class RawDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A device; `position` is latitude and longitude, `rules` replace those of its kind."""

    kind: str
    name: Bilingual
    zone: str
    position: tuple[float, float]
    aliases: tuple[str, ...] = ()
    scene: str | None = None
    behind: tuple[str, ...] = ()
    rules: tuple[str, ...] | None = None
    guidance: Bilingual | None = None
    sensors: dict[str, RawOverride] = {}


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What devices may refer to: zones with their guidance, scenes, rules.

    `rule_ids` also holds rules that were found wrong, so that one mistake is told once.
    """

    zones: Mapping[str, Bilingual | None]
    scenes: frozenset[str]
    rules: Mapping[RuleId, Rule]
    rule_ids: frozenset[str]


def read_devices(
    kinds: object, devices: object, known: Known, findings: Findings
) -> dict[DeviceId, Device]:
    """Return the sound devices; note everything wrong with kinds and devices."""
    sorts: dict[str, RawKind | None] = {}
    for id, raw in table(kinds, "kinds", findings).items():
        sorts[id] = read(raw, RawKind, under("kinds", id), findings)
        _check_kind(id, sorts[id], known, findings)
    written: dict[str, RawDevice | None] = {}
    for id, raw in table(devices, "devices", findings).items():
        written[id] = read(raw, RawDevice, under("devices", id), findings)
        check_id(id, under("devices", id), findings)
    _check_links(written, findings)
    _check_aliases(written, findings)
    found: dict[DeviceId, Device] = {}
    for id, device in written.items():
        if device:
            made = _device(DeviceId(id), device, sorts, known, findings)
            found |= {made.id: made} if made else {}
    return found


def check_id(id: str, key: str, findings: Findings) -> None:
    """Note an id that cannot stand on a topic."""
    if not _ID.fullmatch(id):
        findings.add("bad_id", key, found=id[:40], expected="[a-z0-9-]+")


def repeated(words: Iterable[str], key: str, findings: Findings) -> None:
    """Note every word that was said before."""
    seen: set[str] = set()
    for index, word in enumerate(words):
        if word in seen:
            findings.add("duplicate", under(key, index), found=word[:40])
        seen.add(word)


def _check_kind(id: str, kind: RawKind | None, known: Known, findings: Findings) -> None:
    key = under("kinds", id)
    check_id(id, key, findings)
    if kind is None:
        return
    if kind.scene not in known.scenes:
        findings.unknown("dangling_reference", f"{key}.scene", kind.scene, known.scenes)
    _check_rules(kind.rules, f"{key}.rules", known, findings, measured=kind.sensors)
    for quantity, sensor in kind.sensors.items():
        at = under(f"{key}.sensors", quantity)
        check_id(quantity, at, findings)
        check_sensor(sensor, at, findings)
        _check_rules(sensor.rules, f"{at}.rules", known, findings, measured=quantity)
    check_checks(kind.checks, f"{key}.checks", findings)
    check_pairs(kind.pairs, kind.sensors, f"{key}.pairs", findings)
    for name in kind.controls:
        check_id(name, under(f"{key}.controls", name), findings)
    check_controls(kind.controls, kind.sensors, f"{key}.controls", findings)


def _check_rules(
    rules: Sequence[str],
    key: str,
    known: Known,
    findings: Findings,
    *,
    measured: str | Collection[str],
) -> None:
    """Note rules that are nowhere, or cannot work at a sensor (`measured` is its quantity) or at
    a device (they are all that it measures)."""
    repeated(rules, key, findings)
    for index, name in enumerate(rules):
        if name not in known.rule_ids:
            findings.unknown("dangling_reference", under(key, index), name, known.rule_ids)
    check_places(rules, known.rules, key, findings, measured=measured)


def _check_links(devices: Mapping[str, RawDevice | None], findings: Findings) -> None:
    above: dict[str, list[str]] = {}
    for id, device in devices.items():
        key = under(under("devices", id), "behind")
        above[id] = []
        repeated(device.behind if device else (), key, findings)
        for index, name in enumerate(device.behind if device else ()):
            if name in devices:
                above[id].append(name)
            else:
                findings.unknown("dangling_reference", under(key, index), name, devices)
    for loop in _loops(above):
        key = under(under("devices", loop[0]), "behind")
        findings.add("behind_cycle", key, found=" > ".join([*loop, loop[0]]))


def _loops(above: Mapping[str, list[str]]) -> Iterable[list[str]]:
    """Yield each loop once, as the devices on it in order."""
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        branches = [iter([start])]
        while branches:
            step = next(branches[-1], None)
            if step is None:
                branches.pop()
                if path:
                    done.add(path.pop())
            elif step in path:
                yield path[path.index(step) :]
            elif step not in done:
                path.append(step)
                branches.append(iter(above[step]))


def _check_aliases(devices: Mapping[str, RawDevice | None], findings: Findings) -> None:
    taken = set(devices)
    for id, device in devices.items():
        key = under(under("devices", id), "aliases")
        for index, alias in enumerate(device.aliases if device else ()):
            if alias in taken:
                findings.add("duplicate", under(key, index), found=alias[:40])
            if not alias.strip():
                findings.add("blank", under(key, index))
            taken.add(alias)


def _device(
    id: DeviceId,
    raw: RawDevice,
    kinds: Mapping[str, RawKind | None],
    known: Known,
    findings: Findings,
) -> Device | None:
    key = under("devices", id)
    _check_references(raw, kinds, known, key, findings)
    kind = kinds.get(raw.kind)
    if kind is None:
        return None
    _check_own(raw, kind, known, key, findings)
    guidance, whose = _guidance(raw, kind, known)
    return Device(
        id=id,
        kind=KindId(raw.kind),
        name=raw.name,
        zone=ZoneId(raw.zone),
        scene=SceneId(raw.scene or kind.scene),
        aliases=raw.aliases,
        latitude=raw.position[0],
        longitude=raw.position[1],
        behind=tuple(DeviceId(above) for above in raw.behind),
        sensors=tuple(
            built_sensor(id, quantity, sensor, raw.sensors.get(quantity, UNCHANGED), kind.checks)
            for quantity, sensor in kind.sensors.items()
        ),
        rules=tuple(RuleId(rule) for rule in (kind.rules if raw.rules is None else raw.rules)),
        guidance=guidance,
        guidance_from=whose,
        pairs=built_pairs(kind.pairs),
        controls=built_controls(id, kind.controls),
    )


def _check_own(raw: RawDevice, kind: RawKind, known: Known, key: str, findings: Findings) -> None:
    """Note what is wrong with what a device says for itself."""
    _check_rules(raw.rules or (), f"{key}.rules", known, findings, measured=kind.sensors)
    for quantity, changed in raw.sensors.items():
        at = under(f"{key}.sensors", quantity)
        if quantity not in kind.sensors:
            findings.unknown("dangling_reference", at, quantity, kind.sensors)
        check_override(changed, at, findings)
        _check_rules(changed.rules or (), f"{at}.rules", known, findings, measured=quantity)


def _guidance(
    raw: RawDevice, kind: RawKind, known: Known
) -> tuple[Bilingual | None, GuidanceFrom | None]:
    """Return the nearest guidance there is, and whose it is."""
    offered = (
        (raw.guidance, GuidanceFrom.DEVICE),
        (kind.guidance, GuidanceFrom.KIND),
        (known.zones.get(raw.zone), GuidanceFrom.ZONE),
    )
    return next(((text, whose) for text, whose in offered if text is not None), (None, None))


def _check_references(
    raw: RawDevice,
    kinds: Mapping[str, RawKind | None],
    known: Known,
    key: str,
    findings: Findings,
) -> None:
    if raw.kind not in kinds:
        findings.unknown("dangling_reference", f"{key}.kind", raw.kind, kinds)
    if raw.zone not in known.zones:
        findings.unknown("dangling_reference", f"{key}.zone", raw.zone, known.zones)
    if raw.scene is not None and raw.scene not in known.scenes:
        findings.unknown("dangling_reference", f"{key}.scene", raw.scene, known.scenes)
    latitude, longitude = raw.position
    if abs(latitude) > 90 or abs(longitude) > 180:
        found = f"{latitude:g}, {longitude:g}"
        findings.add("bad_range", f"{key}.position", found=found, expected="±90, ±180")
