"""The line that names a list's columns, says which of them orders it, and can be clicked."""

from __future__ import annotations

from textual import events
from textual.message import Message

from console.widgets.columns import Fitted, column_at, heading
from console.widgets.sheet import Sheet

LEAD = 1  # the mark cell before the first column


class Heading(Sheet):
    """Names the columns of the list called `of`."""

    DEFAULT_CSS = """
    Heading { height: 1; overflow-y: hidden; }
    """

    class Pressed(Message):
        """A column's name was clicked."""

        def __init__(self, of: str, column: str) -> None:
            super().__init__()
            self.of = of
            self.column = column

    def __init__(self, of: str) -> None:
        super().__init__(id=f"{of}-heading")
        self.of = of
        self._fitted: Fitted = ()

    def title(self, fitted: Fitted, ordered: str = "", arrow: str = "") -> None:
        """Name the columns; `arrow` stands at the one the list is ordered by."""
        self._fitted = fitted
        self.put([((" " * LEAD, "text"), *heading(fitted, ordered, arrow))])

    def on_click(self, event: events.Click) -> None:
        """Say which column was clicked."""
        column = column_at(self._fitted, event.x - LEAD)
        if column is not None:
            self.post_message(self.Pressed(self.of, column))
