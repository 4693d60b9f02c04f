"""Which devices are in reach, and which one further up explains those that are not."""

from __future__ import annotations

from collections import defaultdict

from console.clock import utc
from console.contract.views import DeviceView
from console.domain.ids import DeviceId
from console.domain.sites import Site, ancestors


class Presence:
    """Every device's own word on its link, and the tree it hangs in."""

    def __init__(self, site: Site) -> None:
        self._above = {device: ancestors(site, device) for device in site.devices}
        self._below: dict[DeviceId, list[DeviceId]] = defaultdict(list)
        for device, above in self._above.items():
            for one in above:
                self._below[one].append(device)
        self._views: dict[DeviceId, DeviceView] = {
            device: DeviceView(id=device) for device in site.devices
        }

    def load(self, views: tuple[DeviceView, ...]) -> None:
        """Take up what the store remembers of devices that still exist."""
        self._views.update({view.id: view for view in views if view.id in self._views})

    def say(self, device: DeviceId, online: bool, now: int) -> bool:
        """Take a device's word; tell whether it is news."""
        if self._views[device].online is online:
            return False
        self._views[device] = DeviceView(id=device, online=online, since=utc(now))
        return True

    def view(self, device: DeviceId) -> DeviceView:
        """Return a device's link."""
        return self._views[device]

    def views(self) -> tuple[DeviceView, ...]:
        """Return every device's link."""
        return tuple(self._views.values())

    def offline(self, device: DeviceId) -> bool:
        """Tell whether the device itself said offline; never having said is not offline."""
        return self._views[device].online is False

    def descendants(self, device: DeviceId) -> list[DeviceId]:
        """Return all that hangs behind `device`."""
        return self._below.get(device, [])

    def cause(self, device: DeviceId) -> DeviceId | None:
        """Return the furthest device up the line that is offline, if any."""
        return next((up for up in reversed(self._above[device]) if self.offline(up)), None)

    def cut(self, device: DeviceId) -> DeviceId | None:
        """Return what keeps `device` out of reach: something above it, or itself."""
        return self.cause(device) or (device if self.offline(device) else None)
