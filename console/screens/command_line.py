"""The line a command is typed into, with what the word being typed could become above it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from console.keys import bindings
from console.screens.command_grammar import Order, Trouble, What, read
from console.screens.command_kinds import IDS
from console.screens.command_known import LiveKnown, thing_of
from console.screens.command_offers import Offers, offers
from console.screens.command_words import Kind
from console.widgets import Entry, Field, Ledger, Line, Sheet, fit, wrap
from console.wording import plain
from console.wording.command_bar import Bar, kind_word
from console.wording.screens import say

SHOWN = 200  # offers drawn
WORD = 34  # cells for an offered word, at most


class Typed(msgspec.Struct, frozen=True):
    """A line as it was typed, and what it orders."""

    line: str
    order: Order


class CommandLine(ModalScreen[Typed | None]):
    """A line at the bottom; answers with what it orders."""

    BINDINGS = bindings("command")

    DEFAULT_CSS = """
    CommandLine { align: center bottom; background: transparent; }
    CommandLine > Vertical { width: 100%; height: auto; max-height: 80%; background: $panel; }
    CommandLine Ledger {
        height: auto; max-height: 10; background: $panel; padding: 0 1;
    }
    CommandLine #said { height: auto; background: $panel; padding: 0 1; }
    CommandLine #entry { height: 1; background: $surface; }
    CommandLine #prompt { width: 2; height: 1; overflow-y: hidden; background: $surface; }
    CommandLine Input { width: 1fr; background: $surface; }
    """

    def __init__(
        self, known: LiveKnown, past: Sequence[str], *, line: str = "", said: str = ""
    ) -> None:
        super().__init__()
        self._known = known
        self._past = [*past, line]
        self._place = len(past)
        self._given = line
        self._objection = said
        self._offers = Offers(0, ())
        self._turn: int | None = None  # which offer tab has put in, of those there were
        self._written: str | None = None  # what was put in by us, not typed

    def compose(self) -> ComposeResult:
        """Offers, what is wrong, the line."""
        with Vertical():
            offered = Ledger(id="offers", grows=True, resting="panel")
            offered.can_focus = False
            yield offered
            yield Sheet(id="said", grows=True)
            with Horizontal(id="entry"):
                yield Sheet(id="prompt")
                yield Field(self._given, placeholder=say(Bar.HINT), id="line", compact=True)

    def on_mount(self) -> None:
        """Begin with what is possible."""
        self.query_one("#prompt", Sheet).put([((":", "accent"),)])
        self._line.focus()
        self._line.cursor_position = len(self._given)
        self.call_after_refresh(self._offer, self._objection)

    @property
    def _line(self) -> Input:
        return self.query_one("#line", Input)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value == self._written:
            return
        self._written = self._turn = None
        self._offer("")

    @on(Input.Submitted)
    def _entered(self) -> None:
        line = self._line.value.strip()
        found = read(line, self._known)
        if isinstance(found, Order) and found.verb == "open":
            found = self._the_one(found)
        if isinstance(found, Trouble):
            self._offer(words_of(found))
        else:
            self.dismiss(Typed(line, found) if found is not None else None)

    @on(Ledger.Selected)
    def _clicked(self, event: Ledger.Selected) -> None:
        if event.key is not None and int(event.key) != (self._turn or 0):
            self._put(int(event.key), more=" ")
            self._line.focus()

    def action_complete(self, steps: int) -> None:
        """Complete what is typed as far as it can only be so; then one offer after the other."""
        found, line = self._offers, self._line.value
        count = len(found.found)
        if self._turn is not None:
            self._put((self._turn + steps) % count)
        elif count == 1:
            self._put(0, more=" ")
        elif count:
            typed = line[found.start :]
            common = found.common(typed)
            if common != typed:
                self._line.value = line[: found.start] + common
                self._line.cursor_position = len(self._line.value)
            else:
                self._put(0 if steps > 0 else count - 1)

    def action_recall(self, steps: int) -> None:
        """Take an earlier line again, or a later one; what was being typed comes last."""
        place = self._place + steps
        if 0 <= place < len(self._past):
            if self._place == len(self._past) - 1:
                self._past[-1] = self._line.value
            self._place = place
            self._line.value = self._past[place]
            self._line.cursor_position = len(self._past[place])

    def action_leave(self) -> None:
        """Leave without a word."""
        self.dismiss(None)

    def _put(self, place: int, *, more: str = "") -> None:
        """Write an offer where the word was being typed; `more` goes on to the next word."""
        found, line = self._offers, self._line
        text = line.value[: found.start] + found.found[place].word + more
        if not more:
            self._turn, self._written = place, text
            ledger = self.query_one("#offers", Ledger)
            ledger.resting = "row-selected"
            ledger.select(str(place))
            ledger.refresh()
        line.value = text
        line.cursor_position = len(text)

    def _offer(self, objection: str) -> None:
        """Show what could stand at the end of the line, and what is wrong with it."""
        line = self._line.value
        self._offers = offers(line, self._known)
        ledger = self.query_one("#offers", Ledger)
        ledger.resting = "panel"
        found = self._offers.found[:SHOWN]
        width = max(self.size.width - 3, 10)
        column = min(WORD, max((len(offer.word) for offer in found), default=0) + 2)
        entries = []
        for place, offer in enumerate(found):
            words, ink = self._known.about(offer)
            drawn: Line = (
                (fit(plain(offer.word), column), "strong"),
                (fit(plain(words), max(width - column, 0)), ink),
            )
            entries.append(Entry(str(place), drawn))
        ledger.display = bool(entries)
        ledger.show(entries)
        ledger.select("0" if entries else None)
        said: list[Line] = [((text, "high"),) for text in wrap(objection, width) if objection]
        self.query_one("#said", Sheet).put(said or [((say(Bar.KEYS), "muted"),)])

    def _the_one(self, order: Order) -> Order | Trouble:
        """Return the order to open the one thing meant, or which ones it could be."""
        words = " ".join(order.all("thing"))
        if IDS[Kind.CASE].fullmatch(words):
            return Order("open", {"thing": (words.upper(),)})  # also one that is closed by now
        found = list(self._known.find(words))
        if not found:
            return Trouble(What.NOT_THERE, words)
        one = thing_of(found)
        if one is None:
            return Trouble(What.AMBIGUOUS, words, tuple(found[:9]))
        return Order("open", {"thing": (str(one),)})


def words_of(trouble: Trouble) -> str:
    """Return what is wrong with a line, in words."""
    possible = ", ".join(plain(kind_word(word)) for word in trouble.possible)
    values = {"word": plain(trouble.word), "possible": possible or say(Bar.NOTHING)}
    said = say(Bar[trouble.what.name], **values)
    if trouble.what is What.MISPLACED and "text" in trouble.possible:
        said = f"{said}\n{say(Bar.QUOTE_IT, word=plain(trouble.word))}"
    return said
