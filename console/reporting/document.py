"""A document as people read it: a title and blocks of closed kinds; renderers know no more.

Texts in it may be anything: whoever writes a document makes them harmless (`safe`), and escapes
them for what it writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from itertools import pairwise
from typing import Literal

import msgspec

from console.reporting.plotted import Mark, Plotted
from console.wording.plain import plain

ROWS_MOST = 60  # of a table
ENTRIES_MOST = 200  # of a timeline
TEXT_MOST = 1_000  # characters of one text
SPARK_MOST = 48  # values of a spark

Tone = Literal["plain", "good", "warn", "bad"]


class Spark(msgspec.Struct, frozen=True):
    """A trend so small that it stands in a cell; `limit` is what it is judged by."""

    values: tuple[float, ...]
    limit: float | None = None


Cell = str | Spark


class Heading(msgspec.Struct, frozen=True, tag=True):
    """Begins a part of the document."""

    text: str


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    """A sentence or two."""

    text: str


class Points(msgspec.Struct, frozen=True, tag=True):
    """Sentences that stand under each other."""

    texts: tuple[str, ...]


class Callout(msgspec.Struct, frozen=True, tag=True):
    """What must not be overlooked."""

    text: str
    tone: Tone = "plain"


class Figure(msgspec.Struct, frozen=True):
    """One figure and what it is of; `beside` says what it is measured by."""

    label: str
    value: str
    beside: str = ""
    tone: Tone = "plain"


class Figures(msgspec.Struct, frozen=True, tag=True):
    """Key figures, side by side where there is room."""

    items: tuple[Figure, ...]


class Column(msgspec.Struct, frozen=True):
    """A column of a table; figures stand at its `right`."""

    title: str
    right: bool = False


class Table(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Rows under titles; `left_out` are so many more that are not shown."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int = 0


class Entry(msgspec.Struct, frozen=True):
    """Something that happened, at a time as it is told."""

    at: str
    text: str


class Timeline(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What happened, earliest first; `left_out` earlier things are not shown."""

    caption: str
    entries: tuple[Entry, ...]
    left_out: int = 0


class Chart(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What one sensor measured in [start, end) (ms), with what happened meanwhile; `zone` is the
    place's own time."""

    caption: str
    plotted: Plotted
    start: int
    end: int
    zone: tzinfo | None
    marks: tuple[Mark, ...] = ()


Block = Heading | Paragraph | Points | Callout | Figures | Table | Timeline | Chart


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document in the language it was made in; `about` says of what and when in a line."""

    title: str
    about: str
    language: str
    blocks: tuple[Block, ...]
    foot: str = ""


def safe(text: str) -> str:
    """Return `text` without anything that commands or hides, and no longer than it may be."""
    text = plain(text)
    return text if len(text) <= TEXT_MOST else text[: TEXT_MOST - 1] + "…"


def table(caption: str, titles: Sequence[str | Column], rows: Sequence[tuple[Cell, ...]]) -> Table:
    """Return a table of as many rows as one may have."""
    columns = tuple(Column(one) if isinstance(one, str) else one for one in titles)
    shown = tuple(rows[:ROWS_MOST])
    return Table(caption=caption, columns=columns, rows=shown, left_out=len(rows) - len(shown))


def timeline(caption: str, entries: Sequence[Entry]) -> Timeline:
    """Return a timeline of the newest entries."""
    shown = tuple(entries[-ENTRIES_MOST:])
    return Timeline(caption=caption, entries=shown, left_out=len(entries) - len(shown))


def spark_of(values: Sequence[float], limit: float | None = None) -> Spark:
    """Return a spark of means, no more of them than can be told apart."""
    count = len(values)
    if count > SPARK_MOST:
        cuts = [n * count // SPARK_MOST for n in range(SPARK_MOST + 1)]
        parts = [values[a:b] for a, b in pairwise(cuts)]
        values = [sum(value / len(part) for value in part) for part in parts]
    return Spark(tuple(values), limit)
