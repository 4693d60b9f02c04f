"""A tile's line: what is fine says its name and its value, what is not says more."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import msgspec
from msgspec.structs import replace
from rich.cells import cell_len

from console.domain.ids import TargetId
from console.domain.sites import Device, Sensor
from console.live import Live
from console.screens.glance import Glance, age_of, bound_of, limit_of, of_target, soft
from console.widgets import Column, Ink, Line, fit, fit_columns, joined, row, spark, width_of
from console.wording import age, chosen, number, plain

# Cells: a narrower tile has room for a name (of a sensor two) and a value only.
SHORT, SHORT_OF_SENSOR = 34, 46
ROOMY = 60  # from here on there is more to tell than a name takes
GAP = "  "  # between what is told beside the value
SPARK = 10
UNIT, WORD, LIMIT = 6, 8, 8
WIDE = (
    Column(key="glyph", width=2),
    Column(key="name", width=16, grow=1, most=26),
    Column(key="quantity", width=7, grow=1, most=18, rank=2),
    Column(key="value", width=7, right=True),
    Column(key="more", width=UNIT, grow=8, rank=1),
)
MIDDLING = (
    Column(key="glyph", width=2),
    Column(key="name", width=16, grow=1, most=26),
    Column(key="quantity", width=7, rank=2),
    Column(key="value", width=7, right=True),
    Column(key="more", width=UNIT, rank=1),
)
NARROW = (
    Column(key="glyph", width=2),
    Column(key="name", width=6, grow=1),
)
VALUE = Column(key="value", width=6, right=True)
LEAST_VALUE = 4  # cells: a name does not move as a small figure gets another digit


class Detail(Enum):
    """How much of a scene is shown."""

    SCENES = 0
    DEVICES = 1
    SENSORS = 2


class Look(msgspec.Struct, frozen=True):
    """A tile as it stands: its device, the sensor that leads there, and the glance at both."""

    device: Device
    sensor: Sensor | None
    glance: Glance

    @property
    def target(self) -> TargetId:
        """Return what the tile is about."""
        return self.device.id if self.sensor is None else self.sensor.id

    @property
    def fine(self) -> bool:
        """Tell whether there is nothing to say about it."""
        return self.glance.glyph == "·"


class Tile:
    """One tile as it is drawn."""

    def __init__(self, live: Live, look: Look, detail: Detail) -> None:
        self._live = live
        self._look = look
        self._detail = detail

    def line(self, width: int) -> Line:
        """Return it in `width` cells."""
        short = SHORT_OF_SENSOR if self._detail is Detail.SENSORS else SHORT
        return self._narrow(width) if width < short else self._wide(width)

    def _cells(self) -> dict[str, tuple[str, Ink]]:
        look = self._look
        glance, sensor = look.glance, look.sensor
        troubled = glance.alert is not None
        cells: dict[str, tuple[str, Ink]] = {
            "glyph": (glance.glyph, glance.ink),
            "name": (chosen(look.device.name), "strong" if troubled else "text"),
        }
        if sensor is None:
            return cells
        value = self._live.picture.value(sensor.id)
        measured = glance.alert is not None and glance.alert.target == sensor.id
        sound = glance.sound and glance.glyph != "?" and self._live.current
        sound = sound and not self._live.offline(look.device.id)
        ink: Ink = "unknown" if not sound else soft(glance.ink) if measured else "text"
        return cells | {
            "quantity": (chosen(sensor.name), "muted"),
            "value": (number(value, sensor.decimals), ink),
        }

    def _narrow(self, width: int) -> Line:
        look = self._look
        cells = self._cells()
        if self._detail is Detail.SENSORS and look.sensor is not None:
            name, ink = cells["name"]
            half = max((width - 12) // 2, 4)
            cells["name"] = f"{ends(name, half)} {cells['quantity'][0]}", ink
        # The value stands at the right edge: whatever it does not need is the name's.
        needs = max(cell_len(cells.get("value", ("", "text"))[0]), LEAST_VALUE)
        fitted = fit_columns((*NARROW, replace(VALUE, width=needs)), width)
        name, ink = cells["name"]
        room = next((width for column, width in fitted if column.key == "name"), 0)
        return row(fitted, {**cells, "name": (ends(name, room), ink)})

    def _wide(self, width: int) -> Line:
        fitted = fit_columns(WIDE if width >= ROOMY else MIDDLING, width)
        room = {column.key: cells for column, cells in fitted}
        cells = self._cells()
        name = (ends(cells["name"][0], room["name"]), cells["name"][1])
        return row(fitted, {**cells, "name": name, "more": self._more(room.get("more", 0))})

    def _more(self, room: int) -> Line:
        """Return what there is room for beside the value: of trouble what it is and since when,
        of what is fine the device's other sensors."""
        sensor = self._look.sensor
        unit = fit(plain(sensor.unit), UNIT) if sensor is not None else ""
        line: Line = ((unit.ljust(UNIT), "faint"),)
        trouble = self._trouble()
        needed = sum(width_of(part) + len(GAP) for part in trouble)
        if sensor is not None and room >= UNIT + len(GAP) + SPARK + needed:
            line = joined((line, self._trend(sensor)), GAP)
        for part in trouble:
            longer = joined((line, part), GAP)
            line = longer if width_of(longer) <= room else line
        return _with_rest(line, list(self._rest()), room)

    def _trouble(self) -> list[Line]:
        """Return what is wrong, what it is past and for how long; nothing where all is well."""
        look, glance = self._look, self._look.glance
        if look.fine and self._live.current:
            return []
        parts: list[Line] = [((fit(glance.word, WORD), soft(glance.ink)),)]
        if glance.alert is not None:
            limit = limit_of(self._live.mirror.site, glance.alert)
            parts.append(((fit(limit, LIMIT), "text"),))
        return [*parts, ((age_on(self._live, look).rjust(5), "faint"),)]

    def _trend(self, sensor: Sensor) -> Line:
        look = self._look
        troubled = look.glance.alert is not None and look.glance.sound
        return spark(
            self._live.picture.trend(sensor.id),
            SPARK,
            bound=bound_of(self._live.mirror.site, look.glance),
            ink="muted" if troubled else "faint",
        )

    def _rest(self) -> Iterator[Line]:
        """Yield the device's other sensors."""
        look = self._look
        if self._detail is not Detail.DEVICES:
            return
        for sensor in look.device.sensors:
            if sensor is not look.sensor:
                glance = of_target(self._live, sensor.id)
                sound = glance.sound and self._live.current and glance.glyph != "?"
                ink: Ink = soft(glance.ink) if glance.alert else "text" if sound else "unknown"
                value = number(self._live.picture.value(sensor.id), sensor.decimals)
                value += "" if glance.sound else glance.glyph
                yield ((chosen(sensor.name) + " ", "faint"), (value, ink))


def age_on(live: Live, look: Look) -> str:
    """Return how long what is wrong has stood, or how old a value is that may not be believed."""
    if look.glance.alert is not None:
        return age_of(live, look.glance.alert)
    at = live.picture.at(look.sensor.id) if look.sensor is not None else None
    return age(live.age_s(at)) if at is not None else ""


def _with_rest(line: Line, rest: list[Line], room: int) -> Line:
    """Return `line` with as many more as there is room for; then how many there is none for."""
    for place, part in enumerate(rest):
        longer = joined((line, part), GAP)
        left = len(rest) - place - 1
        if width_of(longer) + (len(GAP) + 3 if left else 0) > room:
            told = joined((line, ((f"+{left + 1}", "faint"),)), GAP)
            return told if width_of(told) <= room else line
        line = longer
    return line


def ends(text: str, width: int) -> str:
    """Return `text` in `width` cells: cut short it keeps the number in it, for that may be all
    that tells it from its neighbours."""
    told = next((word for word in reversed(text.split()) if any(map(str.isdigit, word))), "")
    before = cell_len(text[: text.rfind(told)]) + cell_len(told)
    if cell_len(text) <= width or not told or before < width or cell_len(told) > width // 3:
        return fit(text, width)
    return fit(fit(text, width - cell_len(told)).rstrip() + told, width)
