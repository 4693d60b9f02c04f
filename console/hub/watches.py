"""What the engine keeps of each sensor, so that a reading that changes nothing costs next to
nothing, and what it keeps of each silence it waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.domain.alerts import Alert
from console.domain.gauges import Mean
from console.domain.ids import RuleId, SensorId
from console.domain.readings import Reading
from console.domain.rules import LimitRule
from console.domain.sites import Sensor, Site
from console.domain.values import Quality
from console.hub.agenda import Key
from console.hub.changes import Verdict
from console.hub.means import History, MovingMean, band

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
        self._means = {
            rule.id: MovingMean(rule, rule.gauge, sensor)
            for rule in limits
            if isinstance(rule.gauge, Mean)
        }

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


def watches(site: Site) -> dict[SensorId, Watch]:
    """Return a watch for every sensor of the site."""
    return {
        sensor.id: Watch(
            sensor,
            [r for i in sensor.rules if isinstance(r := site.rules[i], LimitRule)],
        )
        for sensor in site.sensors().values()
    }
