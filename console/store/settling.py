"""When fresh readings are moved to where they are read: by their number, in short steps."""

from __future__ import annotations

from sqlalchemy import Connection

from console.store.readings import settle
from console.store.rolling import Rolling

START_SLICES = 5  # so many slices of fresh readings start it, when nothing else waits
PRESSING_SLICES = 10  # so many do not wait for a quiet moment
LEAST_PER_SENSOR = 10  # rows of a slice: fewer would write a whole page for a row or two


class Settling:
    """The writer's upkeep. Slices grow with the number of sensors, and so does the wait."""

    def __init__(self, fresh: int, *, slice_rows: int, sensors: int, rolling: Rolling) -> None:
        self._fresh = fresh
        self._rolling = rolling
        self._slice = max(slice_rows, LEAST_PER_SENSOR * sensors)
        self._start = START_SLICES * self._slice
        self._under_way = False
        self._closing = False

    def added(self, rows: int) -> None:
        """Take note of readings that came."""
        self._fresh += rows

    def settled(self, rows: int) -> None:
        """Take note of fresh readings that were settled for another reason."""
        self._fresh -= rows
        self._rolling.settled(rows)

    def close(self) -> None:
        """Leave less than a slice behind from now on, so that the next start is quick."""
        self._closing = True

    def due(self, *, idle: bool) -> bool:
        """Tell whether a slice should be settled now."""
        if self._fresh < self._slice:
            self._under_way = False
        elif self._closing or self._fresh >= self._start:
            self._under_way = True
        return self._under_way and (idle or self._fresh >= PRESSING_SLICES * self._slice)

    def step(self, connection: Connection) -> int:
        """Settle one slice."""
        return settle(connection, self._slice)

    def done(self, moved: int, /) -> None:
        """Take note of a settled slice; where nothing was left to move, nothing is fresh."""
        self._fresh = self._fresh - moved if moved else 0
        self._rolling.settled(moved)
        self._start = START_SLICES * self._slice

    def put_off(self) -> None:
        """Wait for another slice's worth of readings: the disk is full."""
        self._under_way = self._closing = False
        self._start = self._fresh + self._slice
