"""A line to type into, where what is pasted becomes one line that commands nothing."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from console.wording import plain


class Field(Input):
    """An input whose text is always safe to show, whoever put it there."""

    def validate_value(self, value: str) -> str:
        """Leave nothing that a terminal would obey, or that has no width."""
        return value if self.password else plain(value)

    def on_paste(self, event: events.Paste) -> None:
        """Take every line that was pasted, not the first alone; spaces stand between them."""
        event.prevent_default()
        event.stop()
        lines = " ".join(filter(None, map(str.strip, event.text.splitlines())))
        self.replace(plain(lines), *self.selection)
