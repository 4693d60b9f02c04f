"""The weather over the simulated community: the same for all its devices, by seed and moment."""

from __future__ import annotations

import math
from functools import lru_cache
from random import Random

import msgspec

from console.domain.sites import Site
from console.simulator.chance import wander
from console.simulator.sun import DAY_MS, clear_light, height, season

HOUR_MS = 3_600_000
GRAIN_MS = 10_000  # how long a look at the sky holds
RAINY_DAYS = 0.35
SHOWERS = (1, 3)  # on a rainy day
SHOWER_MIN = (20, 150)  # minutes
SHOWER_MM_H = (1.5, 9.0)  # at its height
CLOUDS_BEFORE_MS = 2 * HOUR_MS
DRAINS_H = 4.0  # after so long a third of what fell is still seen in rivers
PANEL_W = 112.0  # of a lamp's panel in full sun

# How much of a quantity's usual value the whole region's air goes up and down by.
REGIONAL = {"pm25": 0.16, "pm10": 0.16, "tsp": 0.12, "so2": 0.1, "no2": 0.1, "co": 0.1, "o3": 0.08}
# In °C: how far the warmest and the coldest day lie from the usual curve, and a warm spell.
SEASONAL = {"temperature": (-5.0, 10.0), "water-temperature": (-3.0, 6.0)}
SEASONAL["soil-temperature"] = (-3.0, 6.0)


class Shower(msgspec.Struct, frozen=True):
    """Rain from `begin` to `end` (ms), `peak` mm per hour in the middle."""

    begin: int
    end: int
    peak: float

    def rate(self, at: int) -> float:
        """Return how much falls at `at`, in mm per hour."""
        if not self.begin <= at < self.end:
            return 0.0
        share = (at - self.begin) / (self.end - self.begin)
        rises = math.sin(math.pi * share)
        return self.peak * rises * rises


class Sky(msgspec.Struct, frozen=True):
    """The sky at one moment: sun (sine of its height), cloud (0 to 1), rain (mm/h), light (lx),
    and `wet`, what of the rain is still on its way to the rivers (mm)."""

    sun: float
    cloud: float
    rain: float
    light: float
    wet: float


class Weather:
    """What the sky does, and what that makes of usual values; without `showers` it stays dry."""

    def __init__(self, site: Site, seed: int, *, showers: bool = True) -> None:
        self._latitude, self._longitude = site.latitude, site.longitude
        self._seed = seed
        self._showers = showers
        self._look = lru_cache(64)(self._looked)
        self._day = lru_cache(8)(self._showers_of)

    def sky(self, at: int) -> Sky:
        """Return the sky at `at` (ms)."""
        return self._look(at // GRAIN_MS)

    def colour(self, quantity: str, at: int, usual: float) -> float:
        """Return what a quantity is in this weather that is `usual` in any."""
        if quantity in REGIONAL:
            return usual * max(0.2, 1 + REGIONAL[quantity] * self._air(quantity, at))
        if quantity in SEASONAL:
            return usual + self._warmer(quantity, at)
        sky = self.sky(at)
        match quantity:
            case "lux":
                return sky.light
            case "pv-power":
                return PANEL_W * max(0.0, sky.sun) * self._clear(sky.cloud)
            case "current":  # of what is lit while it is dark
                return 1.5 + 9.5 * min(1.0, max(0.0, (0.03 - sky.sun) / 0.08))
            case "humidity":
                damp = 14 * (sky.cloud - 0.4) + (18 if sky.rain else 0)
                return min(99.0, usual + damp + 4 * self._wander("damp", at, 5))
            case "pressure":
                return usual + 4 * self._wander("pressure", at, 30)
            case "wind-speed":
                return usual * max(0.1, 1 + 0.4 * self._wander("wind", at, 1)) + 0.4 * sky.rain
            case "wind-direction":
                return (usual + 45 * self._wander("direction", at, 3)) % 360
            case "turbidity":
                return usual * (1 + 0.06 * sky.wet)
            case "water-level":
                return usual + 0.015 * sky.wet
            case _:
                return usual

    def _air(self, quantity: str, at: int) -> float:
        # Particles come and go together; each gas has something of its own.
        what = "particles" if quantity in ("pm25", "pm10", "tsp") else quantity
        slow, quick = self._wander(f"air/{what}", at, 6), self._wander(f"air/{what}/1", at, 1)
        return slow + 0.5 * quick - 0.04 * min(12.0, self.sky(at).wet)

    def _warmer(self, quantity: str, at: int) -> float:
        mean, swing = SEASONAL[quantity]
        share = swing / 10
        sky = self.sky(at)
        today = 1.5 * self._wander("warmth", at, 24) - 2 * (sky.cloud - 0.4) - 0.2 * sky.rain
        return mean + swing * season(at - 25 * DAY_MS) + share * today

    def _wander(self, what: str, at: int, hours: int) -> float:
        return wander(f"{self._seed}/{what}", at, hours * HOUR_MS)

    def _looked(self, number: int) -> Sky:
        at = number * GRAIN_MS
        near = [shower for day in (-1, 0) for shower in self._day(at // DAY_MS + day)]
        near += [one for one in self._day(at // DAY_MS + 1) if one.begin - at < CLOUDS_BEFORE_MS]
        cloud = min(max(0.4 + 0.3 * self._wander("cloud", at, 5), 0.0), 1.0)
        for shower in near:
            away = max(shower.begin - at, at - shower.end, 0) / CLOUDS_BEFORE_MS
            cloud = max(cloud, 0.95 - 0.6 * away)
        sun = height(self._latitude, self._longitude, at)
        return Sky(
            sun=sun,
            cloud=cloud,
            rain=sum(shower.rate(at) for shower in near),
            light=clear_light(sun) * self._clear(cloud),
            wet=sum(_left(shower, at) for shower in near),
        )

    @staticmethod
    def _clear(cloud: float) -> float:
        return 1 - 0.75 * cloud * cloud

    def _showers_of(self, day: int) -> tuple[Shower, ...]:
        chance = Random(f"{self._seed}/rain/{day}")
        if not self._showers or chance.random() >= RAINY_DAYS:
            return ()
        found = []
        for _ in range(chance.randint(*SHOWERS)):
            begin = day * DAY_MS + chance.randrange(DAY_MS)
            lasts = chance.randint(*SHOWER_MIN) * 60_000
            found.append(Shower(begin, begin + lasts, chance.uniform(*SHOWER_MM_H)))
        return tuple(found)


def _left(shower: Shower, at: int) -> float:
    """Return how much of a shower (mm) is still on its way at `at`."""
    if at < shower.begin:
        return 0.0
    share = min(1.0, (at - shower.begin) / (shower.end - shower.begin))
    fell = shower.peak / 2 * (shower.end - shower.begin) / HOUR_MS * share
    since_h = max(0, at - shower.end) / HOUR_MS
    share_left: float = math.exp(-since_h / DRAINS_H)
    return fell * share_left


class Bucket:
    """A rain gauge that tips: it says what fell in whole tips of its last digit."""

    def __init__(self, decimals: int) -> None:
        self._tips_per_mm = float(10**decimals)
        self._left = 0.0

    def catch(self, millimetres: float) -> float:
        """Take what fell, and return what is said of it now (mm)."""
        self._left += millimetres
        tips = int(self._left * self._tips_per_mm)
        self._left -= tips / self._tips_per_mm
        return float(tips) / self._tips_per_mm
