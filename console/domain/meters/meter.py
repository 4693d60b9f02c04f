"""What every gauge at work does: take readings, and tell its figure."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from console.domain.ids import SensorId
from console.domain.sites import Sensor

EVIDENCE_PERIODS = 1.5  # one late reading is no gap


class Figure(NamedTuple):
    """What a gauge tells at `at` (ms); it is evidence until `until` (ms).

    With `least` not all is known and the truth may be more: such a figure can raise an alert, but
    neither ease nor end one.
    """

    value: float
    at: int
    until: int
    least: bool = False


class Meter(Protocol):
    """A gauge at work. It is told sound readings only, and of each sensor in order of time.

    Its figure depends on nothing but the readings of the last `back_ms` of each sensor, so that
    they are enough to take up after a restart.
    """

    @property
    def back_ms(self) -> int:
        """Return for how long before a sensor's newest reading it must know its readings."""

    @property
    def capacity(self) -> int:
        """Return how many readings of one sensor it keeps at most."""

    def take(self, sensor: SensorId, at: int, value: float) -> bool:
        """Add the newest reading of a sensor (`at` in ms); tell whether it bears on the figure."""

    def take_late(self, sensor: SensorId, at: int, value: float) -> None:
        """Add a reading from before its sensor's newest: figures to come know of it."""

    def figure(self) -> Figure | None:
        """Return the figure as of the readings so far; nothing where it is not known."""


def period_ms(sensor: Sensor) -> int:
    """Return how long one reading of a sensor covers."""
    return round(sensor.period_s * 1000)


def holds_ms(sensor: Sensor) -> int:
    """Return for how long one reading of a sensor is evidence."""
    return round(sensor.period_s * EVIDENCE_PERIODS * 1000)
