"""Communities to simulate: the shipped one, with every device that can be told something."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from msgspec.structs import replace

from console.domain.controls import Control, ControlKind
from console.domain.ids import ControlId, DeviceId, KindId, SceneId, ZoneId
from console.domain.sites import Device, Sensor, Site
from console.domain.values import Bilingual
from console.site_file import load_site

NAME = Bilingual(zh="试", en="trial")
START = 1_790_000_000_000  # 21 September 2026, 22:13 at the community
MINUTE = 60_000
HOUR = 60 * MINUTE


def control(id: str, **fields: Any) -> Control:
    """Return a control of that id."""
    device = DeviceId(id.partition("/")[0])
    return replace(Control(id=ControlId(id), device=device, name=NAME), **fields)


@cache
def community() -> Site:
    """Return the shipped site with one of each control, whatever it ships with."""
    site = load_site("wanshouqiao")
    extra: dict[str, tuple[str, str, str, dict[str, Any]]] = {
        "valve-wanshou": ("wanshou-park", "irrigation", "open", {"kind": ControlKind.VALVE}),
        "sprayer-site": ("site", "air", "spray", {"longest_s": 900.0}),
        "aerator-lake": ("wanshou-lake", "water", "run", {"longest_s": 14_400.0}),
        "display-plaza": ("plaza", "parking", "free", {"kind": ControlKind.FIGURE, "high": 500.0}),
    }
    own: dict[str, Control] = {
        "lamp-park-1": control("lamp-park-1/light", kind=ControlKind.LEVEL, high=100.0),
        "pump-wanshou": control("pump-wanshou/run", longest_s=1200.0),
        "tank-wanshou": control("tank-wanshou/makeup", longest_s=1800.0),
        "container-plaza": control("container-plaza/lock"),
    }
    devices = {id: replace(device, controls=()) for id, device in site.devices.items()}
    for id, one in own.items():
        devices[DeviceId(id)] = replace(devices[DeviceId(id)], controls=(one,))
    near = site.devices[DeviceId("dust-site")]
    for id, (zone, scene, name, fields) in extra.items():
        devices[DeviceId(id)] = Device(
            id=DeviceId(id),
            kind=KindId(id.partition("-")[0]),
            name=NAME,
            zone=ZoneId(zone),
            scene=SceneId(scene),
            latitude=near.latitude,
            longitude=near.longitude,
            controls=(control(f"{id}/{name}", **fields),),
        )
    lamp = devices[DeviceId("lamp-park-1")]
    current = _current(lamp.sensors[0])
    devices[lamp.id] = replace(lamp, sensors=(*lamp.sensors, current))
    return replace(site, devices=devices, interlocks={}, automations={})


def _current(like: Sensor) -> Sensor:
    return replace(
        like,
        id=type(like.id)(f"{like.device}/current"),
        quantity="current",
        low=0.0,
        high=10.0,
        decimals=2,
        rules=(),
    )


def among(site: Site, words: Iterable[str]) -> Site:
    """Return the site with only those devices whose ids begin so: each says the same there."""
    begins = tuple(words)
    kept = {
        id: replace(device, behind=())
        for id, device in site.devices.items()
        if id.startswith(begins)
    }
    return replace(site, devices=kept)
