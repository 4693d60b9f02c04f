"""How every device on the plan looks, and which of several at one place speaks for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from console.domain.ids import DeviceId
from console.domain.sites import Device, Sensor
from console.domain.values import Priority
from console.live import Live
from console.screens.glance import INK_OF, Glance, of_device, rank_of
from console.screens.tiles import HUB
from console.widgets import Line, joined
from console.wording import priority_glyph
from console.wording.screens import Say, say

FINE = "·"
TROUBLED = 1  # the least rank that asks for anything


class Look(msgspec.Struct, frozen=True):
    """A device, how it stands as a whole, and the sensor that leads."""

    device: Device
    glance: Glance
    lead: Sensor | None
    alerted: bool

    @property
    def weight(self) -> tuple[int, bool]:
        """Return how much it asks for attention; with no facts, those that last asked."""
        return rank_of(self.glance), self.alerted

    @property
    def troubled(self) -> bool:
        """Tell whether it asks for attention at all."""
        return self.alerted or rank_of(self.glance) >= TROUBLED


Looks = Mapping[DeviceId, Look]


def looks_of(live: Live, devices: Iterable[Device]) -> dict[DeviceId, Look]:
    """Return how devices look now; the hub is no place in the land, unless it is in trouble."""
    alerted = {target.partition("/")[0] for target in live.lineup.targets}
    special = alerted | {sensor.partition("/")[0] for sensor in live.mirror.around.doubts}
    calm = live.evaluated and not live.mirror.around.out_of_service
    fine = Glance(FINE, "muted", say(Say.FINE))
    looks: dict[DeviceId, Look] = {}
    for device in devices:
        if calm and device.id not in special and _is_heard(live, device):
            if device.scene != HUB:  # of thousands of devices nearly all
                looks[device.id] = Look(device, fine, device.sensors[0], False)
        elif device.scene != HUB or device.id in alerted:
            looks[device.id] = Look(device, *of_device(live, device), device.id in alerted)
    return looks


def _is_heard(live: Live, device: Device) -> bool:
    """Tell whether a device is on line and all it measures has a value."""
    if not device.sensors or live.offline(device.id):
        return False
    return all(live.picture.at(sensor.id) is not None for sensor in device.sensors)


def worst_first(looks: Looks, devices: Iterable[DeviceId]) -> list[Look]:
    """Return devices as they look, worst first, else in the order given."""
    return sorted((looks[id] for id in devices), key=lambda look: look.weight, reverse=True)


def tally(looks: Iterable[Look]) -> Line:
    """Return what asks for attention, counted by how it looks; nothing where nothing does."""
    troubled = [look for look in looks if look.troubled]
    worst: Counter[Priority] = Counter()
    others: Counter[str] = Counter()
    for look in troubled:
        alert = look.glance.alert
        if alert is not None and look.glance.ink != "muted":
            worst[alert.priority] += 1
        else:
            others[look.glance.glyph] += 1
    said: list[Line] = [
        ((f"{priority_glyph(p)}{worst[p]}", INK_OF[p]),)
        for p in sorted(worst, key=lambda p: -p.rank)
    ]
    said += [((f"{glyph}{count}", "unknown"),) for glyph, count in others.items()]
    return joined(said, " ")
