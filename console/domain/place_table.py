"""The tables `zones` and `scenes` of a site file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from console.domain.findings import Findings, under
from console.domain.ids import DeviceId, SceneId, ZoneId
from console.domain.inventory import check_id
from console.domain.key_figure_table import RawFigure, built_figures
from console.domain.matters import Category
from console.domain.sites import Device, Scene, Zone
from console.domain.strict import read, table
from console.domain.values import Bilingual

Document = Mapping[str, Any]


class RawZone(msgspec.Struct, frozen=True, kw_only=True):
    """A zone; its guidance goes to devices that have none of their own or their kind's."""

    name: Bilingual
    landmark: Bilingual | None = None
    guidance: Bilingual | None = None


class RawScene(msgspec.Struct, frozen=True, kw_only=True):
    """A scene; `category` is what cases about its alerts are filed under."""

    name: Bilingual
    note: Bilingual | None = None
    category: Category | None = None
    figures: dict[str, RawFigure] = {}


def read_zones(document: Document, findings: Findings) -> dict[str, RawZone | None]:
    """Return the zones as written, by id; note everything wrong with them."""
    zones = table(document.get("zones", {}), "zones", findings)
    for id in zones:
        check_id(id, under("zones", id), findings)
    return {id: read(raw, RawZone, under("zones", id), findings) for id, raw in zones.items()}


def read_scenes(document: Document, findings: Findings) -> dict[str, RawScene | None]:
    """Return the scenes as written, by id; note everything wrong with them."""
    scenes = table(document.get("scenes", {}), "scenes", findings)
    for id in scenes:
        check_id(id, under("scenes", id), findings)
    return {id: read(raw, RawScene, under("scenes", id), findings) for id, raw in scenes.items()}


def built_zones(zones: Mapping[str, RawZone | None]) -> dict[ZoneId, Zone]:
    """Return the sound zones."""
    return {
        ZoneId(id): Zone(id=ZoneId(id), name=zone.name, landmark=zone.landmark)
        for id, zone in zones.items()
        if zone
    }


def built_scenes(
    scenes: Mapping[str, RawScene | None], devices: Mapping[DeviceId, Device], findings: Findings
) -> dict[SceneId, Scene]:
    """Return the sound scenes with their key figures; note what is wrong with these."""
    return {
        SceneId(id): Scene(
            id=SceneId(id),
            name=scene.name,
            note=scene.note,
            category=scene.category,
            figures=built_figures(id, scene.figures, devices, findings),
        )
        for id, scene in scenes.items()
        if scene
    }


def built_places(
    zones: Mapping[str, RawZone | None],
    scenes: Mapping[str, RawScene | None],
    devices: Mapping[DeviceId, Device],
    findings: Findings,
) -> dict[str, Any]:
    """Return zones and scenes, by the fields of `Site`."""
    return {"zones": built_zones(zones), "scenes": built_scenes(scenes, devices, findings)}
