"""A letter over every list, to go there by."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from console.keys import bindings
from console.widgets import Line, Sheet
from console.wording.command_bar import Bar
from console.wording.screens import say

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


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


class Jump(ModalScreen[Widget | None]):
    """Answers with the list whose letter was pressed."""

    BINDINGS = bindings("jump")

    DEFAULT_CSS = """
    Jump { background: $background 40%; }
    Jump > #jump-foot { dock: bottom; height: 1; overflow-y: hidden; background: $surface; }
    """

    def __init__(self, lists: Sequence[Widget]) -> None:
        super().__init__()
        self._lists = dict(zip(LETTERS, lists, strict=False))

    def compose(self) -> ComposeResult:
        """The letters, and how to leave."""
        for letter, each in self._lists.items():
            yield Badge(letter, each.region)
        yield Sheet(id="jump-foot")

    def on_mount(self) -> None:
        """Say what the letters are for."""
        line: Line = ((" " + say(Bar.JUMP_KEYS), "muted"),)
        self.query_one("#jump-foot", Sheet).put([line])

    def on_key(self, event: events.Key) -> None:
        """Go to the list of that letter."""
        if event.key in self._lists:
            event.stop()
            self.dismiss(self._lists[event.key])

    def on_click(self, event: events.Click) -> None:
        """Go to the list that was clicked."""
        spots = (w for w in self._lists.values() if w.region.contains(*event.screen_offset))
        self.dismiss(next(spots, None))

    def action_leave(self) -> None:
        """Stay where one was."""
        self.dismiss(None)


def lists_of(screen: Screen[None]) -> list[Widget]:
    """Return what can be taken in hand on `screen` and is in view, from the top left on."""
    found = [each for each in screen.focus_chain if each.region and each.visible]
    whole = Region(0, 0, *screen.size)
    seen = [each for each in found if whole.overlaps(each.region)]
    return sorted(seen, key=lambda each: (each.region.y, each.region.x))
