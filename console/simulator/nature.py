"""What there is to measure at a moment: the day's course, the weather, what was told, a story."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec

from console.domain.ids import DeviceId, SensorId
from console.domain.sites import Sensor, Site
from console.simulator.gauges import FOLLOWS, Gauge
from console.simulator.mishaps import Excursion
from console.simulator.obeying import Obeying
from console.simulator.plot import Plot
from console.simulator.rhythm import busier, later_h
from console.simulator.weather import Bucket, Weather
from console.simulator.works import Works

HOUR_S = 3600


class Group(msgspec.Struct):
    """The sensors of one device that report together."""

    device: DeviceId
    gauges: list[Gauge]
    period_ms: int


class Nature:
    """The world that a site's sensors look at; its rain is its own unless a story brings some."""

    def __init__(self, site: Site, seed: int, plot: Plot | None, obeying: Obeying) -> None:
        self._seed = seed
        self._plot = plot
        self._zone = ZoneInfo(site.time_zone)
        self._weather = Weather(site, seed, showers=plot is None)
        self._works = Works(site, self._weather, obeying, rain=self._rain)
        self._newest: dict[SensorId, float] = {}
        gauges = [one for one in site.sensors().values() if one.quantity == "rain"]
        self._buckets = {one.id: Bucket(one.decimals) for one in gauges}
        self._rain_told = gauges[:1]

    def settle(self, at: int) -> None:
        """Reckon what goes on up to `at` (ms): something is about to be switched."""
        self._works.settle(at)

    def measure(self, group: Group, at: int, away: dict[SensorId, Excursion]) -> dict[str, float]:
        """Return what a group's sensors measure at `at` (ms), by quantity."""
        local = datetime.fromtimestamp(at / 1000, UTC).astimezone(self._zone)
        return {
            gauge.sensor.quantity: self._value(gauge, local, at, away.get(gauge.sensor.id))
            for gauge in group.gauges
        }

    def _value(self, gauge: Gauge, local: datetime, at: int, away: Excursion | None) -> float:
        sensor = gauge.sensor
        source, upside_down = FOLLOWS.get(sensor.quantity, ("", False))
        leader = self._newest.get(SensorId(f"{sensor.device}/{source}"))
        if leader is None or away:
            value = self._own(gauge, local, at, away)
        else:
            value = gauge.follow((100 - leader if upside_down else leader) / 100)
        value = self._works.changed(sensor, at, value)
        # An instrument says no more than it can.
        value = round(min(max(value, sensor.low), sensor.high), sensor.decimals)
        self._newest[sensor.id] = value
        return value

    def _own(self, gauge: Gauge, local: datetime, at: int, away: Excursion | None) -> float:
        sensor = gauge.sensor
        added = 0.0
        if self._plot:
            dust = self._works.dust(sensor.device, at)
            added = self._plot.added(sensor.id, at, dust=dust)
        usual = self._usual(gauge, local, at)
        true = self._works.measured(sensor, at, usual)
        if true is not None:
            return gauge.show(true, at, away, added=added)
        return gauge.read(usual, at, away, added=added)

    def _usual(self, gauge: Gauge, local: datetime, at: int) -> float:
        sensor = gauge.sensor
        if sensor.id in self._buckets:
            fell = self._weather.sky(at).rain * sensor.period_s / HOUR_S
            return self._buckets[sensor.id].catch(fell)
        hour = local.hour + local.minute / 60 + local.second / HOUR_S
        hour += later_h(self._seed, sensor.device, sensor.quantity, at)
        usual = gauge.usual(hour) * busier(sensor.quantity, local.weekday())
        return self._weather.colour(sensor.quantity, at, usual)

    def _rain(self, at: int) -> float:
        """Return what falls (mm/h), of the weather's own and of the story's."""
        falls = self._weather.sky(at).rain
        if self._plot:
            falls += sum(map(self._told_rain, self._rain_told, [at] * len(self._rain_told)))
        return falls

    def _told_rain(self, sensor: Sensor, at: int) -> float:
        assert self._plot is not None
        return self._plot.added(sensor.id, at) * HOUR_S / sensor.period_s
