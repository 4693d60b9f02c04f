"""The rules at work: holds every alert, feeds each what concerns it, keeps the deadlines.

Everything that arrives is taken at its own data time, and deadlines fall due in between, so the
same readings give the same facts however they were batched. What changed waits in `Changes`
until the hub commits it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from console.domain.alerts import (
    Alert,
    Folded,
    Judged,
    Measured,
    Stimulus,
    TimePassed,
    advance,
    deadline,
    levels_of,
)
from console.domain.facts import (
    AlertRetired,
    DeviceCameOnline,
    DeviceWentOffline,
)
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId, TargetId
from console.domain.readings import Reading
from console.domain.rules import OfflineRule, Rule
from console.domain.sites import Site
from console.domain.values import Quality
from console.errors import NotFound
from console.hub.changes import Changes, Happening, Verdict
from console.hub.presence import Presence
from console.hub.watches import Silence, Watch, silences, watches

Key = tuple[RuleId, TargetId]


class Engine:
    """All alerts of one site; touched by the hub's loop only."""

    def __init__(self, site: Site, alerts: Iterable[Alert], *, next_alert: int) -> None:
        self._site = site
        self._next_alert = next_alert
        self._alerts: dict[Key, Alert] = {(a.rule, a.target): a for a in alerts}
        self._keys: dict[AlertId, Key] = {a.id: key for key, a in self._alerts.items()}
        self._watches = watches(site)
        self._silences = silences(site, self._watches)
        self._silences_of: dict[DeviceId, list[Key]] = defaultdict(list)
        for key, silence in self._silences.items():
            self._silences_of[silence.device].append(key)
        self._due: list[tuple[int, int, Key]] = []
        self._changes = Changes()
        self.presence = Presence(site)
        self.now = 0

    # What the hub reads ---------------------------------------------------------------

    def alerts(self) -> list[Alert]:
        """Return every alert that was ever raised."""
        return [alert for alert in self._alerts.values() if alert.occurrence]

    def alert(self, wanted: AlertId) -> Alert:
        """Return one alert; raise NotFound."""
        key = self._keys.get(wanted)
        if key is None or not self._alerts[key].occurrence:
            raise NotFound("no_such_alert", id=wanted)
        return self._alerts[key]

    def newest(self, sensor: SensorId) -> Reading | None:
        """Return the newest reading the engine took of `sensor`."""
        return self._watches[sensor].newest

    @property
    def unchanged(self) -> bool:
        """Tell whether there is nothing to commit."""
        return self._changes.empty

    def take_changes(self) -> Changes:
        """Hand over what changed; the caller commits it."""
        changes, self._changes = self._changes, Changes()
        return changes

    # What the hub tells ---------------------------------------------------------------

    def begin(self, newest: dict[SensorId, Reading], now: int) -> None:
        """Take up where the store left off: newest readings, timers, rules that are gone."""
        self.now = now
        for sensor, reading in newest.items():
            if sensor in self._watches:
                self._watches[sensor].newest = reading
        for key, alert in list(self._alerts.items()):
            self._resume(key, alert, now)
        self.listen(now)

    def listen(self, now: int) -> None:
        """Deliveries flow again from `now`: silence counts from here, not from before."""
        for key, silence in self._silences.items():
            silence.listening_since = now
            self._arm_silence(key, silence)

    def measure(self, reading: Reading) -> Verdict:
        """Take one reading at its own moment."""
        watch = self._watches[reading.sensor]
        newest = watch.newest
        if newest is not None and reading.at <= newest.at:
            return Verdict.DUPLICATE if reading.at == newest.at else Verdict.LATE
        if self._due and self._due[0][0] <= reading.at:
            self.pass_time(reading.at)
        watch.newest = reading
        if reading.quality is not Quality.GOOD:
            return Verdict.FRESH  # a doubtful value neither raises nor clears
        if watch.silent:
            self._heard(watch, reading.at)
        if not watch.calm(reading.value):
            self._apply_limits(watch, reading)
        return Verdict.FRESH

    def device_said(self, device: DeviceId, online: bool, now: int) -> None:
        """Take a device's status: a change becomes a fact, and folds or unfolds what it cuts."""
        if not self.presence.say(device, online, now):
            return
        fact = DeviceCameOnline(device=device) if online else DeviceWentOffline(device=device)
        self._changes.happenings.append(Happening(now, fact))
        self._changes.devices.add(device)
        for affected in (device, *self.presence.descendants(device)):
            self._judge_presence(affected, now)
            if online:
                self._rearm_silences(affected, now)

    def pass_time(self, now: int) -> None:
        """Let every deadline up to `now` take effect, each at its own moment."""
        while self._due and self._due[0][0] <= now:
            due, _, key = heapq.heappop(self._due)
            silence = self._silences.get(key)
            if silence is not None:
                self._check_silence(key, silence, due)
            elif (alert := self._alerts.get(key)) is not None:
                wanted = deadline(self._rule(key), alert)
                if wanted is not None and wanted <= due:
                    self.apply(key, TimePassed(), due)
        self.now = max(self.now, now)

    def act(self, wanted: AlertId, stimulus: Stimulus, now: int) -> Alert:
        """Carry out a person's act on an alert; raise what the alert refuses it with."""
        alert = self.alert(wanted)
        key = (alert.rule, alert.target)
        self.apply(key, stimulus, now)
        return self._alerts[key]

    def apply(self, key: Key, stimulus: Stimulus, now: int) -> None:
        """Advance one alert and note what changed."""
        rule = self._rule(key)
        before = self._alerts.get(key)
        if before is None:
            number = AlertId(f"A-{self._next_alert}")
            before = Alert(id=number, rule=key[0], target=key[1])
        after, facts = advance(rule, before, stimulus, now)
        if key not in self._alerts:
            if not any(lane.active for lane in after.lanes):
                return  # nothing stirs: no number is spent
            self._keys[after.id] = key
            self._next_alert += 1
        self._alerts[key] = after
        self._changes.happenings.extend(Happening(now, fact) for fact in facts)
        if facts or after.lanes != before.lanes:
            self._changes.alerts[after.id] = after
        due = deadline(rule, after)
        if due is not None:
            heapq.heappush(self._due, (due, 1, key))

    # Inside ---------------------------------------------------------------------------

    def _rule(self, key: Key) -> Rule:
        return self._site.rules[key[0]]

    def _resume(self, key: Key, alert: Alert, now: int) -> None:
        rule = self._site.rules.get(key[0])
        if rule is None or not self._watched(key):
            del self._alerts[key], self._keys[alert.id]
            gone = AlertRetired(alert=alert.id, occurrence=alert.occurrence)
            self._changes.happenings.append(Happening(now, gone))
            self._changes.alerts[alert.id] = replace(
                alert, state=alert.state.NORMAL, level=-1, lanes=(), changed_at=now
            )
            return
        watch = self._watches.get(SensorId(key[1]))
        if watch is not None and watch.newest is not None and key not in self._silences:
            alert = replace(
                alert, evidence_until=watch.newest.at + watch.holds_ms, value=watch.newest.value
            )
        self._alerts[key] = alert
        if alert.lanes and len(alert.lanes) != len(levels_of(rule)):
            self.apply(key, TimePassed(), now)  # the rule was rewritten: its alert comes along
            alert = self._alerts[key]
        if watch is not None:
            watch.settle(self._alerts)
        if alert.standing and key in self._silences:
            self._silences[key].mark(True)
        due = deadline(rule, alert)
        if due is not None:
            heapq.heappush(self._due, (due, 1, key))

    def _watched(self, key: Key) -> bool:
        rule, target = key
        watch = self._watches.get(SensorId(target))
        if watch is not None:
            return rule in watch.sensor.rules
        device = self._site.devices.get(DeviceId(target))
        return device is not None and rule in device.rules

    def _apply_limits(self, watch: Watch, reading: Reading) -> None:
        stimulus = Measured(reading.value, reading.at + watch.holds_ms)
        for rule in watch.limits:
            self.apply((rule.id, watch.sensor.id), stimulus, reading.at)
        watch.settle(self._alerts)

    def _judge_presence(self, device: DeviceId, now: int) -> None:
        """Raise, end or fold what says that `device` or its sensors are out of reach."""
        cause = self.presence.cause(device)
        for rule_id in self._site.devices[device].rules:
            rule = self._site.rules[rule_id]
            if isinstance(rule, OfflineRule):
                key: Key = (rule_id, device)
                if cause is not None:
                    self._fold(key, cause, now)
                elif self.presence.offline(device) or key in self._alerts:
                    self.apply(key, Judged(self.presence.offline(device)), now)
        cut = cause or (device if self.presence.offline(device) else None)
        if cut is not None:
            for silent in self._silences_of[device]:
                self._fold(silent, cut, now)

    def _fold(self, key: Key, into: DeviceId, now: int) -> None:
        if key in self._alerts:
            self.apply(key, Folded(into), now)

    # Silence --------------------------------------------------------------------------

    def _arm_silence(self, key: Key, silence: Silence) -> None:
        # A device is asked before its sensors, so that theirs fold into it.
        rank = 1 if "/" in key[1] else 0
        heapq.heappush(self._due, (silence.due(), rank, key))

    def _rearm_silences(self, device: DeviceId, now: int) -> None:
        for key in self._silences_of[device]:
            silence = self._silences[key]
            silence.listening_since = max(silence.listening_since, now)
            self._arm_silence(key, silence)

    def _check_silence(self, key: Key, silence: Silence, due: int) -> None:
        if silence.due() > due:
            self._arm_silence(key, silence)
        elif self.presence.cut(silence.device) is None and not self._device_silent(key, silence):
            self.apply(key, Judged(True), due)
            silence.mark(True)
            if key[1] == silence.device:
                self._fold_sensors_of(silence.device, due)

    def _device_silent(self, key: Key, silence: Silence) -> bool:
        if key[1] == silence.device:
            return False
        return any(
            (alert := self._alerts.get((rule, silence.device))) is not None and alert.standing
            for rule in self._site.devices[silence.device].rules
            if (rule, silence.device) in self._silences
        )

    def _fold_sensors_of(self, device: DeviceId, now: int) -> None:
        for key in self._silences_of[device]:
            if key[1] != device:
                self._fold(key, device, now)

    def _heard(self, watch: Watch, now: int) -> None:
        """A silent sensor speaks: its own silence ends, and its device's."""
        watch.silent = False
        for key in watch.silence_keys:
            if key in self._alerts:
                self.apply(key, Judged(False), now)
            self._arm_silence(key, self._silences[key])
            if key[1] == watch.sensor.device:
                self._rearm_silences(watch.sensor.device, now)
