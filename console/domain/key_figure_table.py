"""The key figures of a scene as a site file writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.ids import DeviceId, SensorId
from console.domain.interlock_table import controls_called
from console.domain.inventory import check_id
from console.domain.key_figures import KeyFigure, Shape, Take
from console.domain.sites import Device
from console.domain.values import Bilingual

LAST_MOST_S = 31 * 86_400.0
COUNTING = (Take.COUNT_ABOVE, Take.SHARE_ABOVE)  # what needs `than`
OF_DEVICES = (Shape.INDEX, Shape.WATER_CLASS)


class RawFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as written. `sensors` are ids, or `kind/quantity` for every device of a kind."""

    name: Bilingual
    shape: Shape
    take: Take = Take.LAST
    sensors: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    unit: str = ""
    decimals: int = 0
    factor: float = 1.0
    than: float | None = None
    marks: tuple[float, ...] = ()
    last: str = "24h"
    target: int | None = None
    source: Bilingual | None = None


def built_figures(
    scene: str,
    figures: Mapping[str, RawFigure],
    devices: Mapping[DeviceId, Device],
    findings: Findings,
) -> tuple[KeyFigure, ...]:
    """Return a scene's figures in their order; note everything wrong with them."""
    key = under(under("scenes", scene), "figures")
    for id, raw in figures.items():
        check_id(id, under(key, id), findings)
        _check(raw, under(key, id), findings)
    return tuple(
        _built(id, raw, list(devices.values()), under(key, id), findings)
        for id, raw in figures.items()
    )


def _check(raw: RawFigure, key: str, findings: Findings) -> None:
    if raw.take in COUNTING and raw.than is None:
        findings.add("missing_key", under(key, "than"))
    if raw.shape is Shape.BALANCE and not raw.against:
        findings.add("missing_key", under(key, "against"))
    if raw.shape is Shape.CONTROLS and not raw.controls:
        findings.add("missing_key", under(key, "controls"))
    if raw.shape not in (Shape.CONTROLS, Shape.AUTOMATIONS) and not raw.sensors:
        findings.add("missing_key", under(key, "sensors"))
    if raw.target is not None and not 1 <= raw.target <= 5:
        findings.add("bad_range", under(key, "target"), found=f"{raw.target}", expected="1 .. 5")
    if not 0 <= raw.decimals <= 3:
        findings.add(
            "bad_range", under(key, "decimals"), found=f"{raw.decimals}", expected="0 .. 3"
        )
    found = seconds(raw.last)
    if not found or found > LAST_MOST_S:
        findings.add(
            "bad_duration", under(key, "last"), found=raw.last[:40], expected="1h, 24h, 7d"
        )


def _built(
    id: str, raw: RawFigure, devices: list[Device], key: str, findings: Findings
) -> KeyFigure:
    controls = []
    for n, name in enumerate(raw.controls):
        those = controls_called(name, devices)
        if not those:
            every = [one.id for device in devices for one in device.controls]
            findings.unknown("dangling_reference", under(under(key, "controls"), n), name, every)
        controls += those
    return KeyFigure(
        id=id,
        name=raw.name,
        shape=raw.shape,
        take=raw.take,
        sensors=_sensors(raw.sensors, devices, under(key, "sensors"), findings),
        against=_sensors(raw.against, devices, under(key, "against"), findings),
        controls=tuple(controls),
        unit=raw.unit,
        decimals=raw.decimals,
        factor=raw.factor,
        than=raw.than,
        marks=raw.marks,
        last_s=seconds(raw.last) or 86_400.0,
        target=raw.target,
        source=raw.source,
    )


def _sensors(
    names: Iterable[str], devices: list[Device], key: str, findings: Findings
) -> tuple[SensorId, ...]:
    found: dict[SensorId, None] = {}
    every = {sensor.id: device for device in devices for sensor in device.sensors}
    for n, name in enumerate(names):
        kind, _, quantity = name.partition("/")
        those = [
            id
            for id, device in every.items()
            if id == name or (device.kind, id.partition("/")[2]) == (kind, quantity)
        ]
        if not those:
            findings.unknown("dangling_reference", under(key, n), name, every)
        found |= dict.fromkeys(those)
    return tuple(found)
