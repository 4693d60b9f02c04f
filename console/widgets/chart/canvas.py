"""Cells of braille dots in layers: what lies higher hides what lies lower, cell by cell."""

from __future__ import annotations

from console.widgets.ink import Ink

BLANK = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


class Canvas:
    """`columns` by `rows` cells, each of two by four dots."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self.wide, self.tall = columns * 2, rows * 4
        self._bits = [0] * (columns * rows)
        self._layer = [-1] * (columns * rows)
        self._glyphs: dict[int, str] = {}
        self._inks: dict[int, Ink] = {}

    def ink(self, layer: int, ink: Ink) -> None:
        """Say which ink a layer is drawn in."""
        self._inks[layer] = ink

    def dot(self, x: int, y: int, layer: int) -> None:
        """Set a dot."""
        cell = y // 4 * self.columns + x // 2
        if layer < self._layer[cell]:
            return
        if layer > self._layer[cell]:
            self._bits[cell], self._layer[cell] = 0, layer
        self._bits[cell] |= _DOTS[y % 4][x % 2]

    def column(self, x: int, top: int, bottom: int, layer: int) -> None:
        """Set the dots from `top` to `bottom`."""
        for y in range(top, bottom + 1):
            self.dot(x, y, layer)

    def shade(self, x: int, top: int, bottom: int, layer: int) -> None:
        """Set every other dot of the cells that [top, bottom] covers by half at least."""
        for row in range((top + 2) // 4, (bottom + 3) // 4):
            for y in range(row * 4 + x % 2, row * 4 + 4, 2):
                self.dot(x, y, layer)

    def line(self, a: tuple[int, int], b: tuple[int, int], layer: int) -> None:
        """Set the dots between two of them."""
        steps = max(abs(b[0] - a[0]), abs(b[1] - a[1]), 1)
        for step in range(steps + 1):
            x = a[0] + (b[0] - a[0]) * step // steps
            self.dot(x, a[1] + (b[1] - a[1]) * step // steps, layer)

    def glyph(self, x: int, y: int, glyph: str, layer: int) -> None:
        """Put a character of one cell over the dots."""
        cell = y // 4 * self.columns + x // 2
        self._glyphs[cell] = glyph
        self._layer[cell] = max(layer, self._layer[cell])

    def cell(self, column: int, row: int) -> tuple[str, Ink] | None:
        """Return what a cell shows, if it shows anything."""
        cell = row * self.columns + column
        layer = self._layer[cell]
        if layer < 0:
            return None
        return self._glyphs.get(cell) or chr(BLANK + self._bits[cell]), self._inks[layer]
