"""What can happen to a patrol unit's readiness, whatever it is out for."""

from __future__ import annotations

import msgspec

from console.domain.ids import UnitId


class UnitReserved(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is kept free for a `purpose`, until `until` (ms)."""

    unit: UnitId
    until: int
    purpose: str


class UnitFreed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is reserved no more: somebody said so, or its time was over (`lapsed`)."""

    unit: UnitId
    lapsed: bool = False


class UnitWithdrawn(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is out of service, and `why`."""

    unit: UnitId
    why: str


class UnitRestored(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is in service again."""

    unit: UnitId


class DutyBegan(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is on duty whatever its shift says, until its shift changes next (ms)."""

    unit: UnitId
    until: int | None = None


class DutyEnded(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The unit is off duty whatever its shift says, until its shift changes next (ms)."""

    unit: UnitId
    until: int | None = None


UnitFact = UnitReserved | UnitFreed | UnitWithdrawn | UnitRestored | DutyBegan | DutyEnded
