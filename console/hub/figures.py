"""Every figure that limit rules judge: fed with readings, judged, taken up after a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain, groupby
from operator import attrgetter

from msgspec.structs import replace

from console.domain.alerts import Alert
from console.domain.gauges import AirIndex, Gauge, Unchanged
from console.domain.ids import DeviceId, SensorId
from console.domain.lanes import exceeds, lanes_of
from console.domain.meters.air_index import DeviceIndex, SensorIndex
from console.domain.meters.making import Workshop
from console.domain.meters.meter import Figure, period_ms
from console.domain.readings import Reading
from console.domain.rules import LimitRule
from console.domain.sites import Device, Sensor, Site
from console.domain.stimuli import Measured
from console.domain.values import Quality
from console.domain.windows import PARTS_PER_PERIOD
from console.hub.agenda import FIGURES, Agenda, Key
from console.hub.alert_book import AlertBook
from console.hub.feeds import NEVER, Feed, History
from console.hub.watches import Watch

REBUILT_PERIODS = 4  # read beyond what a gauge needs at a restart: how the earliest were cut

by_moment = attrgetter("at", "sensor")


class Figures:
    """What every limit rule of a site judges, by rule and target."""

    def __init__(self, site: Site, book: AlertBook, agenda: Agenda) -> None:
        self._site = site
        self.watches = {sensor.id: Watch(sensor) for sensor in site.sensors().values()}
        self.book = book
        self._agenda = agenda
        self._workshop = Workshop(site)
        self._pending: dict[Key, int] = {}  # since when (ms)
        self.by_key: dict[Key, Feed] = {
            key: Feed(rule, key, self._workshop.made(rule, target))
            for key, rule, target in _limits(site)
        }
        self.judged: Callable[[Feed, Figure], None] = _nobody
        self._feed_watches()
        agenda.keep(FIGURES, self._fall_due)

    def watch_of(self, key: Key) -> Watch | None:
        """Return the sensor of a rule at a sensor."""
        return self.watches.get(SensorId(key[1]))

    def last(self, key: Key) -> Figure | None:
        """Return the newest figure there was to judge."""
        feed = self.by_key.get(key)
        if feed is None or feed.made is not None:
            return None if feed is None else feed.last
        watch = self.watch_of(key)
        return None if watch is None else watch.told(feed)

    # What the engine tells ------------------------------------------------------------

    def apply(self, watch: Watch, reading: Reading) -> None:
        """Judge what a reading stirs; a joint figure waits until all of its moment are in."""
        for feed in watch.values:
            self._judge(feed, Figure(reading.value, reading.at, reading.at + watch.holds_ms))
        for feed in watch.feeds:
            if feed.joint:
                self._wait(feed)
            elif feed.figure is not None:
                self._judge(feed, feed.figure)
        watch.settle()

    def flush(self, now: int) -> bool:
        """Judge what waits, now that all readings up to `now` (ms) are in; tell if there was."""
        due = sorted((since, key) for key, since in self._pending.items() if since <= now)
        for _, key in due:
            self._come_in(key)
        return bool(due)

    def settle(self, key: Key) -> None:
        """Look again whether a rule is at rest, after something else moved its alert."""
        feed = self.by_key.get(key)
        if feed is not None:
            feed.settle(self.book.by_key.get(key))
            watch = self.watch_of(key)
            if watch is not None:
                watch.settle()

    # Restart and change of rules --------------------------------------------------------

    def begin(self, newest: Mapping[SensorId, Reading], history: History) -> None:
        """Take up where the store left off."""
        for sensor, reading in newest.items():
            if sensor in self.watches:
                self.watches[sensor].newest = reading
        kept: dict[SensorId, list[Reading]] = {}
        for watch in self.watches.values():
            readings = self._remembered(watch, watch.feeds, history)
            newest_sound = readings[-1] if readings else None
            watch.sound = watch.newest if _believed(watch.newest) else newest_sound
            for feed in watch.feeds:
                if feed.joint:
                    kept[watch.sensor.id] = readings
                else:
                    self._replay(feed, readings)
        for feed in self.by_key.values():
            if feed.joint and feed.made is not None:
                self._replay(feed, chain(*(kept.get(s.id, ()) for s in feed.made.sensors)))

    def rewrite(self, rules: Iterable[LimitRule], history: History) -> None:
        """Judge by these rules from now on, in place of those of the same names."""
        changed = {rule.id: rule for rule in rules}
        for key, feed in self.by_key.items():
            if (rule := changed.get(key[0])) is not None:
                before = feed.rule.gauge
                feed.fit(rule)
                if isinstance(rule.gauge, Unchanged) or not _goes_on(feed, before):
                    self._remake(feed, history)
        self._feed_watches()

    def _remake(self, feed: Feed, history: History) -> None:
        target = _target(self._site, feed.key)
        feed.made = self._workshop.made(feed.rule, target) if target is not None else None
        if feed.made is not None:
            watches = [self.watches[sensor.id] for sensor in feed.made.sensors]
            parts = (self._remembered(watch, [feed], history) for watch in watches)
            self._replay(feed, chain(*parts))

    def _remembered(self, watch: Watch, feeds: Iterable[Feed], history: History) -> list[Reading]:
        """Return the sound readings of a sensor that `feeds` must know, oldest first."""
        newest = watch.newest
        if newest is None:
            return []
        meters = [feed.made.meter for feed in feeds if feed.made is not None]
        if not meters and _believed(newest):
            return []
        spare = REBUILT_PERIODS * period_ms(watch.sensor)
        since = newest.at - max((meter.back_ms for meter in meters), default=0) - spare
        most = max((meter.capacity for meter in meters), default=0)
        found = history(watch.sensor.id, since, most + REBUILT_PERIODS * PARTS_PER_PERIOD)
        return [reading for reading in found if _believed(reading) and reading.at <= newest.at]

    def _replay(self, feed: Feed, readings: Iterable[Reading]) -> None:
        """Feed what was read before, judging nothing; its alert is as it came of it."""
        if feed.made is None:
            return
        alert = self.book.by_key.get(feed.key)
        meter = feed.made.meter
        for _, together in groupby(sorted(readings, key=by_moment), key=attrgetter("at")):
            took = [meter.take(each.sensor, each.at, each.value) for each in together]
            if not any(took):
                continue
            feed.figure = figure = meter.figure()
            if figure is not None and not _eases(feed.rule, alert, figure):
                feed.last = figure

    # Inside ---------------------------------------------------------------------------

    def _feed_watches(self) -> None:
        values: dict[SensorId, list[Feed]] = {sensor: [] for sensor in self.watches}
        feeds: dict[SensorId, list[Feed]] = {sensor: [] for sensor in self.watches}
        for key, feed in self.by_key.items():
            if feed.made is not None:
                for sensor in feed.made.sensors:
                    feeds[sensor.id].append(feed)
            elif key[1] in values:
                values[SensorId(key[1])].append(feed)
        for id, watch in self.watches.items():
            watch.feed(values[id], feeds[id])

    def _wait(self, feed: Feed) -> None:
        if feed.pending not in (NEVER, self._pending.get(feed.key)):
            self._pending[feed.key] = feed.pending
            self._agenda.add(feed.pending + 1, FIGURES, feed.key)

    def _fall_due(self, key: Key, due: int) -> None:
        if self._pending.get(key) == due - 1:
            self._come_in(key)

    def _come_in(self, key: Key) -> None:
        """Judge a joint figure: all readings of its moment are in."""
        del self._pending[key]
        feed = self.by_key[key]
        feed.pending = NEVER
        stirred = feed.read()
        if feed.figure is None:
            return
        if stirred:
            self._judge(feed, feed.figure)
        if feed.asked:
            self.judged(feed, feed.figure)

    def _judge(self, feed: Feed, figure: Figure) -> None:
        alert = self.book.by_key.get(feed.key)
        if not _eases(feed.rule, alert, figure):
            feed.last = figure
            self.book.apply(feed.key, Measured(figure.value, figure.until), figure.at)
            feed.settle(self.book.by_key.get(feed.key))


def _limits(site: Site) -> Iterable[tuple[Key, LimitRule, Sensor | Device]]:
    for target in site.targets():
        for id in target.rules:
            rule = site.rules[id]
            if isinstance(rule, LimitRule):
                yield (id, target.id), rule, target


def _target(site: Site, key: Key) -> Sensor | Device | None:
    return site.devices.get(DeviceId(key[1])) or site.sensors().get(SensorId(key[1]))


def _eases(rule: LimitRule, alert: Alert | None, figure: Figure) -> bool:
    """Tell whether the least a figure can be would end or ease what is active now."""
    if alert is None or not figure.least:
        return False
    return any(
        lane.active and not exceeds(rule.side, level, figure.value, standing=lane.standing)
        for level, lane in zip(rule.levels, lanes_of(rule, alert), strict=False)
    )


def _goes_on(feed: Feed, before: Gauge) -> bool:
    """Tell whether the gauge at work does for the new rule, too."""
    gauge = feed.rule.gauge
    meter = feed.made.meter if feed.made is not None else None
    if isinstance(meter, SensorIndex | DeviceIndex) and isinstance(gauge, AirIndex):
        meter.edition = gauge.edition
        return replace(gauge, edition="") == replace(before, edition="")
    return gauge == before


def _believed(reading: Reading | None) -> bool:
    return reading is not None and reading.quality is Quality.GOOD


def _nobody(feed: Feed, figure: Figure) -> None:
    """Tell nobody."""
