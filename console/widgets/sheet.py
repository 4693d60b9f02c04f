"""A sheet of lines in named inks, drawn by line: only what changed is sent to the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from console.widgets.ink import Ink, Line, to_ascii

# Inks by theme variable. Component classes would say the same, but Textual matches every one of
# them against every rule for every sheet whenever a class or the focus changes: that took a third
# of all the time spent behind a key.
_INKS: dict[Ink, tuple[str, str]] = {
    "text": ("foreground", ""),
    "strong": ("ink-strong", "bold"),
    "muted": ("ink-muted", ""),
    "faint": ("ink-faint", ""),
    "title": ("ink-title", "bold"),
    "accent": ("accent", ""),
    "good": ("success", ""),
    "struck": ("ink-faint", "strike"),
    "low": ("priority-low", ""),
    "medium": ("priority-medium", ""),
    "high": ("priority-high", "bold"),
    "critical": ("priority-critical", "bold reverse"),
    "unknown": ("priority-unknown", ""),
    "watermark": ("ink-watermark", "bold reverse"),
}


@lru_cache(maxsize=256)
def _style(colour: str, attributes: str) -> Style:
    return Style.parse(attributes) + Style(color=Color.parse(colour).rich_color)


@lru_cache(maxsize=64)
def _ground(colour: str) -> Style:
    return Style(bgcolor=Color.parse(colour).rich_color)


class Sheet(ScrollView, can_focus=False):
    """Shows the lines it is given; taller than its room, it scrolls."""

    ASCII: ClassVar[bool] = False

    DEFAULT_CSS = """
    Sheet {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        background: $background;
        color: $foreground;
    }
    """

    class Resized(Message):
        """The room for lines changed."""

    def __init__(
        self, *, id: str | None = None, classes: str | None = None, grows: bool = False
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.grows = grows
        self.lines: tuple[Line, ...] = ()
        self._told_width = 0

    def put(self, lines: Sequence[Line]) -> None:
        """Show `lines`, redrawing only those that differ from before."""
        before, self.lines = self.lines, tuple(lines)
        if len(before) != len(self.lines):
            self._resize()
            return
        for y, (old, new) in enumerate(zip(before, self.lines, strict=True)):
            if old != new:
                self.redraw(y)

    def redraw(self, y: int) -> None:
        """Draw line `y` again where it is in view."""
        top = y - self.scroll_offset.y
        if 0 <= top < self.size.height:
            self.refresh(Region(0, top, self.size.width, 1))

    def on_resize(self, event: events.Resize) -> None:
        """Say that lines may be longer or shorter now."""
        if event.size.width != self._told_width:
            self._told_width = event.size.width
            self.post_message(self.Resized())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines (for a height of `auto`)."""
        return len(self.lines)

    def render_line(self, y: int) -> Strip:
        """Draw the line at `y` of the visible part."""
        return self.draw(y + self.scroll_offset.y)

    def draw(self, number: int) -> Strip:
        """Draw line `number`."""
        width = self.size.width
        line = self.lines[number] if number < len(self.lines) else ()
        segments = [Segment(self._spell(text), self.style_of(ink)) for text, ink in line if text]
        return Strip(segments).adjust_cell_length(width).apply_style(self.row_style(number))

    def style_of(self, ink: Ink) -> Style:
        """Return the style of an ink, without a background of its own."""
        variable, attributes = _INKS[ink]
        return _style(self.app.theme_variables[variable], attributes)

    def ground_of(self, variable: str) -> Style:
        """Return the background that a theme variable names."""
        return _ground(self.app.theme_variables[variable])

    def row_style(self, number: int) -> Style:
        """Return what lies under line `number`."""
        return self.rich_style

    def _spell(self, text: str) -> str:
        return to_ascii(text) if self.ASCII else text

    def _resize(self) -> None:
        self.virtual_size = Size(0, len(self.lines))
        self.refresh(layout=self.grows)
