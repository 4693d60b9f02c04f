"""The list of sensors to pick from, under the names of their devices."""

from __future__ import annotations

from collections.abc import Sequence

from console.domain.ids import DeviceId, SensorId
from console.domain.sites import Sensor, Site
from console.live import Live
from console.screens.glance import newest, of_target
from console.screens.workplace import empty
from console.sieve import sieve, straw
from console.widgets import Column, Fitted, Line, fit_columns, row
from console.widgets.entries import Entry, Rows
from console.wording import chosen, language, plain, target_name
from console.wording.screens import Say, say

PICKER = (
    Column(key="glyph", width=2),
    Column(key="name", width=14, grow=1),
    Column(key="value", width=8, right=True),
    Column(key="unit", width=7, rank=1),
)


class Picker:
    """The sensors that a filter lets through; looked for only when filter or site change."""

    def __init__(self) -> None:
        self._site: Site | None = None
        self._sensors: dict[SensorId, Sensor] = {}
        self._straws: dict[SensorId, str] = {}
        self._made: tuple[str, str] | None = None
        self._keys: tuple[str | None, ...] = ()
        self._devices: dict[int, DeviceId] = {}
        self.count = 0

    def sensors(self, site: Site) -> dict[SensorId, Sensor]:
        """Return every sensor of `site`."""
        if site is not self._site:
            self._site, self._made = site, None
            self._sensors, self._straws = site.sensors(), {}
        return self._sensors

    def rows(self, live: Live, wanted: str, width: int) -> Rows:
        """Return the list for what is `wanted`, as lines of `width` cells made when seen."""
        sensors = self.sensors(live.mirror.site)
        made = wanted, language()
        if made != self._made:
            self._straws = self._straws if self._made and self._made[1] == made[1] else {}
            self._made = made
            narrowing = sieve(wanted)
            self._list([s for s in sensors.values() if narrowing.passes(self._straw(s))])
        if not self.count:
            nothing = empty(say(Say.NO_SENSOR_MATCHES, filter=plain(wanted)), width)
            return Rows.of([Entry(None, line) for line in nothing])
        fitted = fit_columns(PICKER, width - 1)

        def line(place: int) -> Line:
            key = self._keys[place]
            if key is not None:
                return _row(live, fitted, sensors[SensorId(key)])
            device = live.mirror.site.devices[self._devices[place]]
            return ((chosen(device.name), "title"),)

        return Rows(self._keys, line)

    def _list(self, found: Sequence[Sensor]) -> None:
        keys: list[str | None] = []
        self._devices = {}
        above = None
        for sensor in found:
            if sensor.device != above:
                above = self._devices[len(keys)] = sensor.device
                keys.append(None)
            keys.append(sensor.id)
        self._keys, self.count = tuple(keys), len(found)

    def _straw(self, sensor: Sensor) -> str:
        known = self._straws.get(sensor.id)
        if known is None and self._site is not None:
            device = self._site.devices[sensor.device]
            zone = self._site.zones.get(device.zone)
            name = target_name(self._site, sensor.id)
            place = chosen(zone.name) if zone else ""
            known = self._straws[sensor.id] = straw(name, sensor.id, *device.aliases, place)
        return known or ""


def _row(live: Live, fitted: Fitted, sensor: Sensor) -> Line:
    glance = of_target(live, sensor.id)
    figure = newest(live, sensor, "text" if glance.sound else "unknown")
    return row(
        fitted,
        {
            "glyph": (glance.glyph, glance.ink),
            "name": (chosen(sensor.name), "text"),
            "value": figure.value,
            "unit": figure.unit,
        },
    )
