"""Everything that withholds alerts by design or for repair, and what new alerts are born with."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from console.domain.alerts import State
from console.domain.ids import DeviceId, SensorId
from console.domain.kept import Kept
from console.domain.sites import Site
from console.domain.stimuli import PutBack, Suppress, TakeOut, TimePassed, Unsuppress
from console.hub.agenda import Agenda, Key
from console.hub.alert_book import AlertBook, Marks
from console.hub.changes import Changes
from console.hub.sight import Sight
from console.hub.stopped import Stopped
from console.hub.suppressions import Suppressions


class Withheld:
    """Suppressions in effect and what is out of service.

    `stirs` is called with what measures nothing from now on, or something again, and with links
    that are not known any more, or are again.
    """

    stirs: Callable[[Iterable[SensorId | DeviceId], int], None]

    def __init__(
        self,
        site: Site,
        book: AlertBook,
        sight: Sight,
        *,
        noted: tuple[Changes, Agenda],
        kept: Iterable[Kept],
    ) -> None:
        kept = tuple(kept)
        self._book = book
        self._sight = sight
        self._devices = tuple(site.devices)
        self._stopped = Stopped(site, book, noted[0], kept=kept)
        self.out_of_service = self._stopped.targets
        self.worked_on = self._stopped.worked_on
        self.suppressions = Suppressions(site, book, sight, noted=noted, kept=kept)
        sight.out = self._stopped.sensor_out
        book.marks = self.marks

    def marks(self, key: Key) -> Marks:
        """Return what withholds an alert that is not born yet."""
        return self.suppressions.names(key), self._stopped.names(key)

    def begin(self, now: int) -> None:
        """Take up where the store left off, and see to it that alerts say so."""
        self._stopped.begin(now)
        self.suppressions.begin(now)
        for key in list(self._book.by_key):
            self._reconcile(key, now)

    def change_over(self, now: int) -> None:
        """Other editions of rules are in force from `now` (ms)."""
        self.suppressions.change_over(now)

    def saw(self, sensor: SensorId, now: int) -> None:
        """A sensor that conditions name said something sound."""
        self.suppressions.look_at([sensor], now)

    def hear(self, now: int, *, deaf: bool = False) -> None:
        """Devices can be heard again, or nothing can: then no link is known."""
        if deaf is not self._sight.deaf:
            self._sight.deaf = deaf
            self.suppressions.look_at_links(now)
            self.stirs(self._devices, now)

    def link_changed(self, device: DeviceId, now: int) -> None:
        """A device said something new of its link."""
        self.suppressions.look_at([device], now)

    def stop(self, target: str, note: str, person: str, now: int) -> None:
        """Take a sensor, device or zone out of service; raise NotFound or Conflict."""
        self._stopped.stop(target, note, person, now)
        self.suppressions.look_at(self._stopped.sensors_of(target), now)
        self.stirs(self._stopped.sensors_of(target), now)

    def resume(self, target: str, note: str | None, now: int) -> None:
        """Put it back; raise NotFound, or Refused where it is in service."""
        self._stopped.resume(target, note, now)
        self.suppressions.look_at(self._stopped.sensors_of(target), now)
        self.stirs(self._stopped.sensors_of(target), now)

    def _reconcile(self, key: Key, now: int) -> None:
        """Let an alert be withheld by what is so now: the site file may have changed."""
        alert = self._book.by_key[key]
        suppressed_by, out_of_service = self.marks(key)
        for by in alert.suppressed_by:
            if by not in suppressed_by and self.suppressions.owns(by, key):
                self._book.withhold(key, Unsuppress(by), now)
        for by in suppressed_by:
            if by not in alert.suppressed_by:
                self._book.withhold(key, Suppress(by), now)
        for by in set(alert.out_of_service) ^ set(out_of_service):
            act = TakeOut(by) if by in out_of_service else PutBack(by)
            self._book.withhold(key, act, now)
        if alert.state is State.SHELVED and alert.shelf is None:
            self._book.apply(key, TimePassed(), now)  # put aside, nobody knows until when
