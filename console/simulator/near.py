"""What belongs together in a community because it stands together."""

from __future__ import annotations

import math
from collections.abc import Iterable

from console.domain.sites import Device, Site

DEGREE_M = 111_320.0


def apart_m(one: Device, other: Device) -> float:
    """Return how far two devices are from each other, in metres."""
    north = (one.latitude - other.latitude) * DEGREE_M
    east = (one.longitude - other.longitude) * DEGREE_M * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)


def nearest(device: Device, among: Iterable[Device]) -> Device | None:
    """Return the nearest of them, one of the same zone before any other."""
    return min(
        among, key=lambda one: (one.zone != device.zone, apart_m(device, one), one.id), default=None
    )


def measuring(site: Site, quantity: str) -> list[Device]:
    """Return the devices that measure a quantity."""
    return [
        device
        for device in site.devices.values()
        if any(sensor.quantity == quantity for sensor in device.sensors)
    ]
