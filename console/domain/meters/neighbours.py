"""Whose neighbour is who: the sensors of one quantity at other devices, the nearest first."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from console.domain.sites import Device, Sensor, Site

NEIGHBOURS_MOST = 64  # "all" neighbours are no more than these, the nearest
EARTH_M = 6_371_000.0
ROUNDING_M = 1e-6  # so much two ways to reckon the same distance may differ


class Place(NamedTuple):
    """Where a sensor stands, from south to north."""

    latitude: float
    device: Device
    sensor: Sensor


class Neighbourhood:
    """The sensors of a site where they stand, sorted so that only near ones are looked at."""

    def __init__(self, site: Site) -> None:
        self._places: dict[str, list[Place]] = defaultdict(list)
        for device in site.devices.values():
            for sensor in device.sensors:
                place = Place(device.latitude, device, sensor)
                self._places[sensor.quantity].append(place)
        for places in self._places.values():
            places.sort(key=lambda place: (place.latitude, place.sensor.id))
        self._devices = site.devices

    def of(self, own: Sensor, nearest: int = 0) -> Sequence[Sensor]:
        """Return the `nearest` so many neighbours of a sensor (0: all)."""
        most = nearest or NEIGHBOURS_MOST
        here = self._devices[own.device]
        found: list[tuple[float, str, Sensor]] = []
        for apart_m, place in self._outwards(own.quantity, here.latitude):
            if len(found) == most and apart_m > found[-1][0] + ROUNDING_M:
                break  # whoever is left is further north or south than that
            if place.device.id != own.device:
                insort(found, (distance_m(here, place.device), place.sensor.id, place.sensor))
                del found[most:]
        return [sensor for _, _, sensor in found]

    def _outwards(self, quantity: str, latitude: float) -> Iterator[tuple[float, Place]]:
        """Yield places by how far north or south of `latitude` they are, with that distance."""
        places = self._places[quantity]
        north = bisect_left(places, latitude, key=lambda place: place.latitude)
        south = north - 1
        while south >= 0 or north < len(places):
            down = latitude - places[south].latitude if south >= 0 else None
            up = places[north].latitude - latitude if north < len(places) else None
            if up is None or (down is not None and down <= up):
                yield EARTH_M * radians(down or 0.0), places[south]
                south -= 1
            else:
                yield EARTH_M * radians(up), places[north]
                north += 1


def distance_m(one: Device, other: Device) -> float:
    """Return how far apart two devices are on the ground."""
    south, north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))
