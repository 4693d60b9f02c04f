"""What falls due and when, over everything the engine keeps."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import Any

from console.domain.ids import RuleId, TargetId

Key = tuple[RuleId, TargetId]

# Figures of readings that are all in come first. At one moment a device's silence comes before its
# sensors', so that theirs fold into it; what follows from alerts comes after them (interlocks, and
# then the controls they forbid, then automations), and cases last: what went wrong at that moment
# still counts against them. What is done just in time is not overdue.
FIGURES, DEVICES, SENSORS, PATTERNS, CONDITIONS = range(5)
INTERLOCKS, PROSPECTS, CONTROLS, AUTOMATIONS, DEEDS, EDITIONS = range(5, 11)
LOAD, SHIFTS, UNITS, CHECKS, CASES, CLOCKS, REMEDIES, COMPARISONS = range(11, 19)

Keeper = Callable[[Any, int], None]


class Agenda:
    """Deadlines in the order they fall due; what no longer holds is passed over by its keeper."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Any]] = []
        self._keepers: dict[int, Keeper] = {}

    def keep(self, rank: int, keeper: Keeper) -> None:
        """Let `keeper(whose, due)` see to what falls due in `rank`."""
        self._keepers[rank] = keeper

    def add(self, due: int, rank: int, whose: Any) -> None:
        """Note that something of `whose` falls due at `due` (ms); of one rank, one type."""
        heapq.heappush(self._heap, (due, rank, whose))

    def ripe(self, now: int) -> bool:
        """Tell whether anything falls due by `now` (ms)."""
        return bool(self._heap) and self._heap[0][0] <= now

    def pass_time(self, now: int) -> None:
        """Let all that falls due by `now` (ms) take effect, also what is added meanwhile."""
        while self._heap and self._heap[0][0] <= now:
            due, rank, whose = heapq.heappop(self._heap)
            self._keepers[rank](whose, due)
