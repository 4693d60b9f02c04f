"""A chart to look into: a cursor by keys or mouse tells what was so at a moment."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

import msgspec
from textual import events
from textual.message import Message

from console.domain.samples import Sample
from console.widgets.chart import (
    Across,
    Frame,
    Room,
    Run,
    Scale,
    Series,
    at_column,
    chart,
    room_of,
    scale_of,
)
from console.widgets.ink import Line
from console.widgets.sheet import Sheet

ROWS_LEAST = 4


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    """What to draw: the scale is kept while `subject` stays the same.

    Samples from the same `source` that end with the same one are the same ones. `head` is the
    line above; with a cursor what `tell` says of its moment is in its place.
    """

    subject: str
    source: object
    head: Line
    series: Series
    across: Sequence[Across]
    runs: Sequence[Run]
    frame: Frame
    tell: Callable[[int, Sample | None], Line]


class Trend(Sheet, can_focus=True):
    """One chart with the line above it."""

    DEFAULT_CSS = """
    Trend { padding: 0 1; overflow-y: hidden; }
    """

    class Beyond(Message):
        """The cursor was moved beyond the edge: to the past (-1) or to the future (1)."""

        def __init__(self, which: int) -> None:
            super().__init__()
            self.which = which

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor: int | None = None
        self._held = False
        self._plot: Plot | None = None
        self._scale: tuple[str, Scale] | None = None
        self._at: tuple[Room, Frame] | None = None
        self._drawn_of: tuple[object, ...] = ()

    def plot(self, plot: Plot) -> None:
        """Draw `plot` in the room there is."""
        self._plot = plot
        self._draw()

    def tell(self, lines: Sequence[Line]) -> None:
        """Say why there is nothing to draw."""
        self._plot = self._at = None
        self.put(lines)

    def move(self, columns: int) -> None:
        """Move the cursor; without one it appears at the newest value in view."""
        if self._plot is None or self._at is None:
            return
        room, frame = self._at
        if self.cursor is None:
            samples = self._plot.series.samples
            self.cursor = min(samples[-1].middle if samples else frame.end, frame.end)
        else:
            column = (self.cursor - frame.start) * room.columns // (frame.end - frame.start)
            if not 0 <= column + columns < room.columns:
                self.post_message(self.Beyond(1 if columns > 0 else -1))
                return
            self.cursor = at_column(column + columns, room, frame)
        self._held = True
        self._draw()

    def let_go(self) -> bool:
        """Take the cursor away; tell whether there was one."""
        had, self.cursor, self._held = self.cursor is not None, None, False
        if had:
            self._draw()
        return had

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Read the moment under the pointer, until a key or a click holds one."""
        if not self._held:
            self._point(event.x)

    def on_click(self, event: events.Click) -> None:
        """Hold the moment under the pointer."""
        self._point(event.x)
        self._held = self.cursor is not None

    def on_leave(self, _event: events.Leave) -> None:
        """Forget the pointer."""
        if not self._held:
            self.let_go()

    def _point(self, x: int) -> None:
        if self._at is None:
            return
        room, frame = self._at
        column = x - self.styles.padding.left - room.gutter - 1
        self.cursor = at_column(column, room, frame) if 0 <= column < room.columns else None
        self._draw()

    def _draw(self) -> None:
        plot = self._plot
        if plot is None:
            return
        width, height = self.scrollable_content_region.size
        frame = msgspec.structs.replace(
            plot.frame, width=width, height=max(height - 1, 0), cursor=self.cursor
        )
        samples = plot.series.samples
        drawn = (plot.source, plot.subject, plot.head, frame, len(samples), samples[-1:])
        if drawn == self._drawn_of and self._at is not None:
            return
        self._drawn_of = drawn
        scale = self._scaled(plot, frame)
        self._at = room_of(plot.across, frame, scale), frame
        head = plot.head
        if self.cursor is not None and frame.start <= self.cursor <= frame.end:
            head = plot.tell(self.cursor, self._under(plot, *self._at))
        if height < ROWS_LEAST:
            self.put([head])
            return
        self.put([head, *chart([plot.series], plot.across, frame, scale, plot.runs)])

    def _scaled(self, plot: Plot, frame: Frame) -> Scale:
        before = self._scale[1] if self._scale and self._scale[0] == plot.subject else None
        spans = [(sample.low, sample.high) for sample in plot.series.samples]
        scale = scale_of(
            spans, plot.across, rows=frame.height - 2, decimals=frame.decimals, before=before
        )
        self._scale = plot.subject, scale
        return scale

    def _under(self, plot: Plot, room: Room, frame: Frame) -> Sample | None:
        """Return the sample nearest to the cursor, where it is near enough."""
        samples, at = plot.series.samples, self.cursor or 0
        place = bisect_left(samples, at, key=lambda sample: sample.middle)
        near = min(
            samples[max(place - 1, 0) : place + 1],
            key=lambda sample: abs(sample.middle - at),
            default=None,
        )
        reach = max((frame.end - frame.start) // room.columns, plot.series.join_ms)
        return near if near is not None and abs(near.middle - at) <= reach else None
