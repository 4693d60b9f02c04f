"""Small dialogs that read as a question: each returns what was answered, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from console.domain.causes import Seen
from console.keys import bindings
from console.widgets import Field, Ink, Line, Sheet, wrap
from console.wording.screens import Say, say

Answers = tuple[str, ...]
Check = Callable[[Answers], str | None]


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What was said before a dialog asks: what to pick, what to fill in.

    Where that is everything and it is `agreed`, there is nothing left to ask.
    """

    pick: str | None = None
    texts: Answers = ()
    for_s: float | None = None
    one_shot: bool = False
    seen: tuple[Seen, ...] = ()
    agreed: bool = False


@runtime_checkable
class Fillable(Protocol):
    """A dialog that takes what was said before."""

    def fill(self, given: Given) -> None: ...


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: a title naming the object, what there is to know, and the fields to fill in;
    without any it is a matter of yes (enter) or no (esc).

    What is typed into the fields of `masked` is not shown; the first of them begin with what is
    `given`. `objection` says what is wrong with the answers, if anything is.
    """

    title: str
    text: str = ""
    fields: tuple[str, ...] = ()
    masked: tuple[int, ...] = ()
    given: Answers = ()
    objection: Check = lambda answers: None


def something(answers: Answers) -> str | None:
    """Object to an empty answer."""
    return None if all(answer.strip() for answer in answers) else say(Say.TEXT_NEEDED)


class Ask(ModalScreen[Answers | None]):
    """Asks one question; typed text is lost only by leaving on purpose."""

    BINDINGS = bindings("dialog")

    DEFAULT_CSS = """
    Ask { align: center middle; background: $background 60%; }
    Ask > Vertical {
        width: 64; max-width: 92%; height: auto; padding: 1 2;
        background: $panel; border-left: outer $accent;
    }
    Ask Sheet { height: auto; background: $panel; }
    Ask Input { background: $background; margin-top: 1; }
    """

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """Lay out the title, the fields and the line of keys."""
        with Vertical():
            yield Sheet(id="title", grows=True)
            for place, hint in enumerate(self.question.fields):
                hidden = place in self.question.masked
                yield Field(placeholder=hint, id=f"field-{place}", compact=True, password=hidden)
            yield Sheet(id="foot", grows=True)

    def on_mount(self) -> None:
        """Begin with the first field."""
        title = self._wrapped(self.question.title, "strong")
        text = self._wrapped(self.question.text, "muted") if self.question.text else []
        self.query_one("#title", Sheet).put([*title, *text])
        self._foot("")
        for field, given in zip(self.query(Input), self.question.given, strict=False):
            field.value = given
            field.select_all()  # typing takes its place
        if self.question.fields:
            self.query(Input).first().focus()

    def fill(self, given: Given) -> None:
        """Take what was said; ask for the rest."""
        fields = list(self.query(Input))
        for field, text in zip(fields, given.texts, strict=False):
            field.value = text
        missing = next((field for field in fields if not field.value.strip()), None)
        if missing is not None:
            missing.focus()
        elif fields and given.agreed:
            self.action_accept()

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        fields = list(self.query(Input))
        place = fields.index(event.input)
        if place + 1 < len(fields):
            fields[place + 1].focus()
        else:
            self.action_accept()

    def action_accept(self) -> None:
        """Answer, unless there is an objection."""
        answers = tuple(field.value.strip() for field in self.query(Input))
        objection = self.question.objection(answers)
        if objection is None:
            self.dismiss(answers)
        else:
            self._foot(objection)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def _foot(self, objection: str) -> None:
        said: list[Line] = [((" ", "text"),)]
        if objection:
            said += [((line, "high"),) for line in wrap(objection, self._room())]
        said.append(((say(Say.ACCEPT_KEYS), "muted"),))
        self.query_one("#foot", Sheet).put(said)

    def _wrapped(self, text: str, ink: Ink) -> Sequence[Line]:
        return [((line, ink),) for line in wrap(text, self._room())]

    def _room(self) -> int:
        return max(min(58, self.size.width * 92 // 100 - 6), 10)
