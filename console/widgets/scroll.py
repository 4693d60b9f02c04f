"""A sheet to read: longer than its room, it scrolls under the keys of lists."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from console.keys import bindings
from console.widgets.ink import Line, fit, width_of
from console.widgets.sheet import Sheet
from console.wording.screens import Say, say


class Spot(msgspec.Struct, frozen=True):
    """Cells of a line that stand for an act."""

    line: int
    start: int
    end: int
    act: str

    def below(self, lines: int) -> Spot:
        """Return it so many lines further down."""
        return replace(self, line=self.line + lines)


class Pane(Sheet, can_focus=True):
    """Text that can be taken in hand and scrolled; some of its lines can be clicked."""

    BINDINGS = bindings("pane")

    DEFAULT_CSS = """
    Pane { padding: 0 1; scrollbar-gutter: stable; }
    """

    class Pressed(Message):
        """What stands for an act was clicked."""

        def __init__(self, act: str) -> None:
            super().__init__()
            self.act = act

    spots: Sequence[Spot] = ()

    @property
    def room(self) -> int:
        """Return how many cells a line has, beside the scroll bar."""
        return self.scrollable_content_region.width

    def tell(self, lines: Sequence[Line], spots: Sequence[Spot] = ()) -> None:
        """Show `lines`; `spots` of them stand for acts."""
        self.spots = spots
        self.put(lines)

    def render_line(self, y: int) -> Strip:
        """Draw a line; the last one in view says how many there are below it."""
        strip = super().render_line(y)
        below = len(self.lines) - self.scroll_offset.y - self.size.height
        if y != self.size.height - 1 or below <= 0 or y == 0:
            return strip
        hint = f" ▾ {say(Say.MORE_BELOW, count=below)} "
        line: Line = ((hint, "accent" if self.has_focus else "muted"),)
        room = max(self.room - width_of(line), 0)
        style = self.style_of(line[0][1])
        end = [Segment(self._spell(fit(hint, min(width_of(line), self.room))), style)]
        return Strip.join([strip.crop(0, room), Strip(end).apply_style(self.rich_style)])

    def on_focus(self) -> None:
        """Show that it is in hand."""
        self.redraw(self.scroll_offset.y + self.size.height - 1)

    def on_blur(self) -> None:
        """Show that it is no longer in hand."""
        self.redraw(self.scroll_offset.y + self.size.height - 1)

    def on_click(self, event: events.Click) -> None:
        """Say which act was clicked."""
        at = event.get_content_offset(self)
        line = at.y + self.scroll_offset.y if at is not None else -1
        for spot in self.spots:
            if at is not None and spot.line == line and spot.start <= at.x < spot.end:
                self.post_message(self.Pressed(spot.act))

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll by `lines`."""
        self.scroll_relative(y=lines, animate=False)

    def action_scroll_pages(self, pages: int) -> None:
        """Scroll by pages."""
        self.scroll_relative(y=pages * max(self.size.height - 1, 1), animate=False)

    def action_scroll_to_end(self, which: int) -> None:
        """Scroll to the beginning (-1) or the end (1)."""
        self.scroll_to(y=0 if which < 0 else len(self.lines), animate=False)
