"""The newest value of every sensor and the few before it; values only, not their worth."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from console.clock import moment
from console.contract.views import LatestView
from console.domain.ids import SensorId
from console.domain.readings import Reading

TREND_POINTS = 24


class Picture:
    """Values as they arrive; touched on the UI thread only."""

    def __init__(self) -> None:
        self._newest: dict[SensorId, tuple[int, float]] = {}
        self._trends: dict[SensorId, deque[float]] = {}

    def reset(self, latest: Iterable[LatestView]) -> None:
        """Start again from what the hub has stored; keep any value that is newer."""
        for view in latest:
            if view.at is None or view.value is None:
                continue
            at = moment(view.at)
            newest = self._newest.get(view.sensor)
            if newest is not None and newest[0] > at:
                continue
            self._newest[view.sensor] = (at, view.value)
            self._trends[view.sensor] = deque(view.trend or (view.value,), TREND_POINTS)

    def take(self, readings: Mapping[SensorId, Reading]) -> frozenset[SensorId]:
        """Adopt what is newer than what is shown; return which sensors changed."""
        changed = set()
        for sensor, reading in readings.items():
            newest = self._newest.get(sensor)
            if newest is not None and newest[0] >= reading.at:
                continue
            self._newest[sensor] = (reading.at, reading.value)
            self._trends.setdefault(sensor, deque(maxlen=TREND_POINTS)).append(reading.value)
            changed.add(sensor)
        return frozenset(changed)

    def value(self, sensor: SensorId) -> float | None:
        """Return the newest value, in the sensor's unit."""
        newest = self._newest.get(sensor)
        return newest[1] if newest else None

    def at(self, sensor: SensorId) -> int | None:
        """Return when the newest value was measured (ms)."""
        newest = self._newest.get(sensor)
        return newest[0] if newest else None

    def trend(self, sensor: SensorId) -> tuple[float, ...]:
        """Return the newest values, oldest first."""
        return tuple(self._trends.get(sensor, ()))
