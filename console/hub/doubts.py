"""Which sensors are believed: judges readings before any rule sees them, and says so of devices.

A sensor is doubted at once by a reading that failed a test, or by three suspect ones in a row;
three sound ones in a row make it trusted again. Only believed readings reach the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from console.domain.doubts import Doubt, Test
from console.domain.facts import SensorDoubted, SensorTrusted
from console.domain.ids import DeviceId, SensorId
from console.domain.kept import Kept
from console.domain.pairing import Pairing
from console.domain.quality import (
    REPLAYED,
    SOUND,
    SensorLane,
    Trust,
    Verdict,
)
from console.domain.readings import Reading
from console.domain.rules import QualityRule
from console.domain.sites import Device, Sensor, Site
from console.domain.skew import DeviceClock
from console.domain.stimuli import Judged
from console.domain.values import Quality
from console.hub.agenda import Agenda, Key
from console.hub.alert_book import AlertBook
from console.hub.changes import Changes
from console.hub.feeds import History

GOOD = Quality.GOOD
REPLAYED_MOST = 5_000  # readings that bring back a lane whose value stood still


class Examined:
    """One sensor under examination; `tests` are those its readings last failed, in a row."""

    __slots__ = ("device", "lane", "pairings", "tests", "trust")

    def __init__(self, sensor: Sensor) -> None:
        self.device = sensor.device
        self.lane = SensorLane(sensor)
        self.trust = Trust()
        self.tests: tuple[Test, ...] = ()
        self.pairings: tuple[Pairing, ...] = ()


# A reading, whose it is, and what the tests said of it: a plain tuple, there is one per reading.
Weighed = tuple[Reading, Examined, Verdict]


class Doubts:
    """Every sensor's standing; touched by the hub's loop only."""

    def __init__(
        self,
        site: Site,
        book: AlertBook,
        changes: Changes,
        agenda: Agenda,
        *,
        kept: Iterable[Kept] = (),
    ) -> None:
        self._site = site
        self._book = book
        self._changes = changes
        self._agenda = agenda
        self._kept = {doubt.sensor: doubt for doubt in kept if isinstance(doubt, Doubt)}
        self._examined = {sensor.id: Examined(sensor) for sensor in site.sensors().values()}
        for device in site.devices.values():
            self._pair_up(device)
        self._clocks = _clocks(site)
        self._astray: set[tuple[DeviceId, int]] = set()
        self._batch = 0
        self._of: dict[DeviceId, set[SensorId]] = defaultdict(set)

    def doubted(self, sensor: SensorId) -> bool:
        """Tell whether a sensor's readings are not believed."""
        return self._examined[sensor].trust.doubted

    def doubtful(self, device: DeviceId) -> bool:
        """Tell whether a device has a sensor that is not believed."""
        return bool(self._of.get(device))

    def begin(self, newest: Mapping[SensorId, Reading], history: History, now: int) -> None:
        """Take up where the store left off: lanes, runs, doubts, and the alerts about them."""
        for id in self._kept.keys() - self._examined.keys():
            self._changes.drop(Doubt, id)
            self._changes.happened(now, (SensorTrusted(sensor=id),))
        for id in self._kept.keys() & self._examined.keys():
            self._of[self._examined[id].device].add(id)
            self._examined[id].trust.doubted = True
        for id, reading in newest.items():
            if id in self._examined:
                self._take_up(self._examined[id], reading, history)
        for device in self._site.devices:
            self._tell(device, now)
        self._kept.clear()

    def came(self, reading: Reading, arrived: int) -> None:
        """Take note that a delivery with `reading` came at `arrived` (ms); before `weigh`."""
        device = self._examined[reading.sensor].device
        clock = self._clocks.get(device)
        if clock is not None and clock.is_wrong(reading.at, arrived):
            self._astray.add((device, reading.at))

    def weigh(self, readings: Sequence[Reading]) -> list[Weighed]:
        """Judge a batch, in order of time; both sides of a pair before either is used."""
        self._batch += 1
        weighed: list[Weighed] = []
        examined, astray = self._examined, self._astray
        for place, reading in enumerate(readings):
            subject = examined[reading.sensor]
            lane, at = subject.lane, reading.at
            if at > lane.at:
                verdict = lane.judge(at, reading.value)
            else:
                verdict = lane.judge_late(reading.value)
            if reading.quality is not GOOD:
                verdict = verdict.and_also(Test.DEVICE, reading.quality)
            if astray and (subject.device, at) in astray:
                verdict = verdict.and_also(Test.CLOCK, Quality.SUSPECT)
            weighed.append((reading, subject, verdict))
            if subject.pairings and (verdict is SOUND or Test.RANGE not in verdict.tests):
                self._pair(weighed, place)
        astray.clear()
        return weighed

    def settle(self, one: Weighed, newest: Reading | None, now: int) -> Reading:
        """Return a reading as far as it is believed, and say where that turns its sensor's
        standing; `newest` is the newest the rules know."""
        reading, subject, verdict = one
        if verdict is SOUND and not (subject.trust.run or subject.trust.doubted):
            return reading
        late = newest is not None and reading.at <= newest.at
        if late and Test.CLOCK not in verdict.tests:
            return _marked(reading, verdict.quality)  # of then: it says nothing of how it is now
        before = subject.trust.doubted
        quality = subject.trust.take(verdict.quality)
        fresh = tuple(test for test in verdict.tests if test not in subject.tests)
        subject.tests = (*subject.tests, *fresh) if verdict.tests else ()
        if subject.trust.doubted is not before:
            self._turned(subject, reading, now if late else min(reading.at, now))
        return _marked(reading, quality)

    # Inside ---------------------------------------------------------------------------

    def _pair(self, weighed: list[Weighed], place: int) -> None:
        told, of, _ = weighed[place]
        for pairing in of.pairings:
            for where in pairing.take(told, place, self._batch):
                reading, subject, verdict = weighed[where]
                verdict = verdict.and_also(Test.PAIR, Quality.SUSPECT)
                weighed[where] = reading, subject, verdict

    def _turned(self, subject: Examined, reading: Reading, now: int) -> None:
        sensor = reading.sensor
        self._agenda.pass_time(now)  # what fell due before comes before
        if subject.trust.doubted:
            self._of[subject.device].add(sensor)
            self._changes.keep(sensor, Doubt(sensor=sensor, tests=subject.tests, since=now))
            turned = SensorDoubted(sensor=sensor, tests=subject.tests, value=reading.value)
            self._changes.happened(now, (turned,))
        else:
            self._of[subject.device].discard(sensor)
            self._changes.drop(Doubt, sensor)
            self._changes.happened(now, (SensorTrusted(sensor=sensor),))
        self._tell(subject.device, now)

    def _tell(self, device: DeviceId, now: int) -> None:
        """Let the device's own rules know whether it needs a repair."""
        doubtful = self.doubtful(device)
        for rule in self._site.devices[device].rules:
            key: Key = (rule, device)
            if isinstance(self._site.rules[rule], QualityRule):
                alert = self._book.by_key.get(key)
                known = alert is not None and any(lane.active for lane in alert.lanes)
                if known is not doubtful:
                    self._book.apply(key, Judged(doubtful), now)

    def _take_up(self, subject: Examined, newest: Reading, history: History) -> None:
        doubt = self._kept.get(newest.sensor)
        checks = subject.lane.sensor.checks
        if doubt is None and newest.quality is Quality.GOOD and checks.flat_s is None:
            subject.lane.judge(newest.at, newest.value)  # all there is to know of it
            return
        readings = _own(doubt, history(newest.sensor, 0, REPLAYED))
        if checks.flat_s is not None and len({reading.value for reading in readings}) <= 1:
            since = newest.at - round(checks.flat_s * 2000)
            readings = _own(doubt, history(newest.sensor, since, REPLAYED_MOST)) or readings
        subject.lane.replay(readings)
        subject.trust.replay([r.quality for r in readings], doubted=doubt is not None)
        subject.tests = doubt.tests if doubt is not None else ()

    def _pair_up(self, device: Device) -> None:
        sensors = {sensor.quantity: sensor.id for sensor in device.sensors}
        for pair in device.pairs:
            if pair.low in sensors and pair.high in sensors:
                low, high = sensors[pair.low], sensors[pair.high]
                pairing = Pairing(pair, low)
                for side in (self._examined[low], self._examined[high]):
                    side.pairings = (*side.pairings, pairing)


def _clocks(site: Site) -> dict[DeviceId, DeviceClock]:
    """Return a clock for each device whose sensors say how wrong one may be."""
    clocks: dict[DeviceId, DeviceClock] = {}
    for device in site.devices.values():
        skews = [
            sensor.checks.skew_s + (sensor.period_s if sensor.at == "start" else 0)
            for sensor in device.sensors
            if sensor.checks.skew_s is not None
        ]
        if skews:
            period_s = min(sensor.period_s for sensor in device.sensors)
            clocks[device.id] = DeviceClock(round(max(skews) * 1000), round(period_s * 1000))
    return clocks


def _own(doubt: Doubt | None, readings: Iterable[Reading]) -> list[Reading]:
    """Return what a sensor said itself: a sound reading of a doubted one can only be a person's."""
    return [
        reading
        for reading in readings
        if doubt is None or reading.at <= doubt.since or reading.quality is not Quality.GOOD
    ]


def _marked(reading: Reading, quality: Quality) -> Reading:
    return reading if reading.quality is quality else replace(reading, quality=quality)
