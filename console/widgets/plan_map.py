"""A map to move about in: the cursor goes from device to device, the nearest that way."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from console.domain.ids import DeviceId
from console.keys import bindings
from console.widgets.ink import Line
from console.widgets.plan_marks import WIDTH, Mark
from console.widgets.plan_view import View
from console.widgets.sheet import Sheet

REACH = 5.0  # columns: a click no further off means the mark
PAN = (12, 4)


class PlanMap(Sheet, can_focus=True):
    """Lines of a map, the view they are drawn for, and a cursor laid over them.

    Whoever draws it does so on `Moved`: another mark is in hand, or another part in sight.
    """

    BINDINGS = bindings("plan")

    DEFAULT_CSS = """
    PlanMap { overflow-y: hidden; }
    """

    class Moved(Message):
        """Another mark is in hand, or another part of the land in sight."""

    class Opened(Message):
        """What is in hand was chosen with enter."""

    class Asked(Message):
        """The next trouble is wanted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = View()
        self.cursor_width = WIDTH

    def show(self, lines: Sequence[Line], cursor_width: int) -> None:
        """Show `lines` of the view; the cursor lies under so many cells."""
        self.cursor_width = cursor_width
        self.put(lines)

    def take(self, device: DeviceId | None) -> None:
        """Take a device in hand."""
        if device != self.view.cursor:
            self._redraw_cursor()
            self.view.cursor = device
            self.view.keep_in_view()
            self._redraw_cursor()
            self.post_message(self.Moved())

    def draw(self, number: int) -> Strip:
        """Draw line `number`, with the cursor where it is."""
        strip = super().draw(number)
        here = self.view.here
        if here is None or here.at[1] != number:
            return strip
        start, end = max(here.at[0], 0), min(here.at[0] + self.cursor_width, strip.cell_length)
        if start >= end:
            return strip
        under = Segment.apply_style(strip.crop(start, end), post_style=self._cursor_style())
        return Strip.join([strip.crop(0, start), Strip(under), strip.crop(end)])

    def action_go(self, columns: int, rows: int) -> None:
        """Take the nearest mark that way in hand."""
        mark = self.view.go((columns, rows))
        if mark is not None:
            self._take_mark(mark)

    def action_zoom(self, steps: int) -> None:
        """Come closer, or step back."""
        if self.view.closer(steps):
            self.post_message(self.Moved())

    def action_whole(self) -> None:
        """Show everything again."""
        self.view.whole()
        self.post_message(self.Moved())

    def action_pan(self, columns: int, rows: int) -> None:
        """Look at what lies that way, where not everything is in sight."""
        self.view.pan(columns * PAN[0], rows * PAN[1])
        self.post_message(self.Moved())

    def action_open(self) -> None:
        """Open what is in hand."""
        if self.view.cursor is not None:
            self.post_message(self.Opened())

    def action_trouble(self) -> None:
        """Ask for the next trouble."""
        self.post_message(self.Asked())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to step back and to look elsewhere only where not everything is in sight."""
        if action in ("pan", "whole") or (action == "zoom" and parameters == (-1,)):
            return self.view.zoom > 0
        return True

    def on_click(self, event: events.Click) -> None:
        """Take what was clicked in hand; click it again to open it."""
        mark = self.view.at((event.x, event.y), REACH)
        if mark is None:
            return
        if mark == self.view.here and event.chain > 1:
            self.action_open()
        self._take_mark(mark)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Come closer."""
        event.stop()
        self.action_zoom(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Step back."""
        event.stop()
        self.action_zoom(-1)

    def on_focus(self) -> None:
        """Show that the map is in hand."""
        self._redraw_cursor()

    def on_blur(self) -> None:
        """Show that the map is no longer in hand."""
        self._redraw_cursor()

    def _take_mark(self, mark: Mark) -> None:
        if self.view.cursor not in mark.devices:
            self.take(mark.devices[0])

    def _redraw_cursor(self) -> None:
        here = self.view.here
        if here is not None:
            self.redraw(here.at[1])

    def _cursor_style(self) -> Style:
        return self.ground_of("row-selected") + Style(underline=self.has_focus)
