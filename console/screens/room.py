"""How high a workplace is, as classes for stylesheets, and what is said where it is too little."""

from __future__ import annotations

from textual.geometry import Size

from console.widgets import Line, clip
from console.wording.looks import Looks
from console.wording.screens import say

LOW, TALL = "-low", "-tall"
ROWS = [(0, LOW), (24, TALL)]
LEAST = Size(60, 20)


def headed(lines: list[Line], room: Size) -> list[Line]:
    """Return the head for a screen of that size: one too small says what is needed instead of
    whether the picture is fresh, and has no room for more than what waits."""
    if room.width >= LEAST.width and room.height >= LEAST.height:
        return lines
    needed = {"least_width": LEAST.width, "least_height": LEAST.height}
    said = say(Looks.TOO_SMALL, width=room.width, height=room.height, **needed)
    return [clip(((" " + said, "medium"),), room.width), *lines[1:2]]
