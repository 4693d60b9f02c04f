"""What is out of service: under repair, removed, being calibrated. Only a person puts it back."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Scope(StrEnum):
    """How much is out of service."""

    SENSOR = "sensor"
    DEVICE = "device"
    ZONE = "zone"


class OutOfService(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A sensor, device or zone (`target` is its id) that is being worked on since `at` (ms)."""

    target: str
    scope: Scope
    note: str
    by: str
    at: int
