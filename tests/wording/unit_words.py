"""Every kind of fact about units' readiness, for the tests of words."""

from __future__ import annotations

from console.domain.ids import UnitId
from console.domain.unit_facts import (
    DutyBegan,
    DutyEnded,
    UnitFreed,
    UnitReserved,
    UnitRestored,
    UnitWithdrawn,
)

P1 = UnitId("p1")
UNIT_FACTS = (
    UnitReserved(unit=P1, until=1_790_000_000_000, purpose="visit"),
    UnitFreed(unit=P1),
    UnitFreed(unit=P1, lapsed=True),
    UnitWithdrawn(unit=P1, why="flat \x1b[2J tyre"),
    UnitRestored(unit=P1),
    DutyBegan(unit=P1, until=1_790_000_000_000),
    DutyEnded(unit=P1),
)
