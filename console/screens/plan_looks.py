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
from console.widgets import Line, joined
from console.wording import priority_glyph

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
    """Return how devices look now."""
    alerted = {target.partition("/")[0] for target in live.lineup.targets}
    return {
        device.id: Look(device, *of_device(live, device), device.id in alerted)
        for device in devices
    }


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
