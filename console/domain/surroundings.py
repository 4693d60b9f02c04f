"""What stands around the sensors and may be why they exceed: building sites, kitchens, roads."""

from __future__ import annotations

from enum import StrEnum
from math import asin, atan2, cos, degrees, radians, sin, sqrt

import msgspec

from console.domain.ids import ZoneId
from console.domain.landmarks import Place
from console.domain.values import Bilingual

DAY_MIN = 1_440
EARTH_M = 6_371_000.0

Hours = tuple[tuple[int, int], ...]  # minutes of the day, from and to; to may be past midnight


class SurroundingKind(StrEnum):
    """What it is, and so what it can be the source of."""

    BUILDING_SITE = "building_site"
    KITCHEN = "kitchen"
    ROAD = "road"
    DROP_OFF = "drop_off"
    CAR_PARK = "car_park"


class Surrounding(msgspec.Struct, frozen=True, kw_only=True):
    """Something around: at a `place` (latitude, longitude) or somewhere in a `zone`. It is at work
    in `hours` of the day (local), always where they are empty."""

    kind: SurroundingKind
    name: Bilingual
    place: Place | None = None
    zone: ZoneId | None = None
    hours: Hours = ()

    def at_work(self, minute: float) -> bool:
        """Tell whether it is at work at a minute of the local day."""
        if not self.hours:
            return True
        return any(
            since <= minute < until or since <= minute + DAY_MIN < until
            for since, until in self.hours
        )

    @property
    def share(self) -> float:
        """Return how much of the day it is at work."""
        if not self.hours:
            return 1.0
        return min(1.0, sum(until - since for since, until in self.hours) / DAY_MIN)


def apart_m(one: Place, other: Place) -> float:
    """Return how far apart two places are on the ground."""
    south, north = radians(one[0]), radians(other[0])
    east = radians(other[1] - one[1])
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))


def bearing(one: Place, other: Place) -> float:
    """Return the way from one place to another, in degrees from north by east."""
    here, there = radians(one[0]), radians(other[0])
    east = radians(other[1] - one[1])
    x = cos(here) * sin(there) - sin(here) * cos(there) * cos(east)
    return degrees(atan2(sin(east) * cos(there), x)) % 360
