"""What the engine changed, waiting to be committed."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from console.domain.alerts import Alert
from console.domain.cases import Case
from console.domain.facts import What
from console.domain.ids import AlertId, CaseId, DeviceId
from console.domain.kept import Kept


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
    cases: dict[CaseId, Case] = {}
    kept: dict[tuple[str, str], Kept | None] = {}

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing that must be committed now.

        A case whose evidence merely goes on has no fact: it is stored with the reading that is
        the evidence, or not at all.
        """
        return not (self.happenings or self.alerts or self.devices or self.kept)

    def happened(self, at: int, facts: Iterable[What]) -> None:
        """Note what happened at `at` (ms)."""
        self.happenings.extend(Happening(at, fact) for fact in facts)

    def keep(self, id: str, what: Kept) -> None:
        """Note that a small noun is so from now on."""
        self.kept[type(what).__name__, id] = what

    def drop(self, kind: type[Kept], id: str) -> None:
        """Note that a small noun is no more."""
        self.kept[kind.__name__, id] = None

    def take(self) -> Changes:
        """Hand over everything and start afresh."""
        taken = Changes(self.happenings, self.alerts, self.devices, self.cases, self.kept)
        self.happenings, self.alerts, self.devices, self.cases = [], {}, set(), {}
        self.kept = {}
        return taken
