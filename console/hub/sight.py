"""What conditions can see of the site: sound values while they are evidence, links, alerts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from console.domain.alerts import State
from console.domain.evaluation import known_until
from console.domain.ids import ControlId, DeviceId, RuleId, SensorId, TargetId
from console.hub.alert_book import AlertBook
from console.hub.presence import Presence
from console.hub.watches import Watch


class Sight:
    """The site as conditions ask for it; sensors that none of them names cost nothing.

    While it is `deaf` no link is known: a device that went away could not have said so.
    """

    def __init__(
        self, watches: Mapping[SensorId, Watch], presence: Presence, book: AlertBook
    ) -> None:
        self._watches = watches
        self._presence = presence
        self._book = book
        self.deaf = False
        self.named: frozenset[SensorId] = frozenset()
        self.controls: Callable[[ControlId], float | None] = lambda _control: None
        self.out: Callable[[SensorId], bool] = lambda _sensor: False

    def watch(self, sensors: Iterable[SensorId]) -> None:
        """Ask to be told of these sensors' readings, and of no others."""
        self.named = frozenset(sensors)

    def control(self, control: ControlId) -> float | None:
        """Return what a control does; what its device said before it went away may be over."""
        does = self.controls(control)
        if does is None:
            return None
        away = self._presence.view(DeviceId(control.partition("/")[0])).online is False
        return None if away else does

    def last_heard(self, now: int) -> int:
        """Return when the newest reading of all was taken, at most `now` (ms)."""
        newest = (watch.newest.at for watch in self._watches.values() if watch.newest is not None)
        return min(now, max(newest, default=now))

    def value(self, sensor: SensorId) -> tuple[float, int] | None:
        """Return the newest sound value and until when (ms) it is evidence; what is out of
        service measures nothing."""
        watch = self._watches.get(sensor)
        if watch is None or watch.sound is None or self.out(sensor):
            return None
        return watch.sound.value, known_until(watch.sensor, watch.sound.at)

    def online(self, device: DeviceId) -> bool | None:
        """Return what a device last said of its link, if it ever did and could say otherwise."""
        return None if self.deaf else self._presence.view(device).online

    def alert(self, rule: RuleId, target: TargetId) -> tuple[State, bool]:
        """Return how a rule's alert is at a target, and whether it stands."""
        alert = self._book.by_key.get((rule, target))
        return (State.NORMAL, False) if alert is None else (alert.state, alert.standing)
