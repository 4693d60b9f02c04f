"""What a scene shows: figures from a closed list of shapes, each made of sensors or controls."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.ids import ControlId, SensorId
from console.domain.values import Bilingual


class Shape(StrEnum):
    """How a figure is drawn. The list is closed: a new scene chooses from it."""

    VALUE = "value"  # one number
    SHARE = "share"  # a bar from 0 to 100 %
    LEVEL = "level"  # a tank or a container, with marks
    TREND = "trend"  # a line over `last_s`
    SIDE_BY_SIDE = "side_by_side"  # one bar for each of several
    INDEX = "index"  # air quality: index, class, primary pollutant, for each device
    WATER_CLASS = "water_class"  # class, worst item, target, for each device
    BALANCE = "balance"  # two sums against each other, as litres of rain and of tap water
    FORECAST = "forecast"  # the same weekday's usual course against today
    CONTROLS = "controls"  # what each control does, in which mode
    AUTOMATIONS = "automations"  # what is done by itself, and why not


class Take(StrEnum):
    """What is made of several sensors' values."""

    LAST = "last"  # of the first of them that is known
    MEAN = "mean"
    SUM = "sum"
    LEAST = "least"
    MOST = "most"
    COUNT_ABOVE = "count_above"  # how many are above `than`
    SHARE_ABOVE = "share_above"  # per cent of those that say anything
    TODAY = "today"  # of a counter: what was added since local midnight
    INTEGRAL = "integral"  # over today, in unit x hours


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One of several: of a device, a sensor or a control. `value` None is unknown.

    `word` is a code: the pollutant that decides an index, the item that decides a water class.
    `extra` is the water class aimed at.
    """

    of: str
    value: float | None = None
    word: str | None = None
    extra: float | None = None


class Figured(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a figure; `fresh` of its `of` sensors said anything of late.

    `points` and `usual` are moments (ms) with values.
    """

    value: float | None = None
    against: float | None = None
    at: int | None = None
    fresh: int = 0
    of: int = 0
    bars: tuple[Bar, ...] = ()
    points: tuple[tuple[int, float], ...] = ()
    usual: tuple[tuple[int, float], ...] = ()


class KeyFigure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of a scene. `sensors` are resolved from the site file's `quantity` or ids.

    `marks` are limits drawn with it (as 80 and 95 % of a container). `against` are the sensors of
    a balance's other side. A figure of values older than three periods is unknown.
    """

    id: str
    name: Bilingual
    shape: Shape
    take: Take = Take.LAST
    sensors: tuple[SensorId, ...] = ()
    against: tuple[SensorId, ...] = ()
    controls: tuple[ControlId, ...] = ()
    unit: str = ""
    decimals: int = 0
    factor: float = 1.0  # what a sum or integral is multiplied with: 60 for L/min over hours
    than: float | None = None
    marks: tuple[float, ...] = ()
    last_s: float = 86_400.0
    target: int | None = None  # the water class that is aimed at, 1 to 5
    source: Bilingual | None = None
