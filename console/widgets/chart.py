"""A trend drawn large in braille dots, with limits across it, values and local times beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace
from rich.cells import cell_len

from console.widgets.ink import Ink, Line, fit
from console.widgets.spark import scale, within

AXIS_TICKS = 4
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


class Across(msgspec.Struct, frozen=True):
    """A line across the chart: a limit or clear value with the word for it."""

    value: float
    word: str
    ink: Ink
    stroke: str = "╌"


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What the chart spans and how it writes: `start` to `end` in ms, room in cells."""

    start: int
    end: int
    width: int
    height: int
    number: Callable[[float], str]
    moment: Callable[[int], str]


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """Where values and moments fall: `columns` by `rows` cells from `low` to `high`."""

    columns: int
    rows: int
    low: float
    high: float

    def row_of(self, value: float, *, steps: int = 1) -> int:
        """Return the row of `value`, counted from the top in `steps` to a cell."""
        share = (self.high - within(value, self.low, self.high)) / (self.high - self.low)
        return max(0, min(self.rows * steps - 1, int(share * self.rows * steps)))

    def value_at(self, row: int) -> float:
        """Return the value in the middle of `row`."""
        return self.high - (row + 0.5) / self.rows * (self.high - self.low)


Point = tuple[int, float]


def chart(points: Sequence[Point], across: Sequence[Across], frame: Frame) -> list[Line]:
    """Return the lines of a chart of `points` (ms, value), `frame.height` high with its axis."""
    low, high = _span([value for _, value in points] + [a.value for a in across])
    grid = Grid(columns=0, rows=max(frame.height - 2, 2), low=low, high=high)
    labels = _labels(across, grid, frame)
    gutter = max(cell_len(label) for label in labels.values()) + 1
    grid = replace(grid, columns=max(frame.width - gutter - 2, 8))
    canvas = _dotted(points, frame, grid)
    crossing = {grid.row_of(line.value): line for line in reversed(across)}
    lines = [
        _row(canvas[row], fit(labels.get(row, ""), gutter - 1, right=True), crossing.get(row))
        for row in range(grid.rows)
    ]
    lines.append(((" " * gutter, "faint"), ("└" + "─" * grid.columns, "faint")))
    lines.append(_times(frame, gutter, grid.columns))
    return lines


def _span(values: Sequence[float]) -> tuple[float, float]:
    low, high = scale(min(values, default=0.0), max(values, default=1.0))
    room = (high - low) * 0.06 or max(abs(high) * 0.05, 0.5)
    return low - room, high + room


def _labels(across: Sequence[Across], grid: Grid, frame: Frame) -> dict[int, str]:
    rows = sorted({0, grid.rows // 2, grid.rows - 1})
    labels = {row: frame.number(grid.value_at(row)) for row in rows}
    # Limits come first and so have the last word where two share a row.
    return labels | {grid.row_of(line.value): frame.number(line.value) for line in reversed(across)}


def _dotted(points: Sequence[Point], frame: Frame, grid: Grid) -> list[list[int]]:
    """Set a dot for every column's range, joined to the one before it."""
    canvas = [[0] * grid.columns for _ in range(grid.rows)]
    columns: dict[int, tuple[int, int]] = {}
    span = max(frame.end - frame.start, 1)
    for at, value in points:
        if not frame.start <= at <= frame.end:
            continue
        x = min(int((at - frame.start) / span * grid.columns * 2), grid.columns * 2 - 1)
        y = grid.row_of(value, steps=4)
        top, bottom = columns.get(x, (y, y))
        columns[x] = (min(top, y), max(bottom, y))
    before: tuple[int, int, int] | None = None
    gap = max(_usual_gap(sorted(columns)) * 3, 4)
    for x in sorted(columns):
        top, bottom = columns[x]
        if before is not None and x - before[0] <= gap:
            _join(canvas, before, (x, top, bottom))
        for y in range(top, bottom + 1):
            _dot(canvas, x, y)
        before = (x, top, bottom)
    return canvas


def _usual_gap(columns: Sequence[int]) -> int:
    gaps = sorted(b - a for a, b in pairwise(columns))
    return gaps[len(gaps) // 2] if gaps else 1


def _join(canvas: list[list[int]], a: tuple[int, int, int], b: tuple[int, int, int]) -> None:
    start, end = (a[1] + a[2]) // 2, (b[1] + b[2]) // 2
    steps = max(b[0] - a[0], abs(end - start), 1)
    for step in range(steps + 1):
        x = a[0] + (b[0] - a[0]) * step // steps
        _dot(canvas, x, start + (end - start) * step // steps)


def _dot(canvas: list[list[int]], x: int, y: int) -> None:
    canvas[y // 4][x // 2] |= _DOTS[y % 4][x % 2]


def _row(dots: Sequence[int], label: str, across: Across | None) -> Line:
    ink: Ink = across.ink if across else "faint"
    pieces: list[tuple[str, Ink]] = [
        (label + " ", ink if across else "muted"),
        ("┤" if label.strip() else "│", "faint"),
    ]
    word = f" {across.word} " if across else ""
    room = _room_for(word, dots)
    for x, cell in enumerate(dots):
        if room is not None and x in room:
            if x == room.start:
                pieces.append((word, ink))
            continue
        blank = across.stroke if across else " "
        mark: tuple[str, Ink] = (chr(0x2800 + cell), "accent") if cell else (blank, ink)
        if pieces[-1][1] == mark[1]:
            pieces[-1] = (pieces[-1][0] + mark[0], mark[1])
        else:
            pieces.append(mark)
    return tuple(pieces)


def _room_for(word: str, dots: Sequence[int]) -> range | None:
    """Find where along a crossing line its word hides no dot: at the right end, or the left."""
    length = cell_len(word)
    for start in (len(dots) - length - 2, 2):
        if word and start > 0 and not any(dots[start : start + length]):
            return range(start, start + length)
    return None


def _times(frame: Frame, gutter: int, plot: int) -> Line:
    ticks = AXIS_TICKS if plot >= 60 else 2
    last = frame.moment(frame.end)
    step = (plot + 1 - cell_len(last)) // ticks
    text = ""
    for tick in range(ticks):
        at = frame.start + (frame.end - frame.start) * tick // ticks
        text += fit(frame.moment(at), step)
    text += " " * (plot + 1 - cell_len(text + last)) + last
    return ((" " * gutter + text, "muted"),)
