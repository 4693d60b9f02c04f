"""One measured value of one sensor."""

from __future__ import annotations

import msgspec

from console.domain.ids import SensorId
from console.domain.values import Quality


class Reading(msgspec.Struct, frozen=True, gc=False):
    """Value, quality and when, of one sensor; `(sensor, at)` identifies it.

    `at` is in ms since the epoch, `value` in the sensor's unit. `arrived` marks a bare
    number that was stamped on arrival.
    """

    sensor: SensorId
    at: int
    value: float
    quality: Quality = Quality.GOOD
    arrived: bool = False
