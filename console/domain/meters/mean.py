"""The mean of what a sensor measured over a window up to its newest reading."""

from __future__ import annotations

from console.domain.gauges import Mean
from console.domain.ids import SensorId
from console.domain.meters.meter import Figure, holds_ms, period_ms
from console.domain.sites import Sensor
from console.domain.windows import Window


class MeanMeter:
    """`Mean` at work."""

    __slots__ = ("_at", "_holds", "_mean", "_width", "_window")

    def __init__(self, gauge: Mean, sensor: Sensor) -> None:
        self._width = round(gauge.window_s * 1000)
        self._window = Window(
            window_ms=self._width, period_ms=period_ms(sensor), valid_share=gauge.valid_share
        )
        self._holds = holds_ms(sensor)
        self._at = 0
        self._mean: float | None = None

    @property
    def back_ms(self) -> int:
        """Return the window's width."""
        return self._width

    @property
    def capacity(self) -> int:
        """Return how many readings the window keeps at most."""
        return self._window.capacity

    def take(self, sensor: SensorId, at: int, value: float) -> bool:
        """Move the window on to this reading."""
        self._at = at
        self._mean = self._window.take(at, value)
        return True

    def take_late(self, sensor: SensorId, at: int, value: float) -> None:
        """Let means to come know of it."""
        self._window.take_late(at, value)

    def figure(self) -> Figure | None:
        """Return the mean, where readings cover enough of the window."""
        if self._mean is None:
            return None
        return Figure(self._mean, self._at, self._at + self._holds)
