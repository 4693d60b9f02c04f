"""A list to move in: the selection follows the item, not the row it happens to be in."""

from __future__ import annotations

from collections.abc import Sequence, Set

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message

from console.keys import bindings
from console.widgets.cursor import Cursor, Keys
from console.widgets.entries import Entry, Rows
from console.widgets.ink import Line, Piece, piece_at
from console.widgets.sheet import Lazy, Sheet

MARK: Piece = ("▌", "accent")
NO_MARK: Piece = (" ", "text")
CLOSED, OPEN = "▸ ", "▾ "  # before what can be opened: a click there opens it

__all__ = ["CLOSED", "OPEN", "Entry", "Ledger", "MarkingLedger", "Rows"]


class Ledger(Sheet, can_focus=True):
    """A list of items with one selected and, where it `marks`, any number marked."""

    marks = False
    BINDINGS = bindings("list", "marking")

    DEFAULT_CSS = """
    Ledger { scrollbar-gutter: stable; }
    """

    class Selected(Message):
        """Another item was selected."""

        def __init__(self, ledger: Ledger, key: str | None) -> None:
            super().__init__()
            self.ledger = ledger
            self.key = key

        @property
        def control(self) -> Ledger:
            """The list it happened in."""
            return self.ledger

    class Opened(Selected):
        """The selected item was chosen with enter, or clicked once more."""

    class Marked(Selected):
        """Other items are marked."""

    def __init__(
        self,
        *,
        id: str | None = None,
        classes: str | None = None,
        grows: bool = False,
        opens: bool = True,
        resting: str = "row-resting",
    ) -> None:
        super().__init__(id=id, classes=classes, grows=grows)
        self.opens = opens
        self.resting = resting
        self._cursor = Cursor()
        self._rows = Rows((), lambda row: ())
        self._clicked: str | None = None

    @property
    def keys(self) -> Keys:
        """Return what the lines are called by, in order."""
        return self._cursor.keys

    @property
    def room(self) -> int:
        """Return how many cells a line has, beside the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def selected(self) -> str | None:
        """Return what is selected."""
        return self._cursor.selected

    @property
    def marked(self) -> Set[str]:
        """Return what is marked."""
        return self._cursor.marked

    def chosen(self) -> list[str]:
        """Return what is marked, in order; or what is selected."""
        return self._cursor.chosen()

    def show(self, entries: Sequence[Entry] | Rows) -> None:
        """Show `entries`; keep the selected item, or its neighbour when it is gone.

        Of the same rows again, and of other rows with the same keys, only what is in view costs
        anything.
        """
        rows = entries if isinstance(entries, Rows) else Rows.of(entries)
        cursor, row, count = self._cursor, self._cursor.row, len(self._rows)
        self._rows = rows
        other = cursor.show(rows.keys)
        self.put(Lazy(len(rows), self._marked_line))
        if (cursor.row != row or len(rows) < count) and self.has_focus:
            self._keep_in_view()
        if other:
            self.refresh()
            self.post_message(self.Selected(self, cursor.selected))

    def select(self, key: str | None) -> None:
        """Select the item called `key`, if it is here."""
        row = self._cursor.row
        if self._cursor.select(key):
            self._clicked = None
            self.redraw(row)
            self.redraw(self._cursor.row)
            self._keep_in_view()
            self.post_message(self.Selected(self, key))

    def reveal(self) -> None:
        """Bring the selected item into view."""
        if self.selected is not None:
            self._keep_in_view()

    def row_of(self, key: str | None) -> int | None:
        """Return the row of the item called `key`."""
        return self._cursor.row_of(key)

    def row_style(self, number: int) -> Style:
        """Lay the selection under its line, quieter when the list is not in hand."""
        if self.selected is not None and number == self._cursor.row:
            ground = "row-selected" if self.has_focus else self.resting
            return self.rich_style + self.ground_of(ground)
        return self.rich_style

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open only where there is something to open, to mark where marks count."""
        if action == "open":
            return self.opens
        return self.marks if action.startswith("mark") else True

    def action_move(self, steps: int) -> None:
        """Select the item `steps` further on."""
        self.select(self._cursor.ahead(steps))

    def action_page(self, pages: int) -> None:
        """Select the item a page further on."""
        self.action_move(pages * max(self.size.height - 1, 1))

    def action_end(self, which: int) -> None:
        """Select the first (-1) or last (1) item."""
        self.action_move(which * len(self._rows))

    def action_mark(self) -> None:
        """Mark the selected item, or take its mark away, and move on."""
        if self.selected is not None:
            self._toggle(self.selected)
            self.action_move(1)

    def action_mark_range(self) -> None:
        """Mark all from the item marked last to this one."""
        self._cursor.mark_range()
        self._marks_changed()

    def action_mark_all(self) -> None:
        """Mark everything shown, or nothing any more."""
        self._cursor.mark_all()
        self._marks_changed()

    def action_open(self) -> None:
        """Open the selected item."""
        if self.selected is not None:
            self.post_message(self.Opened(self, self.selected))

    def unmark(self) -> None:
        """Take every mark away."""
        if self.marked:
            self._cursor.unmark()
            self._marks_changed()

    def on_focus(self) -> None:
        """Show that the list is in hand."""
        self.redraw(self._cursor.row)

    def on_blur(self) -> None:
        """Show that the list is no longer in hand."""
        self._clicked = None
        self.redraw(self._cursor.row)

    def on_click(self, event: events.Click) -> None:
        """Select what is clicked; the mark cell marks, a click more or the triangle opens."""
        row = event.y + self.scroll_offset.y
        key = self.keys[row] if 0 <= row < len(self.keys) else None
        if key is None:
            return
        if event.x == 0 and self.marks:
            self._toggle(key)
            return
        again = key == self._clicked
        self.select(key)
        self._clicked = key
        pressed = piece_at(self._rows.make(row), event.x - 1)
        if self.opens and (again or pressed in (CLOSED, OPEN)):
            self.action_open()

    def _toggle(self, key: str) -> None:
        self._cursor.toggle(key)
        self.redraw(self.row_of(key) or 0)
        self.post_message(self.Marked(self, key))

    def _marks_changed(self) -> None:
        self.refresh()
        self.post_message(self.Marked(self, self.selected))

    def _marked_line(self, row: int) -> Line:
        mark = MARK if self.keys[row] in self.marked else NO_MARK
        return (mark, *self._rows.make(row))

    def _keep_in_view(self) -> None:
        # Above the first item stands what it comes under: to its top is to the list's top.
        top = 0 if self._cursor.is_first() else self._cursor.row
        height = self._cursor.row - top + 1
        self.scroll_to_region(
            Region(0, top, self.size.width or 1, min(height, self.size.height or 1)),
            animate=False,
            force=True,
        )


class MarkingLedger(Ledger):
    """A list whose items can be marked, for acts on several at once."""

    marks = True
