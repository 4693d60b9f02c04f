"""Only the cells that changed are sent, and of their colours only those that change.

Textual 8.2.8 cuts a changed stretch of a line off where it ends, but sends it from the left edge of
its widget, and every piece of it with all its colours. `tests/ui/test_crop.py` draws both ways and
compares what stands on the screen.
"""

from __future__ import annotations

from collections import deque
from functools import lru_cache

import msgspec
from rich.color import Color, ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.strip import Strip

_sent: deque[int] = deque(maxlen=1_000)  # what nobody asks for is forgotten
RESET = "\x1b[0m"
UNSEEN = ("", "1", "2", "1;2")  # what does not show on a blank


class Look(msgspec.Struct, frozen=True):
    """A style as a terminal is told it: attributes, colour of the ink, colour of the ground."""

    attributes: str = ""
    ink: str = "39"
    ground: str = "49"


class Pen:
    """Writes at places of the screen, in a look that stays until another one is needed."""

    def __init__(self, colours: ColorSystem) -> None:
        self._colours = colours
        self._look = Look()
        self._written: list[str] = []

    def move_to(self, x: int, y: int) -> None:
        """Go on at a cell of the screen."""
        self._written.append(f"\x1b[{y + 1};{x + 1}H")

    def draw(self, strip: Strip) -> None:
        """Write a strip."""
        for text, style, _ in strip:
            self._take(_look(style, self._colours) if style else Look(), blank=text.isspace())
            self._written.append(text)

    def written(self) -> str:
        """Return what was written, ended so that nobody else's text takes its look."""
        return "".join([*self._written, RESET if self._look != Look() else ""])

    def _take(self, look: Look, *, blank: bool) -> None:
        now = self._look
        if blank and look.attributes in UNSEEN and now.attributes in UNSEEN:
            look = Look(now.attributes, now.ink, look.ground)  # only its ground is seen
        if look == now:
            return
        if look.attributes == now.attributes:
            pairs = ((look.ink, now.ink), (look.ground, now.ground))
            codes = ";".join(code for code, before in pairs if code != before)
        else:
            told = (look.attributes, look.ink, look.ground)
            codes = ";".join(("0", *(code for code in told if code not in ("", "39", "49"))))
        self._look = look
        self._written.append(f"\x1b[{codes}m")


def render_segments(self: ChopsUpdate, console: Console) -> str:
    """Return what is to be written for an update: each span from where it starts."""
    pen = Pen(console._color_system or ColorSystem.TRUECOLOR)
    for y, x1, x2 in self.spans:
        line = self.chops[y]
        for end, (x, strip) in zip(self.chop_ends[y], line.items(), strict=False):
            if strip is None or x >= x2 or end <= x1:
                continue
            first, last = max(x, x1), min(end, x2)
            pen.move_to(first, y)
            pen.draw(strip.crop(first - x, last - x))
    written = pen.written()
    _sent.append(len(written.encode()))
    return written


def sent() -> int:
    """Return how many bytes were written since this was last asked."""
    count = sum(_sent)
    _sent.clear()
    return count


def install() -> None:
    """Have Textual draw so from now on."""
    ChopsUpdate.render_segments = render_segments  # type: ignore[method-assign]


@lru_cache(maxsize=1024)
def _look(style: Style, colours: ColorSystem) -> Look:
    attributes = Strip.render_ansi(style.without_color, colours)
    return Look(
        attributes,
        _code(style.color, colours, ground=False),
        _code(style.bgcolor, colours, ground=True),
    )


def _code(colour: Color | None, colours: ColorSystem, *, ground: bool) -> str:
    if colour is None:
        return "49" if ground else "39"
    return ";".join(colour.downgrade(colours).get_ansi_codes(foreground=not ground))
