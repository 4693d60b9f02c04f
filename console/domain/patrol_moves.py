"""What a unit says of its task, and what time does to it: moves of a case."""

from __future__ import annotations

import msgspec

from console.domain.causes import Seen
from console.domain.ids import UnitId
from console.domain.matters import Heard
from console.domain.people import PatrolPolicy


class Said(msgspec.Struct, frozen=True):
    """How it was heard, where the unit did not say it itself, and when it must be heard of again
    (`check`; not at all for a task that waits behind another one)."""

    heard: Heard | None = None
    check: PatrolPolicy | None = None


HIMSELF = Said()


class Decline(msgspec.Struct, frozen=True):
    """The unit does not take the task."""

    unit: UnitId
    said: Said = HIMSELF


class CheckIn(msgspec.Struct, frozen=True):
    """The unit says that all is well."""

    unit: UnitId
    said: Said = HIMSELF


class Ask(msgspec.Struct, frozen=True):
    """The unit asks for another one beside it, and says what for."""

    unit: UnitId
    words: str
    said: Said = HIMSELF


class Amend(msgspec.Struct, frozen=True):
    """The unit puts a finding right; without `seen` it takes it back."""

    unit: UnitId
    finding: int
    seen: Seen | None = None
    said: Said = HIMSELF


class ComeUp(msgspec.Struct, frozen=True):
    """The unit is through with what it had before: this task is next."""

    unit: UnitId
    check: PatrolPolicy


class Missed(msgspec.Struct, frozen=True):
    """Nothing was heard in time of whoever is due."""

    check: PatrolPolicy


PatrolMove = Decline | CheckIn | Ask | Amend | ComeUp | Missed
