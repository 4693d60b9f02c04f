"""How far a sensor's value is from what its neighbours measure at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from console.domain.gauges import Deviation
from console.domain.ids import SensorId
from console.domain.meters.meter import Figure, holds_ms, period_ms
from console.domain.sites import Sensor


class DeviationMeter:
    """`Deviation` at work: the sensor's newest value less the median of its neighbours' newest.

    Only readings that lie strictly within one period of the sensor's own count. Readings of one
    moment belong together: its figure is to be read once all of them are taken.
    """

    __slots__ = ("_holds", "_least", "_neighbours", "_newest", "_own", "_period")

    def __init__(self, gauge: Deviation, own: Sensor, neighbours: Sequence[Sensor]) -> None:
        self._least = gauge.least
        self._own = own.id
        self._period = period_ms(own)
        self._holds = holds_ms(own)
        self._neighbours = tuple(sensor.id for sensor in neighbours)
        self._newest: dict[SensorId, tuple[int, float]] = {}

    @property
    def back_ms(self) -> int:
        """Return for how long a reading may count."""
        return self._holds

    @property
    def capacity(self) -> int:
        """Return that it keeps one reading of each sensor."""
        return 1

    def take(self, sensor: SensorId, at: int, value: float) -> bool:
        """Take what the sensor or one of its neighbours measured."""
        self._newest[sensor] = at, value
        own = self._newest.get(self._own)
        return own is not None and abs(at - own[0]) < self._period

    def take_late(self, sensor: SensorId, at: int, value: float) -> None:
        """Leave it: only the newest count."""

    def figure(self) -> Figure | None:
        """Return the deviation; nothing with too few neighbours heard."""
        own = self._newest.get(self._own)
        if own is None:
            return None
        at, known = own[0], []
        for neighbour in self._neighbours:
            told = self._newest.get(neighbour)
            if told is not None and abs(told[0] - own[0]) < self._period:
                at = max(at, told[0])
                known.append(told[1])
        if len(known) < max(self._least, 1):
            return None
        return Figure(own[1] - median(known), at, own[0] + self._holds)
