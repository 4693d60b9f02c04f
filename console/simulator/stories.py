"""Stories: what goes on in the simulated world until someone does the right thing about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta, tzinfo
from typing import Any

import msgspec

from console.domain.causes import Action, Cause
from console.domain.findings import Findings, under
from console.domain.ids import ControlId, RuleId, SensorId, UnitId, ZoneId
from console.domain.rule_parts import duration
from console.domain.sites import Site
from console.domain.strict import check_keys, read, table
from console.domain.values import Bilingual
from console.simulator.faults import Fault, fitting
from console.site_file import document_of

TABLES = ["story", "patrol", "sources"]


class RawStory(msgspec.Struct, frozen=True, kw_only=True):
    """The table `story`: where it plays, whose alert it begins with, who is usually sent, and at
    which local time it begins where that matters."""

    name: Bilingual
    zone: str
    sensor: str
    rule: str
    unit: str
    lasts: str
    begins: str | None = None


class RawPatrol(msgspec.Struct, frozen=True, kw_only=True):
    """How long a unit takes for each leg, one after the other; `declines` is why the first one
    sent does not take the task, where it does not."""

    accept: str
    enroute: str
    onsite: str
    report: str
    declines: str | None = None


class RawSource(msgspec.Struct, frozen=True, kw_only=True):
    """Something that goes on, as written."""

    cause: Cause
    count: int | None = None
    note: str | None = None
    party: str
    remedies: tuple[Action, ...]
    withhold: str
    blows: str
    rests: str = "0s"
    takes: str
    settles: str = "0s"
    adds: dict[str, float] = {}
    breaks: dict[str, Fault] = {}


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Something that goes on: it adds to sensors for `blows_s`, rests for `rests_s`, and so on;
    what it `breaks` is broken until it is over.

    One of its `remedies`, ordered from `party`, is done `takes_s` later and shows after another
    `settles_s`. `withhold` is the word by which it can be made to go on all the same.
    """

    id: str
    cause: Cause
    count: int | None
    note: str | None
    party: str
    remedies: tuple[Action, ...]
    withhold: str
    blows_s: float
    rests_s: float
    takes_s: float
    settles_s: float
    adds: dict[SensorId, float]
    breaks: dict[SensorId | ControlId, Fault] = {}


class Legs(msgspec.Struct, frozen=True, kw_only=True):
    """How many seconds a unit takes for each leg, one after the other."""

    accept: float
    enroute: float
    onsite: float
    report: float


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A story at a site: the alert of `rule` at `sensor` begins it; over `lasts_s` after that
    it opened, however it stands. The first unit sent does not take the task where it `declines`,
    and says so.
    """

    name: Bilingual
    zone: ZoneId
    sensor: SensorId
    rule: RuleId
    unit: UnitId
    lasts_s: float
    legs: Legs
    sources: tuple[Source, ...]
    declines: str | None = None
    begins: time | None = None

    @property
    def sensors(self) -> frozenset[SensorId | ControlId]:
        """Return every sensor and control the story touches."""
        touched = (id for source in self.sources for id in (*source.adds, *source.breaks))
        return frozenset({self.sensor, *touched})

    @property
    def words(self) -> tuple[str, ...]:
        """Return what can be withheld."""
        return tuple(source.withhold for source in self.sources)


def load_story(name_or_path: str, site: Site) -> Story:
    """Return the shipped story of that name, or the one at that path, checked against `site`.

    Raise `SettingsError` with the first problem, and all of them in `problems`.
    """
    file, document = document_of("stories", name_or_path)
    return read_story(document, site, file)


def read_story(document: Mapping[str, Any], site: Site, file: str) -> Story:
    """Return the story that `document` tells, every reference checked against `site`."""
    findings = Findings(file)
    check_keys(document, TABLES, "", findings)
    told = read(document.get("story", {}), RawStory, "story", findings)
    legs = read(document.get("patrol", {}), RawPatrol, "patrol", findings)
    sources = [
        _source(id, raw, site, findings)
        for id, raw in table(document.get("sources", {}), "sources", findings).items()
    ]
    if told:
        _check_story(told, site, findings)
    paces = {
        leg: duration(getattr(legs, leg), under("patrol", leg), findings)
        for leg in Legs.__struct_fields__
        if legs
    }
    lasts_s = duration(told.lasts, "story.lasts", findings) if told else 0.0
    begins = _time(told.begins, findings) if told and told.begins is not None else None
    findings.raise_any()
    assert told is not None  # nothing found wrong with it
    return Story(
        name=told.name,
        zone=ZoneId(told.zone),
        sensor=SensorId(told.sensor),
        rule=RuleId(told.rule),
        unit=UnitId(told.unit),
        lasts_s=lasts_s,
        legs=Legs(**paces),
        declines=legs.declines if legs else None,
        begins=begins,
        sources=tuple(source for source in sources if source),
    )


def opens_at(story: Story, earliest: int, zone: tzinfo) -> int:
    """Return when (ms) a story opens: at `earliest`, or when it is next the time it begins at."""
    if story.begins is None:
        return earliest
    here = datetime.fromtimestamp(earliest / 1000, zone)
    opens = datetime.combine(here.date(), story.begins, zone)
    while opens < here:
        opens = datetime.combine(opens.date() + timedelta(days=1), story.begins, zone)
    return round(opens.timestamp() * 1000)


def _time(written: str, findings: Findings) -> time | None:
    try:
        return time.fromisoformat(written)
    except ValueError:
        findings.add("bad_time_of_day", "story.begins", found=written[:40], expected="20:30")
        return None


def _check_story(told: RawStory, site: Site, findings: Findings) -> None:
    sensors = site.sensors()
    sensor = sensors.get(SensorId(told.sensor))
    _known(told.zone, site.zones, "story.zone", findings)
    _known(told.sensor, sensors, "story.sensor", findings)
    _known(told.rule, sensor.rules if sensor else site.rules, "story.rule", findings)
    _known(told.unit, site.units, "story.unit", findings)


def _source(id: str, raw: object, site: Site, findings: Findings) -> Source | None:
    key = under("sources", id)
    source = read(raw, RawSource, key, findings)
    if source is None:
        return None
    for sensor in source.adds:
        _known(sensor, site.sensors(), under(f"{key}.adds", sensor), findings)
    _check_breaks(source.breaks, site, f"{key}.breaks", findings)

    def seconds(name: str) -> float:
        return duration(getattr(source, name), under(key, name), findings)

    return Source(
        id=id,
        cause=source.cause,
        count=source.count,
        note=source.note,
        party=source.party,
        remedies=source.remedies,
        withhold=source.withhold,
        blows_s=seconds("blows"),
        rests_s=seconds("rests"),
        takes_s=seconds("takes"),
        settles_s=seconds("settles"),
        adds={SensorId(sensor): added for sensor, added in source.adds.items()},
        breaks={SensorId(one): fault for one, fault in source.breaks.items()},
    )


def _check_breaks(breaks: Mapping[str, Fault], site: Site, key: str, findings: Findings) -> None:
    sensors, controls = site.sensors(), site.controls()
    for one, fault in breaks.items():
        _known(one, [*sensors, *controls], under(key, one), findings)
        ways = [each.value for each in fitting(control=one in controls)]
        if one in sensors or one in controls:
            _known(fault.value, ways, under(key, one), findings)


def _known(word: str, known: Collection[str], key: str, findings: Findings) -> None:
    if word not in known:
        findings.unknown("dangling_reference", key, word, known)
