"""A document on a terminal: its blocks one under the other, as wide as there is room."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import assert_never

from console.clock import utc
from console.commands.painting import paint
from console.commands.plot_drawn import drawn
from console.printing import GAP, Column, put, table, titled_rows
from console.reporting.document import (
    Block,
    Callout,
    Cell,
    Chart,
    Document,
    Figures,
    Heading,
    Paragraph,
    Points,
    Spark,
    Table,
    Timeline,
    safe,
)
from console.widgets.ink import Ink, Line, to_ascii, wrap
from console.widgets.spark import spark
from console.wording import local
from console.wording.catalog import speaks_unicode
from console.wording.documents import mark_of, say_more

PIPED = 100  # columns where there is no terminal
NARROW, WIDE = 40, 120
CHART_LINES = 14
INKS: dict[str, Ink] = {"good": "good", "warn": "medium", "bad": "high", "plain": "text"}


def show_document(document: Document) -> None:
    """Print a document."""
    width = _width()
    paint([_line(document.title, "strong"), _line(document.about, "muted")])
    for block in document.blocks:
        put("")
        _show(block, width)
    if document.foot:
        put("")
        paint(_wrapped(document.foot, width, "faint"))


def _width() -> int:
    columns = shutil.get_terminal_size((PIPED, 24)).columns if sys.stdout.isatty() else PIPED
    return max(min(columns - 1, WIDE), NARROW)


def _show(block: Block, width: int) -> None:
    match block:
        case Heading():
            paint([_line(block.text, "title")])
        case Paragraph():
            paint(_wrapped(block.text, width))
        case Points():
            paint(line for text in block.texts for line in _wrapped(text, width, lead="· "))
        case Callout():
            paint(_wrapped(mark_of(block.tone) + block.text, width, INKS[block.tone]))
        case Figures():
            _figures(block)
        case Table():
            _table(block)
        case Timeline():
            paint([_line(block.caption, "strong"), *_timeline(block, width)])
        case Chart():
            paint(_chart(block, width))
        case _:
            assert_never(block)


def _figures(block: Figures) -> None:
    titled_rows(
        (safe(item.label), GAP.join(filter(None, map(safe, (item.value, item.beside)))))
        for item in block.items
    )


def _table(block: Table) -> None:
    paint([_line(block.caption, "strong")])
    columns = [
        Column(safe(one.title), _reading(n), right=one.right, words=True)
        for n, one in enumerate(block.columns)
    ]
    table(block.rows, columns)
    if block.left_out:
        paint([_line(say_more(block.left_out), "muted")])


def _timeline(block: Timeline, width: int) -> Iterator[Line]:
    if block.left_out:
        yield _line(say_more(block.left_out), "muted")
    for entry in block.entries:
        yield from _wrapped(entry.text, width, lead=safe(entry.at) + GAP)


def _chart(block: Chart, width: int) -> Iterator[Line]:
    bounds = block.start, block.end
    yield from drawn([block.plotted], bounds, (width, CHART_LINES), zone=block.zone)
    for count, mark in enumerate(block.marks, 1):
        at = local(utc(mark.at), block.zone)[:16]
        yield ((f"{count}. ", mark.ink), (f"{at}{GAP}{safe(mark.word)}", "text"))


def _reading(place: int) -> Callable[[tuple[Cell, ...]], str]:
    return lambda row: _cell(row[place])


def _cell(cell: Cell) -> str:
    if isinstance(cell, Spark):
        told = "".join(text for text, _ink in spark(cell.values, len(cell.values)))
        return told if speaks_unicode(os.environ) else to_ascii(told)
    return safe(cell)


def _line(text: str, ink: Ink) -> Line:
    return ((safe(text), ink),)


def _wrapped(text: str, width: int, ink: Ink = "text", *, lead: str = "") -> Iterator[Line]:
    for place, part in enumerate(wrap(safe(text), max(width - len(lead), 20))):
        yield ((lead if not place else " " * len(lead), "muted"), (part, ink))
