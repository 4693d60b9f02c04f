"""A sheet to read: longer than its room, it scrolls under the keys of lists."""

from __future__ import annotations

from console.keys import bindings
from console.widgets.sheet import Sheet


class Pane(Sheet, can_focus=True):
    """Text that can be taken in hand and scrolled."""

    BINDINGS = bindings("pane")

    DEFAULT_CSS = """
    Pane { padding: 0 1; }
    """

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll by `lines`."""
        self.scroll_relative(y=lines, animate=False)

    def action_scroll_pages(self, pages: int) -> None:
        """Scroll by pages."""
        self.scroll_relative(y=pages * max(self.size.height - 1, 1), animate=False)
