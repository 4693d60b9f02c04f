"""The air quality index of HJ 633, of one quantity or of a device."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.air_index import POLLUTANTS, aqi, iaqi
from console.domain.gauges import AirIndex, Mean
from console.domain.ids import SensorId
from console.domain.meters.mean import MeanMeter
from console.domain.meters.meter import Figure
from console.domain.sites import Sensor

HOUR_S = 3_600.0


class SensorIndex:
    """`AirIndex` at work at a sensor: the sub-index (IAQI) of its hourly mean."""

    __slots__ = ("_mean", "_quantity", "edition")

    def __init__(self, gauge: AirIndex, sensor: Sensor) -> None:
        self.edition = gauge.edition
        self._quantity = sensor.quantity
        self._mean = MeanMeter(_hourly(gauge), sensor)

    @property
    def back_ms(self) -> int:
        """Return the hour."""
        return self._mean.back_ms

    @property
    def capacity(self) -> int:
        """Return how many readings it keeps at most."""
        return self._mean.capacity

    def take(self, sensor: SensorId, at: int, value: float) -> bool:
        """Move the hour on to this reading."""
        return self._mean.take(sensor, at, value)

    def take_late(self, sensor: SensorId, at: int, value: float) -> None:
        """Let means to come know of it."""
        self._mean.take_late(sensor, at, value)

    def figure(self) -> Figure | None:
        """Return the sub-index, where the hourly mean is valid and has one."""
        mean = self._mean.figure()
        if mean is None:
            return None
        index = iaqi(self._quantity, mean.value, edition=self.edition)
        return None if index is None else Figure(float(index), mean.at, mean.until)


class DeviceIndex:
    """`AirIndex` at work at a device: the index (AQI) of six pollutants, the highest decides.

    With one missing it is published only above 100 (HJ 633, 5.3.1). Readings of one moment belong
    together: its figure is to be read once all of them are taken.
    """

    __slots__ = ("_at", "_indices", "edition")

    def __init__(self, gauge: AirIndex, sensors: Iterable[Sensor]) -> None:
        self.edition = gauge.edition
        self._at = 0
        self._indices = {
            sensor.id: (sensor.quantity, MeanMeter(_hourly(gauge), sensor))
            for sensor in sensors
            if sensor.quantity in POLLUTANTS
        }

    @property
    def back_ms(self) -> int:
        """Return the hour."""
        return round(HOUR_S * 1000)

    @property
    def capacity(self) -> int:
        """Return how many readings it keeps at most of the sensor that speaks most often."""
        return max((mean.capacity for _, mean in self._indices.values()), default=0)

    def take(self, sensor: SensorId, at: int, value: float) -> bool:
        """Move a pollutant's hour on to this reading."""
        self._at = max(self._at, at)
        return self._indices[sensor][1].take(sensor, at, value)

    def take_late(self, sensor: SensorId, at: int, value: float) -> None:
        """Let means to come know of it."""
        self._indices[sensor][1].take_late(sensor, at, value)

    def figure(self) -> Figure | None:
        """Return the index; nothing where it is not published (NA)."""
        found: dict[str, int | None] = {}
        until: int | None = None
        for quantity, meter in self._indices.values():
            mean = meter.figure()
            if mean is not None and mean.until >= self._at:
                found[quantity] = iaqi(quantity, mean.value, edition=self.edition)
                until = mean.until if until is None else min(until, mean.until)
        index = aqi(found).value
        if index is None or until is None:
            return None
        return Figure(float(index), self._at, until)


def _hourly(gauge: AirIndex) -> Mean:
    return Mean(window_s=HOUR_S, valid_share=gauge.valid_share)
