"""What a patrol sees and says: the task above, causes and remedies below, keys at the foot."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from console.contract.patrols import AmendReport, AskSecondUnit, DeclineAssignment, ReportFindings
from console.domain.cases import Leg
from console.domain.ids import UnitId
from console.domain.matters import Channel, Heard
from console.domain.unit_states import UnitStatus
from console.live import Live
from console.pocket import lines
from console.pocket.draft import Notebook
from console.pocket.outbox import Answered, Outbox
from console.pocket.picks import Picks
from console.pocket.says import SAYINGS, Mind, Unsaid
from console.pocket.task import Task
from console.widgets import Field, Line, Sheet
from console.wording import explain, unit_name
from console.wording.pocket import say

_NEXT = {Leg.OFFERED: "a", Leg.ACCEPTED: "e", Leg.EN_ROUTE: "o", Leg.ON_SITE: "r"}
_KEYS = (
    ("a", "accept"),
    ("d", "decline"),
    ("e", "enroute"),
    ("o", "onsite"),
    ("c", "checkin"),
    ("s", "assist"),
    ("r", "report"),
    ("u", "amend"),
    ("f", "done"),
    ("x", "leave"),
    ("n", "write"),
    ("+-", "count"),
    ("q", "quit"),
)


_WITH_NOTE = (ReportFindings, AmendReport, DeclineAssignment, AskSecondUnit)


class Pocket(Screen[None]):
    """One unit's task; it knows what the hub last said of it, and what is picked."""

    DEFAULT_CSS = """
    Pocket { background: $background; color: $foreground; overflow: hidden; }
    Pocket #head { height: 1; }
    Pocket #task, Pocket #causes, Pocket #foot { height: auto; overflow-y: hidden; }
    Pocket #note { background: $panel; margin: 0 1; }
    Pocket #remedies { height: 1fr; }
    Pocket #foot { dock: bottom; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"pick({digit})", show=False) for digit in range(1, 10)),
        Binding("m", "more", show=False),
        Binding("plus,equals_sign", "count(1)", show=False),
        Binding("minus", "count(-1)", show=False),
        Binding("n", "note", show=False),
        Binding("escape", "leave_note", show=False),
        Binding("j,down", "choose(1)", show=False),
        Binding("k,up", "choose(-1)", show=False),
        *(Binding(key, f"say('{word}')", show=False) for key, word in _KEYS if word in SAYINGS),
        Binding("q", "app.quit", show=False),
        Binding("ctrl+c", "app.quit", show=False, priority=True),
    ]

    def __init__(
        self, live: Live, unit: UnitId, outbox: Outbox, notebook: Notebook | None = None
    ) -> None:
        super().__init__()
        self.live = live
        self.unit = unit
        self.known: Task | None = None
        self._outbox = outbox
        self._notebook = notebook
        self._picks = Picks()
        self._said = ""
        self._chosen = 0
        self._sent = False

    def compose(self) -> ComposeResult:
        """Lay out the task, what can be said of it, and the keys."""
        yield Sheet(id="head")
        yield Sheet(id="task", grows=True)
        yield Sheet(id="causes", grows=True)
        yield Field(placeholder=say("note"), id="note", compact=True)
        yield Sheet(id="remedies")
        yield Sheet(id="foot", grows=True)

    def on_mount(self) -> None:
        """Draw what there is."""
        self.paint()

    def learn(self, task: Task) -> None:
        """Show what the hub says of the task; another case begins with nothing picked."""
        before = self.known.case if self.known is not None else None
        self.known = task
        if task.case is not None and (before is None or before.id != task.case.id):
            self._picks = Picks(s.quantity for s in task.sensors(self.live.mirror.site))
            self._take_up(task)
        self.paint()

    def answered(self, answered: Answered) -> None:
        """Take the hub's answer to something said; what was reported is picked no more."""
        if answered.error is not None:
            self.tell(" ".join(filter(None, explain(answered.error))))
            return
        self._sent = True
        if isinstance(answered.request, ReportFindings | AmendReport):
            self._picks.clear()
        if isinstance(answered.request, _WITH_NOTE):
            self.query_one(Input).value = ""
        self._jot()
        self.paint()

    def tell(self, words: str) -> None:
        """Say something about the last act."""
        self._said = words
        self.paint()

    # What is drawn --------------------------------------------------------------------

    def paint(self) -> None:
        """Draw everything as it is now; unchanged lines are not sent again."""
        if not self.is_mounted or not self.app.is_running:
            return  # not here yet, or on the way out: the parts of a screen go before it does
        width = self.size.width
        self._put("#head", [lines.head(self.known, self.live, width)])
        self._put("#task", self._task_lines(width))
        out = self.known is not None and self.known.case is not None
        for part in ("#causes", "#note"):
            self.query_one(part).display = out
        drawn: list[Line] = []
        if out and self.known is not None:
            self._put("#causes", lines.causes(self._picks, self.known, width))
            drawn = lines.remedies(self.known, self._in_hand(), width)
        self._put("#remedies", drawn)
        self._put("#foot", self._foot_lines(width))

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.call_after_refresh(self.paint)

    def _put(self, selector: str, drawn: list[Line]) -> None:
        self.query_one(selector, Sheet).put(drawn)

    def _task_lines(self, width: int) -> list[Line]:
        if self.known is None or not self.live.ready:
            return lines.message(say("connecting"), width, "muted")
        if self.known.case is not None:
            return lines.where_and_why(self.known, self.live, width)
        name = unit_name(self.live.mirror.site, self.unit)
        off = self.known.unit.status is UnitStatus.OFF_DUTY
        return lines.message(say("off.duty" if off else "free", unit=name), width, "text")

    def _foot_lines(self, width: int) -> list[Line]:
        said = lines.message(self._said, width) if self._said else []
        due = self._next_key()
        keys = [(key, word, key == due) for key, word in _KEYS]
        return [*said, *lines.foot(keys, self._state(), width)]

    def _state(self) -> Line:
        if waiting := self._outbox.waiting:
            return (("○ " + say("waiting", count=waiting), "unknown"),)
        return ((say("sent") + " ●", "good"),) if self._sent else ()

    def _next_key(self) -> str:
        leg = self.known.leg if self.known is not None else None
        if leg is Leg.REPORTED:
            return "f" if self._in_hand() else "x"
        return _NEXT.get(leg, "") if leg is not None else ""

    # What is said ---------------------------------------------------------------------

    def action_pick(self, digit: int) -> None:
        """Pick a cause, or leave it."""
        self._picks.toggle(digit)
        self._jot()
        self.paint()

    def action_more(self) -> None:
        """Show more causes."""
        self._picks.turn()
        self.paint()

    def action_count(self, step: int) -> None:
        """Count one more or less of the cause picked last."""
        self._picks.add(step)
        self._jot()
        self.paint()

    def action_note(self) -> None:
        """Write a note."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def action_leave_note(self) -> None:
        """Go on with keys; the note stays."""
        self.set_focus(None)

    def action_choose(self, step: int) -> None:
        """Choose the next remedy that is not done."""
        numbers = [r.number for r in self.known.open_remedies()] if self.known else []
        if numbers:
            place = numbers.index(self._in_hand())
            self._chosen = numbers[(place + step) % len(numbers)]
            self.query_one("#remedies", Sheet).scroll_to(y=self._chosen - 1, animate=False)
        self.paint()

    def action_say(self, word: str) -> None:
        """Say something of the task; what it takes and is not there yet is told."""
        case = self.known.case if self.known is not None else None
        if case is None:
            return
        note = self.query_one(Input).value.strip()
        mind = Mind(
            unit=self.unit,
            case=case,
            picked=self._picks.findings(note),
            note=note,
            remedy=self._in_hand(),
            heard=self._heard(),
        )
        try:
            request = SAYINGS[word](mind)
        except Unsaid as unsaid:
            self.tell(say(unsaid.word))
            return
        self._sent = False
        taken = self._outbox.put(request)
        self.tell("" if taken else say("full"))

    def _heard(self) -> Heard | None:
        """Whoever opens the view of a unit that is not theirs speaks for it, standing there."""
        unit = self.live.mirror.site.units.get(self.unit)
        own = unit is not None and self.live.mirror.who.seat in unit.accounts
        return None if own else Heard(channel=Channel.IN_PERSON)

    def _in_hand(self) -> int:
        numbers = [r.number for r in self.known.open_remedies()] if self.known else []
        return self._chosen if self._chosen in numbers else next(iter(numbers), 0)

    # What is kept ---------------------------------------------------------------------

    @on(Input.Changed)
    def _jot(self) -> None:
        """Keep what is picked and noted, for when the program is started again."""
        case = self.known.case if self.known is not None else None
        if self._notebook is not None and case is not None:
            self._notebook.jot(case.id, self._picks.counts, self.query_one(Input).value)

    def _take_up(self, task: Task) -> None:
        draft = self._notebook.draft if self._notebook is not None else None
        if draft is not None and task.case is not None and draft.case == task.case.id:
            self._picks.take_up(draft.counts)
            self.query_one(Input).value = draft.note
