"""The mean of what a sensor measured over a stretch of time up to its newest reading."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

PARTS_PER_PERIOD = 8  # a sensor may speak so often in one period; beyond it the earliest go
SPARE_PARTS = 8
UNITS = 10**9  # values are summed as whole billionths, so that no rounding ever adds up
VALUE_MAX = 1e15  # nothing real is larger; it would only drown the rest of the sum


class Part(NamedTuple):
    """What one reading covers: from after `start` to `end` (ms), `value` in billionths."""

    start: int
    end: int
    value: int


class Window:
    """A mean that moves along with a sensor's readings, weighted by the time each covers.

    A reading covers the `period_ms` that end with it, or what of them no earlier reading had
    covered. (Where `at` marks the stretch's start, every stretch and the window's end lie one
    period later, so the mean is the same.) The mean over `window_ms` is valid when at least
    `valid_share` of them is covered; otherwise nothing is known.
    """

    __slots__ = ("_covered", "_late", "_parts", "_period", "_required", "_sum", "_width")

    def __init__(self, *, window_ms: int, period_ms: int, valid_share: float) -> None:
        self._width = window_ms
        self._period = period_ms
        self._required = valid_share * window_ms
        most = window_ms * PARTS_PER_PERIOD // max(period_ms, 1) + SPARE_PARTS
        self._parts: deque[Part] = deque(maxlen=most)
        self._late: dict[int, int] = {}
        self._covered = 0
        self._sum = 0

    @property
    def capacity(self) -> int:
        """Return how many readings it keeps at most."""
        return self._parts.maxlen or 0

    def take(self, at: int, value: float) -> float | None:
        """Add the newest reading (`at` in ms); return the mean up to it, if it is valid."""
        if self._late:
            self._sort_in()
        if abs(value) <= VALUE_MAX:
            self._append(at, round(value * UNITS))
        return self._mean(at)

    def take_late(self, at: int, value: float) -> None:
        """Add a reading from before the newest: the means to come know of it."""
        known = self._parts[-1].end if self._parts else at
        room = len(self._late) < self.capacity
        if known - self._width < at and room and abs(value) <= VALUE_MAX:
            self._late[at] = round(value * UNITS)

    def _append(self, at: int, value: int) -> None:
        parts = self._parts
        start = at - self._period
        if parts and parts[-1].end > start:
            start = parts[-1].end
        if len(parts) == parts.maxlen:
            self._drop()
        parts.append(Part(start, at, value))
        self._covered += at - start
        self._sum += value * (at - start)

    def _mean(self, at: int) -> float | None:
        parts, since = self._parts, at - self._width
        while parts and parts[0].end <= since:
            self._drop()
        if not parts:
            return None
        earliest = parts[0]
        outside = max(since - earliest.start, 0)
        covered = self._covered - outside
        if covered <= 0 or covered < self._required:
            return None
        return (self._sum - earliest.value * outside) / (covered * UNITS)

    def _drop(self) -> None:
        part = self._parts.popleft()
        self._covered -= part.end - part.start
        self._sum -= part.value * (part.end - part.start)

    def _sort_in(self) -> None:
        """Lay all parts anew: one that came late takes its place among the others."""
        known = {part.end: part.value for part in self._parts}
        self._parts.clear()
        self._covered = self._sum = 0
        for at, value in sorted((self._late | known).items()):
            self._append(at, value)
        self._late.clear()
