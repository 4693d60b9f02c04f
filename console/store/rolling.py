"""When what has settled is rolled up: while nothing else waits, in short steps."""

from __future__ import annotations

from sqlalchemy import Connection

from console.store.rollups import roll

PRESSING_SLICES = 10  # so many slices settled since do not wait for a quiet moment


class Rolling:
    """The writer's upkeep after settling; what is due is in the store and survives it."""

    def __init__(self, *, due: bool, slice_rows: int) -> None:
        self._due = due
        self._behind = 0
        self._pressing = PRESSING_SLICES * slice_rows
        self._closing = False

    def settled(self, rows: int) -> None:
        """Take note of readings that have settled."""
        self._due = True
        self._behind += rows

    def close(self) -> None:
        """Leave the rest for the next start."""
        self._closing = True

    def due(self, *, idle: bool) -> bool:
        """Tell whether a step should run now."""
        return self._due and not self._closing and (idle or self._behind >= self._pressing)

    def step(self, connection: Connection) -> int:
        """Roll up some hours."""
        return roll(connection)

    def done(self, hours: int, /) -> None:
        """Take note of a step; where nothing was left, all is rolled up."""
        if not hours:
            self._due, self._behind = False, 0

    def put_off(self) -> None:
        """Wait until more has settled: the disk is full."""
        self._due = False
