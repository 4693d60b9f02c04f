"""What conditions can see of the site: sound values while they are evidence, links, alerts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from console.domain.alerts import State
from console.domain.evaluation import known_until
from console.domain.ids import DeviceId, RuleId, SensorId, TargetId
from console.domain.readings import Reading
from console.domain.values import Quality
from console.hub.alert_book import AlertBook
from console.hub.presence import Presence
from console.hub.watches import Watch


class Sight:
    """The site as conditions ask for it; sensors that none of them names cost nothing."""

    def __init__(
        self, watches: Mapping[SensorId, Watch], presence: Presence, book: AlertBook
    ) -> None:
        self._watches = watches
        self._presence = presence
        self._book = book
        self._sound: dict[SensorId, tuple[float, int]] = {}
        self.named: set[SensorId] = set()
        self.out: Callable[[SensorId], bool] = lambda _sensor: False

    def watch(self, sensors: Iterable[SensorId]) -> None:
        """Ask to be told of these sensors' readings."""
        self.named.update(sensors)

    def begin(self, now: int) -> int:
        """Take up the newest readings; return when the last one was taken, at most `now` (ms)."""
        newest = [watch.newest for watch in self._watches.values() if watch.newest is not None]
        for reading in newest:
            if reading.sensor in self.named and reading.quality is Quality.GOOD:
                self.saw(reading)
        return min(now, max((reading.at for reading in newest), default=now))

    def saw(self, reading: Reading) -> None:
        """Take a sound reading."""
        until = known_until(self._watches[reading.sensor].sensor, reading.at)
        self._sound[reading.sensor] = reading.value, until

    def value(self, sensor: SensorId) -> tuple[float, int] | None:
        """Return the newest sound value and until when (ms) it is evidence; what is out of
        service measures nothing."""
        return None if self.out(sensor) else self._sound.get(sensor)

    def online(self, device: DeviceId) -> bool | None:
        """Return what a device last said of its link, if it ever did."""
        return self._presence.view(device).online

    def alert(self, rule: RuleId, target: TargetId) -> tuple[State, bool]:
        """Return how a rule's alert is at a target, and whether it stands."""
        alert = self._book.by_key.get((rule, target))
        return (State.NORMAL, False) if alert is None else (alert.state, alert.standing)
