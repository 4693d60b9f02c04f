"""What all workplaces share: header, key bar, filter, dialogs and acts; each fills in its body."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container

from console.contract.shifts import WriteLog
from console.domain.ids import TargetId
from console.errors import HubUnreachable
from console.keys import bindings
from console.live import Live
from console.places import PLACES
from console.screens.ask import Answers, Ask, Question, something
from console.screens.directing import Directing
from console.screens.filtering import Filtering, filter_line
from console.screens.head import head, leads_to
from console.screens.help import Help, acts_of, keyless_acts
from console.screens.room import ROWS, headed
from console.widgets import KeyBar, Line, Pane, Sheet, wrap
from console.wording import explain, plain
from console.wording.keycaps import key_word
from console.wording.screens import Say, say
from console.wording.shift import Shift

NARROW, WIDE, VAST = "-narrow", "-wide", "-vast"


class Workplace(Filtering, Directing):
    """A screen that looks at `live`; `place` is the mode it is the base of."""

    place = ""
    BINDINGS = bindings("workplace")
    HORIZONTAL_BREAKPOINTS = [(0, NARROW), (100, WIDE), (150, VAST)]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = ROWS
    AUTO_FOCUS = "Ledger"

    DEFAULT_CSS = """
    Workplace { background: $background; layers: base; }
    Workplace > #head { dock: top; height: auto; background: $surface; overflow-y: hidden; }
    Workplace > #waiting { height: 1fr; padding: 2 3; display: none; }
    Workplace > #body { height: 1fr; }
    Workplace.-waiting > #body { display: none; }
    Workplace.-waiting > #waiting { display: block; }
    """

    def __init__(self, live: Live) -> None:
        super().__init__()
        self.live = live
        self._evaluated = False
        self._soon = False
        self.values_due = True

    def compose(self) -> ComposeResult:
        """Header, body, filter, keys."""
        yield Sheet(id="head", grows=True)
        yield Sheet(id="waiting")
        with Container(id="body"):
            yield from self.body()
        yield filter_line()
        places = [(p.key_id, key_word(p.key_id), p.mode == self.place) for p in PLACES]
        yield KeyBar(places)

    def body(self) -> ComposeResult:
        """Yield the widgets of this workplace."""
        yield from ()

    def paint(self) -> None:
        """Bring the body up to date with `live`."""

    def look(self, *, anew: bool = False, values: bool = True) -> None:
        """Bring everything up to date; `anew` when facts changed, not only values, and without
        `values` where it is too soon for those to change on the screen."""
        self.values_due = values
        if not self.is_mounted or not self.app.is_running:
            return  # not here yet, or on the way out: the parts of a screen go before it does
        self.query_one("#head", Sheet).put(headed(head(self.live, self.size.width), self.size))
        if not self.live.ready:
            self.query_one("#waiting", Sheet).put(self._waiting())
        elif self.has_class("-waiting"):
            # The body has no size before it is laid out.
            self.remove_class("-waiting")
            self.call_after_refresh(self.paint)
        else:
            self.paint()
        if anew or self._evaluated is not self.live.evaluated:
            self._evaluated = self.live.evaluated
            self.refresh_bindings()

    def look_soon(self) -> None:
        """Look once, when all that happens at this moment has happened."""
        if not self._soon:
            self._soon = True
            self.call_after_refresh(self._look_now)

    def _look_now(self) -> None:
        self._soon = False
        self.look()

    def show_asked(self) -> None:
        """Draw the marks of what is on its way to the hub."""
        self.look(values=False)

    def on_mount(self) -> None:
        """Show something at once."""
        self.set_class(not self.live.ready, "-waiting")
        self.look_soon()

    def on_resize(self) -> None:
        """Lay lines out for the new width."""
        self.look_soon()

    def on_screen_resume(self) -> None:
        """Catch up with what happened elsewhere."""
        self.look(anew=True)
        self.query_one(KeyBar).repaint()

    @on(events.Click, "#head")
    async def _head_pressed(self, event: events.Click) -> None:
        lines = self.query_one("#head", Sheet).lines[event.y :]
        mode = leads_to(self.live, lines[0], event.x) if lines else None
        if mode is not None:
            await self.app.run_action(f"app.go({mode!r})")

    @on(KeyBar.Pressed)
    async def _key_pressed(self, event: KeyBar.Pressed) -> None:
        reason = self.why_not(event.action)
        if reason is None:
            await self.app.run_action(event.action, event.node)
        else:
            self.tell(reason, well=False)

    @on(Pane.Pressed)
    async def _act_pressed(self, event: Pane.Pressed) -> None:
        await self.run_action(event.act)

    @on(Sheet.Resized)
    def _room_changed(self) -> None:
        self.look_soon()

    def show_item(self, key: str) -> None:
        """Bring what is called `key` into view, where this place shows such things."""

    def pointed_at(self) -> TargetId | None:
        """Return the sensor or device that what is selected here is about."""
        return None

    def subject(self) -> str | None:
        """Return what a line of the log written here is about: an alert, case, device or unit."""
        return None

    def action_write_log(self) -> None:
        """Write a line into the operators' log, about what is in hand."""
        about = self.subject()
        title = say(Shift.LOG_TITLE)
        if about is not None:
            title = say(Shift.LOG_ABOUT_TITLE, what=plain(about))
        question = Question(title=title, fields=(say(Shift.LOG_HINT),), objection=something)

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.ask_hub([WriteLog(text=answers[0], about=about)])

        self.app.push_screen(Ask(question), answered)

    def action_keys(self) -> None:
        """Show the keys that work now."""
        acts = acts_of(self.active_bindings, self.why_not)
        self.app.push_screen(Help([*acts, *keyless_acts(self.can_do, self.why_not)]))

    def can_do(self, action: str) -> bool | None:
        """Tell whether an act (a Textual action) is one of this place, and possible now."""
        name, _, inner = action.partition("(")
        if not hasattr(self, f"action_{name}"):
            return False
        return self.check_action(name, tuple(filter(None, [inner.rstrip(")").strip("'")])))

    def _waiting(self) -> list[Line]:
        room = max(self.size.width - 6, 20)
        address = say(Say.CONNECTING, address=self.live.address)
        hint = say(Say.CONNECTING_HINT)
        trouble = self.live.facts_trouble()
        if trouble is not None and not isinstance(trouble, HubUnreachable):
            hint = "\n".join(word for word in explain(trouble) if word)
        return [
            *(((line, "strong"),) for line in wrap(address, room)),
            ((" ", "text"),),
            *(((line, "muted"),) for line in wrap(hint, room)),
        ]


def empty(text: str, width: int) -> list[Line]:
    """Return an empty state's words as lines."""
    return [((line, "muted"),) for line in wrap(text, max(width - 3, 10))]
