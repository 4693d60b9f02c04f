"""What makes a reading doubtful: the tests it can fail, after QARTOD (IOOS, 2020)."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.ids import SensorId


class Test(StrEnum):
    """One test of the quality lane."""

    __test__ = False  # for pytest: not a test of ours

    RANGE = "range"  # beyond what the instrument can report
    FLAT = "flat"  # the same value for too long
    SPIKE = "spike"  # far from the value before, and not yet seen again
    RATE = "rate"  # faster than the quantity can change
    CLOCK = "clock"  # the device's clock is wrong
    PAIR = "pair"  # two quantities that cannot both be so (PM2.5 above PM10)
    DEVICE = "device"  # the device itself says so


class Doubt(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A sensor whose readings are not believed since `since` (ms), and by which tests."""

    sensor: SensorId
    tests: tuple[Test, ...]
    since: int
