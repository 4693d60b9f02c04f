"""The sensors of the same quantity around one: is it the sensor, the place, or everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import isfinite
from statistics import median

from console.domain.meters.neighbours import Neighbourhood, distance_m
from console.domain.sites import Sensor, Site
from console.live import Live
from console.screens.glance import bound_of, of_target
from console.widgets import Column, Entry, Fitted, Ink, Line, fit_columns, row, spark
from console.wording import chosen, number, quantity
from console.wording.closeup import Close
from console.wording.screens import say

NEAREST = 12
TREND = 10
COLUMNS = (
    Column(key="glyph", width=2),
    Column(key="name", width=12, grow=1),
    Column(key="zone", width=10, rank=4, most=18, grow=1),
    Column(key="apart", width=7, right=True, rank=3),
    Column(key="trend", width=TREND, rank=2),
    Column(key="value", width=8, right=True),
    Column(key="ratio", width=7, right=True, rank=1),
)


class Nearby:
    """The neighbours of the sensor in hand; looked for once for each."""

    def __init__(self) -> None:
        self._site: Site | None = None
        self._around: Neighbourhood | None = None
        self._of: Sensor | None = None
        self._found: Sequence[Sensor] = ()

    def of(self, site: Site, sensor: Sensor) -> Sequence[Sensor]:
        """Return the nearest sensors of the same quantity at other devices."""
        if site is not self._site or self._around is None:
            self._site, self._around, self._of = site, Neighbourhood(site), None
        if self._of is None or self._of.id != sensor.id:
            self._of, self._found = sensor, self._around.of(sensor, NEAREST)
        return self._found


def nearby_entries(live: Live, sensor: Sensor, around: Sequence[Sensor], width: int) -> list[Entry]:
    """Return a line for each neighbour, the nearest first."""
    fitted = fit_columns(COLUMNS, width - 1)
    return [Entry(one.id, partial(_row, live, fitted, sensor, one)) for one in around]


def nearby_told(live: Live, sensor: Sensor, around: Sequence[Sensor]) -> str:
    """Return the middle of the neighbours and how many times as much this one reads."""
    values = [value for one in around if (value := sound_value(live, one)) is not None]
    own = live.picture.value(sensor.id)
    if not values:
        return ""
    middle = median(values)
    told = quantity(middle, sensor.unit, sensor.decimals)
    return say(Close.MEDIAN, value=told, ratio=_ratio(own, middle))


def sound_value(live: Live, sensor: Sensor) -> float | None:
    """Return what a sensor reads, where that can be believed."""
    return live.picture.value(sensor.id) if of_target(live, sensor.id).sound else None


def _row(live: Live, fitted: Fitted, own: Sensor, sensor: Sensor) -> Line:
    site = live.mirror.site
    here, there = site.devices[own.device], site.devices[sensor.device]
    glance = of_target(live, sensor.id)
    value = live.picture.value(sensor.id)
    ink: Ink = "unknown" if not glance.sound else "text" if live.current else "faint"
    zone = site.zones.get(there.zone)
    place = say(Close.SAME_ZONE) if here.zone == there.zone else chosen(zone.name) if zone else ""
    trend = live.picture.trend(sensor.id)[-TREND:]
    return row(
        fitted,
        {
            "glyph": (glance.glyph, glance.ink),
            "name": (chosen(there.name), "text"),
            "zone": (place, "faint"),
            "apart": (_apart(distance_m(here, there)), "muted"),
            "trend": spark(trend, TREND, bound=bound_of(site, glance)),
            "value": (number(value, sensor.decimals), ink),
            "ratio": (f"× {_ratio(value, live.picture.value(own.id))}", "muted"),
        },
    )


def _apart(metres: float) -> str:
    if metres < 1000:
        return say(Close.METRES, count=round(metres))
    return say(Close.KILOMETRES, count=f"{metres / 1000:.1f}")


def _ratio(value: float | None, to: float | None) -> str:
    """Return how many times `to` a value is; a dash where that says nothing."""
    if value is None or to is None or to <= 0 or value < 0 or not isfinite(value / to):
        return number(None)
    return number(value / to, 2)
