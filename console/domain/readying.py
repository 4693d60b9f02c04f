"""What a fact about a unit's readiness makes of what was said of it, for hub and console."""

from __future__ import annotations

from msgspec.structs import replace

from console.domain.unit_facts import (
    DutyBegan,
    DutyEnded,
    UnitFact,
    UnitFreed,
    UnitReserved,
    UnitRestored,
    UnitWithdrawn,
)
from console.domain.unit_states import DutyOverride, Reservation, UnitState, Withdrawal


def told(before: UnitState | None, what: UnitFact, by: str, at: int) -> UnitState | None:
    """Return what is said of a unit after `what` was, by `by` at `at` (ms); nothing is nothing."""
    state = before or UnitState(unit=what.unit)
    match what:
        case UnitReserved(until=until, purpose=purpose):
            kept = Reservation(purpose=purpose, until=until, by=by, at=at)
            state = replace(state, reserved=kept)
        case UnitFreed():
            state = replace(state, reserved=None)
        case UnitWithdrawn(why=why):
            state = replace(state, withdrawn=Withdrawal(why=why, by=by, at=at))
        case UnitRestored():
            state = replace(state, withdrawn=None)
        case DutyBegan(until=until) | DutyEnded(until=until):
            on = isinstance(what, DutyBegan)
            state = replace(state, duty=DutyOverride(on=on, until=until, by=by, at=at))
    return None if state.plain else state
