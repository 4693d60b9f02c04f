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


def large(figure: str, *, wide: int = 2, tall: int = 1, ascii: bool = False) -> Sequence[str]:
    """Return the lines of a whole number in large digits, each dot so many cells wide and tall."""
    full, blank = ("#" if ascii else "█") * wide, " " * wide
    return [
        blank.join(
            "".join(full if dot == "#" else blank for dot in _SHAPES[digit][row])
            for digit in figure
            if digit in _SHAPES
        )
        for row in range(ROWS)
        for _ in range(tall)
    ]
