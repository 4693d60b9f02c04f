"""A titled part of a screen: what it holds, how many of how many, and the thing itself."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from console.widgets.ink import Line, between
from console.widgets.sheet import Sheet


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
        self._ends: tuple[Line, Line] = ((), ())

    def compose(self) -> ComposeResult:
        """Title first."""
        yield self._title
        yield from self._content

    def on_resize(self) -> None:
        """Draw the title for the new width."""
        self.entitle(*self._ends)

    def entitle(self, left: Line, right: Line = ()) -> None:
        """Write the title: a name on the left, a count on the right."""
        self._ends = (left, right)
        width = self._title.size.width
        end: Line = (*right, (" ", "text"))
        self._title.put([between(((" ", "text"), *left), end, width)])

    def on_title_pressed(self) -> None:
        """Take in hand what can be taken in hand here."""
        into = next((each for each in self._content if each.focusable), None)
        if into is not None:
            into.focus()
