"""A list to move in: the selection follows the item, not the row it happens to be in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message

from console.keys import bindings
from console.widgets.ink import Line, Piece
from console.widgets.sheet import Lazy, Sheet

MARK: Piece = ("▌", "accent")
NO_MARK: Piece = (" ", "text")


class Entry(msgspec.Struct, frozen=True):
    """One item of the list: what it is called by, and its line, or what makes it when it comes
    into view; no `key`, no selection."""

    key: str | None
    line: Line | Callable[[], Line]


class Ledger(Sheet, can_focus=True):
    """A list of entries with one selected and any number marked."""

    BINDINGS = bindings("list")

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
        """The selected item was chosen with enter."""

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
        self.entries: tuple[Entry, ...] = ()
        self.selected: str | None = None
        self.marked: frozenset[str] = frozenset()
        self._rows: dict[str, int] = {}
        self._place = 0

    def show(self, entries: Sequence[Entry]) -> None:
        """Show `entries`; keep the selected item, or the place it had when it is gone."""
        self.entries = tuple(entries)
        self._rows = {e.key: row for row, e in enumerate(self.entries) if e.key is not None}
        self.marked &= self._rows.keys()
        before = self.selected
        if before not in self._rows:
            self.selected = self._nearest(self._place)
        self.put(Lazy(len(self.entries), self._marked_line))
        row = self.row_of(self.selected)
        moved = row != self._place
        self._place = self._place if row is None else row
        if moved and self.has_focus:
            self._keep_in_view()
        if self.selected != before:
            self.refresh()
            self.post_message(self.Selected(self, self.selected))

    def select(self, key: str | None) -> None:
        """Select the item called `key`, if it is here."""
        row = self.row_of(key)
        if key is None or row is None or key == self.selected:
            return
        self.redraw(self._place)
        self.selected, self._place = key, row
        self.redraw(row)
        self._keep_in_view()
        self.post_message(self.Selected(self, key))

    def row_of(self, key: str | None) -> int | None:
        """Return the row of the item called `key`."""
        return self._rows.get(key) if key is not None else None

    def row_style(self, number: int) -> Style:
        """Lay the selection under its line, quieter when the list is not in hand."""
        if self.selected is not None and self.row_of(self.selected) == number:
            return self.rich_style + self.ground_of(
                "row-selected" if self.has_focus else self.resting
            )
        return self.rich_style

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open only where there is something to open."""
        return self.opens if action == "open" else True

    def action_move(self, steps: int) -> None:
        """Select the item `steps` further on."""
        keys = list(self._rows)
        if keys:
            here = keys.index(self.selected) if self.selected in self._rows else 0
            self.select(keys[max(0, min(len(keys) - 1, here + steps))])

    def action_page(self, pages: int) -> None:
        """Select the item a page further on."""
        self.action_move(pages * max(self.size.height - 1, 1))

    def action_end(self, which: int) -> None:
        """Select the first (-1) or last (1) item."""
        self.action_move(which * len(self.entries))

    def action_mark(self) -> None:
        """Mark the selected item, or take its mark away, and move on."""
        if self.selected is not None:
            self.marked ^= {self.selected}
            self.show(self.entries)
            self.action_move(1)

    def action_open(self) -> None:
        """Open the selected item."""
        if self.selected is not None:
            self.post_message(self.Opened(self, self.selected))

    def unmark(self) -> None:
        """Take every mark away."""
        self.marked = frozenset()
        self.show(self.entries)

    def on_focus(self) -> None:
        """Show that the list is in hand."""
        self.redraw(self._place)

    def on_blur(self) -> None:
        """Show that the list is no longer in hand."""
        self.redraw(self._place)

    def on_click(self, event: events.Click) -> None:
        """Select what was clicked; click it again to open it."""
        row = event.y + self.scroll_offset.y
        key = self.entries[row].key if 0 <= row < len(self.entries) else None
        if key is None:
            return
        if key == self.selected and event.chain > 1:
            self.action_open()
        self.select(key)

    def _marked_line(self, row: int) -> Line:
        entry = self.entries[row]
        line = entry.line() if callable(entry.line) else entry.line
        return (MARK if entry.key in self.marked else NO_MARK, *line)

    def _nearest(self, row: int) -> str | None:
        after = [e.key for e in self.entries[row:] if e.key is not None]
        before = [e.key for e in self.entries[:row] if e.key is not None]
        return after[0] if after else before[-1] if before else None

    def _keep_in_view(self) -> None:
        self.scroll_to_region(
            Region(0, self._place, self.size.width or 1, 1), animate=False, force=True
        )
