"""The table `interlocks` of a site file: what forbids which controls while what holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from console.domain.controls import Interlock
from console.domain.findings import Findings, under
from console.domain.grammar import split_condition
from console.domain.ids import ControlId
from console.domain.inventory import check_id, repeated
from console.domain.references import References
from console.domain.sites import Device
from console.domain.strict import read, table
from console.domain.values import Bilingual


class RawInterlock(msgspec.Struct, frozen=True, kw_only=True):
    """An interlock without its condition; `controls` are `device/control` or `kind/control`."""

    name: Bilingual
    controls: tuple[str, ...]
    running: bool = True
    unknown: Literal["forbid", "allow"] = "forbid"
    firm: bool = False
    source: Bilingual | None = None


def read_interlocks(
    written: object, devices: Iterable[Device], known: References, findings: Findings
) -> dict[str, Interlock]:
    """Return the sound interlocks; note everything wrong with the others."""
    things = list(devices)
    found: dict[str, Interlock] = {}
    for id, raw in table(written, "interlocks", findings).items():
        check_id(id, under("interlocks", id), findings)
        one = _read_one(id, raw, things, known, findings)
        found |= {} if one is None else {id: one}
    return found


def named_controls(
    names: Iterable[str], devices: Sequence[Device], key: str, findings: Findings
) -> tuple[ControlId, ...]:
    """Return the controls that are named one by one or, by `kind/control`, all of a kind."""
    found: dict[ControlId, None] = {}
    every = [control.id for device in devices for control in device.controls]
    for index, name in enumerate(names):
        those = controls_called(name, devices)
        if not those:
            findings.unknown("dangling_reference", under(key, index), name, every)
        found |= dict.fromkeys(those)
    return tuple(found)


def controls_called(name: str, devices: Iterable[Device]) -> list[ControlId]:
    """Return the control of that id or, by `kind/control`, those of every device of a kind."""
    kind, _, tail = name.partition("/")
    return [
        control.id
        for device in devices
        for control in device.controls
        if control.id == name or (device.kind, control.id.partition("/")[2]) == (kind, tail)
    ]


def _read_one(
    id: str, written: object, devices: Sequence[Device], known: References, findings: Findings
) -> Interlock | None:
    key = under("interlocks", id)
    split = split_condition(written, key, known, findings)
    if split is None:
        return None
    when, rest = split
    raw = read(rest, RawInterlock, key, findings)
    if raw is None:
        return None
    at = under(key, "controls")
    repeated(raw.controls, at, findings)
    if not raw.controls:
        findings.add("bad_value", at, found="[]", expected="list")
    controls = named_controls(raw.controls, devices, at, findings)
    if when is None:
        return None
    return Interlock(
        id=id,
        name=raw.name,
        controls=controls,
        when=when,
        running=raw.running,
        unknown=raw.unknown == "allow",
        firm=raw.firm,
        source=raw.source,
    )
