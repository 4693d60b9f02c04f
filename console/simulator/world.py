"""A community's devices as a pure stream: the same site, seed and steps give the same messages."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from itertools import count
from random import Random

import msgspec

from console.contract.telemetry import Topics
from console.domain.alerts import FOREVER
from console.domain.ids import ControlId, DeviceId, SensorId
from console.domain.sites import Device, Site
from console.simulator.deeds import Deed, Told
from console.simulator.faults import Breakdown, Fault
from console.simulator.gauges import Gauge
from console.simulator.messages import OFFLINE, ONLINE, Publication
from console.simulator.mishaps import Mishap, Outage, mishaps
from console.simulator.nature import Group, Nature
from console.simulator.obeying import Obeying
from console.simulator.plot import Plot
from console.simulator.saying import Saying


class _Comes(msgspec.Struct):
    """A device that comes back: it says that it is there, and how its controls stand."""

    device: DeviceId


_Due = Group | Publication | Deed | _Comes


class World:
    """The community from its first step on.

    Mishaps begin `opens_after_s` after the first step, when what is `broken` breaks for good; a
    story's `plot` adds to values, and brings its own rain. Values belong to their own moments, so
    how finely time is stepped changes nothing but how many messages come at once.
    """

    def __init__(
        self,
        site: Site,
        seed: int,
        *,
        opens_after_s: float = 0.0,
        plot: Plot | None = None,
        broken: Mapping[SensorId | ControlId, Fault] | None = None,
    ) -> None:
        self._site = site
        self._seed = seed
        self._plot = plot
        self._broken = dict(broken or {})
        self._opens_after_ms = round(opens_after_s * 1000)
        self._topics = Topics(site.root, site.id)
        self._order = count()
        self._due: list[tuple[int, int, int, _Due]] = []
        self._mishaps: list[Mishap] = []
        self._trouble: Iterator[Mishap] | None = None
        self._next: Mishap | None = None
        self._obeying = Obeying(site, seed, fallible=plot is None, fault_of=self._fault_of)
        self._nature = Nature(site, seed, plot, self._obeying)
        self._saying = Saying(site, seed, self._nature)

    def step(self, until: int) -> list[Publication]:
        """Return everything that devices say up to `until` (ms), in order of time."""
        if self._trouble is None:
            return self._begin(until)
        self._take_mishaps(until)
        said: list[Publication] = []
        while self._due and self._due[0][0] <= until:
            at, _, _, due = heappop(self._due)
            said.extend(self._fall_due(due, at))
        self._mishaps = [mishap for mishap in self._mishaps if mishap.end > until]
        return said

    def obey(self, told: Told, now: int) -> None:
        """Let a device do what it was told by `now` (ms), and say so a little later."""
        if self._gone(DeviceId(told.control.partition("/")[0]), now):
            return
        for at, deed in self._obeying.hear(told, now):
            self._push(at, deed)

    def _begin(self, start: int) -> list[Publication]:
        opens = start + self._opens_after_ms
        spare = _neighbourhood(self._site, self._plot) if self._plot else frozenset()
        self._trouble = mishaps(self._site, self._seed, opens, spare=spare)
        self._next = next(self._trouble, None)
        self._mishaps += [
            Breakdown(sensor=sensor, fault=fault, begin=opens, end=FOREVER)
            for sensor, fault in self._broken.items()
        ]
        devices = self._site.devices
        for device in devices.values():
            self._schedule(device, start)
        said = [self._status(device, ONLINE) for device in devices]
        return said + [state for id in devices for state in self._obeying.states(id, start)]

    def _schedule(self, device: Device, start: int) -> None:
        # One phase for the whole device: what has the same period is said in one message.
        phase = Random(f"{self._seed}/{device.id}").random()
        groups: dict[int, Group] = {}
        for sensor in device.sensors:
            gauge = Gauge(self._site, sensor, self._seed)
            empty = Group(device.id, [], gauge.period_ms)
            groups.setdefault(gauge.period_ms, empty).gauges.append(gauge)
        for period_ms in sorted(groups):
            offset = int(phase * period_ms) // 100 * 100
            first = start - (start - offset) % period_ms + period_ms
            self._push(first, groups[period_ms])

    def _push(self, at: int, due: _Due) -> None:
        # A status comes before values of the same moment, however finely time is stepped.
        heappush(self._due, (at, int(isinstance(due, Group)), next(self._order), due))

    def _take_mishaps(self, until: int) -> None:
        while self._trouble and self._next and self._next.begin <= until:
            mishap, self._next = self._next, next(self._trouble, None)
            insort(self._mishaps, mishap, key=lambda known: known.begin)
            if isinstance(mishap, Outage):
                for device in mishap.devices:
                    self._push(mishap.begin, self._status(device, OFFLINE))
                    self._push(mishap.end, _Comes(device))

    def _fall_due(self, due: _Due, at: int) -> Iterator[Publication]:
        match due:
            case Publication():
                yield due
            case _Comes(device=device):
                yield self._status(device, ONLINE)
                yield from self._obeying.states(device, at)
            case Deed():
                yield from self._act(due, at)
            case Group():
                self._push(at + due.period_ms, due)
                yield from self._telemetry(due, at)

    def _act(self, deed: Deed, at: int) -> Iterator[Publication]:
        if not deed.said and deed.refused is None:
            self._nature.settle(at)
        state, follows = self._obeying.do(deed, at)
        for moment, following in follows:
            self._push(moment, following)
        if state is not None and not self._gone(DeviceId(deed.control.partition("/")[0]), at):
            yield state

    def _telemetry(self, group: Group, at: int) -> Iterator[Publication]:
        now = [mishap for mishap in self._mishaps if mishap.begin <= at < mishap.end]
        if any(group.device in mishap.devices for mishap in now if isinstance(mishap, Outage)):
            return
        broken = [mishap for mishap in now if isinstance(mishap, Breakdown)]
        if self._plot:
            broken += self._plot.broken(group.device, at)
        turned = self._saying.turned(group.device, broken)
        if turned is not None:
            yield self._status(group.device, ONLINE if turned else OFFLINE)
            if turned:
                yield from self._obeying.states(group.device, at)
        for later_ms, said in self._saying.telemetry(group, at, now, broken):
            if later_ms:
                self._push(at + later_ms, said)
            else:
                yield said

    def _gone(self, device: DeviceId, at: int) -> bool:
        """Tell whether a device is away at `at` (ms): it hears nothing, and is not heard."""
        if self._saying.is_off(device):
            return True
        outages = (mishap for mishap in self._mishaps if isinstance(mishap, Outage))
        return any(one.begin <= at < one.end and device in one.devices for one in outages)

    def _fault_of(self, control: ControlId, at: int) -> Fault | None:
        told = [
            mishap
            for mishap in self._mishaps
            if isinstance(mishap, Breakdown) and mishap.begin <= at < mishap.end
        ]
        if self._plot:
            told += self._plot.broken(DeviceId(control.partition("/")[0]), at)
        return next((one.fault for one in told if one.sensor == control), None)

    def _status(self, device: DeviceId, word: bytes) -> Publication:
        return Publication(self._topics.status(device), word, retain=True)


def _neighbourhood(site: Site, plot: Plot) -> frozenset[DeviceId]:
    """Return the devices of the story's scene: its neighbours stay normal."""
    touched = {DeviceId(id.partition("/")[0]) for id in plot.story.sensors}
    scenes = {site.devices[id].scene for id in touched if id in site.devices}
    return frozenset(id for id, device in site.devices.items() if device.scene in scenes)
