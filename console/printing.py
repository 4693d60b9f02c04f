"""How answers reach stdout: tables for people, JSON for programs, ids for pipes."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Generic, TypeVar

import msgspec

from console.wording import plain
from console.wording.commands import say, title

T = TypeVar("T")

GAP = "  "
CROWDED = 2  # so many times too wide, a table's cells would be columns of letters


class Format(StrEnum):
    """What a command was asked to print."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    IDS = "ids"


class Column(msgspec.Struct, Generic[T], frozen=True):
    """A column: its title's name, its text, `right` for figures, a rich `style` if it has one;
    with `words` it has a title of its own instead of a name."""

    title: str
    text: Callable[[T], str]
    right: bool = False
    style: Callable[[T], str] | None = None
    words: bool = False

    @property
    def heading(self) -> str:
        """Return its title as people read it."""
        return self.title if self.words else title(self.title)


class Listing(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """Items to print; `name` gives an item's id, `next` asks for more of them.

    `none` and `more` name the messages for an empty and for an unfinished list; `beside` is what
    a JSON document says beside the items.
    """

    items: Sequence[T]
    name: Callable[[T], str]
    columns: Sequence[Column[T]]
    as_of: int
    next: str | None = None
    none: str = "none"
    more: str = "more"
    beside: Mapping[str, object] = {}


def show(listing: Listing[T], how: Format) -> None:
    """Print a list as asked; what was left out is said, on stderr."""
    match how:
        case Format.JSON:
            document = {"items": listing.items, "as_of": listing.as_of, "next": listing.next}
            put(json_text({**document, **listing.beside}))
        case Format.NDJSON:
            put_all(json_text(item) for item in listing.items)
        case Format.IDS:
            put_all(plain(listing.name(item)) for item in listing.items)
        case Format.TABLE if listing.items:
            table(listing.items, listing.columns)
        case _:
            talk(say(listing.none))
    if listing.next is not None and how is not Format.JSON:
        talk(say(listing.more, shown=len(listing.items), next=listing.next))


def fields(rows: Iterable[tuple[str, str]]) -> None:
    """Print one thing as titled lines; several lines of one title stand under each other."""
    titled_rows((title(name), text) for name, text in rows)


def titled_rows(rows: Iterable[tuple[str, str]]) -> None:
    """Print the same of titles as people read them."""
    named = [(name, text) for name, text in rows if text]
    widest = max((width(name) for name, _ in named), default=0)
    for name, text in named:
        first, *rest = text.splitlines()
        put(_padded(name, widest) + GAP + first)
        put_all(" " * widest + GAP + line for line in rest)


def table(items: Sequence[T], columns: Sequence[Column[T]]) -> None:
    """Print a table: drawn by rich on a terminal, aligned text in a pipe; nothing is cut off.

    A terminal far too narrow for it gets one thing after the other.
    """
    rows = [[c.heading for c in columns], *([c.text(i) for c in columns] for i in items)]
    widths = [max(width(row[n]) for row in rows) for n in range(len(columns))]
    if sys.stdout.isatty():
        if sum(widths) > CROWDED * shutil.get_terminal_size().columns:
            _one_by_one(items, columns)
        else:
            _rich_table(items, columns)
        return
    for row in rows:
        cells = (_padded(text, widths[n], right=columns[n].right) for n, text in enumerate(row))
        put(GAP.join(cells).rstrip())


def _one_by_one(items: Sequence[T], columns: Sequence[Column[T]]) -> None:
    for number, item in enumerate(items):
        if number:
            put("")
        titled_rows((column.heading, column.text(item)) for column in columns)


def put(line: str) -> None:
    """Print a line of data, and let a reader in a pipe have it now."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def put_all(lines: Iterable[str]) -> None:
    """Print lines of data."""
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def talk(line: str) -> None:
    """Say something to the person at the terminal, on stderr."""
    sys.stdout.flush()
    print(line, file=sys.stderr, flush=True)


def json_text(value: Any) -> str:
    """Return JSON that no terminal obeys: what is not printable is escaped."""
    from console.contract.codec import encode  # brings all facts along: not for a help page

    text = encode(value).decode()
    return text if text.isprintable() else "".join(map(_escaped, text))


def width(text: str) -> int:
    """Return how many columns `text` takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) == "Mn" else _WIDE.get(unicodedata.east_asian_width(c), 1)
        for c in text
    )


_WIDE = {"W": 2, "F": 2}


def _padded(text: str, columns: int, *, right: bool = False) -> str:
    space = " " * (columns - width(text))
    return space + text if right else text + space


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    pair = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{pair[n : n + 4]}" for n in range(0, len(pair), 4))


def _rich_table(items: Sequence[T], columns: Sequence[Column[T]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        drawn.add_column(
            Text(column.heading),
            justify="right" if column.right else "left",
            overflow="fold",
            no_wrap=column.right,
        )
    for item in items:
        drawn.add_row(
            *(Text(c.text(item), style=c.style(item) if c.style else "") for c in columns)
        )
    Console(highlight=False, markup=False, emoji=False).print(drawn)
