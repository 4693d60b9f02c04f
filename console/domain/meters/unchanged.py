"""For how long a sensor's value has been exactly the same."""

from __future__ import annotations

from console.domain.ids import SensorId
from console.domain.meters.meter import Figure, holds_ms, period_ms
from console.domain.meters.track import Track
from console.domain.sites import Sensor

SPARE_MS = 1_000  # beyond the highest limit: what is told must be past it


class UnchangedMeter:
    """`Unchanged` at work, in seconds; beyond `most_s` it does not count on.

    After a gap longer than one and a half periods it counts from anew. Until the value is next
    seen to change it may have been the same for longer: what is told is the least.
    """

    __slots__ = ("_at", "_holds", "_most", "_seen", "_since", "_track", "_value")

    def __init__(self, most_s: float, sensor: Sensor) -> None:
        self._most = round(most_s * 1000) + SPARE_MS
        self._holds = holds_ms(sensor)
        self._track = Track(self._most + self._holds, period_ms(sensor))
        self._at = 0
        self._since = 0
        self._value: float | None = None
        self._seen = False  # whether the value was seen to change at `_since`

    @property
    def back_ms(self) -> int:
        """Return how long it counts, and how far before that a reading shows the change."""
        return self._most + self._holds

    @property
    def capacity(self) -> int:
        """Return how many readings it keeps at most."""
        return self._track.capacity

    def take(self, sensor: SensorId, at: int, value: float) -> bool:
        """Count on, or from anew."""
        self._track.add(at, value)
        self._count(at, value)
        return True

    def take_late(self, sensor: SensorId, at: int, value: float) -> None:
        """Count anew with it in its place."""
        if self._track.insert(at, value):
            self._value = None
            for moment, one in self._track.readings:
                self._count(moment, one)

    def figure(self) -> Figure | None:
        """Return for how long it has been the same."""
        if self._value is None:
            return None
        lasted = min(self._at - self._since, self._most)
        least = not self._seen and lasted < self._most
        return Figure(lasted / 1000, self._at, self._at + self._holds, least)

    def _count(self, at: int, value: float) -> None:
        if self._value is None or at - self._at > self._holds:
            self._since, self._seen = at, False
        elif value != self._value:
            self._since, self._seen = at, True
        self._at, self._value = at, value
