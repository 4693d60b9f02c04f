"""One series as dots: its band, what is not believed, its line with its gaps, hand readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from console.domain.samples import Sample, thinned
from console.widgets.chart.canvas import Canvas
from console.widgets.chart.parts import Frame, Scale, Series

BAND, DOUBTED, LINES = 0, 1, 2
HAND = "○"


class Dots(msgspec.Struct, frozen=True):
    """Where moments and values fall, in dots."""

    frame: Frame
    scale: Scale
    wide: int
    tall: int

    def x(self, at: int) -> int:
        """Return the column of dots of a moment."""
        span = max(self.frame.end - self.frame.start, 1)
        return (at - self.frame.start) * self.wide // span

    def y(self, value: float) -> int:
        """Return the row of dots of a value, counted from the top."""
        return min(int(self.scale.share(value) * self.tall), self.tall - 1)

    def seen(self, x: int) -> bool:
        """Tell whether a column is in the frame."""
        return 0 <= x < self.wide


def plot(canvas: Canvas, series: Series, dots: Dots, *, layer: int, band: bool) -> None:
    """Set the dots of `series` on `canvas`."""
    canvas.ink(BAND, "faint")
    canvas.ink(DOUBTED, "unknown")
    canvas.ink(layer, series.ink)
    believed = (sample for sample in series.samples if sample.sound)
    start, span = dots.frame.start, max(dots.frame.end - dots.frame.start, 1)
    sound = list(thinned(believed, start, span, dots.wide))
    if band:
        for sample in sound:
            _shade(canvas, dots, sample)
    for sample in series.samples:
        if not sample.sound and dots.seen(x := dots.x(sample.middle)):
            canvas.dot(x, dots.y(sample.value), DOUBTED)
    for run in _unbroken(sound, series.join_ms):
        _line(canvas, dots, run, layer)
    for sample in series.samples:
        if sample.hand and dots.seen(x := dots.x(sample.middle)):
            canvas.glyph(x, dots.y(sample.value), HAND, layer)


def _shade(canvas: Canvas, dots: Dots, sample: Sample) -> None:
    if sample.low == sample.high:
        return
    top, bottom = dots.y(sample.high), dots.y(sample.low)
    last = max(dots.x(sample.until - 1), dots.x(sample.at))
    for x in range(max(dots.x(sample.at), 0), min(last, dots.wide - 1) + 1):
        canvas.shade(x, top, bottom, BAND)


def _unbroken(samples: Sequence[Sample], join_ms: int) -> Iterator[list[Sample]]:
    """Yield stretches without a gap: what is not known is not drawn."""
    run = list(samples[:1])
    for before, sample in pairwise(samples):
        if sample.at - before.until > join_ms:
            yield run
            run = []
        run.append(sample)
    if run:
        yield run


def _line(canvas: Canvas, dots: Dots, run: Sequence[Sample], layer: int) -> None:
    """Set every column's range, joined to the one before."""
    columns: dict[int, tuple[int, int]] = {}
    for sample in run:
        x, y = dots.x(sample.middle), dots.y(sample.value)
        top, bottom = columns.get(x, (y, y))
        columns[x] = min(top, y), max(bottom, y)
    for x, (top, bottom) in columns.items():
        if dots.seen(x):
            canvas.column(x, top, bottom, layer)
    for (a, one), (b, other) in pairwise(columns.items()):
        if dots.seen(a) and dots.seen(b):
            canvas.line((a, sum(one) // 2), (b, sum(other) // 2), layer)
