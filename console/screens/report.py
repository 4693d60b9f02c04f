"""What a unit found, put in for it: causes by number, how many, and a note."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from console.domain.causes import Cause, Seen
from console.keys import bindings
from console.screens.ask import Given
from console.widgets import Entry, Field, Ledger, Line, Piece, Sheet, wrap
from console.wording import cause_word
from console.wording.dispatch import Work
from console.wording.screens import say

ROOM = 60
COUNT_MAX = 999


class Report(ModalScreen[tuple[Seen, ...] | None]):
    """Mark causes, in the order and by the numbers that the unit itself sees."""

    BINDINGS = bindings("report", "dialog")

    DEFAULT_CSS = """
    Report { align: center middle; background: $background 60%; }
    Report > Vertical {
        width: 66; max-width: 94%; height: auto; max-height: 96%; padding: 0 2;
        background: $panel; border-left: outer $accent;
    }
    Report Sheet { height: auto; background: $panel; }
    Report Ledger { max-height: 16; }
    Report Input { background: $background; }
    """

    def __init__(self, title: str, causes: Sequence[Cause]) -> None:
        super().__init__()
        self._title = title
        self._causes = tuple(causes)
        self._seen: dict[Cause, Seen] = {}

    def compose(self) -> ComposeResult:
        """Title, causes, note, keys."""
        with Vertical():
            yield Sheet(id="title", grows=True)
            yield Ledger(id="causes", grows=True)
            yield Field(placeholder=say(Work.REPORT_NOTE), id="note", compact=True)
            yield Sheet(id="foot", grows=True)

    def on_mount(self) -> None:
        """Nothing is marked at first."""
        title = wrap(self._title, self._room())
        self.query_one("#title", Sheet).put([((line, "strong"),) for line in title])
        self._paint()
        self._foot("")
        self.query_one("#causes", Ledger).focus()

    def fill(self, given: Given) -> None:
        """Take what was said; ask for the rest."""
        self._seen = {seen.cause: seen for seen in given.seen if seen.cause in self._causes}
        self.query_one("#note", Input).value = given.texts[0] if given.texts else ""
        self._paint()
        if self._seen and given.agreed:
            self.action_accept()

    def on_key(self, event: events.Key) -> None:
        """A digit marks the cause of that number."""
        if (
            not isinstance(self.focused, Input)
            and event.character
            and event.character in "123456789"
        ):
            event.stop()
            cause = self._causes[int(event.character) - 1]
            self.query_one("#causes", Ledger).select(cause)
            self._toggle(cause)

    def action_mark(self) -> None:
        """Mark the selected cause, or take the mark away."""
        self._toggle(self._selected())

    def action_more(self, by: int) -> None:
        """Say that there were more, or fewer; the first time there was one."""
        cause = self._selected()
        seen = self._seen.get(cause, Seen(cause=cause))
        count = (seen.count or 0) + by
        if count < 0 or count > COUNT_MAX:
            return
        self._seen[cause] = replace(seen, count=count or None)
        self._paint()

    @on(Ledger.Opened)
    @on(Input.Submitted)
    def _done(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Report what is marked."""
        note = self.query_one("#note", Input).value.strip() or None
        seen = [self._seen[cause] for cause in self._causes if cause in self._seen]
        if not seen:
            self._foot(say(Work.REPORT_NOTHING))
            return
        # One note for the whole report stands with the first thing found.
        self.dismiss((replace(seen[0], note=note), *seen[1:]))

    def action_cancel(self) -> None:
        """Leave without reporting."""
        self.dismiss(None)

    def _toggle(self, cause: Cause) -> None:
        if self._seen.pop(cause, None) is None:
            self._seen[cause] = Seen(cause=cause)
        self._paint()

    def _selected(self) -> Cause:
        return Cause(self.query_one("#causes", Ledger).selected or self._causes[0])

    def _paint(self) -> None:
        ledger = self.query_one("#causes", Ledger)
        ledger.show([Entry(cause, self._line(n, cause)) for n, cause in enumerate(self._causes, 1)])

    def _line(self, number: int, cause: Cause) -> Line:
        seen = self._seen.get(cause)
        box: Piece = ("[x] ", "accent") if seen else ("[ ] ", "faint")
        count = f" × {seen.count}" if seen and seen.count else ""
        word: Piece = (cause_word(cause), "strong" if seen else "text")
        return (box, (f"{number:2d} ", "muted"), word, (count, "accent"))

    def _foot(self, objection: str) -> None:
        said: list[Line] = [((line, "high"),) for line in wrap(objection, self._room()) if line]
        keys = wrap(say(Work.REPORT_KEYS), self._room())
        self.query_one("#foot", Sheet).put([*said, *(((line, "muted"),) for line in keys)])

    def _room(self) -> int:
        return max(min(ROOM, self.app.size.width * 94 // 100 - 6), 10)
