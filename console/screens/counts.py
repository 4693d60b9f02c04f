"""How many of each scene's devices are in trouble: worked out once for what facts say, from the
troubled alone, however many are fine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable

import msgspec

from console.domain.alerts import State
from console.domain.ids import DeviceId, SceneId, SensorId
from console.domain.values import Priority
from console.live import Live
from console.screens.glance import DOUBT, INK_OF, OUT, out_with
from console.widgets import Line, joined
from console.wording import priority_glyph
from console.wording.plant import Plant
from console.wording.screens import Say, say

RETURNED, UNSOUND, STANDING = 1, 2, 10  # how bad a device is, the last by priority on top


class Standing(msgspec.Struct):
    """What is wrong in one scene."""

    devices: int = 0
    worst: Counter[Priority] = msgspec.field(default_factory=Counter)
    offline: int = 0
    doubted: int = 0
    out: int = 0
    trouble: bool = False


class Counts:
    """Counts by scene, and how bad it is by device."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._known: tuple[object, ...] = ()
        self._scenes: dict[SceneId, Standing] = {}
        self._ranks: dict[DeviceId, int] = {}
        self._devices: dict[SceneId, int] = {}
        self._site: object = None
        self.total = 0

    @property
    def facts(self) -> Hashable:
        """Return something that is another one once facts changed what is counted."""
        self._count()
        return self._known[0]

    def of(self, scene: SceneId) -> Standing:
        """Return how a scene stands."""
        self._count()
        return self._scenes.get(scene) or Standing()

    def rank(self, device: DeviceId) -> int:
        """Return how bad it is at a device: 0 where nothing is wrong."""
        self._count()
        return self._ranks.get(device, 0)

    def line(self, scene: SceneId, *, brief: bool = False) -> Line:
        """Return a scene's counts as a line; in brief, that all is fine is a dot."""
        if not self._live.evaluated:
            return ((say(Say.NOT_EVALUATED), "unknown"),)
        standing = self.of(scene)
        worst = standing.worst
        said: list[Line] = [
            ((f"{priority_glyph(p)}{worst[p]}", INK_OF[p]),)
            for p in sorted(worst, key=lambda p: -p.rank)
        ]
        if standing.offline:
            said.append(((say(Say.SCENE_OFFLINE, count=standing.offline), "unknown"),))
        if standing.doubted:
            doubted = say(Plant.SCENE_DOUBTED, count=standing.doubted)
            said.append(((f"{DOUBT}{doubted}", "unknown"),))
        if standing.out:
            said.append(((f"{OUT}{say(Plant.SCENE_OUT, count=standing.out)}", "muted"),))
        fine: Line = (("·" if brief else say(Say.SCENE_FINE), "muted"),)
        return joined(said or [fine], " ")

    def _count(self) -> None:
        live = self._live
        known = (live.lineup, live.evaluated, live.mirror.site)
        if len(self._known) == 4 and all(
            old is new for old, new in zip(self._known[1:], known, strict=True)
        ):
            return
        self._known = (object(), *known)
        self._survey()
        self._scenes = {scene: Standing(devices=n) for scene, n in self._devices.items()}
        self._ranks = {}
        self._count_alerts()
        self._count_doubts()
        for scene in self._scenes.values():
            scene.trouble = bool(scene.worst or scene.trouble)

    def _survey(self) -> None:
        devices = self._live.mirror.site.devices
        if devices is not self._site:
            self._site = devices
            self._devices = dict(Counter(device.scene for device in devices.values()))
            self.total = sum(1 + len(device.sensors) for device in devices.values())

    def _count_alerts(self) -> None:
        """Count each device once, by the worst on it that calls for someone."""
        live, around = self._live, self._live.mirror.around
        worst: dict[DeviceId, Priority] = {}
        for target in live.lineup.targets:
            device = DeviceId(target.partition("/")[0])
            at = live.mirror.site.devices.get(device)
            if at is None or SensorId(target) in around.doubts or out_with(live, target):
                continue
            self._scenes[at.scene].trouble = True
            alert = live.alerts_on(target)[0]
            returned = alert.state is State.RETURNED
            rank = RETURNED if returned else STANDING + alert.priority.rank
            self._ranks[device] = max(self._ranks.get(device, 0), rank)
            if not returned and alert.priority.rank > worst.get(device, Priority.LOW).rank - 1:
                worst[device] = alert.priority
        for device, priority in worst.items():
            self._standing(device).worst[priority] += 1

    def _count_doubts(self) -> None:
        """Count what is offline, doubted or out of service."""
        live, around = self._live, self._live.mirror.around
        for device, view in live.mirror.devices.items():
            if view.online is False and not live.alerts_on(device):
                self._standing(device).offline += 1
                self._note(device)
        for sensor in around.doubts:
            device = DeviceId(sensor.partition("/")[0])
            self._standing(device).doubted += 1
            self._note(device)
        if around.out_of_service:
            for device in live.mirror.site.devices:
                if out_with(live, device) is not None:
                    self._standing(device).out += 1

    def _note(self, device: DeviceId) -> None:
        self._ranks[device] = max(self._ranks.get(device, 0), UNSOUND)

    def _standing(self, device: DeviceId) -> Standing:
        at = self._live.mirror.site.devices.get(device)
        return self._scenes[at.scene] if at is not None else Standing()
