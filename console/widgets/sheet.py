"""A sheet of lines in named inks, drawn by line: only what changed is sent to the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import ClassVar, overload

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from console.widgets.changed import changed
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


# None of sixteen colours is a ground for all the others: a selected row is reversed, its inks one.
_REVERSED = Style.null()
_COLOURLESS = {"row-selected": Style(reverse=True), "row-resting": Style(underline=True)}


class Lazy(Sequence[Line]):
    """Lines that are made when they are looked at: of thousands, only those in view."""

    def __init__(self, count: int, make: Callable[[int], Line]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Line: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...

    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        if isinstance(place, slice):
            return [self._make(row) for row in range(*place.indices(self._count))]
        if not 0 <= place < self._count:
            raise IndexError(place)
        return self._make(place)


class Sheet(ScrollView, can_focus=False):
    """Shows the lines it is given; taller than its room, it scrolls."""

    ASCII: ClassVar[bool] = False

    DEFAULT_CSS = """
    Sheet {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
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
        self.lines: Sequence[Line] = ()
        self._drawn: dict[int, tuple[int, Line]] = {}
        self._told_width = 0

    def put(self, lines: Sequence[Line]) -> None:
        """Show `lines`, redrawing only the cells in view that differ from what was drawn there."""
        before = len(self.lines)
        self.lines = lines if isinstance(lines, Lazy) else tuple(lines)
        if before != len(self.lines):
            self._resize()
            return
        top, seen = self.scroll_offset.y, self._seen()
        for y in seen:
            drawn, line = self._drawn.get(y), self._line(top + y)
            if drawn is None or drawn[0] != top + y:
                self.redraw(top + y)
            elif spans := drawn[1] != line and changed(drawn[1], line):
                self.refresh(*(Region(x, y, cells, 1) for x, cells in spans))
        # What is scrolled out of view is drawn when it comes into it, as it is then.
        for y, height in ((0, seen.start), (seen.stop, self.size.height - seen.stop)):
            if height > 0:
                self.refresh(Region(0, y, self.size.width, height))

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
        line = self._line(number)
        self._drawn[number - self.scroll_offset.y] = number, line
        return self.strip(line, self.size.width, self.row_style(number))

    def strip(self, line: Line, width: int, under: Style) -> Strip:
        """Return `line` in its inks, `width` cells wide, with `under` under it."""
        segments = [
            Segment(self._spell(text), _REVERSED if under.reverse else self.style_of(ink))
            for text, ink in line
            if text
        ]
        return Strip(segments).adjust_cell_length(width).apply_style(under)

    def style_of(self, ink: Ink) -> Style:
        """Return the style of an ink, without a background of its own."""
        variable, attributes = _INKS[ink]
        return _style(self.app.theme_variables[variable], attributes)

    def ground_of(self, variable: str) -> Style:
        """Return the background that a theme variable names; where there are no colours to
        choose from, what tells a row apart without one."""
        if self.app.native_ansi_color:
            return _COLOURLESS.get(variable, Style.null())
        return _ground(self.app.theme_variables[variable])

    def row_style(self, number: int) -> Style:
        """Return what lies under line `number`."""
        return self.rich_style

    def _seen(self) -> range:
        """Return which of its rows no scrolling parent hides."""
        whole = self.region
        shown = whole
        for above in self.ancestors:
            if isinstance(above, Widget):
                shown = shown.intersection(above.region)
        start = max(shown.y - whole.y, 0)
        return range(start, start + min(shown.height, self.size.height))

    def _line(self, number: int) -> Line:
        return self.lines[number] if number < len(self.lines) else ()

    def _spell(self, text: str) -> str:
        return to_ascii(text) if self.ASCII else text

    def _resize(self) -> None:
        self.virtual_size = Size(0, len(self.lines))
        self.refresh(layout=self.grows)
