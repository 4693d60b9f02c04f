"""What devices say of what they measure, and how the broken ones say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from console.contract.telemetry import Topics, encode_telemetry
from console.domain.ids import DeviceId, SensorId
from console.domain.sites import Site
from console.simulator.faults import (
    DROPPED,
    LATE,
    LATE_MS,
    SKEW_MS,
    Breakdown,
    Fault,
    paired,
    told,
)
from console.simulator.messages import Publication
from console.simulator.mishaps import Excursion, Mishap, Silence
from console.simulator.nature import Group, Nature


class Saying:
    """Every device's messages; remembers who is off, and what the stuck ones say."""

    def __init__(self, site: Site, seed: int, nature: Nature) -> None:
        self._site = site
        self._seed = seed
        self._nature = nature
        self._topics = Topics(site.root, site.id)
        self._stuck: dict[SensorId, float] = {}
        self._off: set[DeviceId] = set()

    def is_off(self, device: DeviceId) -> bool:
        """Tell whether a device is switched off by what is broken in it."""
        return device in self._off

    def turned(self, device: DeviceId, broken: Sequence[Breakdown]) -> bool | None:
        """Return whether a device has just come back (True) or gone (False), by what is broken."""
        off = Fault.OFFLINE in _faults(device, broken)
        if off is (device in self._off):
            return None
        (self._off.add if off else self._off.discard)(device)
        return not off

    def telemetry(
        self, group: Group, at: int, now: Sequence[Mishap], broken: Sequence[Breakdown]
    ) -> Iterator[tuple[int, Publication]]:
        """Yield what a device says of `at` (ms), each with how much later (ms) it is heard."""
        away = {one.sensor: one for one in now if isinstance(one, Excursion)}
        said = self._nature.measure(group, at, away)
        self._break(group, at, said, broken)
        silent = {one.sensor for one in now if isinstance(one, Silence)}
        silent |= self._dropped(at, broken)
        heard = {
            gauge.sensor.quantity: said[gauge.sensor.quantity]
            for gauge in group.gauges
            if gauge.sensor.id not in silent
        }
        if not heard or group.device in self._off:
            return
        faults = _faults(group.device, broken)
        skew_ms = sum(SKEW_MS.get(fault, 0) for fault in faults)
        payload = encode_telemetry(at + skew_ms, heard)
        message = Publication(self._topics.telemetry(group.device), payload)
        late = Fault.LATE in faults and self._happens(f"{group.device}/late", at, LATE)
        yield LATE_MS if late else 0, message
        if Fault.DUPLICATE in faults:
            yield 0, message

    def _break(
        self, group: Group, at: int, said: dict[str, float], broken: Sequence[Breakdown]
    ) -> None:
        """Let broken sensors say something else."""
        of = {each.sensor: each for each in broken}
        for gauge in group.gauges:
            sensor = gauge.sensor
            if sensor.id in of:
                value = said[sensor.quantity]
                before = self._stuck.setdefault(sensor.id, value)
                said[sensor.quantity] = told(of[sensor.id], sensor, at, value, before)
            else:
                self._stuck.pop(sensor.id, None)
        paired(self._site.devices[group.device], said, broken)

    def _dropped(self, at: int, broken: Sequence[Breakdown]) -> set[SensorId]:
        return {
            SensorId(one.sensor)
            for one in broken
            if one.fault is Fault.DROP_OUT and self._happens(one.sensor, at, DROPPED)
        }

    def _happens(self, what: str, at: int, share: float) -> bool:
        return Random(f"{self._seed}/{what}/{at}").random() < share


def _faults(device: DeviceId, broken: Sequence[Breakdown]) -> set[Fault]:
    return {one.fault for one in broken if one.sensor.partition("/")[0] == device}
