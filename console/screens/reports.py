"""Reports: the load of a shift, its cases, its handovers; to read here or to keep in a file."""

from __future__ import annotations

from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from console.clock import utc
from console.errors import ConsoleError
from console.keys import bindings
from console.live import Live
from console.screens.answered import Answered, answer_of
from console.screens.reporting import (
    Field,
    Kind,
    Stretch,
    Wanted,
    ask_report,
    report_lines,
    report_text,
)
from console.screens.turns import Turns
from console.screens.workplace import Workplace, empty
from console.widgets import Entry, Ledger, Line, Pane, Panel
from console.wording import plain
from console.wording.reports import Reports as Words
from console.wording.screens import say

STRETCHES = {
    Stretch.THIS_SHIFT: Words.THIS_SHIFT,
    Stretch.LAST_SHIFT: Words.LAST_SHIFT,
    Stretch.DAY: Words.DAY,
    Stretch.WEEK: Words.WEEK,
}
KINDS = {Kind.LOAD: Words.LOAD, Kind.CASES: Words.CASES, Kind.HANDOVERS: Words.HANDOVERS}

Choice = tuple[Kind, Stretch]


class Heard(Message):
    """The hub told a report, or why it could not."""

    def __init__(self, choice: Choice, told: tuple[Field, ...] | ConsoleError) -> None:
        super().__init__()
        self.choice = choice
        self.told = told


class Reports(Workplace):
    """Which time and what about on the left, the report on the right."""

    place = "reports"
    BINDINGS = bindings("reports")
    CSS_PATH = "reports.tcss"
    AUTO_FOCUS = "#stretches"

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self._asked: Choice | None = None
        self._answer = Answered[tuple[Field, ...]]()
        self._turns = Turns[Wanted](lambda wanted: self._ask(wanted))

    def body(self) -> ComposeResult:
        """What to choose from, and what was chosen."""
        with Container(id="choice"):
            yield Panel(Ledger(id="stretches", opens=False, grows=True), id="stretches-panel")
            yield Panel(Ledger(id="kinds", opens=False, grows=True), id="kinds-panel")
        yield Panel(Pane(id="report"), id="report-panel")

    def paint(self) -> None:
        """Draw the choice, then the report."""
        stretches, kinds = self.query_one("#stretches", Ledger), self.query_one("#kinds", Ledger)
        stretches.show([Entry(one, ((say(word), "text"),)) for one, word in STRETCHES.items()])
        kinds.show([Entry(one, ((say(word), "text"),)) for one, word in KINDS.items()])
        self.query_one("#stretches-panel", Panel).entitle(((say(Words.STRETCHES), "title"),))
        self.query_one("#kinds-panel", Panel).entitle(((say(Words.KINDS), "title"),))
        choice = self._choice()
        title: Line = ((f"{say(KINDS[choice[0]])}, {say(STRETCHES[choice[1]])}", "strong"),)
        self.query_one("#report-panel", Panel).entitle(title)
        if choice != self._asked:
            self._asked, self._answer = choice, Answered()
            self._ask_now()
        self._paint_report(choice[0])

    def _paint_report(self, kind: Kind) -> None:
        pane = self.query_one("#report", Pane)
        width = pane.size.width - 2
        if (told := self._answer.told) is None:
            pane.put(empty(self._answer.trouble or say(Words.ASKING), width))
            return
        lines = report_lines(told, width)
        if kind is Kind.HANDOVERS and len(told) < 2:
            lines += [(), *empty(say(Words.NO_HANDOVERS), width)]
        pane.put(lines)

    def _choice(self) -> Choice:
        kind = self.query_one("#kinds", Ledger).selected or Kind.LOAD
        stretch = self.query_one("#stretches", Ledger).selected or Stretch.THIS_SHIFT
        return Kind(kind), Stretch(stretch)

    def _ask_now(self) -> None:
        duty = self.live.mirror.around.duties.get(self.live.mirror.who.seat)
        since = duty.since if duty is not None else None
        self._turns.ask(Wanted(*self._choice(), utc(self.live.now()), since))

    @work(thread=True, group="report")
    def _ask(self, wanted: Wanted) -> None:
        choice = wanted.kind, wanted.stretch
        hub, site = self.live.hub, self.live.mirror.site
        self.post_message(Heard(choice, answer_of(lambda: ask_report(hub, site, wanted))))

    @on(Heard)
    def _heard(self, event: Heard) -> None:
        if event.choice == self._asked:
            self._answer.take(event.told)
        self._turns.answered()
        self.look()

    @on(Ledger.Selected)
    def _chosen(self) -> None:
        self.look()

    def on_screen_resume(self) -> None:
        """Have the report counted anew: time has passed."""
        self._asked = None
        super().on_screen_resume()

    # acts

    def action_recount(self) -> None:
        """Have the report counted anew."""
        self._ask_now()

    def action_write(self) -> None:
        """Write the report into a file in the folder the console was started from."""
        if (told := self._answer.told) is None or self._asked is None:
            return
        at = utc(self.live.now()).strftime("%Y%m%dT%H%M%SZ")
        path = Path.cwd() / f"{self._asked[0]}-{self._asked[1]}-{at}.txt"
        try:
            path.write_text(report_text(told), encoding="utf-8")
        except OSError as error:
            why = error.strerror or str(error)
            self.tell(say(Words.NOT_WRITTEN, path=plain(str(path)), why=plain(why)), well=False)
        else:
            self.tell(say(Words.WRITTEN, path=plain(str(path))))
