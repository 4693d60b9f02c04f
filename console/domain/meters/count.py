"""How many separate times a sensor's value went past a limit lately."""

from __future__ import annotations

from collections import deque

from console.domain.gauges import Count
from console.domain.ids import SensorId
from console.domain.meters.meter import Figure, holds_ms, period_ms
from console.domain.meters.track import LONG_AGO, Track
from console.domain.sites import Sensor


class CountMeter:
    """`Count` at work, judged at each reading: without one, nothing goes out of the count.

    Where `clear` lies above `limit` it counts how often the value went below. A value between
    both is as the last one outside them was, which counts for as long as the stretch.
    """

    __slots__ = ("_at", "_begun", "_holds", "_past", "_sign", "_told", "_track", "_within", "gauge")

    def __init__(self, gauge: Count, sensor: Sensor) -> None:
        self.gauge = gauge
        self._sign = 1 if gauge.clear <= gauge.limit else -1
        self._within = round(gauge.within_s * 1000)
        self._holds = holds_ms(sensor)
        self._track = Track(2 * self._within, period_ms(sensor))
        self._at = 0
        self._begun: deque[int] = deque(maxlen=self._track.capacity)
        self._past = False
        self._told = LONG_AGO  # when the value was last outside the deadband

    @property
    def back_ms(self) -> int:
        """Return the stretch twice: the first to begin in it may be past since before."""
        return 2 * self._within

    @property
    def capacity(self) -> int:
        """Return how many readings it keeps at most."""
        return self._track.capacity

    def take(self, sensor: SensorId, at: int, value: float) -> bool:
        """Count this reading if it begins an exceedance."""
        self._track.add(at, value)
        self._count(at, value)
        return True

    def take_late(self, sensor: SensorId, at: int, value: float) -> None:
        """Count anew with it in its place."""
        if self._track.insert(at, value):
            self._begun.clear()
            self._past, self._told = False, LONG_AGO
            for moment, one in self._track.readings:
                self._count(moment, one)

    def figure(self) -> Figure | None:
        """Return the count; nothing where the sensor spoke too often to remember it all."""
        if not self._track.readings or self._track.lost > self._at - 2 * self._within:
            return None
        return Figure(float(len(self._begun)), self._at, self._at + self._holds)

    def _count(self, at: int, value: float) -> None:
        past = self._past and self._told >= at - self._within
        if self._sign * value > self._sign * self.gauge.limit:
            if not past:
                self._begun.append(at)
            self._past, self._told = True, at
        elif self._sign * value < self._sign * self.gauge.clear:
            self._past, self._told = False, at
        self._at = at
        while self._begun and self._begun[0] <= at - self._within:
            self._begun.popleft()
