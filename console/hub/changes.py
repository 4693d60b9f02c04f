"""What the engine changed, waiting to be committed."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.alerts import Alert
from console.domain.facts import What
from console.domain.ids import AlertId, DeviceId


class Verdict(StrEnum):
    """What a reading is to its sensor."""

    FRESH = "fresh"
    LATE = "late"
    DUPLICATE = "duplicate"


class Happening(msgspec.Struct, frozen=True):
    """A fact to be, with its moment (ms)."""

    at: int
    what: What


class Changes(msgspec.Struct):
    """What the engine changed since it was last asked, in the order it happened."""

    happenings: list[Happening] = []
    alerts: dict[AlertId, Alert] = {}
    devices: set[DeviceId] = set()

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to commit."""
        return not (self.happenings or self.alerts or self.devices)
