"""A canvas of cells to draw a map on; a wide character takes two of them, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from rich.cells import cell_len

from console.widgets.ink import Ink, Line

_BLANK: tuple[str, Ink] = (" ", "text")
_TAIL = ""  # the second cell of a wide character
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))  # of a braille cell, by column
_BRAILLE = 0x2800
FINE = (2, 4)  # dots across and down a cell

Point = tuple[float, float]


class Canvas:
    """Cells in rows; what is drawn outside is left out."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._cells: list[list[tuple[str, Ink]]] = [[_BLANK] * columns for _ in range(rows)]
        self._taken: set[tuple[int, int]] = set()
        self._dots: dict[tuple[int, int], tuple[int, Ink]] = {}

    def free(self, column: int, row: int, width: int) -> bool:
        """Tell whether a stretch lies on the canvas and nothing holds it."""
        inside = 0 <= row < self.rows and column >= 0 and column + width <= self.columns
        return inside and all((column + n, row) not in self._taken for n in range(width))

    def hold(self, column: int, row: int, width: int) -> None:
        """Keep others from writing there."""
        self._taken.update((column + n, row) for n in range(width))

    def write(self, column: int, row: int, text: str, ink: Ink, *, hold: bool = True) -> None:
        """Write text from a cell on; characters not wholly on the canvas are left out."""
        for character in text:
            width = cell_len(character)
            if width and 0 <= row < self.rows and 0 <= column <= self.columns - width:
                self._put(column, row, character, ink, width)
                if hold:
                    self.hold(column, row, width)
            column += width

    def stroke(self, path: Sequence[Point], character: str, ink: Ink, *, every: int = 1) -> None:
        """Draw along a path of (column, row) points, in every so many cells, under all else."""
        for step, (column, row) in enumerate(_along(path, (self.columns, self.rows))):
            if step % every == 0:
                self.dot(column, row, character, ink)

    def trace(self, path: Sequence[Point], ink: Ink, *, every: int = 1) -> None:
        """Draw a thin line of braille dots along a path, under all else."""
        across, down = FINE
        fine = [(column * across, row * down) for column, row in path]
        size = self.columns * across, self.rows * down
        for step, (x, y) in enumerate(_along(fine, size, aspect=1)):
            if step % every == 0:
                self._dot(x, y, ink)

    def fill(self, outline: Sequence[Point], character: str, ink: Ink, *, every: int = 1) -> None:
        """Draw in every so many cells within an outline, under all else."""
        for row in range(self.rows):
            middle = row + 0.5
            crossings = sorted(_crossings(outline, middle))
            for start, end in zip(crossings[::2], crossings[1::2], strict=False):
                first, last = max(round(start), 0), min(round(end), self.columns)
                for column in range(first, last):
                    if (column + row * (every // 2)) % every == 0:
                        self.dot(column, row, character, ink)

    def lines(self) -> list[Line]:
        """Return what was drawn."""
        for (column, row), (bits, ink) in self._dots.items():
            self.dot(column, row, chr(_BRAILLE + bits), ink)
        return [
            tuple(
                ("".join(text for text, _ in run), ink)
                for ink, run in groupby(row, key=lambda cell: cell[1])
            )
            for row in self._cells
        ]

    def dot(self, column: int, row: int, character: str, ink: Ink) -> None:
        """Draw one character where nothing is held."""
        if self.free(column, row, 1):
            self._put(column, row, character, ink, 1)

    def _put(self, column: int, row: int, character: str, ink: Ink, width: int) -> None:
        cells = self._cells[row]
        after = column + width
        if cells[column][0] == _TAIL:
            cells[column - 1] = _BLANK
        if after < self.columns and cells[after][0] == _TAIL:
            cells[after] = _BLANK
        cells[column] = (character, ink)
        if width == 2:
            cells[column + 1] = (_TAIL, ink)

    def _dot(self, x: int, y: int, ink: Ink) -> None:
        across, down = FINE
        cell = x // across, y // down
        bits, _ = self._dots.get(cell, (0, ink))
        self._dots[cell] = bits | _DOTS[x % across][y % down], ink


def _along(
    path: Sequence[Point], size: tuple[int, int], *, aspect: int = 2
) -> Iterator[tuple[int, int]]:
    """Yield the cells of a path within `size`, none twice in a row."""
    last: tuple[int, int] | None = None
    for start, end in pairwise(path):
        clipped = _clipped(start, end, size)
        if clipped is None:
            continue
        (x, y), (to_x, to_y) = clipped
        steps = max(1, round(max(abs(to_x - x), abs(to_y - y) * aspect)))
        for step in range(steps + 1):
            share = step / steps
            cell = int(x + (to_x - x) * share), int(y + (to_y - y) * share)
            if cell != last and cell[0] < size[0] and cell[1] < size[1]:
                last = cell
                yield cell


def _crossings(outline: Sequence[Point], y: float) -> Iterator[float]:
    """Yield where a level line crosses a closed outline."""
    for (x1, y1), (x2, y2) in pairwise([*outline, outline[0]]):
        if (y1 <= y) != (y2 <= y):
            yield x1 + (y - y1) / (y2 - y1) * (x2 - x1)


def _clipped(start: Point, end: Point, size: tuple[int, int]) -> tuple[Point, Point] | None:
    """Return the part of a straight line that lies within the canvas, if any (Liang-Barsky)."""
    low, high = 0.0, 1.0
    for a, b, most in zip(start, end, size, strict=True):
        run = b - a
        if run == 0:
            if not 0 <= a <= most:
                return None
            continue
        first, last = sorted((-a / run, (most - a) / run))
        low, high = max(low, first), min(high, last)
    if low > high:
        return None

    def at(share: float) -> Point:
        return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share

    return at(low), at(high)
