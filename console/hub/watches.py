"""What the engine keeps of each sensor, so that a reading that changes nothing costs next to
nothing, and what it keeps of each silence it waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.domain.alerts import Alert
from console.domain.ids import DeviceId, RuleId, SensorId, TargetId
from console.domain.readings import Reading
from console.domain.rules import LimitRule, NoDataRule
from console.domain.sites import Sensor, Site
from console.domain.values import Quality
from console.hub.agenda import Key
from console.hub.changes import Verdict
from console.hub.means import History, Mean, band

EVIDENCE_PERIODS = 1.5  # one late reading is no gap


class Watch:
    """One sensor: its newest reading and the band in which none of its rules would move."""

    __slots__ = (
        "_floor",
        "_means",
        "_roof",
        "asked",
        "holds_ms",
        "limits",
        "newest",
        "sensor",
        "settled",
        "silence_keys",
        "silent",
    )

    def __init__(self, sensor: Sensor, limits: Sequence[LimitRule]) -> None:
        self.sensor = sensor
        self.limits = limits
        self.holds_ms = round(sensor.period_s * EVIDENCE_PERIODS * 1000)
        self.newest: Reading | None = None
        self.settled = True
        self.silent = False
        self.asked = False  # some case waits to see this sensor normal
        self.silence_keys: list[Key] = []
        self._floor, self._roof = band([rule for rule in limits if not rule.window_s])
        self._means = {rule.id: Mean(rule, sensor) for rule in limits if rule.window_s}

    def stirs(self, reading: Reading) -> bool:
        """Take a sound reading; tell whether it can move any of this sensor's rules."""
        stirred = not (self.settled and self._floor <= reading.value <= self._roof)
        for mean in self._means.values():
            stirred |= mean.take(reading)
        return stirred

    def take_late(self, reading: Reading) -> Verdict:
        """Take a reading no newer than the newest: it moves nothing, but means to come know it."""
        if self.newest is not None and reading.at == self.newest.at:
            return Verdict.DUPLICATE
        if reading.quality is Quality.GOOD:
            for mean in self._means.values():
                mean.take_late(reading)
        return Verdict.LATE

    def begin(self, newest: Reading, history: History) -> None:
        """Take up where the store left off."""
        self.newest = newest
        for mean in self._means.values():
            mean.rebuild(newest, self.sensor.period_s, history)

    def points(self) -> list[Key]:
        """Return every rule and target that this sensor's readings say something about."""
        return [(rule.id, self.sensor.id) for rule in self.limits] + self.silence_keys

    def judged(self, rule: LimitRule) -> float | None:
        """Return the value that `rule` judges now, if it has one: the reading's, or a mean."""
        if (mean := self._means.get(rule.id)) is not None:
            return mean.value
        return None if self.newest is None else self.newest.value

    def last_judged(self, rule: RuleId) -> tuple[int, float] | None:
        """Return when `rule` last had a value to judge (ms), and the value."""
        if (mean := self._means.get(rule)) is not None:
            return mean.last
        return None if self.newest is None else (self.newest.at, self.newest.value)

    def settle(self, alerts: Mapping[Key, Alert]) -> None:
        """Look again whether every rule here is at rest: no level active or standing."""
        self.settled = all(
            (alert := alerts.get((rule.id, self.sensor.id))) is None
            or not any(lane.active or lane.standing for lane in alert.lanes)
            for rule in self.limits
        )


class Silence:
    """One no-data rule at a sensor or a whole device, waiting for `timeout_ms` without news."""

    __slots__ = ("armed", "device", "listening_since", "timeout_ms", "watches")

    def __init__(self, device: DeviceId, timeout_ms: int, watches: Sequence[Watch]) -> None:
        self.device = device
        self.timeout_ms = timeout_ms
        self.listening_since = 0
        self.armed: int | None = None  # the deadline on the agenda that counts, of maybe several
        self.watches = watches

    def due(self) -> int:
        """Return when the silence has lasted long enough (ms), by what was heard so far."""
        heard = max((w.newest.at for w in self.watches if w.newest is not None), default=0)
        return max(heard, self.listening_since) + self.timeout_ms

    def heard_until(self) -> int:
        """Return until when a sound reading speaks against silence (ms); 0 without one."""
        sound = (
            w.newest.at
            for w in self.watches
            if w.newest is not None and w.newest.quality is Quality.GOOD
        )
        return max((at + self.timeout_ms for at in sound), default=0)

    def mark(self, silent: bool) -> None:
        """Let the sensors remember, so that the next reading ends the silence."""
        for watch in self.watches:
            watch.silent = silent


def watches(site: Site) -> dict[SensorId, Watch]:
    """Return a watch for every sensor of the site."""
    return {
        sensor.id: Watch(
            sensor,
            [r for i in sensor.rules if isinstance(r := site.rules[i], LimitRule)],
        )
        for sensor in site.sensors().values()
    }


def silences(site: Site, by_sensor: Mapping[SensorId, Watch]) -> dict[Key, Silence]:
    """Return what waits for silence: a sensor's own rules, and its device's over all sensors."""
    found: dict[Key, Silence] = {}
    for device in site.devices.values():
        own = [by_sensor[sensor.id] for sensor in device.sensors]
        _add(found, site, (device.id, device.id, device.rules), own)
        for watch in own:
            _add(found, site, (device.id, watch.sensor.id, watch.sensor.rules), [watch])
    return found


def _add(
    found: dict[Key, Silence],
    site: Site,
    target: tuple[DeviceId, TargetId, Sequence[RuleId]],
    members: Sequence[Watch],
) -> None:
    device, target_id, rules = target
    for rule_id in rules:
        rule = site.rules[rule_id]
        if isinstance(rule, NoDataRule) and members:
            period_s = min(watch.sensor.period_s for watch in members)
            timeout_ms = round(max(rule.periods * period_s, rule.least_s) * 1000)
            found[rule_id, target_id] = Silence(device, timeout_ms, members)
            for watch in members:
                watch.silence_keys.append((rule_id, target_id))
