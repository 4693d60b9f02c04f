"""What is usual for each remedy: by when, what shows that it was done, and who does it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from console.domain.causes import Action
from console.domain.matters import Evidence, Wanted
from console.domain.parties import PartyKind


class UsualRemedy(msgspec.Struct, frozen=True, kw_only=True):
    """How an action is ordered unless somebody says otherwise.

    It is due `due_s` seconds after it was ordered, of working hours where `working`; nothing says
    when it is due where that is null. `proof` is what must show that it was done.
    """

    due_s: float | None = None
    working: bool = False
    proof: Wanted = Wanted.NONE
    kinds: tuple[PartyKind, ...] = ()


NOTHING_USUAL = UsualRemedy()


def usual_of(catalogue: Mapping[Action, UsualRemedy], action: Action) -> UsualRemedy:
    """Return what the catalogue has for `action`; an action it lacks is due at no time."""
    return catalogue.get(action, NOTHING_USUAL)


def shows(evidence: Evidence | None, wanted: Wanted) -> bool:
    """Tell whether `evidence` is of the kind that is wanted; more than that does no harm."""
    if wanted is Wanted.NONE:
        return True
    if evidence is None:
        return False
    match wanted:
        case Wanted.PHOTO:
            return evidence.photo is not None
        case Wanted.READING:
            return evidence.value is not None
        case Wanted.NOTE:
            return evidence.note is not None
