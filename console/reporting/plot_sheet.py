"""What a plot is drawn on: a file of its own, a page, or a phone; and where things lie on it."""

from __future__ import annotations

from datetime import tzinfo

import msgspec

from console.widgets.chart import Scale
from console.widgets.ink import Ink

COLOURS: dict[Ink, str] = {
    "accent": "#1f6f9f",
    "good": "#2e7d4f",
    "low": "#5b6b7f",
    "medium": "#a86a00",
    "high": "#b3261e",
    "unknown": "#7b4ea3",
    "faint": "#8a929c",
}
GROUND = "#fff"
# A page says the same of its drawings, each named by the class `plot`.
RULES = (
    ".title{font-size:17px;font-weight:600}.line{fill:none;stroke-width:1.8;"
    "stroke-linejoin:round;stroke-linecap:round}.limit{stroke-width:1.2;stroke-dasharray:6 4}"
    ".clear{stroke-width:1;stroke-dasharray:2 4}.mark{stroke-width:1;stroke-dasharray:3 3}"
    ".band{opacity:.18}"
)
STYLE = (
    "text{font:13px system-ui,'Noto Sans','Noto Sans CJK SC',sans-serif;fill:#3d4650}"
    ".title{fill:#1b2127}.grid{stroke:#dfe3e8}.axis{stroke:#8a929c}" + RULES
)


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """How large a drawing is, the room around its plane, and what is written on it.

    One without `titled` stands under words of its own; `inside` puts the words of limits on their
    lines, for want of room beside them; a `themed` one takes its colours from the page.
    """

    width: int = 1000
    height: int = 420
    left: int = 70
    right: int = 130
    top: int = 64
    bottom: int = 52
    rows: int = 14  # as many as in a terminal: the scale has so many round figures
    ticks: int = 9
    parts: int = 300  # so many values side by side can be told apart
    titled: bool = True
    inside: bool = False
    themed: bool = False

    def colour(self, ink: Ink) -> str:
        """Return what an ink is here."""
        known = ink if ink in COLOURS else "faint"
        return f"var(--{known})" if self.themed else COLOURS[known]

    @property
    def ground(self) -> str:
        """Return what all stands on."""
        return "var(--ground)" if self.themed else GROUND


FILE = Sheet()
PAGE = Sheet(height=360, right=150, top=34, titled=False, themed=True)
PHONE = Sheet(
    width=360, height=270, left=44, right=10, top=34, bottom=40, rows=10, ticks=4, parts=160,
    titled=False, inside=True, themed=True,
)  # fmt: skip


class Plane(msgspec.Struct, frozen=True):
    """Where moments and values lie on the drawing."""

    bounds: tuple[int, int]
    scale: Scale
    sheet: Sheet
    zone: tzinfo | None

    @property
    def rim(self) -> int:
        """Return how far to the right the plane ends."""
        return self.sheet.width - self.sheet.right

    @property
    def floor(self) -> int:
        """Return how far down the plane ends."""
        return self.sheet.height - self.sheet.bottom

    def x(self, at: int) -> float:
        """Return how far to the right a moment lies."""
        start, end = self.bounds
        at = max(start, min(end, at))
        return self.sheet.left + (at - start) / (end - start) * (self.rim - self.sheet.left)

    def y(self, value: float) -> float:
        """Return how far down a value lies."""
        return self.sheet.top + self.scale.share(value) * (self.floor - self.sheet.top)
