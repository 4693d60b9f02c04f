"""What comes of a scene's key figures: from newest values, rollups of today, and weeks before.

A value older than three periods of its sensor is not known. Indices and classes are those of the
standards (HJ 633, GB 3838), as rules judge them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Protocol

from msgspec.structs import replace

from console.domain.air_index import POLLUTANTS, aqi, iaqi
from console.domain.gauges import AirIndex, Gauge, Mean, WaterClass
from console.domain.ids import SensorId
from console.domain.key_figures import Bar, Figured, KeyFigure, Shape, Take
from console.domain.meters.mean import MeanMeter
from console.domain.meters.meter import period_ms
from console.domain.readings import Reading
from console.domain.rollups import HOUR_MS, Per, Rollup
from console.domain.rules import LimitRule
from console.domain.sites import Device, Sensor, Site
from console.domain.values import Quality
from console.domain.water_class import classify

PERIODS = 3  # after so many of them a value is not known any more
POINTS_MOST = 96  # of a trend
WEEKS = 4  # back, whose same weekday is the usual course
VALID_SHARE = 0.75  # of an hour (GB 3095, table 4): 45 minutes
HOUR_S = 3_600.0
EDITION = "2026"  # where no rule of the site says otherwise


class Past(Protocol):
    """What was measured."""

    def newest(self, sensor: SensorId) -> Reading | None:
        """Return a sensor's newest reading."""

    def readings(self, sensor: SensorId, span: tuple[int, int]) -> Sequence[Reading]:
        """Return its readings within a span (ms), oldest first."""

    def rollups(self, sensor: SensorId, per: Per, span: tuple[int, int]) -> Sequence[Rollup]:
        """Return its rollups within a span (ms), oldest first."""


_Make = Callable[[KeyFigure, Device], Bar]


class Figuring:
    """Works out key figures of a site at one moment (ms)."""

    def __init__(self, site: Site, past: Past, now: int, zone: tzinfo) -> None:
        self._site = site
        self._sensors = site.sensors()
        self._past = past
        self._now = now
        self._zone = zone

    def of(self, figure: KeyFigure) -> Figured:
        """Return what came of a figure."""
        match figure.shape:
            case Shape.INDEX:
                return self._by_device(figure, self._index)
            case Shape.WATER_CLASS:
                return self._by_device(figure, self._water)
            case Shape.TREND:
                return self._trend(figure)
            case Shape.FORECAST:
                return self._forecast(figure)
            case Shape.CONTROLS | Shape.AUTOMATIONS:
                return Figured()  # they are facts, and whoever draws them has those
            case _:
                return self._taken(figure)

    # Of newest values -----------------------------------------------------------------

    def _taken(self, figure: KeyFigure) -> Figured:
        values = {id: self._fresh(id) for id in figure.sensors}
        known = [reading for reading in values.values() if reading is not None]
        against = None
        if figure.shape is Shape.BALANCE:
            against = self._take(figure, figure.against)
        bars = tuple(
            Bar(of=id, value=None if reading is None else reading.value)
            for id, reading in values.items()
        )
        return Figured(
            value=self._take(figure, figure.sensors),
            against=against,
            at=max((reading.at for reading in known), default=None),
            fresh=len(known),
            of=len(values),
            bars=bars if figure.shape in (Shape.SIDE_BY_SIDE, Shape.LEVEL) else (),
        )

    def _take(self, figure: KeyFigure, sensors: Sequence[SensorId]) -> float | None:
        if figure.take in (Take.TODAY, Take.INTEGRAL):
            added = [self._today(id, figure.take) for id in sensors]
            sums = [one for one in added if one is not None]
            return sum(sums) * figure.factor if sums else None
        known = [one.value for one in map(self._fresh, sensors) if one is not None]
        found = taken(figure.take, known, figure.than)
        return None if found is None else found * figure.factor

    def _fresh(self, id: SensorId) -> Reading | None:
        reading, sensor = self._past.newest(id), self._sensors[id]
        if reading is None or reading.quality is not Quality.GOOD:
            return None
        return reading if self._now - reading.at <= PERIODS * period_ms(sensor) else None

    # Of today and before --------------------------------------------------------------

    def _today(self, id: SensorId, take: Take) -> float | None:
        """Return what a sensor added up to since local midnight: a counter's steps, or its value
        times the hours it covers."""
        start = self._midnight(0)
        if take is Take.INTEGRAL:
            hours = self._past.rollups(id, Per.HOUR, (start, self._now))
            totals = [one.total for one in hours if one.total is not None]
            return sum(totals) * self._sensors[id].period_s / HOUR_S if totals else None
        hours = self._past.rollups(id, Per.HOUR, (start - HOUR_MS, self._now))
        return counted([one.last for one in hours if one.last is not None])

    def _trend(self, figure: KeyFigure) -> Figured:
        span = self._now - round(figure.last_s * 1000), self._now
        per = Per.MINUTE if figure.last_s <= POINTS_MOST * 60 else Per.HOUR
        points = self._course(figure, per, span)[-POINTS_MOST:]
        return replace(self._taken(figure), points=tuple(points))

    def _forecast(self, figure: KeyFigure) -> Figured:
        """Return today's course by the hour, and the usual one of this weekday."""
        today = self._trend_of_day(figure, 0)
        before = [self._trend_of_day(figure, 7 * week) for week in range(1, WEEKS + 1)]
        usual: dict[int, list[float]] = {}
        for week, course in enumerate(before, 1):  # by the clock, whether or not that changed
            later = self._midnight(0) - self._midnight(7 * week)
            for at, value in course:
                usual.setdefault(at + later, []).append(value)
        means = tuple((at, sum(those) / len(those)) for at, those in sorted(usual.items()))
        return replace(self._taken(figure), points=tuple(today), usual=means)

    def _trend_of_day(self, figure: KeyFigure, days_ago: int) -> list[tuple[int, float]]:
        start, end = self._midnight(days_ago), self._midnight(days_ago - 1)
        return self._course(figure, Per.HOUR, (start, min(end, self._now)))

    def _course(
        self, figure: KeyFigure, per: Per, span: tuple[int, int]
    ) -> list[tuple[int, float]]:
        """Return the mean of several sensors over time."""
        found: dict[int, list[float]] = {}
        for id in figure.sensors:
            for one in self._past.rollups(id, per, span):
                if one.mean is not None:
                    found.setdefault(one.at, []).append(one.mean)
        return [(at, sum(those) / len(those)) for at, those in sorted(found.items())]

    def _midnight(self, days_ago: int) -> int:
        here = datetime.fromtimestamp(self._now / 1000, self._zone).date()
        day = here - timedelta(days=days_ago)
        return round(datetime(day.year, day.month, day.day, tzinfo=self._zone).timestamp() * 1000)

    # Of devices -----------------------------------------------------------------------

    def _by_device(self, figure: KeyFigure, make: _Make) -> Figured:
        devices = dict.fromkeys(self._sensors[id].device for id in figure.sensors)
        bars = tuple(make(figure, self._site.devices[id]) for id in devices)
        values = [bar.value for bar in bars if bar.value is not None]
        worst = max(values, default=None)
        return Figured(value=worst, fresh=len(values), of=len(bars), bars=bars)

    def _index(self, _figure: KeyFigure, device: Device) -> Bar:
        """Return the index of a device by its last hour (HJ 633)."""
        edition = self._edition(device)
        found: dict[str, int | None] = {}
        for sensor in device.sensors:
            if sensor.quantity in POLLUTANTS and (mean := self._hourly(sensor)) is not None:
                found[sensor.quantity] = iaqi(sensor.quantity, mean, edition=edition)
        index = aqi(found)
        value = None if index.value is None else float(index.value)
        return Bar(of=device.id, value=value, word="+".join(index.primary) or None)

    def _hourly(self, sensor: Sensor) -> float | None:
        meter = MeanMeter(Mean(window_s=HOUR_S, valid_share=VALID_SHARE), sensor)
        for reading in self._past.readings(sensor.id, (self._now - meter.back_ms, self._now)):
            if reading.quality is Quality.GOOD:
                meter.take(sensor.id, reading.at, reading.value)
        figure = meter.figure()
        fresh = figure is not None and figure.until >= self._now - PERIODS * period_ms(sensor)
        return figure.value if figure is not None and fresh else None

    def _edition(self, device: Device) -> str:
        gauges = self._gauges(device)
        return next((one.edition for one in gauges if isinstance(one, AirIndex)), EDITION)

    def _water(self, figure: KeyFigure, device: Device) -> Bar:
        """Return the class of a device's water now, by its worst item (GB 3838)."""
        gauges = self._gauges(device)
        gauge = next((one for one in gauges if isinstance(one, WaterClass)), None)
        target = figure.target or (gauge.target if gauge else 3)
        known = {s.quantity: self._fresh(s.id) for s in device.sensors}
        items = {name: one.value for name, one in known.items() if one is not None}
        found = classify(items, lake=bool(gauge and gauge.lake), target=target)
        if found is None:
            return Bar(of=device.id, extra=float(target))
        value = float(found.water_class)
        return Bar(of=device.id, value=value, word=found.worst, extra=float(target))

    def _gauges(self, device: Device) -> list[Gauge]:
        rules = (self._site.rules.get(rule) for rule in device.rules)
        return [rule.gauge for rule in rules if isinstance(rule, LimitRule)]


def taken(take: Take, known: Sequence[float], than: float | None) -> float | None:
    """Return what is made of several known values; nothing of none, but a count or sum of 0."""
    if not known:
        return None
    match take:
        case Take.MEAN:
            return sum(known) / len(known)
        case Take.SUM:
            return sum(known)
        case Take.LEAST:
            return min(known)
        case Take.MOST:
            return max(known)
        case Take.COUNT_ABOVE | Take.SHARE_ABOVE:
            above = sum(value > (than or 0.0) for value in known)
            return float(above) if take is Take.COUNT_ABOVE else 100 * above / len(known)
        case _:
            return known[0]


def counted(values: Sequence[float]) -> float | None:
    """Return what a counter added from value to value; where it fell, it began anew from 0."""
    if len(values) < 2:
        return None
    steps = pairwise(values)
    return sum(after - before if after >= before else after for before, after in steps)
