"""Quantities of one device that cannot be just anything to each other at one moment."""

from __future__ import annotations

from console.domain.checks import Pair
from console.domain.ids import SensorId
from console.domain.readings import Reading

_Side = tuple[int, float, int, int]  # moment (ms), value, place in its batch, number of the batch


class Pairing:
    """A pair at work; both sides are told where they stand in their batch of readings."""

    __slots__ = ("_high", "_low", "_low_id", "_ratio")

    def __init__(self, pair: Pair, low: SensorId) -> None:
        self._low_id, self._ratio = low, pair.ratio
        self._low: _Side | None = None
        self._high: _Side | None = None

    def take(self, reading: Reading, place: int, batch: int) -> tuple[int, ...]:
        """Take one side; return the places in this batch of what cannot be true.

        A side that came with an earlier batch is judged already.
        """
        at = reading.at
        if reading.sensor == self._low_id:
            self._low = at, reading.value, place, batch
        else:
            self._high = at, reading.value, place, batch
        low, high = self._low, self._high
        if low is None or high is None or low[0] != high[0]:
            return ()
        if low[1] <= self._ratio * high[1]:
            return ()
        return tuple(where for _, _, where, when in (low, high) if when == batch)
