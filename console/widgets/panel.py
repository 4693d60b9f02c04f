"""A titled part of a screen: what it holds, how many of how many, its columns, the thing itself."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from console.widgets.columns import Fitted, column_at, heading
from console.widgets.ink import Line, between, joined, width_of
from console.widgets.sheet import Sheet

LEAD = 1  # the mark cell before the first column


class Title(Sheet):
    """The first line of a panel; a click there takes what is below in hand."""

    class Pressed(Message):
        """It was clicked."""

    def on_click(self) -> None:
        """Say so."""
        self.post_message(self.Pressed())


class Panel(Vertical):
    """A title line above `content`."""

    DEFAULT_CSS = """
    Panel { height: auto; }
    Panel > .title { height: 1; overflow-y: hidden; }
    """

    def __init__(self, *content: Widget, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = Title(classes="title")
        self._content = content
        self._parts: tuple[Line, Line, Line] = ((), (), ())

    def compose(self) -> ComposeResult:
        """Title first."""
        yield self._title
        yield from self._content

    def on_resize(self) -> None:
        """Draw the title for the new width."""
        self.entitle(*self._parts)

    def entitle(self, left: Line, right: Line = (), aside: Line = ()) -> None:
        """Write the title: a name on the left, a count on the right, before it what is said only
        where there is room."""
        self._parts = (left, right, aside)
        width = self._title.size.width
        end: Line = (*joined((aside, right)), (" ", "text"))
        if width_of(left) + width_of(end) + 2 > width:
            end = (*right, (" ", "text"))
        self._title.put([between(((" ", "text"), *left), end, width)])

    def on_title_pressed(self) -> None:
        """Take in hand what can be taken in hand here."""
        into = next((each for each in self._content if each.focusable), None)
        if into is not None:
            into.focus()


class Heading(Sheet):
    """The line that names the columns of the list called `of`, and says which orders it."""

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
