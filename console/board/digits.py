"""Figures large enough to be read across a square."""

from __future__ import annotations

from collections.abc import Sequence

ROWS = 5
_SHAPES = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", " # ", " # "),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
}


def large(figure: str, *, ascii: bool = False) -> Sequence[str]:
    """Return the lines of a whole number in large digits, each pixel two cells wide."""
    ink = "##" if ascii else "██"
    return [
        "  ".join(
            "".join(ink if dot == "#" else "  " for dot in _SHAPES[digit][row])
            for digit in figure
            if digit in _SHAPES
        )
        for row in range(ROWS)
    ]
