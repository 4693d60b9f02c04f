"""Which part of the land a map shows: all of it, or closer about a middle."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from console.domain.ids import DeviceId
from console.domain.landmarks import Place
from console.widgets.plan_marks import Mark, gathered, mark_of, nearest, onward
from console.widgets.plan_projection import FINEST, STEPS_MAX, Cell, Projection, fitted

MARGIN = (2, 1)  # columns and rows around everything, where there are ROOMY of both
ROOMY = 20
EDGE = (4, 1)  # the cursor keeps so many columns and rows from the edge


class View:
    """What of `places` is seen in so many columns and rows, and which device is in hand.

    `extent` is what all of it is: places that are shown when nothing is zoomed.
    """

    def __init__(self) -> None:
        self.size = (1, 1)
        self.zoom = 0
        self.cursor: DeviceId | None = None
        self.marks: list[Mark] = []
        self.projection = Projection(latitude=0.0, longitude=0.0, scale=1.0)
        self._centre: Place = (0.0, 0.0)
        self._extent: tuple[Place, ...] = ()
        self._places: Mapping[DeviceId, Place] = {}
        self._off = (0, 0)  # cells that the part shown lies off the middle

    def lay(
        self,
        centre: Place,
        extent: Iterable[Place],
        places: Mapping[DeviceId, Place],
        size: tuple[int, int],
    ) -> None:
        """Show `places`; what is the same as before costs nothing."""
        asked = (centre, tuple(extent), places, size)
        if asked == (self._centre, self._extent, self._places, self.size):
            return
        self._centre, self._extent, self._places, self.size = asked
        self._draw()
        if self.cursor is not None:
            self.keep_in_view()

    def closer(self, steps: int) -> bool:
        """Zoom in (out where negative) about the cursor; tell whether that is possible."""
        zoom = max(0, min(self.zoom + steps, STEPS_MAX))
        if zoom == self.zoom or (steps > 0 and self.projection.scale <= FINEST):
            return False
        self.zoom = zoom
        self._off = (0, 0)
        self._draw()
        here = self.here
        if self.zoom and here is not None:
            self._shift(here.at[0] - self.size[0] // 2, here.at[1] - self.size[1] // 2)
        return True

    def whole(self) -> None:
        """Show everything."""
        self.zoom, self._off = 0, (0, 0)
        self._draw()

    def pan(self, columns: int, rows: int) -> None:
        """Move what is shown, where not all of it is; something stays in sight."""
        if self.zoom:
            self._shift(columns, rows)
            if not any(self.shows(mark.at) for mark in self.marks):
                self._shift(-columns, -rows)

    def go(self, way: tuple[int, int]) -> Mark | None:
        """Return the mark that lies that way of the cursor."""
        here = self.here
        return onward(self.marks, here.at, way) if here else self._first()

    def at(self, cell: Cell, within: float) -> Mark | None:
        """Return the mark closest to a cell."""
        return nearest((mark for mark in self.marks if self.shows(mark.at)), cell, within)

    @property
    def magnified(self) -> float:
        """Return how many times as large as the whole it is shown."""
        whole = self._whole()
        return whole.scale / self.projection.scale

    @property
    def here(self) -> Mark | None:
        """Return the mark the cursor is on."""
        return mark_of(self.marks, self.cursor) if self.cursor is not None else None

    def shows(self, at: Cell) -> bool:
        """Tell whether a cell is in sight."""
        return 0 <= at[0] < self.size[0] and 0 <= at[1] < self.size[1]

    def keep_in_view(self) -> None:
        """Move what is shown so far that the cursor is in sight."""
        here = self.here
        if here is None or self.zoom == 0:
            return
        if not self.shows(here.at):
            self._shift(here.at[0] - self.size[0] // 2, here.at[1] - self.size[1] // 2)
            return
        moves = [
            _into(at, min(edge, size // 3), size)
            for at, edge, size in zip(here.at, EDGE, self.size, strict=True)
        ]
        if any(moves):
            self._shift(moves[0], moves[1])

    def _first(self) -> Mark | None:
        return min(self.marks, key=lambda mark: (mark.at[1], mark.at[0]), default=None)

    def _shift(self, columns: int, rows: int) -> None:
        self._off = (self._off[0] + columns, self._off[1] + rows)
        self._draw()

    def _draw(self) -> None:
        columns, rows = self.size
        closer = self._whole().finer(self.zoom, (columns / 2, rows / 2))
        self.projection = closer.moved(*self._off)
        # Moved in whole cells: how a float is rounded must not move a mark by one more.
        left, top = self._off
        self.marks = [
            Mark((mark.at[0] - left, mark.at[1] - top), mark.devices)
            for mark in gathered(self._places, closer)
        ]

    def _whole(self) -> Projection:
        columns, rows = self.size
        edge = MARGIN if min(self.size) >= ROOMY else (0, 0)
        room = columns - 2 * edge[0], rows - 2 * edge[1]
        places = self._extent or self._places.values()
        return fitted(self._centre, places, room).moved(-edge[0], -edge[1])


def _into(at: int, edge: int, size: int) -> int:
    """Return how far the part shown must move for `at` to lie `edge` within it."""
    if at < edge:
        return at - edge
    return max(0, math.ceil(at - (size - 1 - edge)))
