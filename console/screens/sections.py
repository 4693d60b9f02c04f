"""The parts of a workplace by name, in one line: where there is room for one of them only."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message

from console.widgets import Ink, Line
from console.widgets.sheet import Sheet

GAP = 2


class Sections(Sheet):
    """Names in a row, the one in hand marked; a click takes another."""

    DEFAULT_CSS = """
    Sections { height: 1; overflow-y: hidden; }
    """

    class Chosen(Message):
        """A name was clicked."""

        def __init__(self, section: str) -> None:
            super().__init__()
            self.section = section

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._names: Sequence[tuple[str, str]] = ()

    def tell(self, names: Sequence[tuple[str, str]], here: str) -> None:
        """Show `names` (what a section is called by, its word)."""
        self._names = names
        line: list[tuple[str, Ink]] = [(" ", "text")]
        for key, word in names:
            line.append((word, "title" if key == here else "muted"))
            line.append((" " * GAP, "text"))
        shown: Line = tuple(line)
        self.put([shown])

    def on_click(self, event: events.Click) -> None:
        """Say which name was clicked."""
        x = event.x - 1
        for key, word in self._names:
            if 0 <= x < cell_len(word):
                self.post_message(self.Chosen(key))
                return
            x -= cell_len(word) + GAP
