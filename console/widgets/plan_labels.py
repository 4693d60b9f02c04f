"""Names beside marks: where there is room for them, and never over another mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from console.widgets.ink import Line, width_of
from console.widgets.plan_canvas import Canvas
from console.widgets.plan_projection import Cell

AWAY = 2  # rows a name may be from what it names


def label(canvas: Canvas, at: Cell, width: int, variants: Iterable[Line]) -> bool:
    """Write the first of `variants` (longest first) that finds room by a mark `width` wide;
    tell whether any did."""
    for line in variants:
        length = width_of(line)
        for column, row in _beside(at, width, length):
            if _write(canvas, column, row, line):
                return True
    return False


def title(canvas: Canvas, places: Iterable[Cell], line: Line, *, away: int = AWAY) -> bool:
    """Write a name about the first of `places` that has room within `away` rows."""
    length = width_of(line)
    for column, row in places:
        for off in sorted(range(-away, away + 1), key=abs):
            for start in (column - length // 2, column + 1, column - length):
                if _write(canvas, start, row + off, line):
                    return True
    return False


def put(canvas: Canvas, column: int, row: int, line: Line) -> None:
    """Write a line where it stands, and keep others out."""
    for text, ink in line:
        canvas.write(column, row, text, ink)
        column += width_of([(text, ink)])


def _write(canvas: Canvas, column: int, row: int, line: Line) -> bool:
    length = width_of(line)
    # A cell on either side keeps names apart; at the edge none is needed.
    left, right = max(column - 1, 0), min(column + length + 1, canvas.columns)
    if column < 0 or column + length > canvas.columns:
        return False
    if not canvas.free(left, row, right - left):
        return False
    put(canvas, column, row, line)
    return True


def _beside(at: Cell, width: int, length: int) -> Iterator[Cell]:
    column, row = at
    yield column + width + 1, row
    yield column - length - 1, row
    for off in (1, 2):
        for sign in (-1, 1):
            for start in (column, column - length // 2, column - length + width):
                yield start, row + off * sign
