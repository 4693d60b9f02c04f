"""How much a sensor's value changed over a stretch of time up to its newest reading."""

from __future__ import annotations

from console.domain.gauges import Change
from console.domain.ids import SensorId
from console.domain.meters.meter import Figure, holds_ms, period_ms
from console.domain.meters.track import Track
from console.domain.sites import Sensor


class ChangeMeter:
    """`Change` at work: the newest reading less the newest one at or before `over_s` earlier.

    Unknown where there is none within one and a half periods before that moment.
    """

    __slots__ = ("_holds", "_over", "_track")

    def __init__(self, gauge: Change, sensor: Sensor) -> None:
        self._over = round(gauge.over_s * 1000)
        self._holds = holds_ms(sensor)
        self._track = Track(self._over + self._holds, period_ms(sensor))

    @property
    def back_ms(self) -> int:
        """Return the stretch, and how far before it a reading may lie."""
        return self._over + self._holds

    @property
    def capacity(self) -> int:
        """Return how many readings it keeps at most."""
        return self._track.capacity

    def take(self, sensor: SensorId, at: int, value: float) -> bool:
        """Add the newest reading."""
        self._track.add(at, value)
        readings, then = self._track.readings, at - self._over
        while len(readings) > 1 and readings[1][0] <= then:
            readings.popleft()
        return True

    def take_late(self, sensor: SensorId, at: int, value: float) -> None:
        """Let changes to come know of it."""
        self._track.insert(at, value)

    def figure(self) -> Figure | None:
        """Return the change; nothing where it is not known what the value was then."""
        readings = self._track.readings
        if not readings:
            return None
        at, value = readings[-1]
        before, then = None, at - self._over
        for moment, earlier in readings:  # the first, unless late ones came since
            if moment > then:
                break
            before = moment, earlier
        if before is None or then - before[0] > self._holds:
            return None
        return Figure(value - before[1], at, at + self._holds)
