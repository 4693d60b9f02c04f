"""A dialog to choose one thing from a list, with fields to fill in or a sentence to agree to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from console.keys import bindings
from console.screens.ask import Answers, Given
from console.widgets import Entry, Field, Ink, Ledger, Line, Sheet, wrap
from console.wording import plain
from console.wording.dispatch import Work
from console.wording.screens import Say, say

ROOM = 66


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to choose from, best first: `rows` draws it for a width.

    After choosing, `fields` are filled in, beginning with what `given` says for the choice; or
    `sure` says what would be done, and enter does it. What is `optional` may stay empty: enter on
    the list answers at once, tab goes on to the fields.
    """

    title: str
    rows: Callable[[int], Sequence[Entry]]
    text: str = ""
    first: str | None = None
    fields: tuple[str, ...] = ()
    given: Callable[[str], Answers] | None = None
    sure: Callable[[str], str] | None = None
    optional: bool = False


class Picked(msgspec.Struct, frozen=True):
    """What was chosen, and what was filled in."""

    key: str
    answers: Answers = ()


class Choose(ModalScreen[Picked | None]):
    """Offers; the first thing is selected, so that enter takes it."""

    BINDINGS = bindings("dialog")

    DEFAULT_CSS = """
    Choose { align: center middle; background: $background 60%; }
    Choose > Vertical {
        width: 72; max-width: 94%; height: auto; max-height: 92%; padding: 1 2;
        background: $panel; border-left: outer $accent;
    }
    Choose Sheet { height: auto; background: $panel; }
    Choose Ledger { max-height: 12; margin-top: 1; background: $panel; }
    Choose Input { background: $background; margin-top: 1; }
    """

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        self._sure_of: str | None = None
        self._warning = ""
        self._filled: Answers = ()

    def compose(self) -> ComposeResult:
        """Lay out title, list, fields and the line of keys."""
        with Vertical():
            yield Sheet(id="title", grows=True)
            yield Ledger(id="offers", grows=True, resting="row-resting")
            for place, hint in enumerate(self.offer.fields):
                yield Field(placeholder=hint, id=f"field-{place}", compact=True)
            yield Sheet(id="foot", grows=True)

    def on_mount(self) -> None:
        """Show the list with its first thing selected."""
        offer = self.offer
        self.query_one("#title", Sheet).put(self._titled())
        ledger = self.query_one("#offers", Ledger)
        ledger.show(offer.rows(self._room()))
        ledger.select(offer.first)
        ledger.focus()
        self._prefill()
        self._foot("")

    def fill(self, given: Given) -> None:
        """Take what was said; where that settles it, answer or ask whether one is sure."""
        ledger = self.query_one("#offers", Ledger)
        if given.pick is not None and ledger.row_of(given.pick) is None:
            self._foot(say(Work.NOT_OFFERED, what=plain(given.pick)))
            return
        ledger.select(given.pick)
        fields = list(self.query(Input))
        texts = () if self.offer.optional else given.texts  # those belong to what was asked before
        for field, text in zip(fields, texts, strict=False):
            field.value = text or field.value
        answers = tuple(field.value.strip() for field in fields)
        if given.pick is None:
            return
        if self.offer.sure is not None:
            self.action_accept()
        elif (all(answers) or self.offer.optional) and given.agreed:
            self.dismiss(Picked(given.pick, answers))
        elif fields:
            fields[0].focus()

    def warn(self, words: str) -> None:
        """Say on top what speaks against all of it."""
        self._warning = words
        for sheet in self.query("#title").results(Sheet):
            sheet.put(self._titled())

    def _titled(self) -> list[Line]:
        offer = self.offer
        warning = _lines(self._warning, "high", self._room())
        title = warning + _lines(offer.title, "strong", self._room())
        return title + _lines(offer.text, "muted", self._room())

    @property
    def picked(self) -> str | None:
        """Return what is selected."""
        return self.query_one("#offers", Ledger).selected

    @on(Ledger.Selected, "#offers")
    def _selected(self, event: Ledger.Selected) -> None:
        if event.key != self._sure_of:
            self._doubt()
        self._prefill()

    @on(Ledger.Opened, "#offers")
    @on(Input.Submitted)
    def _on(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Go on to the next field or question; after the last, answer."""
        key, sure = self.picked, self.offer.sure
        if key is None:
            return
        if sure is not None and self._sure_of != key:
            self._sure_of = key
            self._foot(sure(key), agreed=True)
            return
        fields = list(self.query(Input))
        here = fields.index(self.focused) if isinstance(self.focused, Input) else -1
        if here + 1 < len(fields) and not self.offer.optional:
            fields[here + 1].focus()
            return
        answers = tuple(field.value.strip() for field in fields)
        if all(answers) or self.offer.optional:
            self.dismiss(Picked(key, answers))
        else:
            self._foot(say(Say.TEXT_NEEDED))

    def action_cancel(self) -> None:
        """Go back from the question, or leave."""
        if self._sure_of is not None:
            self._doubt()
        else:
            self.dismiss(None)

    def _doubt(self) -> None:
        self._sure_of = None
        self._foot("")

    def _prefill(self) -> None:
        """Fill in what is usual for the choice, unless someone wrote something else."""
        if self.offer.given is None or self.picked is None:
            return
        fields = list(self.query(Input))
        if tuple(field.value for field in fields) in ((), ("",) * len(fields), self._filled):
            self._filled = self.offer.given(self.picked)
            for field, text in zip(fields, self._filled, strict=True):
                field.value = text

    def _foot(self, words: str, *, agreed: bool = False) -> None:
        said: list[Line] = [((" ", "text"),)]
        if words:
            said += _lines(words, "accent" if agreed else "high", self._room())
        said.append(((say(Work.SURE_KEYS if agreed else Work.CHOOSE_KEYS), "muted"),))
        self.query_one("#foot", Sheet).put(said)

    def _room(self) -> int:
        return max(min(ROOM, self.app.size.width * 94 // 100 - 6), 10)


def _lines(text: str, ink: Ink, width: int) -> list[Line]:
    return [((line, ink),) for line in wrap(text, width)] if text else []
