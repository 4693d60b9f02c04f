"""What belongs together in a community because it stands together."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.meters.neighbours import distance_m
from console.domain.sites import Device, Site


def nearest(device: Device, among: Iterable[Device]) -> Device | None:
    """Return the nearest of them, one of the same zone before any other."""
    return min(
        among,
        key=lambda one: (one.zone != device.zone, distance_m(device, one), one.id),
        default=None,
    )


def measuring(site: Site, quantity: str) -> list[Device]:
    """Return the devices that measure a quantity."""
    return [
        device
        for device in site.devices.values()
        if any(sensor.quantity == quantity for sensor in device.sensors)
    ]
