"""The question before a shelf: for how long, only until it ends or not, and why."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from console.domain.durations import seconds
from console.keys import bindings
from console.screens.ask import Given
from console.widgets import Field, Ink, Line, Sheet, width_of, wrap
from console.wording import plain
from console.wording.queue import Queue, span
from console.wording.screens import Say, say

USUAL_S = (1_800.0, 3_600.0, 7_200.0, 14_400.0, 28_800.0)
FIRST_S = 3_600.0
LEAST_S = 60.0
ROOM = 60
_PARTS = re.compile(r"([0-9.]+[smhd])", re.ASCII)


class Shelving(msgspec.Struct, frozen=True):
    """For how long to shelve, whether only until it next ends, and why."""

    for_s: float
    one_shot: bool
    reason: str


class Strip(Sheet, can_focus=True):
    """Durations side by side, one of them chosen; the last stands for any other."""

    BINDINGS = bindings("shelf")

    class Chosen(Message):
        """Another duration, or the other kind of shelf."""

    def __init__(self, durations: tuple[float, ...]) -> None:
        super().__init__(id="strip", grows=True)
        self.durations = durations
        self.place = durations.index(FIRST_S) if FIRST_S in durations else len(durations) - 1
        self.one_shot = False

    @property
    def for_s(self) -> float | None:
        """Return the duration chosen; `None` is any other."""
        return self.durations[self.place] if self.place < len(self.durations) else None

    def on_mount(self) -> None:
        """Show the choice."""
        self.paint()

    def on_focus(self) -> None:
        """Show that it is in hand."""
        self.paint()

    def on_blur(self) -> None:
        """Show that it is not."""
        self.paint()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the durations out for the new width."""
        self.paint()

    def on_key(self, event: events.Key) -> None:
        """A digit chooses the duration of that number."""
        if event.character and event.character in "123456789"[: len(self.durations) + 1]:
            event.stop()
            self._take(int(event.character) - 1)

    def action_choose(self, steps: int) -> None:
        """Choose the next longer or shorter one."""
        self._take(max(0, min(len(self.durations), self.place + steps)))

    def take(self, for_s: float | None, *, one_shot: bool) -> None:
        """Choose a duration; `None` is any other."""
        self.one_shot = one_shot
        known = for_s is not None and for_s in self.durations
        self._take(self.durations.index(for_s) if known and for_s else len(self.durations))

    def action_one_shot(self) -> None:
        """Shelve only until it next ends, or whatever it does."""
        self.one_shot = not self.one_shot
        self._take(self.place)

    def _take(self, place: int) -> None:
        self.place = place
        self.paint()
        self.post_message(self.Chosen())

    def paint(self) -> None:
        """Draw the durations, and the box for a shelf of one shot."""
        words = [*map(span, self.durations), say(Queue.SHELVE_OTHER)]
        lines: list[Line] = [()]
        for place, word in enumerate(words):
            here = place == self.place
            cap: Ink = "accent" if self.has_focus else "faint"
            chosen: Ink = "strong" if here else "muted"
            choice: Line = (
                (f"{place + 1} ", cap),
                (f"[{word}]" if here else f" {word} ", chosen),
                (" ", "text"),
            )
            if lines[-1] and width_of((*lines[-1], *choice)) > (self.size.width or ROOM):
                lines.append(())
            lines[-1] = (*lines[-1], *choice)
        box: Line = (
            ("[x] " if self.one_shot else "[ ] ", "accent" if self.one_shot else "muted"),
            (say(Queue.SHELVE_ONCE), "strong" if self.one_shot else "muted"),
        )
        self.put([*lines, box])


class AskShelf(ModalScreen[Shelving | None]):
    """Asks how long and why; `until` says when a shelf begun now would end."""

    BINDINGS = bindings("dialog")

    DEFAULT_CSS = """
    AskShelf { align: center middle; background: $background 60%; }
    AskShelf > Vertical {
        width: 68; max-width: 94%; height: auto; max-height: 96%; padding: 1 2;
        background: $panel; border-left: outer $accent;
    }
    AskShelf Sheet { height: auto; background: $panel; }
    AskShelf #strip { height: auto; margin-top: 1; }
    AskShelf Input { background: $background; margin-top: 1; }
    AskShelf #typed { display: none; }
    AskShelf.-other #typed { display: block; }
    """

    def __init__(self, title: str, most_s: float, until: Callable[[float], str]) -> None:
        super().__init__()
        self._title = title
        self._most_s = most_s
        self._until = until
        fitting = tuple(s for s in USUAL_S if s <= most_s)
        self._durations = fitting or (most_s,)

    def compose(self) -> ComposeResult:
        """Title, durations, fields, keys."""
        with Vertical():
            yield Sheet(id="title", grows=True)
            yield Strip(self._durations)
            yield Field(placeholder=say(Queue.SHELVE_TYPED), id="typed", compact=True)
            yield Field(placeholder=say(Queue.SHELVE_REASON), id="reason", compact=True)
            yield Sheet(id="foot", grows=True)

    def on_mount(self) -> None:
        """Begin with the duration."""
        self.query_one(Strip).focus()
        self._changed()

    @on(Strip.Chosen)
    @on(Input.Changed, "#typed")
    def _changed(self) -> None:
        strip = self.query_one(Strip)
        self.set_class(strip.for_s is None, "-other")
        for_s = self._for_s()
        lines = [*wrap(self._title, self._room())]
        said: list[Line] = [((line, "strong"),) for line in lines]
        if for_s is not None:
            word = Queue.SHELVE_ONE_SHOT if strip.one_shot else Queue.SHELVE_UNTIL
            until = say(word, until=self._until(for_s))
            said += [((line, "muted"),) for line in wrap(until, self._room())]
        self.query_one("#title", Sheet).put(said)
        self._foot("")

    @on(Input.Submitted)
    def _on(self) -> None:
        self.action_accept()

    def on_descendant_focus(self) -> None:
        """Name the keys of what is in hand."""
        self._foot("")

    def action_accept(self) -> None:
        """Go on to the next thing; after the reason, answer."""
        strip, typed = self.query_one(Strip), self.query_one("#typed", Input)
        reason = self.query_one("#reason", Input)
        if self.focused is strip:
            (typed if strip.for_s is None else reason).focus()
        else:
            self._answer(whole=self.focused is reason)

    def fill(self, given: Given) -> None:
        """Take what was said; ask for the rest."""
        reason, strip = self.query_one("#reason", Input), self.query_one(Strip)
        reason.value = given.texts[0] if given.texts else ""
        strip.one_shot = given.one_shot
        if given.for_s is None:
            strip.paint()
            return
        self.query_one("#typed", Input).value = spelt(given.for_s)
        strip.take(given.for_s, one_shot=given.one_shot)
        if reason.value and given.agreed:
            self._answer(whole=True)
        else:
            reason.focus()

    def _answer(self, *, whole: bool) -> None:
        """Answer, unless something is missing or wrong; `whole` when nothing else is asked."""
        strip, typed = self.query_one(Strip), self.query_one("#typed", Input)
        reason = self.query_one("#reason", Input)
        for_s = self._for_s()
        if for_s is None or for_s < LEAST_S:
            typed.focus()
            self._foot(say(Queue.SHELVE_NO_DURATION, text=plain(typed.value)))
        elif for_s > self._most_s:
            typed.focus()
            self._foot(say(Queue.SHELVE_TOO_LONG, most=span(self._most_s)))
        elif not whole:
            reason.focus()
        elif not reason.value.strip():
            self._foot(say(Say.TEXT_NEEDED))
        else:
            self.dismiss(Shelving(for_s, strip.one_shot, reason.value.strip()))

    def action_cancel(self) -> None:
        """Leave everything where it is."""
        self.dismiss(None)

    def _for_s(self) -> float | None:
        for_s = self.query_one(Strip).for_s
        return parsed(self.query_one("#typed", Input).value) if for_s is None else for_s

    def _foot(self, objection: str) -> None:
        said: list[Line] = [((" ", "text"),)]
        said += [((line, "high"),) for line in wrap(objection, self._room()) if line]
        strip = self.query_one(Strip)
        keys = say(Queue.SHELVE_KEYS_TYPED)
        if self.focused is strip:
            keys = say(Queue.SHELVE_KEYS, most=len(strip.durations) + 1)
        said += [((line, "muted"),) for line in wrap(keys, self._room())]
        self.query_one("#foot", Sheet).put(said)

    def _room(self) -> int:
        return max(min(ROOM, self.app.size.width * 94 // 100 - 6), 10)


def spelt(for_s: float) -> str:
    """Return a duration as one would type it."""
    minutes, seconds_left = divmod(for_s, 60)
    return f"{for_s:g}s" if seconds_left else f"{minutes:g}m"


def parsed(text: str) -> float | None:
    """Return how many seconds people mean by 45m, 1h30m or 90 (minutes); nothing for the rest."""
    written = text.strip().casefold().replace(" ", "")
    if written.isascii() and written.isdigit():
        return float(written) * 60 if len(written) < 9 else None
    parts = _PARTS.findall(written)
    if not parts or "".join(parts) != written:
        return None
    each = [seconds(part) for part in parts]
    return None if None in each else sum(part for part in each if part is not None)
