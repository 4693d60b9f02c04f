"""The rules at work: holds every alert, feeds each what concerns it, keeps the deadlines.

Everything that arrives is taken at its own data time, and deadlines fall due in between, so the
same readings give the same facts however they were batched. What changed waits in `Changes`
until the hub commits it.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from console.domain.alerts import Alert
from console.domain.cases import Case
from console.domain.facts import DeviceCameOnline, DeviceWentOffline
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId
from console.domain.kept import Kept
from console.domain.lanes import levels_of
from console.domain.readings import Reading
from console.domain.sites import Site
from console.domain.stimuli import Measured, Stimulus, TimePassed
from console.domain.values import Quality
from console.hub.agenda import CASES, DEVICES, SENSORS, Agenda, Key
from console.hub.alert_book import AlertBook
from console.hub.books import Books
from console.hub.changes import Changes, Verdict
from console.hub.lookout import Lookout
from console.hub.means import History, nothing
from console.hub.presence import Presence
from console.hub.reach import Reach
from console.hub.sight import Sight
from console.hub.silences import Silences
from console.hub.watches import Watch, watches
from console.hub.withheld import Withheld


class Engine:
    """All alerts and cases of one site; touched by the hub's loop only."""

    def __init__(
        self,
        site: Site,
        alerts: Iterable[Alert],
        *,
        next_alert: int,
        cases: Iterable[Case] = (),
        kept: Iterable[Kept] = (),
    ) -> None:
        self._site = site
        self._kept = tuple(kept)
        self._changes = Changes()
        self._agenda = Agenda()
        noted = self._changes, self._agenda
        self.book = AlertBook(site.rules, alerts, *noted, next_alert=next_alert)
        books = Books(site, self.book, cases=cases, kept=self._kept, noted=noted)
        self.casebook, self.shifts = books.cases, books.shifts
        self.doubts = books.doubts
        self.symptoms, self.load = books.symptoms, books.load
        self._watches = watches(site)
        self._silences = Silences(site, self._watches, self._agenda)
        self.presence = Presence(site)
        self._lookout = Lookout(
            site,
            self.casebook,
            self.presence,
            watches=self._watches,
            silences=self._silences.by_key,
        )
        self._reach = Reach(
            site,
            self.book,
            presence=self.presence,
            silences=self._silences,
            lookout=self._lookout,
        )
        self._sight = Sight(self._watches, self.presence, self.book)
        self.withheld = Withheld(site, self.book, self._sight, noted=noted, kept=self._kept)
        self._agenda.keep(DEVICES, self._fall_due)
        self._agenda.keep(SENSORS, self._fall_due)
        self._agenda.keep(CASES, self.casebook.fall_due)
        self.now = 0

    # What the hub reads ---------------------------------------------------------------

    def alerts(self) -> list[Alert]:
        """Return every alert that was ever raised."""
        return self.book.raised()

    def alert(self, wanted: AlertId) -> Alert:
        """Return one alert; raise NotFound."""
        return self.book.alert(wanted)

    def newest(self, sensor: SensorId) -> Reading | None:
        """Return the newest reading the engine took of `sensor`."""
        return self._watches[sensor].newest

    def judged(self, sensor: SensorId, rule: RuleId) -> tuple[int, float] | None:
        """Return when `rule` last had a value of `sensor` to judge (ms), and the value."""
        return self._watches[sensor].last_judged(rule)

    @property
    def unchanged(self) -> bool:
        """Tell whether there is nothing to commit."""
        return self._changes.empty

    def take_changes(self) -> Changes:
        """Hand over what changed; the caller commits it."""
        return self._changes.take()

    # What the hub tells ---------------------------------------------------------------

    def begin(self, newest: dict[SensorId, Reading], now: int, history: History = nothing) -> None:
        """Take up where the store left off: newest readings, means, timers, rules that are gone."""
        self.now = now
        for sensor, reading in newest.items():
            if sensor in self._watches:
                self._watches[sensor].begin(reading, history)
        for key, alert in list(self.book.by_key.items()):
            self._resume(key, alert, now)
        self.withheld.begin(now)
        self.doubts.begin(newest, history, now)
        self.symptoms.begin(now)
        self.casebook.begin(self._lookout)
        self._lookout.go_deaf()
        self._silences.count_from(now)

    def listen(self, now: int) -> None:
        """Deliveries flow again from `now`: silence and links count from here, not from before."""
        self._lookout.listen(now)
        self._silences.count_from(now)

    def deafen(self) -> None:
        """Nothing can be heard: no silence counts until `listen`."""
        self._silences.deafen()

    def measure(self, reading: Reading, now: int | None = None) -> Verdict:
        """Take one reading at its own moment; deadlines fall due up to it, but not past `now`.

        A device whose clock is ahead must not make every other one look silent.
        """
        watch = self._watches[reading.sensor]
        newest = watch.newest
        if newest is not None and reading.at <= newest.at:
            return watch.take_late(reading)
        until = reading.at if now is None else min(reading.at, now)
        if self._agenda.ripe(until):
            self.pass_time(until)
        watch.newest = reading
        if watch.silent:
            self._reach.heard(watch, reading.at)
        if reading.quality is not Quality.GOOD:
            return Verdict.FRESH  # a doubtful value neither raises nor clears; but it was heard
        if reading.sensor in self._sight.named:
            self.withheld.saw(reading, until)
        if watch.stirs(reading):
            self._apply_limits(watch, reading)
        if watch.asked:
            self._lookout.saw(watch, reading)
        return Verdict.FRESH

    def device_said(self, device: DeviceId, online: bool, now: int) -> None:
        """Take a device's status: a change becomes a fact, and folds or unfolds what it cuts."""
        if self.presence.say(device, online, now):
            fact = DeviceCameOnline(device=device) if online else DeviceWentOffline(device=device)
            self._changes.happened(now, (fact,))
            self._changes.devices.add(device)
            self.withheld.link_changed(device, now)
            self._reach.link_changed(device, online, now)

    def pass_time(self, now: int) -> None:
        """Let every deadline up to `now` take effect, each at its own moment."""
        self._agenda.pass_time(now)
        self.now = max(self.now, now)

    def act(self, wanted: AlertId, stimulus: Stimulus, now: int) -> Alert:
        """Carry out a person's act on an alert; raise what the alert refuses it with."""
        alert = self.book.alert(wanted)
        self.book.apply((alert.rule, alert.target), stimulus, now)
        return self.book.alert(wanted)

    # Inside ---------------------------------------------------------------------------

    def _resume(self, key: Key, alert: Alert, now: int) -> None:
        rule = self._site.rules.get(key[0])
        if rule is None or not self._watched(key):
            self.book.retire(key, now)
            return
        watch = self._watches.get(SensorId(key[1]))
        last = watch.last_judged(key[0]) if watch is not None else None
        if watch is not None and last is not None and key not in self._silences.by_key:
            alert = replace(alert, evidence_until=last[0] + watch.holds_ms, value=last[1])
        self.book.by_key[key] = alert
        if alert.lanes and len(alert.lanes) != len(levels_of(rule)):
            self.book.apply(key, TimePassed(), now)  # the rule was rewritten: its alert comes along
            alert = self.book.by_key[key]
        if watch is not None:
            watch.settle(self.book.by_key)
        if alert.standing and key in self._silences.by_key:
            self._silences.by_key[key].mark(True)
        self.book.arm(key)

    def _watched(self, key: Key) -> bool:
        rule, target = key
        watch = self._watches.get(SensorId(target))
        if watch is not None:
            return rule in watch.sensor.rules
        device = self._site.devices.get(DeviceId(target))
        return device is not None and rule in device.rules

    def _apply_limits(self, watch: Watch, reading: Reading) -> None:
        for rule in watch.limits:
            if (value := watch.judged(rule)) is not None:
                stimulus = Measured(value, reading.at + watch.holds_ms)
                self.book.apply((rule.id, watch.sensor.id), stimulus, reading.at)
        watch.settle(self.book.by_key)

    def _fall_due(self, key: Key, due: int) -> None:
        self._reach.fall_due(key, due)
        self.book.fall_due(key, due)
