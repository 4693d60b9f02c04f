"""Scenes as tiles: each device on a line with the sensor that leads, or every sensor on its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import partial

from console.domain.ids import SceneId
from console.domain.sites import Device, Scene, Sensor
from console.live import Live
from console.screens.glance import (
    DOUBT,
    INK_OF,
    OUT,
    Glance,
    bound_of,
    of_device,
    of_target,
    out_with,
    soft,
)
from console.widgets import (
    Column,
    Entry,
    Fitted,
    Ink,
    Line,
    between,
    fit_columns,
    joined,
    row,
    spark,
)
from console.wording import age, chosen, number, plain, priority_glyph
from console.wording.plant import Plant
from console.wording.screens import Say, say

Matches = Callable[..., bool]
Block = list[Entry]
Looked = tuple[Device, Glance, Sensor | None]


# The hub's own scene: what is fine with the hub is on the health screen.
HUB = SceneId("hub")


class Detail(Enum):
    """How much of a scene is shown."""

    SCENES = 0
    DEVICES = 1
    SENSORS = 2


TILE = (
    Column(key="glyph", width=2),
    Column(key="name", width=17, grow=3, most=26),
    Column(key="quantity", width=7, grow=2, most=18, rank=1),
    Column(key="value", width=7, right=True),
    Column(key="unit", width=6, rank=2),
    Column(key="spark", width=10, rank=4),
    Column(key="word", width=9, rank=5, most=13, grow=1),
    Column(key="age", width=5, right=True, rank=3),
    Column(key="rest", width=16, grow=5, rank=6),
)
SCENE = (
    Column(key="name", width=16, grow=1, most=26),
    Column(key="counts", width=22, grow=2),
)


def blocks(live: Live, width: int, detail: Detail, matches: Matches) -> list[Block]:
    """Return each scene's lines for a column of `width` cells."""
    site = live.mirror.site
    found = []
    for scene in site.scenes.values():
        devices = _glances(live, (d for d in site.devices.values() if d.scene == scene.id))
        if scene.id == HUB and not any(glance.alert for _, glance, _ in devices):
            continue
        if detail is Detail.SCENES:
            if matches(chosen(scene.name), scene.id):
                found.append([Entry(None, _scene_line(live, scene, devices, width))])
            continue
        tiles = _tiles(live, devices, width, detail, matches)
        if tiles:
            title = between(_title(scene), _counts(live, devices), width - 1)
            found.append([Entry(None, title), *tiles, Entry(None, ())])
    return found


def spread(found: Sequence[Block], columns: int) -> list[Block]:
    """Share blocks out to columns in order, each column about as tall as the others."""
    total = sum(map(len, found))
    spreads: list[Block] = [[] for _ in range(columns)]
    placed = 0
    for block in found:
        middle = placed + len(block) / 2
        spreads[min(int(middle / max(total, 1) * columns), columns - 1)].extend(block)
        placed += len(block)
    return spreads


def _tiles(
    live: Live, devices: Sequence[Looked], width: int, detail: Detail, matches: Matches
) -> Block:
    fitted = fit_columns(TILE, width - 1)
    tiles = []
    for device, glance, lead in devices:
        names = (chosen(device.name), device.id, *device.aliases)
        if detail is Detail.SENSORS and device.sensors:
            for sensor in device.sensors:
                if matches(*names, sensor.id, chosen(sensor.name)):
                    own = of_target(live, sensor.id)
                    tiles.append(_tile(live, device, sensor, own, fitted))
            continue
        if matches(*names, *(chosen(s.name) for s in device.sensors)):
            tiles.append(_tile(live, device, lead, glance, fitted))
    return tiles


def _tile(
    live: Live, device: Device, sensor: Sensor | None, glance: Glance, fitted: Fitted
) -> Entry:
    key = device.id if sensor is None else sensor.id
    return Entry(key, partial(_tile_row, live, device, sensor, glance, fitted=fitted))


def _tile_row(
    live: Live, device: Device, sensor: Sensor | None, glance: Glance, *, fitted: Fitted
) -> Line:
    troubled = glance.alert is not None
    cells: dict[str, tuple[str, Ink] | Line] = {
        "glyph": (glance.glyph, glance.ink),
        "name": (chosen(device.name), "strong" if troubled else "text"),
        "word": (glance.word, soft(glance.ink)),
    }
    if sensor is None:
        return row(fitted, cells)
    value = live.picture.value(sensor.id)
    measured = glance.alert is not None and glance.alert.target == sensor.id
    value_ink: Ink = soft(glance.ink) if measured else "text" if glance.sound else "unknown"
    cells |= {
        "quantity": (chosen(sensor.name), "muted"),
        "value": (number(value, sensor.decimals), value_ink),
        "unit": (plain(sensor.unit), "faint"),
        "spark": spark(
            live.picture.trend(sensor.id),
            _width(fitted, "spark"),
            bound=bound_of(live.mirror.site, glance),
            ink="muted" if troubled and glance.sound else "faint",
        ),
        "age": (age(live.age_s(live.picture.at(sensor.id))), "faint"),
        "rest": _rest(live, device, sensor, _width(fitted, "rest")),
    }
    return row(fitted, cells)


def _rest(live: Live, device: Device, lead: Sensor, width: int) -> Line:
    """Return the device's other sensors, as many as fit, and how many do not."""
    others = [sensor for sensor in device.sensors if sensor.id != lead.id]
    line: Line = ()
    for place, sensor in enumerate(others):
        glance = of_target(live, sensor.id)
        ink: Ink = soft(glance.ink) if glance.alert or not glance.sound else "text"
        value = number(live.picture.value(sensor.id), sensor.decimals)
        value += "" if glance.sound else glance.glyph
        cell: Line = ((chosen(sensor.name) + " ", "faint"), (value, ink))
        longer = joined((line, cell), "  ")
        left = len(others) - place - 1
        if sum(len(text) for text, _ in longer) + (5 if left else 0) > width:
            return joined((line, ((f"+{left + 1}", "faint"),)), "  ")
        line = longer
    return line


def _title(scene: Scene) -> Line:
    return ((chosen(scene.name), "title"),)


def _glances(live: Live, devices: Iterable[Device]) -> list[Looked]:
    return [(device, *of_device(live, device)) for device in devices]


def _counts(live: Live, devices: Sequence[Looked]) -> Line:
    if not live.evaluated:
        return ((say(Say.NOT_EVALUATED), "unknown"),)
    worst = Counter(
        glance.alert.priority
        for _, glance, _ in devices
        if glance.alert is not None and glance.ink != "muted"
    )
    offline = sum(live.offline(d.id) and not live.alerts_on(d.id) for d, _, _ in devices)
    doubted, out = unsound(live, [device for device, _, _ in devices])
    said: list[Line] = [
        ((f"{priority_glyph(p)}{worst[p]}", INK_OF[p]),)
        for p in sorted(worst, key=lambda p: -p.rank)
    ]
    if offline:
        said.append(((say(Say.SCENE_OFFLINE, count=offline), "unknown"),))
    if doubted:
        said.append(((f"{DOUBT}{say(Plant.SCENE_DOUBTED, count=doubted)}", "unknown"),))
    if out:
        said.append(((f"{OUT}{say(Plant.SCENE_OUT, count=out)}", "muted"),))
    if not said:
        said.append(((say(Say.SCENE_FINE), "muted"),))
    return joined(said, " ")


def unsound(live: Live, devices: Sequence[Device]) -> tuple[int, int]:
    """Return how many of the devices' sensors are doubted, and how many devices are out of
    service."""
    around = live.mirror.around
    doubted = out = 0
    if around.doubts:
        doubted = sum(sensor.id in around.doubts for d in devices for sensor in d.sensors)
    if around.out_of_service:
        out = sum(out_with(live, device.id) is not None for device in devices)
    return doubted, out


def _scene_line(live: Live, scene: Scene, devices: Sequence[Looked], width: int) -> Line:
    fitted = fit_columns(SCENE, width - 2)
    counts = joined(
        (
            ((say(Say.SCENE_DEVICES, count=len(devices)).rjust(10), "muted"),),
            _counts(live, devices),
        ),
        "   ",
    )
    return row(fitted, {"name": (chosen(scene.name), "text"), "counts": counts})


def _width(fitted: Fitted, key: str) -> int:
    return next((width for column, width in fitted if column.key == key), 0)
