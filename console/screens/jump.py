"""A letter over every list, to go there by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from console.keys import bindings
from console.widgets import Line, Sheet, Tiles
from console.wording.command_bar import Bar
from console.wording.screens import say

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Goal(msgspec.Struct, frozen=True):
    """What a letter leads to: a list, or the first tile of a group on a board."""

    region: Region
    widget: Widget
    item: str | None = None


class Badge(Sheet):
    """A letter on a list."""

    DEFAULT_CSS = """
    Badge { width: 3; height: 1; position: absolute; overflow-y: hidden; }
    """

    def __init__(self, letter: str, place: Region) -> None:
        super().__init__()
        self._letter = letter
        self.styles.offset = (place.x, place.y)

    def on_mount(self) -> None:
        """Draw the letter."""
        self.put([((f" {self._letter} ", "watermark"),)])


class Jump(ModalScreen[Goal | None]):
    """Answers with the list whose letter was pressed."""

    BINDINGS = bindings("jump")

    DEFAULT_CSS = """
    Jump { background: $background 40%; }
    Jump > #jump-foot { dock: bottom; height: 1; overflow-y: hidden; background: $surface; }
    """

    def __init__(self, goals: Sequence[Goal]) -> None:
        super().__init__()
        self._goals = dict(zip(LETTERS, goals, strict=False))

    def compose(self) -> ComposeResult:
        """The letters, and how to leave."""
        for letter, spot in self._goals.items():
            yield Badge(letter, spot.region)
        yield Sheet(id="jump-foot")

    def on_mount(self) -> None:
        """Say what the letters are for."""
        line: Line = ((" " + say(Bar.JUMP_KEYS), "muted"),)
        self.query_one("#jump-foot", Sheet).put([line])

    def on_key(self, event: events.Key) -> None:
        """Go to the list of that letter."""
        if event.key in self._goals:
            event.stop()
            self.dismiss(self._goals[event.key])

    def on_click(self, event: events.Click) -> None:
        """Go to the list that was clicked."""
        at = event.screen_offset
        self.dismiss(next((s for s in self._goals.values() if s.region.contains(*at)), None))

    def action_leave(self) -> None:
        """Stay where one was."""
        self.dismiss(None)


def goals_of(screen: Screen[None]) -> list[Goal]:
    """Return what can be taken in hand on `screen` and is in view, from the top left on."""
    whole = Region(0, 0, *screen.size)
    found = [
        spot
        for each in screen.focus_chain
        if each.region and each.visible
        for spot in (_groups(each) if isinstance(each, Tiles) else [Goal(each.region, each)])
        if whole.overlaps(spot.region)
    ]
    return sorted(found, key=lambda spot: (spot.region.y, spot.region.x))


def _groups(board: Tiles) -> Iterator[Goal]:
    """Yield the groups of a board that are in view."""
    region, scrolled = board.region, board.scroll_offset.y
    for block in board.packing.blocks:
        tiles = board.groups[block.group].tiles
        top = block.top - scrolled
        if tiles and 0 <= top < region.height:
            wide = block.columns * board.slot
            place = Region(region.x + block.column * board.slot, region.y + top, wide, block.height)
            yield Goal(place, board, tiles[0])
