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
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId, TargetId
from console.domain.kept import Kept
from console.domain.lanes import levels_of
from console.domain.meters.meter import Figure
from console.domain.readings import Reading
from console.domain.sites import Site
from console.domain.stimuli import Stimulus, TimePassed
from console.domain.values import Quality
from console.hub.agenda import CASES, DEVICES, SENSORS, Agenda, Key
from console.hub.alert_book import AlertBook
from console.hub.books import Books
from console.hub.changes import Changes, Verdict
from console.hub.feeds import History, nothing
from console.hub.plant import Plant
from console.hub.senses import Senses
from console.hub.sight import Sight
from console.hub.withheld import Withheld

# What is measured here, and not by a device, lets no time pass: what waits on the broker comes in
# before any deadline, and what falls due is nobody's act.
NO_TIME = 0


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
        # Its rules are those in force: where a rule has editions they change over at midnight.
        self.site = site = replace(site, rules=dict(site.rules))
        self._kept = tuple(kept)
        self._changes = Changes()
        self._agenda = Agenda()
        noted = self._changes, self._agenda
        self.book = AlertBook(site.rules, alerts, *noted, next_alert=next_alert)
        books = Books(site, self.book, cases=cases, kept=self._kept, noted=noted)
        self.casebook, self.shifts = books.cases, books.shifts
        self.units, self.accountability = books.units, books.accountability
        self.doubts, self.deadlines, self.proving = books.doubts, books.deadlines, books.proving
        self.symptoms, self.load = books.symptoms, books.load
        senses = Senses(site, self.book, self.casebook, self._agenda)
        self.figures, self._silences = senses.figures, senses.silences
        self._watches = self.figures.watches
        self.presence, self._reach = senses.presence, senses.reach
        self._lookout, self._senses = senses.lookout, senses
        self._sight = Sight(self._watches, self.presence, self.book)
        self.withheld = Withheld(site, self.book, self._sight, noted=noted, kept=self._kept)
        self.plant = Plant(site, self._sight, noted=noted, kept=self._kept)
        self.controls = self.plant.controls
        self.book.follow(self.plant.alert_changed)
        self.withheld.stirs = self.plant.changed
        books.picture.out_of_service = self.withheld.out_of_service
        for follower in (self._silences.change_over, self.withheld.change_over):
            senses.editions.follow(follower)
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

    def judged(self, rule: RuleId, target: TargetId) -> Figure | None:
        """Return the newest figure that `rule` had to judge at a sensor or device."""
        return self.figures.last((rule, target))

    def at_work(self, rule: RuleId, target: TargetId) -> Alert | None:
        """Return the alert of `rule` at a target, delays included, once something stirred."""
        return self.book.by_key.get((rule, target))

    @property
    def unchanged(self) -> bool:
        """Tell whether there is nothing to commit."""
        return self._changes.empty

    def take_changes(self) -> Changes:
        """Hand over what changed; the caller commits it."""
        return self._changes.take()

    # What the hub tells ---------------------------------------------------------------

    def begin(self, newest: dict[SensorId, Reading], now: int, history: History = nothing) -> None:
        """Take up where the store left off: readings, figures, timers, rules that are gone."""
        self.now = now
        self._senses.editions.begin(now, history)
        self._silences.change_over(now)
        self.figures.begin(newest, history)
        for key, alert in list(self.book.by_key.items()):
            self._resume(key, alert, now)
        self.withheld.begin(now)
        self.plant.begin(now)
        self._senses.patterns.begin(now)
        self.doubts.begin(newest, history, now)
        self.symptoms.begin(now)
        self.casebook.begin(self._lookout)
        self.accountability.begin()
        self.proving.begin()
        self._lookout.go_deaf()
        self._silences.count_from(now)

    def listen(self, now: int) -> None:
        """Deliveries flow again from `now`: silence and links count from here, not from before."""
        self._lookout.listen(now)
        self._silences.count_from(now)
        self.withheld.hear(now)

    def deafen(self, now: int) -> None:
        """Nothing can be heard from `now` (ms): until `listen` no silence counts, and no link is
        known."""
        self._silences.deafen()
        self.withheld.hear(now, deaf=True)

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
            self._agenda.pass_time(until)
            self.now = max(self.now, until)
        watch.newest = reading
        if watch.silent:
            self._reach.heard(watch, reading.at)
        if reading.quality is not Quality.GOOD:
            return Verdict.FRESH  # a doubtful value neither raises nor clears; but it was heard
        watch.sound = reading
        if reading.sensor in self._sight.named:
            self.withheld.saw(reading.sensor, until)
        if reading.sensor in self.plant.named:
            self.plant.saw(reading.sensor, until)
        if watch.stirs(reading):
            self.figures.apply(watch, reading)
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
            self.plant.changed([device], now)
            self._reach.link_changed(device, online, now)

    def pass_time(self, now: int) -> None:
        """Let every deadline up to `now` take effect, each at its own moment.

        Every reading up to `now` is in: figures of several sensors are judged.
        """
        self._agenda.pass_time(now)
        if self.figures.flush(now):
            self._agenda.pass_time(now)
        self.now = max(self.now, now)

    def act(self, wanted: AlertId, stimulus: Stimulus, now: int) -> Alert:
        """Carry out a person's act on an alert; raise what the alert refuses it with."""
        alert = self.book.alert(wanted)
        self.book.apply((alert.rule, alert.target), stimulus, now)
        return self.book.alert(wanted)

    # Inside ---------------------------------------------------------------------------

    def _resume(self, key: Key, alert: Alert, now: int) -> None:
        rule = self.site.rules.get(key[0])
        if rule is None or not self._watched(key):
            self.book.retire(key, now)
            return
        last = self.figures.last(key)
        if last is not None:
            alert = replace(alert, evidence_until=last.until, value=last.value)
        self.book.by_key[key] = alert
        if alert.lanes and len(alert.lanes) != len(levels_of(rule)):
            self.book.apply(key, TimePassed(), now)  # the rule was rewritten: its alert comes along
            alert = self.book.by_key[key]
        self.figures.settle(key)
        if alert.standing and key in self._silences.by_key:
            self._silences.by_key[key].mark(True)
        self.book.arm(key)

    def _watched(self, key: Key) -> bool:
        rule, target = key
        watch = self._watches.get(SensorId(target))
        if watch is not None:
            return rule in watch.sensor.rules
        device = self.site.devices.get(DeviceId(target))
        return device is not None and rule in device.rules

    def _fall_due(self, key: Key, due: int) -> None:
        self._reach.fall_due(key, due)
        self.book.fall_due(key, due)
