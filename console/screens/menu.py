"""The menu of what can be done now about what is in hand: a letter each."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from console.keys import bindings
from console.widgets import Entry, Ledger, Line, Sheet, wrap
from console.wording.deeds import Deed
from console.wording.screens import say

ROOM = 56


class Choice(msgspec.Struct, frozen=True):
    """An act: its letter, what it is called by, its word, and why it cannot be done now."""

    key: str
    id: str
    word: str
    why: str | None = None


class Menu(ModalScreen[str | None]):
    """Offers the acts that can be done; where none can, says why. Answers with what the one chosen
    is called by."""

    BINDINGS = bindings("dialog")

    DEFAULT_CSS = """
    Menu { align: center middle; background: $background 60%; }
    Menu > Vertical {
        width: 62; max-width: 94%; height: auto; max-height: 96%; padding: 0 2;
        background: $panel; border-left: outer $accent;
    }
    Menu Sheet { height: auto; background: $panel; }
    Menu Ledger { max-height: 20; background: $panel; }
    Menu.-low Ledger { max-height: 14; }
    """

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._choices = tuple(each for each in choices if each.why is None)
        self._others = tuple(choices) if not self._choices else ()

    def compose(self) -> ComposeResult:
        """Title, acts, how to go on."""
        with Vertical():
            yield Sheet(id="title", grows=True)
            yield Ledger(id="deeds", grows=True, resting="row-resting")
            yield Sheet(id="foot", grows=True)

    def on_mount(self) -> None:
        """List the acts."""
        self.set_class(self.app.size.height < 24, "-low")
        room = max(min(ROOM, self.app.size.width * 94 // 100 - 6), 10)
        title: list[Line] = [((line, "strong"),) for line in wrap(self._title, room)]
        if not self._choices:
            title += [((line, "muted"),) for line in wrap(say(Deed.MENU_NONE), room)]
        self.query_one("#title", Sheet).put(title)
        ledger = self.query_one("#deeds", Ledger)
        ledger.show(
            [
                *(
                    Entry(each.id, ((f"{each.key} ", "accent"), (each.word, "text")))
                    for each in self._choices
                ),
                *(
                    Entry(None, ((each.word, "struck"), (f"  {each.why}", "muted")))
                    for each in self._others
                ),
            ]
        )
        ledger.focus()
        keys: list[Line] = [((line, "muted"),) for line in wrap(say(Deed.MENU_KEYS), room)]
        self.query_one("#foot", Sheet).put(keys)

    def on_key(self, event: events.Key) -> None:
        """Take the act with this letter."""
        pressed = event.character
        chosen = next((each for each in self._choices if each.key == pressed), None)
        if chosen is not None:
            event.stop()
            self.dismiss(chosen.id)

    @on(Ledger.Opened)
    def _opened(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Take the act that is selected."""
        self.dismiss(self.query_one(Ledger).selected)

    def action_cancel(self) -> None:
        """Leave without an act."""
        self.dismiss(None)
