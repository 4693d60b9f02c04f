"""Scenes as tiles: each device with the sensor that leads, or every sensor on its own.

What is fine says its name and its value; what is not says more. Nothing of the many that are out
of view is worked out, and nothing of those in view unless a fact or their own values changed it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from enum import Enum

import msgspec
from rich.cells import cell_len

from console.domain.ids import DeviceId, SceneId, TargetId
from console.domain.sites import Device, Sensor
from console.live import Live
from console.screens.counts import Counts
from console.screens.glance import Glance, bound_of, limit_of, of_device, of_target, soft
from console.widgets import (
    Column,
    Ink,
    Line,
    between,
    fit,
    fit_columns,
    joined,
    row,
    spark,
    width_of,
)
from console.widgets.tiles import Group
from console.wording import age, chosen, number, plain
from console.wording.screens import Say, say

Matches = Callable[..., bool]

# The hub's own scene: what is fine with the hub is on the health screen.
HUB = SceneId("hub")
SCENES = ""  # the group of whole scenes, which needs no title
SHORT = 34  # cells: a narrower tile has room for a name and a value only
SPARK = 10
UNIT = 6
WIDE = (
    Column(key="glyph", width=2),
    Column(key="name", width=16, grow=1, most=26),
    Column(key="quantity", width=7, grow=1, most=18, rank=2),
    Column(key="value", width=7, right=True),
    Column(key="more", width=UNIT, grow=8, rank=1),
)
NARROW = (
    Column(key="glyph", width=2),
    Column(key="name", width=6, grow=1),
    Column(key="value", width=6, right=True),
)


class Detail(Enum):
    """How much of a scene is shown."""

    SCENES = 0
    DEVICES = 1
    SENSORS = 2


class Look(msgspec.Struct, frozen=True):
    """A tile as it stands: its device, the sensor that leads there, and the glance at both."""

    device: Device
    sensor: Sensor | None
    glance: Glance

    @property
    def target(self) -> TargetId:
        """Return what the tile is about."""
        return self.device.id if self.sensor is None else self.sensor.id


class Scenery:
    """Makes the tiles of one wall, and remembers what it found until facts say otherwise."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self.counts = Counts(live)
        self._detail = Detail.DEVICES
        self._groups: tuple[Group, ...] = ()
        self._asked: Hashable = None
        self._sensors: dict[str, Sensor] = {}
        self._facts: Hashable = None
        self._looks: dict[str, Look] = {}
        self._shown: dict[str, Hashable] = {}
        self.values_due = True

    def groups(self, detail: Detail, wanted: str, matches: Matches) -> tuple[Group, ...]:
        """Return what is to be shown: trouble first in each scene as it is now; it then keeps
        its place until something else is asked for, so that nothing jumps about."""
        site = self._live.mirror.site
        asked = (site.id, id(site.devices), detail, wanted, self.counts.of(HUB).trouble)
        if asked != self._asked:
            self._asked, self._detail = asked, detail
            self._sensors = {s.id: s for d in site.devices.values() for s in d.sensors}
            self._looks.clear()
            self._shown.clear()
            self._groups = tuple(self._found(detail, matches))
        return self._groups

    def resort(self) -> None:
        """Have trouble first again when next asked."""
        self._asked = None

    def look(self, key: str) -> Look | None:
        """Return what stands at a tile; nothing at a scene's."""
        facts = self.counts.facts
        if facts is not self._facts:
            self._facts = facts
            self._looks.clear()
        look = self._looks.get(key)
        if look is None or look.glance.glyph == "?":
            look = self._looked(key)
            if look is not None:
                self._looks[key] = look
        return look

    def shown(self, key: str) -> Hashable:
        """Return something that differs once the tile would look different."""
        look = self.look(key)
        if look is None:
            return self.counts.facts
        before = self._shown.get(key)
        facts = (look.glance, self._fresh)
        if not self.values_due and isinstance(before, tuple) and before[0] == facts:
            return before
        picture = self._live.picture
        device = look.device.sensors if self._detail is Detail.DEVICES else ()
        sensors = device or ((look.sensor,) if look.sensor else ())
        aged = self._age(look) if look.glance.glyph != "·" or not self._fresh else ""
        shown = (facts, *(picture.at(sensor.id) for sensor in sensors), aged)
        self._shown[key] = shown
        return shown

    def title(self, group: str, width: int) -> Line:
        """Return a scene's name and how its devices stand."""
        scene = self._live.mirror.site.scenes.get(SceneId(group))
        if scene is None:
            return ()
        name: Line = ((chosen(scene.name), "title"),)
        counts = self.counts.line(scene.id)
        if width_of(name) + width_of(counts) >= width:
            counts = self.counts.line(scene.id, brief=True)
        return between(name, counts, width)

    def tile(self, key: str, width: int) -> Line:
        """Return a tile's line."""
        look = self.look(key)
        if look is None:
            return self._scene(SceneId(key), width)
        return self._narrow(look, width) if width < SHORT else self._wide(look, width)

    @property
    def _fresh(self) -> bool:
        return self._live.current

    def _found(self, detail: Detail, matches: Matches) -> Iterator[Group]:
        site, counts = self._live.mirror.site, self.counts
        scenes = [s for s in site.scenes.values() if s.id != HUB or counts.of(HUB).trouble]
        if detail is Detail.SCENES:
            fits = (s.id for s in scenes if matches(chosen(s.name), s.id))
            yield Group(SCENES, tuple(fits))
            return
        by_scene: dict[SceneId, list[Device]] = {scene.id: [] for scene in scenes}
        for device in site.devices.values():
            if device.scene in by_scene:
                by_scene[device.scene].append(device)
        for scene in scenes:
            devices = by_scene[scene.id]
            devices.sort(key=lambda device: -counts.rank(device.id))
            if tiles := tuple(_keys(devices, detail, matches)):
                yield Group(scene.id, tiles)

    def _looked(self, key: str) -> Look | None:
        live = self._live
        device = live.mirror.site.devices.get(DeviceId(key.partition("/")[0]))
        if device is None or self._detail is Detail.SCENES:
            return None
        if sensor := self._sensors.get(key):
            return Look(device, sensor, of_target(live, sensor.id))
        glance, lead = of_device(live, device)
        return Look(device, lead, glance)

    def _cells(self, look: Look) -> dict[str, tuple[str, Ink]]:
        glance, sensor = look.glance, look.sensor
        troubled = glance.alert is not None
        cells: dict[str, tuple[str, Ink]] = {
            "glyph": (glance.glyph, glance.ink),
            "name": (chosen(look.device.name), "strong" if troubled else "text"),
        }
        if sensor is None:
            return cells
        value = self._live.picture.value(sensor.id)
        measured = glance.alert is not None and glance.alert.target == sensor.id
        sound = glance.sound and glance.glyph != "?" and self._fresh
        ink: Ink = "unknown" if not sound else soft(glance.ink) if measured else "text"
        return cells | {
            "quantity": (chosen(sensor.name), "muted"),
            "value": (number(value, sensor.decimals), ink),
        }

    def _narrow(self, look: Look, width: int) -> Line:
        cells = self._cells(look)
        if self._detail is Detail.SENSORS and look.sensor is not None:
            name, ink = cells["name"]
            half = max((width - 12) // 2, 4)
            cells["name"] = f"{ends(name, half)} {cells['quantity'][0]}", ink
        fitted = fit_columns(NARROW, width)
        name, ink = cells["name"]
        room = next((width for column, width in fitted if column.key == "name"), 0)
        return row(fitted, {**cells, "name": (ends(name, room), ink)})

    def _wide(self, look: Look, width: int) -> Line:
        fitted = fit_columns(WIDE, width)
        room = {column.key: cells for column, cells in fitted}
        cells = self._cells(look)
        name = (ends(cells["name"][0], room["name"]), cells["name"][1])
        return row(fitted, {**cells, "name": name, "more": self._more(look, room.get("more", 0))})

    def _more(self, look: Look, room: int) -> Line:
        """Return what there is room for beside the value: of trouble what it is and since when,
        of what is fine the device's other sensors."""
        sensor, glance = look.sensor, look.glance
        unit = fit(plain(sensor.unit), UNIT) if sensor is not None else ""
        parts: list[Line] = [((unit, "faint"),)] if unit else []
        if glance.glyph != "·" or not self._fresh:
            parts.append(((glance.word, soft(glance.ink)),))
            if glance.alert is not None and glance.alert.limit is not None:
                parts.append(((limit_of(self._live.mirror.site, glance.alert), "text"),))
            parts.append(((self._age(look).rjust(5), "faint"),))
        if sensor is not None and (glance.alert is not None or room >= UNIT + SPARK + 2):
            parts.append(self._trend(look, sensor))
        return joined(_fitting([*parts, *self._rest(look)], room), "  ")

    def _trend(self, look: Look, sensor: Sensor) -> Line:
        troubled = look.glance.alert is not None and look.glance.sound
        return spark(
            self._live.picture.trend(sensor.id),
            SPARK,
            bound=bound_of(self._live.mirror.site, look.glance),
            ink="muted" if troubled else "faint",
        )

    def _rest(self, look: Look) -> Iterator[Line]:
        """Yield the device's other sensors."""
        if self._detail is not Detail.DEVICES:
            return
        for sensor in look.device.sensors:
            if sensor is not look.sensor:
                glance = of_target(self._live, sensor.id)
                sound = glance.sound and self._fresh and glance.glyph != "?"
                ink: Ink = soft(glance.ink) if glance.alert else "text" if sound else "unknown"
                value = number(self._live.picture.value(sensor.id), sensor.decimals)
                value += "" if glance.sound else glance.glyph
                yield ((chosen(sensor.name) + " ", "faint"), (value, ink))

    def _age(self, look: Look) -> str:
        """Return how old a tile's value is."""
        at = self._live.picture.at(look.sensor.id) if look.sensor is not None else None
        return age(self._live.age_s(at)) if at is not None else ""

    def _scene(self, scene: SceneId, width: int) -> Line:
        named = self._live.mirror.site.scenes[scene]
        devices = say(Say.SCENE_DEVICES, count=self.counts.of(scene).devices)
        right = joined((((devices, "muted"),), self.counts.line(scene)), "  ")
        name: Line = ((chosen(named.name), "text"),)
        told = (right, self.counts.line(scene), self.counts.line(scene, brief=True))
        right = next((one for one in told if width_of(name) + width_of(one) < width), told[-1])
        return between(name, right, width)


def _keys(devices: list[Device], detail: Detail, matches: Matches) -> Iterator[str]:
    for device in devices:
        names = (chosen(device.name), device.id, *device.aliases)
        if detail is Detail.SENSORS and device.sensors:
            for sensor in device.sensors:
                if matches(*names, sensor.id, chosen(sensor.name)):
                    yield sensor.id
        elif matches(*names, *(chosen(s.name) for s in device.sensors)):
            yield device.id


def _fitting(parts: list[Line], room: int) -> Iterator[Line]:
    """Yield as many parts as there is room for; then how many there is none for."""
    taken = 0
    for place, part in enumerate(parts):
        left = len(parts) - place - 1
        taken += width_of(part) + (2 if place else 0)
        if taken + (5 if left else 0) > room and place:
            yield ((f"+{left + 1}", "faint"),)
            return
        yield part


def ends(text: str, width: int) -> str:
    """Return `text` in `width` cells: cut short it keeps the number it ends in, for that may be
    all that tells it from its neighbours."""
    tail = text.rpartition(" ")[2]
    if cell_len(text) <= width or not tail[-1:].isdigit() or cell_len(tail) > width // 3:
        return fit(text, width)
    return fit(fit(text, width - cell_len(tail)).rstrip() + tail, width)
