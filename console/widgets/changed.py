"""Which cells of a line differ from what stands there: what need not be sent is not."""

from __future__ import annotations

from itertools import zip_longest

from rich.cells import cell_len

from console.widgets.ink import Line, Piece, width_of

NEAR = 4  # cells: two changes as near as that are one; to jump costs more than to write

Span = tuple[int, int]  # first cell, and how many


def changed(before: Line, after: Line) -> list[Span]:
    """Return the cells at which `after` looks different from `before`, left to right."""
    spans: list[Span] = []
    x = 0
    for old, new in zip_longest(before, after):
        if old == new:
            x += cell_len(new[0])
        elif old is None or new is None or cell_len(old[0]) != cell_len(new[0]):
            # From here on nothing stands where it stood.
            end = max(width_of(before), width_of(after))
            return _with(spans, x, end - x)
        else:
            first, count = _within(old, new)
            spans = _with(spans, x + first, count)
            x += cell_len(new[0])
    return spans


def _within(old: Piece, new: Piece) -> Span:
    """Return which cells of a piece differ from another one as wide."""
    wide = cell_len(new[0])
    if old[1] != new[1] or not len(old[0]) == len(new[0]) == wide:
        return 0, wide
    differing = [place for place in range(wide) if old[0][place] != new[0][place]]
    return differing[0], differing[-1] + 1 - differing[0]


def _with(spans: list[Span], x: int, count: int) -> list[Span]:
    if count <= 0:
        return spans
    if spans and x - sum(spans[-1]) <= NEAR:
        start = spans[-1][0]
        return [*spans[:-1], (start, x + count - start)]
    return [*spans, (x, count)]
