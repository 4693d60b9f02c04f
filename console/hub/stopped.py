"""What is out of service: sensors, devices and zones that are being worked on."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.facts import ServiceResumed, ServiceStopped
from console.domain.ids import DeviceId, SensorId, ZoneId
from console.domain.kept import Kept
from console.domain.service import OutOfService, Scope
from console.domain.sites import Site
from console.domain.stimuli import PutBack, TakeOut
from console.errors import Conflict, NotFound, Refused
from console.hub.agenda import Key
from console.hub.alert_book import AlertBook
from console.hub.changes import Changes
from console.hub.nearest import nearest
from console.hub.selection import device_of


class Stopped:
    """Everything out of service; only a person takes it out and puts it back."""

    def __init__(
        self, site: Site, book: AlertBook, changes: Changes, *, kept: Iterable[Kept]
    ) -> None:
        self._site = site
        self._sensors = site.sensors()
        self._book = book
        self._changes = changes
        self._out = {what.target: what for what in kept if isinstance(what, OutOfService)}

    # What the hub reads ---------------------------------------------------------------

    def targets(self) -> tuple[str, ...]:
        """Return everything that is out of service: sensors, devices, zones."""
        return tuple(self._out)

    def worked_on(self, note: str) -> tuple[str, ...]:
        """Return what is out of service with just that work note."""
        return tuple(target for target, what in self._out.items() if what.note == note)

    def names(self, key: Key) -> tuple[str, ...]:
        """Return what of an alert's sensor, device and zone is out of service, in order."""
        if not self._out:
            return ()
        device = self._site.devices.get(device_of(key[1]))
        if device is None:
            return ()
        whole = [(key[1], Scope.SENSOR), (device.id, Scope.DEVICE), (device.zone, Scope.ZONE)]
        return tuple(sorted(name for name, scope in whole if self._is_out(name, scope)))

    def sensor_out(self, sensor: SensorId) -> bool:
        """Tell whether a sensor is out of service, itself or with all around it."""
        if not self._out:
            return False
        device = self._site.devices[device_of(sensor)]
        return (
            self._is_out(sensor, Scope.SENSOR)
            or self._is_out(device.id, Scope.DEVICE)
            or self._is_out(device.zone, Scope.ZONE)
        )

    def sensors_of(self, target: str) -> list[SensorId]:
        """Return the sensors that are out of service with `target`."""
        scope = self._scope(target)
        return [
            sensor.id
            for device in self._site.devices.values()
            for sensor in device.sensors
            if target
            == {Scope.SENSOR: sensor.id, Scope.DEVICE: device.id, Scope.ZONE: device.zone}[scope]
        ]

    # What the hub tells ---------------------------------------------------------------

    def begin(self, now: int) -> None:
        """Take up where the store left off; what the site no longer has is not out of service."""
        for target, what in list(self._out.items()):
            known = {
                Scope.SENSOR: SensorId(target) in self._sensors,
                Scope.DEVICE: DeviceId(target) in self._site.devices,
                Scope.ZONE: ZoneId(target) in self._site.zones,
            }
            if not known[what.scope]:
                self._drop(target)
                self._changes.happened(now, (ServiceResumed(target=target),))

    def stop(self, target: str, note: str, person: str, now: int) -> None:
        """Take it out of service; who did may do so again, anyone else comes too late."""
        scope = self._scope(target)
        before = self._out.get(target)
        if before is not None and before.by != person:
            raise Conflict("already_out_of_service", id=target, by=before.by, at=before.at)
        if before is not None:
            return
        out = OutOfService(target=target, scope=scope, note=note, by=person, at=now)
        self._out[target] = out
        self._changes.keep(target, out)
        stopped = ServiceStopped(target=target, scope=scope, note=note)
        self._changes.happened(now, (stopped,))
        for key in self._concerned(target):
            self._book.withhold(key, TakeOut(target), now)

    def resume(self, target: str, note: str | None, now: int) -> None:
        """Put it back in service."""
        self._scope(target)
        if target not in self._out:
            raise Refused("in_service", id=target)
        concerned = self._concerned(target)
        self._drop(target)
        self._changes.happened(now, (ServiceResumed(target=target, note=note),))
        for key in concerned:
            self._book.withhold(key, PutBack(target), now)

    # Inside ---------------------------------------------------------------------------

    def _scope(self, target: str) -> Scope:
        """Return what `target` is; where a zone goes by a device's id, the device is meant."""
        if SensorId(target) in self._sensors:
            return Scope.SENSOR
        if DeviceId(target) in self._site.devices:
            return Scope.DEVICE
        if ZoneId(target) in self._site.zones:
            return Scope.ZONE
        known = [*self._site.devices, *self._site.zones, *self._sensors]
        raise NotFound("no_such_place", id=target, nearest=nearest(target, known))

    def _is_out(self, name: str, scope: Scope) -> bool:
        what = self._out.get(name)
        return what is not None and what.scope is scope

    def _concerned(self, target: str) -> list[Key]:
        return [key for key in self._book.by_key if target in self.names(key)]

    def _drop(self, target: str) -> None:
        del self._out[target]
        self._changes.drop(OutOfService, target)
