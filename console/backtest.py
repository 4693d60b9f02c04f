"""A rule tried on recorded measurements: the hub's own engine, without broker, store or clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from console.domain.alert_facts import AlertRaised, AlertReturned, AlertRose
from console.domain.ids import AlertId, RuleId, SensorId
from console.domain.lanes import exceeds
from console.domain.readings import Reading
from console.domain.rules import LimitRule, Side
from console.domain.sites import Device, Sensor, Site
from console.domain.values import Priority
from console.errors import NotFound, SettingsError
from console.hub.changes import Happening
from console.hub.engine import Engine
from console.recorded.table import ALL_TIME, Recording
from console.settings import nearest
from console.site_file import shipped_rules


class Episode(msgspec.Struct, kw_only=True):
    """One raising of the rule's alert until it returned; `None` while the recording ends in it.

    `peak` is the most extreme value judged, `readings` how many were, from the raising until
    before the return (a raising between two readings has the value of the one before): where the
    recording has gaps they cover less than the duration.
    """

    sensor: SensorId
    raised: datetime
    returned: datetime | None = None
    duration_s: float | None = None
    peak: float
    priority: Priority
    readings: int = 0


class Totals(msgspec.Struct, kw_only=True):
    """One sensor in figures: `values` there are, how many of them had a valid value to judge.

    `valid_share` is that of all periods from the first to the last row; `past` counts the
    judged values past the lowest limit. An episode that has no end lasts until the last row.
    """

    sensor: SensorId
    column: str
    unit: str
    rows: int = 0
    values: int = 0
    valid: int = 0
    valid_share: float = 0.0
    past: int = 0
    episodes: int = 0
    duration_s: float = 0.0
    longest_s: float = 0.0
    peak: float | None = None


class Backtest(msgspec.Struct, kw_only=True):
    """What the rule would have said of the recording."""

    rule: LimitRule
    zone: str
    period_s: float
    first: datetime | None = None
    last: datetime | None = None
    totals: list[Totals]
    items: list[Episode]


def chosen_rule(site: Site, id: str, edition: str | None) -> LimitRule:
    """Return the site's rule `id`, or the one that the preset sets have in `edition`.

    Raise `NotFound` naming the nearest, or `SettingsError` for an edition there is none of, for
    one that had to be named, and for a rule that no reading is judged by.
    """
    found: dict[str, LimitRule] = {}
    for rule in _rules(site, RuleId(id)):
        found.setdefault(rule.edition, rule)
    if not found:
        known = {*site.rules, *(rule for rules in shipped_rules().values() for rule in rules)}
        raise NotFound("no_such_rule", id=id, nearest=nearest(id, tuple(sorted(known))))
    editions = ", ".join(sorted(filter(None, found))) or "–"
    if edition is None and len(found) > 1 and id not in site.rules:
        raise SettingsError("edition_missing", key=id, known=editions, nearest=None)
    if edition is not None and edition not in found:
        raise SettingsError("no_such_edition", key=id, found=edition, known=editions, nearest=None)
    return next(iter(found.values())) if edition is None else found[edition]


def backtest(
    recording: Recording, site: Site, rule: LimitRule, span: tuple[int, int] = ALL_TIME
) -> Backtest:
    """Return what `rule` would have said of `recording` from `span[0]` until `span[1]` (ms).

    Every mapped sensor is judged by it alone, with a reading every period of the recording. Raise
    `SettingsError` for a row that cannot be read.
    """
    trial = _Trial(recording, site, rule)
    for at, values in recording.rows(span):
        trial.take(at, values)
    return trial.end()


def fitted(site: Site, recording: Recording, rule: LimitRule) -> Site:
    """Return `site` with nothing but what was recorded, as often as it was, under `rule`."""
    devices: dict[str, list[Sensor]] = {}
    for column in recording.columns:
        sensor = replace(column.sensor, period_s=recording.period_s, rules=(rule.id,))
        devices.setdefault(sensor.device, []).append(sensor)
    fit = {id: _bare(site.devices[id], devices[id]) for id in site.devices if id in devices}
    return replace(site, devices=fit, rules={rule.id: rule})


class _Trial:
    """Rows in, episodes out."""

    def __init__(self, recording: Recording, site: Site, rule: LimitRule) -> None:
        self._rule = rule
        self._recording = recording
        self._zone = ZoneInfo(recording.zone)
        self._engine = Engine(fitted(site, recording, rule), (), next_alert=1)
        self._totals = {
            column.sensor.id: Totals(
                sensor=column.sensor.id, column=column.name, unit=column.sensor.unit
            )
            for column in recording.columns
        }
        self._targets: dict[AlertId, SensorId] = {}
        self._open: dict[SensorId, Episode] = {}
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
            self._note()
            self._totals[sensor].values += 1
            judged = self._engine.judged(self._rule.id, sensor)
            if judged is not None and judged.at == at:
                self._judged(sensor, at, judged.value)

    def end(self) -> Backtest:
        """Let the deadlines fall due that the last readings are evidence for; add up."""
        if self._first is not None:
            self._engine.pass_time(self._last + round(self._recording.period_s * 1000))
            self._note()
        for totals in self._totals.values():
            self._add_up(totals)
        return Backtest(
            rule=self._rule,
            zone=self._recording.zone,
            period_s=self._recording.period_s,
            first=None if self._first is None else self._local(self._first),
            last=None if self._first is None else self._local(self._last),
            totals=list(self._totals.values()),
            items=self._episodes,
        )

    def _judged(self, sensor: SensorId, at: int, value: float) -> None:
        totals = self._totals[sensor]
        totals.valid += 1
        totals.past += exceeds(self._rule.side, self._rule.levels[0], value, standing=False)
        episode = self._open.get(sensor)
        if episode is not None:
            first = episode.readings == 0 and episode.raised == self._local(at)
            episode.peak = value if first else self._worse(episode.peak, value)
            episode.readings += 1

    def _note(self) -> None:
        if not self._engine.unchanged:
            for happening in self._engine.take_changes().happenings:
                self._happened(happening)

    def _happened(self, happening: Happening) -> None:
        match happening.what:
            case AlertRaised() as raised:
                sensor = self._targets[raised.alert] = SensorId(raised.target)
                self._open[sensor] = Episode(
                    sensor=sensor,
                    raised=self._local(happening.at),
                    peak=raised.value if raised.value is not None else float("nan"),
                    priority=raised.priority,
                )
                self._episodes.append(self._open[sensor])
            case AlertRose() as rose:
                episode = self._open[self._targets[rose.alert]]
                episode.priority = max(episode.priority, rose.priority, key=_rank)
            case AlertReturned() as over:
                episode = self._open.pop(self._targets[over.alert])
                episode.returned = self._local(happening.at)
                episode.duration_s = (episode.returned - episode.raised).total_seconds()

    def _add_up(self, totals: Totals) -> None:
        mine = [episode for episode in self._episodes if episode.sensor == totals.sensor]
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
            totals.peak = self._worse(totals.peak, episode.peak)

    def _worse(self, one: float | None, other: float) -> float:
        if one is None:
            return other
        return max(one, other) if self._rule.side is Side.HIGH else min(one, other)

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, self._zone)


def _rules(site: Site, id: RuleId) -> Iterator[LimitRule]:
    """Yield the rules of that name: the site's own first, then those on the shelf."""
    everywhere = [rules[id] for rules in shipped_rules().values() if id in rules]
    for rule in [site.rules[id], *everywhere] if id in site.rules else everywhere:
        if not isinstance(rule, LimitRule):
            raise SettingsError("not_a_limit", key=id, nearest=None)
        yield rule


def _bare(device: Device, sensors: list[Sensor]) -> Device:
    return replace(device, behind=(), rules=(), sensors=tuple(sensors))


def _rank(priority: Priority) -> int:
    return priority.rank
