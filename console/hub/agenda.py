"""What falls due and when, over everything the engine keeps."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from console.domain.ids import CaseId, RuleId, TargetId

Key = tuple[RuleId, TargetId]

# At one moment a device's silence comes before its sensors', so that theirs fold into it, and
# cases come last: what went wrong at that moment still counts against them.
DEVICES, SENSORS, CASES = 0, 1, 2


class Agenda:
    """Deadlines in the order they fall due; what no longer holds is passed over by its owner."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Key | CaseId]] = []

    def add(self, due: int, rank: int, whose: Key | CaseId) -> None:
        """Note that something of `whose` falls due at `due` (ms)."""
        heapq.heappush(self._heap, (due, rank, whose))

    def ripe(self, now: int) -> bool:
        """Tell whether anything falls due by `now` (ms)."""
        return bool(self._heap) and self._heap[0][0] <= now

    def take(self, now: int) -> Iterator[tuple[int, Key | CaseId]]:
        """Yield what falls due by `now` (ms) with its moment, also what is added meanwhile."""
        while self._heap and self._heap[0][0] <= now:
            due, _, whose = heapq.heappop(self._heap)
            yield due, whose
