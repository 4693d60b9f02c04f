"""Which column of a table is which sensor, and what its figures are in that sensor's unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from console.domain.findings import nearest
from console.domain.ids import SensorId
from console.domain.sites import Sensor, Site
from console.errors import SettingsError

# From a unit to another: times so much, over so much (one of them 1, so that no digit is lost).
CONVERSIONS: dict[tuple[str, str], tuple[float, float]] = {
    ("µg/m³", "mg/m³"): (1.0, 1000.0),
    ("mg/m³", "µg/m³"): (1000.0, 1.0),
}

_WRITTEN = re.compile(
    r"(?P<column>[^\[\]@]+?)\s*(?:\[(?P<unit>[^\[\]]*)\])?\s*(?:@(?P<where>[^@]+=[^@]+))?"
)
_SPELLINGS = (("μ", "µ"), ("ug", "µg"), ("m3", "m³"), ("m^3", "m³"))


class Mapping(msgspec.Struct, frozen=True):
    """What was asked for: a column, its unit if it was said, and the sensor it stands for.

    `where` (COLUMN=TEXT) names the rows that are its own, where a table holds several places.
    """

    column: str
    unit: str | None
    sensor: SensorId
    where: str | None = None


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column that is there: its place, its sensor, its unit, and how to reach the sensor's.

    `where` is the column and the text that say which rows are its own, if not all are.
    """

    name: str
    index: int
    sensor: Sensor
    unit: str
    unit_said: bool
    where: tuple[int, str] | None = None
    times: float = 1.0
    over: float = 1.0

    def value(self, written: float) -> float:
        """Return a figure of this column in the sensor's unit."""
        return written * self.times / self.over


def read_mapping(text: str) -> Mapping:
    """Return what `COLUMN[unit]=device/quantity` says, or `COLUMN[unit]@WHERE=TEXT=…` for the rows
    of one place; raise `SettingsError("bad_map")`."""
    left, equals, sensor = text.rpartition("=")
    match = _WRITTEN.fullmatch(left.strip())
    if not equals or match is None or sensor.count("/") != 1:
        raise SettingsError("bad_map", key=text, nearest=None)
    unit = match["unit"]
    named = spelled(unit) if unit else None
    return Mapping(match["column"], named, SensorId(sensor.strip()), match["where"])


def match_columns(
    mappings: Iterable[Mapping], header: Sequence[str], site: Site, file: str
) -> tuple[Column, ...]:
    """Return every column asked for; raise `SettingsError` naming the nearest where there is none.

    A column whose unit was not said is taken to be in its sensor's.
    """
    columns: list[Column] = []
    for mapping in mappings:
        if any(column.sensor.id == mapping.sensor for column in columns):
            raise SettingsError("mapped_twice", key=mapping.sensor, nearest=None)
        columns.append(_matched(mapping, header, site, file))
    return tuple(columns)


def column_index(name: str, header: Sequence[str], file: str) -> int:
    """Return where the column `name` is; raise `SettingsError` naming the nearest."""
    if name in header:
        return header.index(name)
    near = nearest(name, header) or _nearest_folded(name, header)
    raise SettingsError("no_such_column", file=file, key=name, nearest=near)


def row_filter(text: str, header: Sequence[str], file: str) -> tuple[int, str]:
    """Return which column must say what, as `COLUMN=TEXT` has it; raise `SettingsError`."""
    column, equals, wanted = text.partition("=")
    if not equals:
        raise SettingsError("bad_where", key=text, nearest=None)
    return column_index(column.strip(), header, file), wanted.strip()


def spelled(unit: str) -> str:
    """Return a unit as the house spells it."""
    unit = unit.strip()
    for seen, ours in _SPELLINGS:
        unit = unit.replace(seen, ours)
    return unit


def _matched(mapping: Mapping, header: Sequence[str], site: Site, file: str) -> Column:
    index = column_index(mapping.column, header, file)
    sensors = site.sensors()
    sensor = sensors.get(mapping.sensor)
    if sensor is None:
        near = nearest(mapping.sensor, sensors)
        raise SettingsError("no_such_mapped_sensor", key=mapping.sensor, nearest=near)
    wanted = spelled(sensor.unit)
    unit = mapping.unit or wanted
    factor = (1.0, 1.0) if unit == wanted else CONVERSIONS.get((unit, wanted))
    if factor is None:
        raise SettingsError(
            "no_conversion", key=mapping.column, found=unit, expected=sensor.unit, nearest=None
        )
    return Column(
        name=mapping.column,
        index=index,
        sensor=sensor,
        unit=unit,
        unit_said=mapping.unit is not None,
        where=row_filter(mapping.where, header, file) if mapping.where else None,
        times=factor[0],
        over=factor[1],
    )


def _nearest_folded(name: str, header: Sequence[str]) -> str | None:
    folded = {column.casefold(): column for column in header}
    near = nearest(name.casefold(), folded)
    return folded[near] if near else None
