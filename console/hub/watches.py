"""What the engine keeps of each sensor, so that a reading that changes nothing costs next to
nothing, and what it keeps of each silence it waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.domain.alerts import Alert
from console.domain.ids import DeviceId, RuleId, SensorId, TargetId
from console.domain.readings import Reading
from console.domain.rules import LimitRule, NoDataRule, Side
from console.domain.sites import Sensor, Site

EVIDENCE_PERIODS = 1.5  # one late reading is no gap

Key = tuple[RuleId, TargetId]


class Watch:
    """One sensor: its newest reading and the band in which none of its rules would move."""

    __slots__ = (
        "_floor",
        "_roof",
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
        self.silence_keys: list[Key] = []
        highs = [level.limit for r in limits if r.side is Side.HIGH for level in r.levels]
        lows = [level.limit for r in limits if r.side is Side.LOW for level in r.levels]
        self._roof = min(highs, default=float("inf"))
        self._floor = max(lows, default=float("-inf"))

    def calm(self, value: float) -> bool:
        """Tell whether `value` can move none of this sensor's rules."""
        return self.settled and self._floor <= value <= self._roof

    def settle(self, alerts: Mapping[Key, Alert]) -> None:
        """Look again whether every rule here is at rest: no level active or standing."""
        self.settled = all(
            (alert := alerts.get((rule.id, self.sensor.id))) is None
            or not any(lane.active or lane.standing for lane in alert.lanes)
            for rule in self.limits
        )


class Silence:
    """One no-data rule at a sensor or a whole device, waiting for `timeout_ms` without news."""

    __slots__ = ("_watches", "device", "listening_since", "timeout_ms")

    def __init__(self, device: DeviceId, timeout_ms: int, watches: Sequence[Watch]) -> None:
        self.device = device
        self.timeout_ms = timeout_ms
        self.listening_since = 0
        self._watches = watches

    def due(self) -> int:
        """Return when the silence has lasted long enough (ms), by what was heard so far."""
        heard = max((w.newest.at for w in self._watches if w.newest is not None), default=0)
        return max(heard, self.listening_since) + self.timeout_ms

    def mark(self, silent: bool) -> None:
        """Let the sensors remember, so that the next reading ends the silence."""
        for watch in self._watches:
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
