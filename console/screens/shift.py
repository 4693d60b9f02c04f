"""The shift: who is on duty, what one hands to the next, how heavy it is, and the log."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from console.clock import moment, utc
from console.contract.facts import Fact
from console.contract.shifts import AcceptHandover, HandOver, SignOff, SignOn
from console.contract.views import Page
from console.domain.facts import LogWritten
from console.domain.shifts import Handover
from console.errors import ConsoleError
from console.keys import bindings
from console.live import Live
from console.screens.ask import Answers, Ask, Question, something
from console.screens.handed import (
    NOW,
    duty_entries,
    handed_lines,
    handover_entries,
    standing_now,
)
from console.screens.load import load_lines
from console.screens.workplace import Workplace, empty
from console.widgets import Ink, Ledger, Line, Pane, Panel, Sheet, fit, wrap
from console.wording import explain, plain, sentence
from console.wording.screens import minute, say
from console.wording.shift import Shift as Words

LOG_LINES = 100
ASK_AGAIN_S = 15.0
TEXT: Ink = "text"
MUTED: Ink = "muted"


class Heard(Message):
    """The hub told the log, newest first, or why it could not."""

    def __init__(self, told: Page[Fact] | ConsoleError) -> None:
        super().__init__()
        self.told = told


class Shift(Workplace):
    """People and handovers on the left above the log; on the right what is handed over."""

    place = "shift"
    BINDINGS = bindings("shift")
    CSS_PATH = "shift.tcss"
    AUTO_FOCUS = "#duties"

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self._told: tuple[Fact, ...] | None = None
        self._trouble = ""
        self._asked_at = -1

    def body(self) -> ComposeResult:
        """Duty, load and log; beside them what stands."""
        with Vertical(id="watch"):
            yield Panel(Ledger(id="duties", opens=False, grows=True), id="duties-panel")
            yield Panel(Sheet(id="load", grows=True), id="load-panel")
            yield Panel(Pane(id="log"), id="log-panel")
        yield Panel(Pane(id="handed"), id="handed-panel")

    def on_mount(self) -> None:
        """Ask for the log now and then: lines come from other seats, too."""
        self.set_interval(ASK_AGAIN_S, self._ask_again)

    def paint(self) -> None:
        """Draw everything."""
        live = self.live
        duties = self.query_one("#duties", Ledger)
        width = duties.room
        duties.show([*duty_entries(live, width), *handover_entries(live, width)])
        count = len(live.mirror.around.duties)
        counted: Line = ((say(Words.OF_SEATS, count=count), "muted"),)
        self.query_one("#duties-panel", Panel).entitle(((say(Words.ON_DUTY), "title"),), counted)
        self.query_one("#load", Sheet).put([((" ", "text"), *line) for line in load_lines(live)])
        self.query_one("#load-panel", Panel).entitle(((say(Words.LOAD), "title"),))
        self._paint_handed()
        self._paint_log()
        if live.mirror.as_of != self._asked_at:
            self._ask_again()

    def _paint_handed(self) -> None:
        pane = self.query_one("#handed", Pane)
        handover = self._selected()
        title: Line = ((say(Words.STANDS), "title"),)
        if handover is not None:
            title = ((say(Words.HANDOVER, id=plain(handover.id)), "title"),)
        self.query_one("#handed-panel", Panel).entitle(title)
        shown = handover or standing_now(self.live)
        pane.put(handed_lines(self.live, shown, pane.size.width - 2, frozen=handover is not None))

    def _paint_log(self) -> None:
        pane = self.query_one("#log", Pane)
        width = pane.size.width - 2
        self.query_one("#log-panel", Panel).entitle(((say(Words.LOG), "title"),))
        if self._trouble:
            pane.put(empty(self._trouble, width))
        elif self._told is None:
            pane.put(empty(say(Words.LOG_ASKING), width))
        else:
            lines = [line for fact in self._told for line in self._log_lines(fact, width)]
            pane.put(lines or empty(say(Words.NO_LOG), width))

    def _log_lines(self, fact: Fact, width: int) -> list[Line]:
        site = self.live.mirror.site
        at = minute(utc(moment(fact.at)), site.time_zone)
        said, ink = sentence(fact, site), MUTED
        if isinstance(fact.what, LogWritten):
            by = plain(fact.who.person) if fact.who else ""
            about = f" ({plain(fact.what.about)})" if fact.what.about else ""
            said, ink = f"{by}{about}: {plain(fact.what.text)}", TEXT
        return [
            ((fit(at if place == 0 else "", 6), "faint"), (part, ink))
            for place, part in enumerate(wrap(said, max(width - 6, 10)))
        ]

    # the log

    def _ask_again(self) -> None:
        if self.is_current and self.live.ready:
            self._asked_at = self.live.mirror.as_of
            self._ask_log()

    @work(thread=True, exclusive=True, group="log")
    def _ask_log(self) -> None:
        try:
            told: Page[Fact] | ConsoleError = self.live.hub.ask("log", Page[Fact], limit=LOG_LINES)
        except ConsoleError as error:
            told = error
        self.post_message(Heard(told))

    @on(Heard)
    def _heard(self, event: Heard) -> None:
        if isinstance(event.told, ConsoleError):
            self._trouble = explain(event.told)[0]
        else:
            self._told = tuple(sorted(event.told.items, key=lambda fact: -fact.n))
            self._trouble = ""
        self.look()

    @on(Ledger.Selected, "#duties")
    def _other_selected(self) -> None:
        self.look()
        self.refresh_bindings()

    def _selected(self) -> Handover | None:
        key = self.query_one("#duties", Ledger).selected
        return self.live.mirror.around.handovers.get(key or NOW) if self.live.ready else None

    # acts

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done at this seat now."""
        if not self.is_mounted or not self.live.ready:
            return super().check_action(action, parameters)
        if action == "sign_off" and self._on_duty() is None:
            return False
        if action == "accept" and not self._offered():
            return False
        return super().check_action(action, parameters)

    def action_sign_on(self) -> None:
        """Sign on with name and PIN; whoever was is signed off."""
        before = self._on_duty()
        who = self.live.mirror.who
        question = Question(
            title=say(Words.SIGN_ON_TITLE, seat=plain(who.seat)),
            text=say(Words.SIGN_ON_INSTEAD, person=plain(before)) if before else "",
            fields=(say(Words.NAME), say(Words.PIN)),
            masked=(1,),
            objection=something,
        )

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.ask_hub([SignOn(person=answers[0], pin=answers[1])])

        self.app.push_screen(Ask(question), answered)

    def action_sign_off(self) -> None:
        """Sign off, saying first what is left behind."""
        person = self._on_duty()
        if person is None:
            return
        offered = [h for h in self.live.mirror.around.handovers.values() if h.by == person]
        passed = {owned.alert for handover in offered for owned in handover.owned}
        left = [
            owned
            for owned in standing_now(self.live).owned
            if owned.by == person and owned.alert not in passed
        ]
        text = say(Words.SIGN_OFF_FREE, person=plain(person))
        if left:
            text = say(Words.SIGN_OFF_OWNS, count=len(left), person=plain(person))
        seat = plain(self.live.mirror.who.seat)
        title = say(Words.SIGN_OFF_TITLE, person=plain(person), seat=seat)

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.ask_hub([SignOff()])

        self.app.push_screen(Ask(Question(title=title, text=text)), answered)

    def action_hand_over(self) -> None:
        """Freeze what stands for the next person; what that is stands on the right."""
        now = standing_now(self.live)
        text = say(
            Words.HAND_OVER_TEXT,
            unacknowledged=len(now.unacknowledged),
            owned=len(now.owned),
            shelved=len(now.shelved),
            out_of_service=len(now.out_of_service),
            units=len(now.out),
            cases=len(now.cases),
            minutes=round(self.live.mirror.site.policy.handover_s / 60),
        )
        question = Question(
            title=say(Words.HAND_OVER_TITLE), text=text, fields=(say(Words.HAND_OVER_NOTE),)
        )

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.ask_hub([HandOver(note=answers[0] or None)])

        self.app.push_screen(Ask(question), answered)

    def action_accept(self) -> None:
        """Sign for the selected handover, or for the only one."""
        offered = self._offered()
        chosen = self._selected()
        handover = chosen if chosen in offered else offered[0] if offered else None
        if handover is None:
            self.tell(say(Words.NO_HANDOVER), well=False)
            return
        named = {"id": plain(handover.id), "person": plain(handover.by)}
        text = say(Words.ACCEPT_TEXT, count=len(handover.owned), **named)
        question = Question(title=say(Words.ACCEPT_TITLE, **named), text=text)

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.ask_hub([AcceptHandover(handover=handover.id)])

        self.app.push_screen(Ask(question), answered)

    def _on_duty(self) -> str | None:
        """Return who is signed on at this seat."""
        duty = self.live.mirror.around.duties.get(self.live.mirror.who.seat)
        return duty.person if duty is not None else None

    def _offered(self) -> list[Handover]:
        """Return the handovers that the person at this seat may sign for."""
        own = self.live.mirror.who.person
        offered = self.live.mirror.around.handovers.values()
        return sorted((h for h in offered if h.by != own), key=lambda h: h.until)
