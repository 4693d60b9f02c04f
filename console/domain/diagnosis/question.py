"""What the method is asked about: readings and surroundings, and the figures made of them."""

from __future__ import annotations

import msgspec

from console.domain.checks import Checks
from console.domain.doubts import Test
from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.domain.rules import Side
from console.domain.surroundings import SurroundingKind
from console.domain.values import Bilingual

Series = tuple[tuple[int, float], ...]  # moments (ms) and values, earliest first

PARTICLES = frozenset({"pm10", "pm25", "tsp"})
GASES = frozenset({"no2", "co", "no", "bc"})
OZONE = "o3"
AIR = PARTICLES | GASES | {OZONE}
CHANNELS = ("tsp", "pm10", "pm25", "no2", "co", "no", "bc", "o3")
# Quantities of one medium: where the neighbours have it, too, it is not this place's matter. Bins
# and tanks fill each by itself.
SHARED = AIR | {
    "turbidity",
    "do",
    "nh3n",
    "ph",
    "conductivity",
    "water-temperature",
    "water-level",
    "temperature",
    "humidity",
    "voltage",
    "signal",
}
WASHED_IN = frozenset({"turbidity", "nh3n", "do", "conductivity", "water-level", "level"})


class Span(msgspec.Struct, frozen=True):
    """One stretch in which it exceeded (ms)."""

    began: int
    ended: int


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """Something close by that may be the source: `bearing` is the way to it in degrees from north,
    known where its place is; `share` of the day it is at work, and it is now or not (`open`).
    `hours` are whole hours of the day it touches."""

    kind: SurroundingKind
    name: Bilingual
    distance_m: float | None = None
    bearing: float | None = None
    open: bool = True
    share: float = 1.0
    hours: tuple[int, ...] = ()


class WindHour(msgspec.Struct, frozen=True):
    """One hour: the mean of the sensor, wind speed (m/s) and where the wind came from (degrees)."""

    value: float
    speed: float
    direction: float


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a quantity there is: the window's mean, those of the neighbours, and the own
    low and median of the day before."""

    value: float | None = None
    peers: tuple[float, ...] = ()
    low: float | None = None
    median: float | None = None


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured: `own` channels of the device over the day before, those of `peers` in the
    window, the `weather`, `past` (hourly means of the sensor) and its raw `samples`."""

    own: dict[str, Series] = {}
    peers: dict[str, tuple[Series, ...]] = {}
    weather: dict[str, Series] = {}
    past: Series = ()
    samples: tuple[Reading, ...] = ()
    episodes: tuple[Span, ...] = ()


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which sensor, when (ms), and what it is held against; `tests` it fails at the hub; `near`
    is what is around it."""

    sensor: SensorId
    quantity: str
    at: int
    period_s: float
    limit: float | None = None
    side: Side = Side.HIGH
    checks: Checks = Checks()
    tests: tuple[Test, ...] = ()
    near: tuple[Near, ...] = ()


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """All that the steps after the first look at."""

    asked: Asked
    window_s: float
    limit: float | None
    levels: dict[str, Level]
    standing: bool = False
    humidity: float | None = None
    wind_speed: float | None = None
    rain: float | None = None
    hours: tuple[int, ...] = ()  # of every episode: whole local hours it touched
    episodes: tuple[Span, ...] = ()
    winds: tuple[WindHour, ...] | None = None  # None: wind is not measured here

    @property
    def quantity(self) -> str:
        """Return what is measured."""
        return self.asked.quantity

    @property
    def value(self) -> float | None:
        """Return the window's mean of the sensor itself."""
        return self.levels.get(self.quantity, Level()).value

    def past_limit(self, value: float, share: float = 1.0) -> bool | None:
        """Tell whether `value` is past `share` of the limit; unknown where there is none."""
        if self.limit is None:
            return None
        if self.asked.side is Side.LOW:
            return value <= (self.limit / share if self.limit > 0 else self.limit)
        return value >= self.limit * share
