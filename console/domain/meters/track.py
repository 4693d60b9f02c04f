"""What one sensor measured lately, in order of time: for figures that need the readings."""

from __future__ import annotations

from collections import deque

from console.domain.windows import PARTS_PER_PERIOD, SPARE_PARTS

LONG_AGO = -(2**62)


class Track:
    """Readings of the last `back_ms`, at most so many; `lost` is the newest that had no room."""

    __slots__ = ("_back", "lost", "readings")

    def __init__(self, back_ms: int, period_ms: int) -> None:
        most = back_ms * PARTS_PER_PERIOD // max(period_ms, 1) + SPARE_PARTS
        self.readings: deque[tuple[int, float]] = deque(maxlen=most)
        self._back = back_ms
        self.lost = LONG_AGO

    @property
    def capacity(self) -> int:
        """Return how many readings it keeps at most."""
        return self.readings.maxlen or 0

    def add(self, at: int, value: float) -> None:
        """Add the newest reading (`at` in ms); those too long before it go."""
        readings, since = self.readings, at - self._back
        while readings and readings[0][0] < since:
            readings.popleft()
        if len(readings) == readings.maxlen:
            self.lost = readings[0][0]
        readings.append((at, value))

    def insert(self, at: int, value: float) -> bool:
        """Add a late reading in its place; tell whether it was news and there was room."""
        readings = self.readings
        if not readings or at < readings[-1][0] - self._back or len(readings) == readings.maxlen:
            return False
        place = len(readings)
        while place and readings[place - 1][0] > at:
            place -= 1
        if place and readings[place - 1][0] == at:
            return False  # delivered before
        readings.insert(place, (at, value))
        return True
