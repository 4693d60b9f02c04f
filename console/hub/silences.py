"""What waits for silence, and when each would have lasted long enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from console.domain.alerts import FOREVER
from console.domain.ids import DeviceId, RuleId, SensorId, TargetId
from console.domain.rules import NoDataRule, Rule
from console.domain.sites import Site
from console.domain.values import Quality
from console.hub.agenda import DEVICES, SENSORS, Agenda, Key
from console.hub.watches import Watch


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


class Silences:
    """Every silence of a site, each on the agenda once."""

    def __init__(self, site: Site, watches: Mapping[SensorId, Watch], agenda: Agenda) -> None:
        self.by_key = _found(site, watches)
        self._agenda = agenda
        self._of: dict[DeviceId, list[Key]] = defaultdict(list)
        for key, silence in self.by_key.items():
            self._of[silence.device].append(key)
        self._rules = site.rules

    def of(self, device: DeviceId) -> list[Key]:
        """Return the silences of a device and its sensors."""
        return self._of[device]

    def count_from(self, now: int) -> None:
        """Deliveries flow from `now` (ms): nothing before it counts as silence."""
        for key, silence in self.by_key.items():
            silence.listening_since = now
            self.arm(key)

    def deafen(self) -> None:
        """Nothing can be heard: no silence counts until `count_from`."""
        for silence in self.by_key.values():
            silence.listening_since = FOREVER

    def change_over(self, now: int) -> None:
        """Other editions of rules are in force from `now` (ms): none is overdue before that."""
        for key, silence in self.by_key.items():
            timeout_ms = _timeout_ms(self._rules[key[0]], silence.watches)
            if timeout_ms != silence.timeout_ms:
                silence.timeout_ms = timeout_ms
                self.arm(key, since=now)

    def arm(self, key: Key, *, since: int = 0) -> None:
        """Put a silence's deadline on the agenda, at `since` (ms) or after it, unless an earlier
        one is there."""
        silence = self.by_key[key]
        due = max(silence.due(), since)
        if due < FOREVER and (silence.armed is None or silence.armed > due):
            silence.armed = due
            # A device is asked before its sensors, so that theirs fold into it.
            self._agenda.add(due, SENSORS if "/" in key[1] else DEVICES, key)

    def rearm(self, device: DeviceId, now: int) -> None:
        """A device is in reach again: silence counts from `now` (ms)."""
        for key in self._of[device]:
            silence = self.by_key[key]
            silence.listening_since = max(silence.listening_since, now)
            self.arm(key)

    def over(self, key: Key, due: int) -> bool:
        """Tell whether the silence that fell due at `due` (ms) has really lasted."""
        silence = self.by_key[key]
        if silence.armed != due:
            return False  # an earlier deadline took its place
        silence.armed = None
        if silence.due() > due:
            self.arm(key)
            return False
        return True


def _found(site: Site, by_sensor: Mapping[SensorId, Watch]) -> dict[Key, Silence]:
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
            found[rule_id, target_id] = Silence(device, _timeout_ms(rule, members), members)
            for watch in members:
                watch.silence_keys.append((rule_id, target_id))


def _timeout_ms(rule: Rule, members: Sequence[Watch]) -> int:
    assert isinstance(rule, NoDataRule)  # all editions of a rule are of its kind
    period_s = min(watch.sensor.period_s for watch in members)
    return round(max(rule.periods * period_s, rule.least_s) * 1000)
