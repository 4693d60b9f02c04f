"""Rules that judge a mean instead of a single reading: their windows, kept per sensor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from console.domain.gauges import Mean
from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.domain.rules import LimitRule, Side
from console.domain.sites import Sensor
from console.domain.values import Quality
from console.domain.windows import PARTS_PER_PERIOD, Window

REBUILT_PERIODS = 4  # read beyond the window at a restart: how the earliest parts were cut

# Given a sensor, a moment (ms) and a count: its newest readings from then on, oldest first.
History = Callable[[SensorId, int, int], Iterable[Reading]]


def nothing(sensor: SensorId, since: int, most: int) -> Iterable[Reading]:
    """Remember nothing."""
    return ()


class MovingMean:
    """What one rule judges at one sensor; `last` is the newest valid mean and its moment (ms)."""

    __slots__ = ("_band", "_window", "last", "rule", "value")

    def __init__(self, rule: LimitRule, gauge: Mean, sensor: Sensor) -> None:
        self.rule = rule
        self.value: float | None = None
        self.last: tuple[int, float] | None = None
        self._band = band([rule])
        self._window = Window(
            window_ms=round(gauge.window_s * 1000),
            period_ms=round(sensor.period_s * 1000),
            valid_share=gauge.valid_share,
        )

    def take(self, reading: Reading) -> bool:
        """Add a sound reading; tell whether the mean is known and past a limit."""
        self.value = self._window.take(reading.at, reading.value)
        if self.value is None:
            return False
        self.last = reading.at, self.value
        return not self._band[0] <= self.value <= self._band[1]

    def take_late(self, reading: Reading) -> None:
        """Add a sound reading from before the newest."""
        self._window.take_late(reading.at, reading.value)

    def rebuild(self, newest: Reading, period_s: float, history: History) -> None:
        """Take up where the store left off."""
        back_s = self.rule.window_s + REBUILT_PERIODS * period_s
        most = self._window.capacity + REBUILT_PERIODS * PARTS_PER_PERIOD
        for reading in history(newest.sensor, newest.at - round(back_s * 1000), most):
            if reading.quality is Quality.GOOD and reading.at <= newest.at:
                self.take(reading)


def band(rules: Sequence[LimitRule]) -> tuple[float, float]:
    """Return the lowest and highest value that is past no limit of any of `rules`."""
    highs = [level.limit for r in rules if r.side is Side.HIGH for level in r.levels]
    lows = [level.limit for r in rules if r.side is Side.LOW for level in r.levels]
    return max(lows, default=float("-inf")), min(highs, default=float("inf"))
