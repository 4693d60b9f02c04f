"""A community's devices as a pure stream: the same site, seed and steps give the same messages."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from heapq import heappop, heappush
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

import msgspec

from console.contract.telemetry import Topics, encode_telemetry
from console.domain.alerts import FOREVER
from console.domain.ids import DeviceId, SensorId
from console.domain.sites import Device, Site
from console.simulator.faults import AHEAD_MS, Breakdown, Fault, paired, told
from console.simulator.gauges import FOLLOWS, Gauge
from console.simulator.messages import OFFLINE, ONLINE, Publication
from console.simulator.mishaps import Excursion, Mishap, Outage, Silence, mishaps
from console.simulator.obeying import Obeying, Told
from console.simulator.plot import Plot


class _Group(msgspec.Struct):
    """The sensors of one device that report together."""

    device: DeviceId
    gauges: list[Gauge]
    period_ms: int


class World:
    """The community from its first step on.

    Mishaps begin `opens_after_s` after the first step, when what is `broken` breaks for good; a
    story's `plot` adds to values. Values belong to their own moments, so how finely time is
    stepped changes nothing but how many messages come at once.
    """

    def __init__(
        self,
        site: Site,
        seed: int,
        *,
        opens_after_s: float = 0.0,
        plot: Plot | None = None,
        broken: Mapping[SensorId, Fault] | None = None,
    ) -> None:
        self._site = site
        self._seed = seed
        self._plot = plot
        self._broken = dict(broken or {})
        self._opens_after_ms = round(opens_after_s * 1000)
        self._topics = Topics(site.root, site.id)
        self._zone = ZoneInfo(site.time_zone)
        self._order = count()
        self._due: list[tuple[int, int, int, _Group | Publication]] = []
        self._newest: dict[SensorId, float] = {}
        self._stuck: dict[SensorId, float] = {}
        self._mishaps: list[Mishap] = []
        self._trouble: Iterator[Mishap] | None = None
        self._next: Mishap | None = None
        self._obeying = Obeying(site, seed)

    def step(self, until: int) -> list[Publication]:
        """Return everything that devices say up to `until` (ms), in order of time."""
        if self._trouble is None:
            return self._begin(until)
        self._take_mishaps(until)
        said: list[Publication] = []
        while self._due and self._due[0][0] <= until:
            at, _, _, due = heappop(self._due)
            if isinstance(due, Publication):
                said.append(due)
                continue
            self._push(at + due.period_ms, due)
            said.extend(self._telemetry(due, at))
        self._mishaps = [mishap for mishap in self._mishaps if mishap.end > until]
        return said

    def obey(self, told: Told, now: int) -> None:
        """Let a device do what it was told by `now` (ms), and say so a little later."""
        for at, said in self._obeying.obey(told, now):
            self._push(at, said)

    def _begin(self, start: int) -> list[Publication]:
        opens = start + self._opens_after_ms
        spare = _neighbourhood(self._site, self._plot) if self._plot else frozenset()
        self._trouble = mishaps(self._site, self._seed, opens, spare=spare)
        self._next = next(self._trouble, None)
        self._mishaps += [
            Breakdown(sensor=sensor, fault=fault, begin=opens, end=FOREVER)
            for sensor, fault in self._broken.items()
        ]
        for device in self._site.devices.values():
            self._schedule(device, start)
        return [self._status(device, ONLINE) for device in self._site.devices]

    def _schedule(self, device: Device, start: int) -> None:
        # One phase for the whole device: what has the same period is said in one message.
        phase = Random(f"{self._seed}/{device.id}").random()
        groups: dict[int, _Group] = {}
        for sensor in device.sensors:
            gauge = Gauge(self._site, sensor, self._seed)
            empty = _Group(device.id, [], gauge.period_ms)
            groups.setdefault(gauge.period_ms, empty).gauges.append(gauge)
        for period_ms in sorted(groups):
            offset = int(phase * period_ms) // 100 * 100
            first = start - (start - offset) % period_ms + period_ms
            self._push(first, groups[period_ms])

    def _push(self, at: int, due: _Group | Publication) -> None:
        # A status comes before values of the same moment, however finely time is stepped.
        rank = 0 if isinstance(due, Publication) else 1
        heappush(self._due, (at, rank, next(self._order), due))

    def _take_mishaps(self, until: int) -> None:
        while self._trouble and self._next and self._next.begin <= until:
            mishap, self._next = self._next, next(self._trouble, None)
            insort(self._mishaps, mishap, key=lambda known: known.begin)
            if isinstance(mishap, Outage):
                for device in mishap.devices:
                    self._push(mishap.begin, self._status(device, OFFLINE))
                    self._push(mishap.end, self._status(device, ONLINE))

    def _telemetry(self, group: _Group, at: int) -> Iterator[Publication]:
        now = [mishap for mishap in self._mishaps if mishap.begin <= at < mishap.end]
        if any(group.device in mishap.devices for mishap in now if isinstance(mishap, Outage)):
            return
        silent = {mishap.sensor for mishap in now if isinstance(mishap, Silence)}
        away = {mishap.sensor: mishap for mishap in now if isinstance(mishap, Excursion)}
        hour = self._hour(at)
        said = {
            gauge.sensor.quantity: self._value(gauge, hour, at, away.get(gauge.sensor.id))
            for gauge in group.gauges
        }
        broken = [mishap for mishap in now if isinstance(mishap, Breakdown)]
        if self._plot:
            broken += self._plot.broken(group.device, at)
        ahead_ms = self._break(group, at, said, broken)
        heard = {
            gauge.sensor.quantity: said[gauge.sensor.quantity]
            for gauge in group.gauges
            if gauge.sensor.id not in silent
        }
        if heard:
            topic = self._topics.telemetry(group.device)
            yield Publication(topic, encode_telemetry(at + ahead_ms, heard))

    def _break(
        self, group: _Group, at: int, said: dict[str, float], broken: list[Breakdown]
    ) -> int:
        """Let broken sensors say something else; return how far the clock is ahead (ms)."""
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
        wrong = any(
            each.fault is Fault.CLOCK and each.sensor.partition("/")[0] == group.device
            for each in broken
        )
        return AHEAD_MS if wrong else 0

    def _value(self, gauge: Gauge, hour: float, at: int, away: Excursion | None) -> float:
        sensor = gauge.sensor
        source, upside_down = FOLLOWS.get(sensor.quantity, ("", False))
        leader = self._newest.get(SensorId(f"{sensor.device}/{source}"))
        if leader is None or away:
            added = self._plot.added(sensor.id, at) if self._plot else 0.0
            value = gauge.read(hour, at, away, added=added)
        else:
            value = gauge.follow((100 - leader if upside_down else leader) / 100)
        value = self._obeying.effect(sensor.id, at, value)
        value = min(max(value, sensor.low), sensor.high)  # an instrument says no more than it can
        self._newest[sensor.id] = value
        return value

    def _hour(self, at: int) -> float:
        local = datetime.fromtimestamp(at / 1000, UTC).astimezone(self._zone)
        return local.hour + local.minute / 60 + local.second / 3600

    def _status(self, device: DeviceId, word: bytes) -> Publication:
        return Publication(self._topics.status(device), word, retain=True)


def _neighbourhood(site: Site, plot: Plot) -> frozenset[DeviceId]:
    """Return the devices of the story's scene: its neighbours stay normal."""
    sensors = site.sensors()
    scenes = {site.devices[sensors[id].device].scene for id in plot.story.sensors}
    return frozenset(id for id, device in site.devices.items() if device.scene in scenes)
