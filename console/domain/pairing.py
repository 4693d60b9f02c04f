"""Quantities of one device that cannot be just anything to each other at one moment."""

from __future__ import annotations

from console.domain.checks import Pair
from console.domain.ids import SensorId
from console.domain.readings import Reading


class Pairing:
    """A pair at work; both sides are told where they stand in their batch of readings."""

    __slots__ = ("_high", "_low", "_ratio", "_said")

    def __init__(self, pair: Pair, low: SensorId, high: SensorId) -> None:
        self._low, self._high, self._ratio = low, high, pair.ratio
        self._said: dict[SensorId, tuple[Reading, int, int]] = {}

    def take(self, reading: Reading, place: int, batch: int) -> tuple[int, ...]:
        """Take one side; return the places in this batch of what cannot be true.

        A side that came with an earlier batch is judged already.
        """
        self._said[reading.sensor] = reading, place, batch
        low, high = self._said.get(self._low), self._said.get(self._high)
        if low is None or high is None or low[0].at != high[0].at:
            return ()
        if low[0].value <= self._ratio * high[0].value:
            return ()
        return tuple(where for _, where, when in (low, high) if when == batch)
