"""A recording in, episodes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from console.backtest.choosing import Tried
from console.backtest.fitting import fitted
from console.backtest.results import Backtest, Episode, Totals
from console.domain.alert_facts import AlertRaised, AlertReturned, AlertRose
from console.domain.gauges import AirIndex, Count, Unchanged, WaterClass
from console.domain.ids import AlertId, RuleId, SensorId
from console.domain.lanes import exceeds
from console.domain.meters.making import items_of
from console.domain.readings import Reading
from console.domain.rules import LimitRule, RecurringRule, Side
from console.domain.sites import Device, Sensor, Site
from console.domain.values import Priority
from console.hub.agenda import Key
from console.hub.changes import Happening
from console.hub.engine import Engine
from console.recorded.table import ALL_TIME, Recording


def backtest(
    recording: Recording,
    site: Site,
    rules: Sequence[Tried],
    span: tuple[int, int] = ALL_TIME,
    *,
    silent: Collection[RuleId] = (),
) -> Backtest:
    """Return what `rules` would have said of `recording` from `span[0]` until `span[1]` (ms).

    They are tried together, with a reading every period of the recording; nothing is told of
    those that are `silent`, which are there because others count their episodes. Raise
    `SettingsError` for a row that cannot be read.
    """
    told = [rule for rule in rules if rule.id not in silent]
    trial = _Trial(recording, fitted(site, recording, rules), told)
    for at, values in recording.rows(span):
        trial.take(at, values)
    return trial.end()


class _Trial:
    """Rows in, episodes out."""

    def __init__(self, recording: Recording, site: Site, rules: Sequence[Tried]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._recording = recording
        self._zone = ZoneInfo(recording.zone)
        self._engine = Engine(site, (), next_alert=1)
        self._totals: dict[Key, Totals] = {}
        self._read_by: dict[SensorId, list[Totals]] = defaultdict(list)
        for target in site.targets():
            for id in target.rules:
                if id in self._rules:
                    self._expect(self._rules[id], target)
        self._limits = [
            (key, rule)
            for key in self._totals
            if isinstance(rule := self._rules[key[0]], LimitRule)
        ]
        self._keys: dict[AlertId, Key] = {}
        self._open: dict[Key, Episode] = {}
        self._episodes: list[Episode] = []
        self._first: int | None = None
        self._last = 0
        self._rows = 0

    def take(self, at: int, values: dict[SensorId, float]) -> None:
        """Feed one row, at its own moment."""
        if self._first is None:
            self._engine.begin({}, at)
            self._first = at
        self._last, self._rows = at, self._rows + 1
        for sensor, value in values.items():
            self._engine.measure(Reading(sensor, at, value))
            for totals in self._read_by[sensor]:
                totals.values += 1
        self._engine.pass_time(at)  # the row is whole: figures of several sensors are judged
        self._note()
        for key, rule in self._limits:
            figure = self._engine.judged(*key)
            if figure is not None and figure.at == at:
                self._judged(rule, key, at, figure.value)

    def end(self) -> Backtest:
        """Let the deadlines fall due that the last readings are evidence for; add up."""
        if self._first is not None:
            self._engine.pass_time(self._last + round(self._recording.period_s * 1000))
            self._note()
        for key, totals in self._totals.items():
            self._add_up(key, totals)
        return Backtest(
            rules=list(self._rules.values()),
            zone=self._recording.zone,
            period_s=self._recording.period_s,
            first=None if self._first is None else self._local(self._first),
            last=None if self._first is None else self._local(self._last),
            totals=list(self._totals.values()),
            items=self._episodes,
        )

    def _expect(self, rule: Tried, target: Device | Sensor) -> None:
        ids = {sensor.id for sensor in _judged_at(rule, target)}
        totals = Totals(
            rule=rule.id,
            target=target.id,
            columns=tuple(c.name for c in self._recording.columns if c.sensor.id in ids),
            unit=_unit(rule, target),
        )
        self._totals[rule.id, target.id] = totals
        for id in ids:
            self._read_by[id].append(totals)

    def _judged(self, rule: LimitRule, key: Key, at: int, value: float) -> None:
        totals = self._totals[key]
        totals.valid += 1
        totals.past += exceeds(rule.side, rule.levels[0], value, standing=False)
        episode = self._open.get(key)
        if episode is not None:
            first = episode.readings == 0 and episode.raised == self._local(at)
            episode.peak = value if first else _worse(rule, episode.peak, value)
            episode.readings += 1

    def _note(self) -> None:
        if not self._engine.unchanged:
            for happening in self._engine.take_changes().happenings:
                self._happened(happening)

    def _happened(self, happening: Happening) -> None:
        match happening.what:
            case AlertRaised() as raised if (raised.rule, raised.target) in self._totals:
                key = self._keys[raised.alert] = (raised.rule, raised.target)
                self._open[key] = Episode(
                    rule=raised.rule,
                    target=raised.target,
                    raised=self._local(happening.at),
                    peak=raised.value,
                    priority=raised.priority,
                )
                self._episodes.append(self._open[key])
            case AlertRose() as rose if rose.alert in self._keys:
                episode = self._open[self._keys[rose.alert]]
                episode.priority = max(episode.priority, rose.priority, key=_rank)
            case AlertReturned() as over if over.alert in self._keys:
                episode = self._open.pop(self._keys[over.alert])
                episode.returned = self._local(happening.at)
                episode.duration_s = (episode.returned - episode.raised).total_seconds()

    def _add_up(self, key: Key, totals: Totals) -> None:
        mine = [episode for episode in self._episodes if (episode.rule, episode.target) == key]
        end = self._local(self._last)
        lasted = [((each.returned or end) - each.raised).total_seconds() for each in mine]
        totals.rows = self._rows
        if self._first is not None:
            periods = round((self._last - self._first) / 1000 / self._recording.period_s) + 1
            totals.valid_share = totals.valid / periods
        totals.episodes = len(mine)
        totals.duration_s = sum(lasted)
        totals.longest_s = max(lasted, default=0.0)
        for episode in mine:
            if episode.peak is not None:
                totals.peak = _worse(self._rules[key[0]], totals.peak, episode.peak)

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, self._zone)


def _judged_at(rule: Tried, target: Device | Sensor) -> Sequence[Sensor]:
    """Return the sensors whose readings a rule judges at its target."""
    if isinstance(target, Sensor):
        return [target]
    return items_of(rule, target.sensors) if isinstance(rule, LimitRule) else target.sensors


def _unit(rule: Tried, target: Device | Sensor) -> str:
    """Return the unit of the figures that a rule judges, nothing for a bare number."""
    match rule:
        case LimitRule(gauge=Unchanged()):
            return "s"
        case LimitRule(gauge=AirIndex() | WaterClass() | Count()) | RecurringRule():
            return ""
        case _:
            return target.unit if isinstance(target, Sensor) else ""


def _worse(rule: Tried, one: float | None, other: float) -> float:
    if one is None:
        return other
    low = isinstance(rule, LimitRule) and rule.side is Side.LOW
    return min(one, other) if low else max(one, other)


def _rank(priority: Priority) -> int:
    return priority.rank
