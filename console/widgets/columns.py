"""Columns of a list: which of them fit a width, and a row's cells in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from console.widgets.ink import Ink, Line, Piece, clip, fit, pad, width_of

GAP = 1


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column: `rank` 0 stays longest when room is short, and one with a `least` is made
    narrower before it goes; `grow` takes what is left, up to `most` cells."""

    key: str
    width: int
    title: str = ""
    right: bool = False
    rank: int = 0
    grow: int = 0
    most: int = 999
    least: int = 0


Cells = Mapping[str, Piece | Line]
Fitted = tuple[tuple[Column, int], ...]


def fit_columns(columns: Sequence[Column], width: int) -> Fitted:
    """Choose the columns that fit `width` cells and share out what is left over."""
    kept = list(columns)
    while len(kept) > 1 and _needs(kept) > width:
        going = [column for column in kept if column.rank and not column.least]
        if not going and _least(kept) <= width:
            return _narrowed(kept, width)
        kept.remove(max(reversed(going or kept), key=lambda column: column.rank))
    spare = max(width - _needs(kept), 0)
    shares = sum(column.grow for column in kept)
    fitted = []
    for column in kept:
        extra = spare * column.grow // shares if shares else 0
        wide = min(column.width + extra, max(column.most, column.width))
        fitted.append((column, min(wide, width)))
    return tuple(fitted)


def spanning(fitted: Fitted, first: str, last: str) -> Fitted:
    """Return the fitted columns with `first` in the room of all up to `last`, where both are."""
    keys = [column.key for column, _ in fitted]
    if first not in keys or last not in keys:
        return fitted
    start, end = keys.index(first), keys.index(last)
    wide = sum(width for _, width in fitted[start : end + 1]) + GAP * (end - start)
    return (*fitted[:start], (fitted[start][0], wide), *fitted[end + 1 :])


def row(fitted: Fitted, cells: Cells, *, ink: Ink = "text") -> Line:
    """Set `cells` into the fitted columns."""
    line: list[Piece] = []
    for place, (column, width) in enumerate(fitted):
        if place:
            line.append((" " * GAP, ink))
        line.extend(_cell(cells.get(column.key, ("", ink)), column, width))
    return tuple(line)


def titled(columns: Sequence[Column], titles: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns with their titles."""
    return tuple(replace(column, title=titles.get(column.key, "")) for column in columns)


def heading(fitted: Fitted, ordered: str = "", arrow: str = "") -> Line:
    """Return the line that names the columns, with an arrow at the one they are ordered by."""
    cells: dict[str, Piece | Line] = {
        column.key: ((arrow, "accent"), (column.title, "text"))
        if column.key == ordered
        else (column.title, "faint")
        for column, _ in fitted
    }
    return row(fitted, cells)


def column_at(fitted: Fitted, x: int) -> str | None:
    """Return the column that the cell `x` of a row is in, or next to."""
    end = 0
    for column, width in fitted:
        end += width + GAP
        if 0 <= x < end:
            return column.key
    return None


def _cell(cell: Piece | Line, column: Column, width: int) -> Line:
    if cell and isinstance(cell[0], str):
        text, ink = cell
        return ((fit(str(text), width, right=column.right), ink),)
    line = clip(cell, width)
    if not column.right:
        return pad(line, width)
    return ((" " * (width - width_of(line)), "text"), *line)


def _narrowed(columns: Sequence[Column], width: int) -> Fitted:
    """Take what is too much from the columns that can give most."""
    wide = [column.width for column in columns]
    spare = [column.width - (column.least or column.width) for column in columns]
    for _ in range(_needs(columns) - width):
        giving = max(range(len(spare)), key=lambda n: spare[n])
        wide[giving] -= 1
        spare[giving] -= 1
    return tuple(zip(columns, wide, strict=True))


def _least(columns: Sequence[Column]) -> int:
    return sum(column.least or column.width for column in columns) + GAP * (len(columns) - 1)


def _needs(columns: Sequence[Column]) -> int:
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)
