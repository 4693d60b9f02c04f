"""What can be asked for about sensors."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from console.contract.request import Request
from console.domain.ids import SensorId
from console.domain.values import Role


class RecordReading(Request, frozen=True, kw_only=True):
    """Put a reading taken by hand on record: `value` in the sensor's unit, `how` it was taken.

    Without `at` it is stamped when the hub hears of it.
    """

    operation: ClassVar[str] = "sensors.record"
    role: ClassVar[Role] = Role.OPERATOR
    key: ClassVar[str | None] = "r"

    sensor: SensorId
    value: float
    how: str
    at: datetime | None = None
