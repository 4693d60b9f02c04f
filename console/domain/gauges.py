"""What a limit rule judges: a sensor's readings as they are, or a figure made of them."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True, tag="value"):
    """Each reading as it is, in the sensor's unit."""


class Mean(msgspec.Struct, frozen=True, kw_only=True, tag="mean"):
    """The mean over `window_s` up to the reading, in the sensor's unit.

    Valid when readings cover `valid_share` of the window (GB 3095 Table 4: 45 minutes of 60).
    """

    window_s: float
    valid_share: float = 0.75


class Change(msgspec.Struct, frozen=True, kw_only=True, tag="change"):
    """How much the value rose (fell: negative) over the last `over_s`, in the sensor's unit."""

    over_s: float


class Deviation(msgspec.Struct, frozen=True, kw_only=True, tag="deviation"):
    """The value less the median of its neighbours at the same time, in the sensor's unit.

    Neighbours are the sensors of the same quantity at other devices, the `nearest` so many where
    given (0: all, but no more than 64); with fewer than `least` of them heard, nothing is known.
    """

    nearest: int = 0
    least: int = 3


class Unchanged(msgspec.Struct, frozen=True, kw_only=True, tag="unchanged"):
    """For how many seconds the value has been exactly the same."""


class Count(msgspec.Struct, frozen=True, kw_only=True, tag="count"):
    """How many separate times the value went past `limit` within `within_s`.

    It must have come back past `clear` before it counts again.
    """

    limit: float
    clear: float
    within_s: float


class AirIndex(msgspec.Struct, frozen=True, kw_only=True, tag="air-index"):
    """The air quality index of HJ 633 by `edition`: of one quantity's hourly mean at a sensor
    (IAQI), or of all six at a device, where the highest decides (AQI)."""

    edition: str
    valid_share: float = 0.75


class WaterClass(msgspec.Struct, frozen=True, kw_only=True, tag="water-class"):
    """How many classes of GB 3838-2002 a device's water is worse than `target` (1 to 5).

    The worst item decides (clause 5.1); beyond class V counts as 6. Lakes have limits of their
    own for phosphorus and nitrogen.
    """

    target: int
    lake: bool = False


Gauge = Value | Mean | Change | Deviation | Unchanged | Count | AirIndex | WaterClass
