"""What a list is made of: items with their lines, made only when they come into view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from console.widgets.cursor import Keys
from console.widgets.ink import Line


class Entry(msgspec.Struct, frozen=True):
    """One item of a list: what it is called by, and its line, or what makes it when it comes
    into view; no `key`, no selection."""

    key: str | None
    line: Line | Callable[[], Line]


class Rows:
    """Many items of one kind: their keys, and what makes the line of a row.

    A list that is shown the same rows again has nothing to do but draw what changed in view.
    """

    def __init__(self, keys: Keys, make: Callable[[int], Line]) -> None:
        self.keys = keys
        self.make = make

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Rows:
        """Return entries as rows."""

        def line(row: int) -> Line:
            made = entries[row].line
            return made() if callable(made) else made

        return cls(tuple(entry.key for entry in entries), line)

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[str | None]:
        return iter(self.keys)

    def then(self, below: Rows) -> Rows:
        """Return these rows with others below them."""
        split = len(self)
        return Rows(
            self.keys + below.keys,
            lambda row: self.make(row) if row < split else below.make(row - split),
        )
