"""By how many classes a device's water is worse than it should be."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.gauges import WaterClass
from console.domain.ids import SensorId
from console.domain.meters.meter import Figure, holds_ms
from console.domain.sites import Sensor
from console.domain.water_class import classify, item_class


class WaterClassMeter:
    """`WaterClass` at work: its items are the device's newest values while they are evidence.

    With an item missing the water may be worse: what is told is the least. Readings of one moment
    belong together: its figure is to be read once all of them are taken.
    """

    __slots__ = ("_at", "_gauge", "_items", "_newest")

    def __init__(self, gauge: WaterClass, sensors: Iterable[Sensor]) -> None:
        self._gauge = gauge
        self._items = {
            sensor.id: (sensor.quantity, holds_ms(sensor))
            for sensor in sensors
            if is_item(sensor.quantity, lake=gauge.lake)
        }
        self._newest: dict[SensorId, tuple[int, float]] = {}
        self._at = 0

    @property
    def back_ms(self) -> int:
        """Return for how long a reading may count."""
        return max((holds for _, holds in self._items.values()), default=0)

    @property
    def capacity(self) -> int:
        """Return that it keeps one reading of each sensor."""
        return 1

    def take(self, sensor: SensorId, at: int, value: float) -> bool:
        """Take an item's newest value."""
        self._newest[sensor] = at, value
        self._at = max(self._at, at)
        return True

    def take_late(self, sensor: SensorId, at: int, value: float) -> None:
        """Leave it: only the newest count."""

    def figure(self) -> Figure | None:
        """Return by how many classes it is worse than the target, 0 where it is not."""
        items: dict[str, float] = {}
        until: int | None = None
        for sensor, (item, holds) in self._items.items():
            told = self._newest.get(sensor)
            if told is not None and told[0] + holds >= self._at:
                items[item] = told[1]
                until = told[0] + holds if until is None else min(until, told[0] + holds)
        found = classify(items, lake=self._gauge.lake, target=self._gauge.target)
        if found is None or until is None:
            return None
        worse = max(0, found.water_class - self._gauge.target)
        return Figure(float(worse), self._at, until, len(found.classes) < len(self._items))


def is_item(quantity: str, *, lake: bool) -> bool:
    """Tell whether a quantity has a class in such water."""
    return item_class(quantity, 1.0, lake=lake) is not None
