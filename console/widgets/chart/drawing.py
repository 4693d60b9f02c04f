"""A chart as lines: bands and lines in dots, limits across, values and local times beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rich.cells import cell_len

from console.widgets.chart.canvas import Canvas
from console.widgets.chart.parts import Across, Frame, Run, Scale, Series
from console.widgets.chart.plotted import LINES, Dots, plot
from console.widgets.chart.times import time_label, time_step, time_ticks
from console.widgets.ink import Ink, Line, Piece, fit, pad
from console.wording.values import number

LABEL_MOST = 12  # cells of a value beside the chart
COLUMNS_LEAST = 8
ROWS_LEAST = 2
TICK_ROOM = 11  # cells a time needs, with air
STROKE, FAINT_STROKE = "╌", "┄"
CURSOR = "│"
ABOVE, BELOW = "↑", "↓"
WEAK: Ink = "faint"  # of a band: a limit and a word may lie over it


class Room(msgspec.Struct, frozen=True):
    """Where the plot lies: cells before it, its columns and rows, and the column marked in it."""

    gutter: int
    columns: int
    rows: int
    cursor: int | None


def chart(
    series: Sequence[Series],
    across: Sequence[Across],
    frame: Frame,
    scale: Scale,
    runs: Sequence[Run] = (),
) -> list[Line]:
    """Return the lines of a chart, `frame.height` of them with its axis, each `frame.width` wide.

    Of several series the first lies on top; only a single one has a band.
    """
    room = room_of(across, frame, scale)
    canvas = Canvas(room.columns, room.rows)
    dots = Dots(frame, scale, canvas.wide, canvas.tall)
    for place, one in enumerate(reversed(series)):
        plot(canvas, one, dots, layer=LINES + place, band=len(series) == 1)
    labels = _labels(across, scale, room.rows, frame.decimals)
    crossing = {_row_of(a.value, scale, room.rows): a for a in reversed(_on(across, scale))}
    words = _words(across, scale, frame.decimals, crossing, room.rows)
    lines: list[Line] = []
    for row in range(room.rows):
        label = fit(labels.get(row, ""), room.gutter - 1, right=True)
        line = crossing.get(row)
        ink: Ink = line.ink if line else "muted"
        edge: Line = ((label + " ", ink), ("┤" if row in labels else "│", "faint"))
        shown = [canvas.cell(x, row) for x in range(room.columns)]
        if line is not None and not line.faint:  # a limit is seen through a band
            shown = [None if cell and cell[1] == WEAK else cell for cell in shown]
        lines.append(_merged((*edge, *_row(shown, line, words.get(row), room.cursor))))
    lines += [_axis(runs, frame, room), _times(frame, room)]
    return [pad(line, frame.width) for line in lines[: max(frame.height, 0)]]


def room_of(across: Sequence[Across], frame: Frame, scale: Scale) -> Room:
    """Return where the plot lies in its frame."""
    rows = max(frame.height - 2, ROWS_LEAST)
    labels = _labels(across, scale, rows, frame.decimals)
    gutter = max(map(cell_len, labels.values()), default=0) + 1
    columns = max(frame.width - gutter - 1, COLUMNS_LEAST)
    return Room(gutter, columns, rows, _column(frame.cursor, frame, columns))


def at_column(column: int, room: Room, frame: Frame) -> int:
    """Return the moment (ms) in the middle of a column of the plot."""
    return frame.start + (frame.end - frame.start) * (2 * column + 1) // (2 * room.columns)


def _column(at: int | None, frame: Frame, columns: int) -> int | None:
    if at is None or not frame.start <= at <= frame.end:
        return None
    return min((at - frame.start) * columns // max(frame.end - frame.start, 1), columns - 1)


def _labels(across: Sequence[Across], scale: Scale, rows: int, decimals: int) -> dict[int, str]:
    """Return the figures beside the rows: round ones, and those of the limits over them."""
    told = {_row_of(tick, scale, rows): tick for tick in scale.ticks}
    # Limits come first and so have the last word where two share a row.
    told |= {_row_of(a.value, scale, rows): a.value for a in reversed(_on(across, scale))}
    texts = {row: number(value, decimals) for row, value in told.items()}
    return {row: fit(text, min(cell_len(text), LABEL_MOST)) for row, text in texts.items()}


def _on(across: Iterable[Across], scale: Scale) -> list[Across]:
    return [one for one in across if scale.holds(one.value)]


def _row_of(value: float, scale: Scale, rows: int) -> int:
    return min(int(scale.share(value) * rows), rows - 1)


def _words(
    across: Sequence[Across],
    scale: Scale,
    decimals: int,
    crossing: dict[int, Across],
    rows: int,
) -> dict[int, Piece]:
    """Return the word for each line, and near the edges those for limits beyond them."""
    words: dict[int, Piece] = {row: (f" {a.word} ", a.ink) for row, a in crossing.items()}
    off = [one for one in across if not scale.holds(one.value) and not one.faint]
    for mark, beyond, order in (
        (ABOVE, [a for a in off if a.value > scale.high], range(rows)),
        (BELOW, [a for a in off if a.value < scale.low], range(rows - 1, -1, -1)),
    ):
        free = next((row for row in order if row not in words), None)
        if beyond and free is not None:
            beyond.sort(key=lambda a: abs(a.value - scale.high))
            told = "  ".join(f"{number(a.value, decimals)} {a.word}" for a in beyond)
            words[free] = (f" {mark} {told} ", beyond[0].ink)
    return words


def _row(
    shown: Sequence[Piece | None], line: Across | None, word: Piece | None, cursor: int | None
) -> Iterator[Piece]:
    """Yield the cells of a row: dots, then a word where it hides none, then the line across."""
    blank: Piece = (" ", "faint")
    if line is not None:
        blank = (FAINT_STROKE if line.faint else STROKE, line.ink)
    place = _room_for(word[0], shown) if word else None
    x = 0
    while x < len(shown):
        cell = shown[x]
        if word is not None and x == place:
            yield word
            x += cell_len(word[0])
            continue
        if x == cursor:
            yield (cell[0] if cell else CURSOR, "strong")
        else:
            yield cell or blank
        x += 1


def _room_for(word: str, shown: Sequence[Piece | None]) -> int | None:
    """Find where along a row a word hides no dot: at its right end, its left, its middle."""
    length = cell_len(word)
    taken = [cell is not None and cell[1] != WEAK for cell in shown]
    for start in (len(shown) - length - 1, 1, (len(shown) - length) // 2):
        if 0 <= start <= len(shown) - length and not any(taken[start : start + length]):
            return start
    return None


def _merged(pieces: Iterable[Piece]) -> Line:
    merged: list[Piece] = []
    for text, ink in pieces:
        if merged and merged[-1][1] == ink:
            merged[-1] = (merged[-1][0] + text, ink)
        else:
            merged.append((text, ink))
    return tuple(merged)


def _axis(runs: Sequence[Run], frame: Frame, room: Room) -> Line:
    """Return the time axis, thick where something stood."""
    cells: list[Piece] = [("─", "faint")] * room.columns
    for at in _ticks(frame, room):
        if (x := _column(at, frame, room.columns)) is not None:
            cells[x] = ("┴", "faint")
    for run in runs:
        if run.began > frame.end or (run.ended is not None and run.ended < frame.start):
            continue
        first = _column(max(run.began, frame.start), frame, room.columns) or 0
        last = _column(min(run.ended or frame.end, frame.end), frame, room.columns) or 0
        cells[first : last + 1] = [("━", run.ink)] * (last + 1 - first)
    if room.cursor is not None:
        cells[room.cursor] = ("┴", "strong")
    return _merged(((" " * room.gutter, "faint"), ("└", "faint"), *cells))


def _times(frame: Frame, room: Room) -> Line:
    step = _step(frame, room)
    text, wide = "", room.gutter + 1 + room.columns
    for at in _ticks(frame, room):
        label = time_label(at, step, frame.zone)
        place = room.gutter + 1 + (_column(at, frame, room.columns) or 0) - cell_len(label) // 2
        place = max(0, min(place, wide - cell_len(label)))
        if place >= cell_len(text) + (1 if text else 0):
            text += " " * (place - cell_len(text)) + label
    return ((fit(text, wide), "muted"),)


def _ticks(frame: Frame, room: Room) -> list[int]:
    return time_ticks(frame.start, frame.end, max(room.columns // TICK_ROOM, 1), frame.zone)


def _step(frame: Frame, room: Room) -> int:
    return time_step(frame.start, frame.end, max(room.columns // TICK_ROOM, 1))
