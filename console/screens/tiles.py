"""Scenes as tiles: each device with the sensor that leads, or every sensor on its own.

Nothing of the many that are out of view is worked out, and nothing of those in view unless a fact
or their own values changed it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping

from console.domain.ids import DeviceId, SceneId
from console.domain.sites import Device, Sensor
from console.live import Live
from console.screens.counts import Counts
from console.screens.glance import of_device, of_target
from console.screens.tilelines import Detail, Look, Tile, age_on
from console.widgets import Line, between, joined, width_of
from console.widgets.tiles import Group
from console.wording import chosen
from console.wording.screens import Say, say

Matches = Callable[..., bool]

# The hub's own scene: what is fine with the hub is on the health screen.
HUB = SceneId("hub")
SCENES = ""  # the group of whole scenes, which needs no title


__all__ = ["Detail", "Scenery"]


class Scenery:
    """Makes the tiles of one wall, and remembers what it found until facts say otherwise."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self.counts = Counts(live)
        self._detail = Detail.DEVICES
        self._groups: tuple[Group, ...] = ()
        self._asked: Hashable = None
        self._devices: Mapping[DeviceId, Device] = {}
        self._sensors: dict[str, Sensor] = {}
        self._facts: Hashable = None
        self._looks: dict[str, Look] = {}
        self._shown: dict[str, Hashable] = {}
        self.values_due = True

    def groups(self, detail: Detail, wanted: str, matches: Matches) -> tuple[Group, ...]:
        """Return what is to be shown: trouble first in each scene as it is now; it then keeps
        its place until something else is asked for, so that nothing jumps about."""
        site = self._live.mirror.site
        asked = (detail, wanted, self.counts.of(HUB).trouble)
        if asked != self._asked or site.devices is not self._devices:
            self._asked, self._detail, self._devices = asked, detail, site.devices
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
        facts = (look.glance, self._live.current)
        if not self.values_due and isinstance(before, tuple) and before[0] == facts:
            return before
        picture = self._live.picture
        device = look.device.sensors if self._detail is Detail.DEVICES else ()
        sensors = device or ((look.sensor,) if look.sensor else ())
        aged = age_on(self._live, look) if not (look.fine and self._live.current) else ""
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
        return Tile(self._live, look, self._detail).line(width)

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
