"""Dispatch: cases by step, the way of the selected one, and the units ranked for it."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message

from console.contract.case_views import CaseDetail, CaseView
from console.domain.cases import Step
from console.domain.ids import CaseId, TargetId, UnitId
from console.errors import ConsoleError
from console.live import Live
from console.screens.caselist import case_entries, out, target_of
from console.screens.casework import Casework
from console.screens.roster import out_count, unit_entries
from console.screens.timeline import NOW, timeline_lines
from console.screens.workplace import NARROW, empty
from console.widgets import Entry, Ledger, Line, Pane, Panel
from console.wording import case_name, explain, unit_name
from console.wording.dispatch import Work
from console.wording.screens import say

ASK_AGAIN_S = 2.0
ROOM_BELOW = 5  # lines of the step that comes next


class Dispatch(Casework):
    """Cases on the left, the selected one in the middle, units on the right."""

    place = "dispatch"
    CSS_PATH = "dispatch.tcss"
    AUTO_FOCUS = "#cases"

    class Heard(Message):
        """The hub told about one case, or why it could not."""

        def __init__(self, case: CaseId, told: CaseDetail | ConsoleError) -> None:
            super().__init__()
            self.case = case
            self.told = told

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self._told: CaseDetail | ConsoleError | None = None
        self._asked: CaseView | None = None
        self._wanted: CaseId | None = None

    def body(self) -> ComposeResult:
        """Three panes; the stylesheet stacks them where there is no room beside each other."""
        yield Panel(Ledger(id="cases"), id="cases-panel")
        yield Pane(id="way")
        yield Panel(Ledger(id="units"), id="units-panel")

    def on_mount(self) -> None:
        """Ask again while a window runs: its progress is not among the facts."""
        self.set_interval(ASK_AGAIN_S, self._ask_again)

    def paint(self) -> None:
        """Draw the cases, then what hangs on the one selected."""
        self._paint_cases()
        if self._wanted is not None and self._wanted in self.live.mirror.cases:
            self.query_one("#cases", Ledger).select(self._wanted)
            self._wanted = None
        self._paint_way()
        self._paint_units()

    def show_item(self, key: str) -> None:
        """Select the case `key` and take the list in hand."""
        self._wanted = CaseId(key)
        if self.is_mounted and self.live.ready:
            self.action_back()
            self.query_one("#cases", Ledger).focus()

    def _paint_cases(self) -> None:
        live, ledger = self.live, self.query_one("#cases", Ledger)
        everything = list(live.mirror.cases.values())
        shown = [case for case in everything if self._passes(case)]
        width = ledger.room
        if everything and not shown:
            nothing = say(Work.NO_CASE_MATCHES, filter=self.wanted)
        else:
            nothing = say(Work.NO_CASES)
        entries = case_entries(live, shown, width, by_step=not self.has_class(NARROW))
        ledger.show(entries if shown else [Entry(None, line) for line in empty(nothing, width)])
        counted = say(Work.OF_CASES, count=len(shown), total=len(everything))
        title: Line = ((say(Work.CASES), "title"),)
        self.query_one("#cases-panel", Panel).entitle(title, ((counted, "muted"),))

    def _passes(self, case: CaseView) -> bool:
        site = self.live.mirror.site
        units = [unit_name(site, task.unit) for task in out(case)]
        return self.matches(case.id, case_name(site, case), *case.alerts, *units)

    def _paint_way(self) -> None:
        pane = self.query_one("#way", Pane)
        case = self.case_in_hand()
        width = pane.room
        if case is None:
            pane.put(empty(say(Work.NO_CASE), width))
            return
        if case != self._asked:
            if self._asked is None or self._asked.id != case.id:
                self._told = None
            self._asked = case
            self._ask_detail(case.id)
            self.call_after_refresh(self._bring_now_into_view)
        told = self._told if isinstance(self._told, CaseDetail) else None
        lines = timeline_lines(self.live, case, told, width)
        if isinstance(self._told, ConsoleError):
            lines += empty(explain(self._told)[0], width)
        pane.put(lines)

    def _bring_now_into_view(self) -> None:
        """Scroll to what comes next, unless someone is reading."""
        pane = self.query_one_optional("#way", Pane)
        if pane is not None and not pane.has_focus:
            row = next((y for y, line in enumerate(pane.lines) if line and line[0] == NOW), 0)
            pane.scroll_to(y=max(0, row - pane.size.height + ROOM_BELOW), animate=False)

    def _paint_units(self) -> None:
        live, ledger = self.live, self.query_one("#units", Ledger)
        width = ledger.room
        busy, total = out_count(live)
        counted = say(Work.UNITS_OUT, count=busy, total=total)
        title: Line = ((say(Work.UNITS), "title"),)
        self.query_one("#units-panel", Panel).entitle(title, ((counted, "muted"),))
        entries = unit_entries(
            live, self.case_in_hand(), width, by_status=not self.has_class(NARROW)
        )
        nothing = [Entry(None, line) for line in empty(say(Work.NO_UNITS), width)]
        ledger.show(entries or nothing)

    # the hub's fuller answer

    def _ask_again(self) -> None:
        case = self._asked
        if case is not None and case.step is Step.VERIFYING and self.is_current:
            self._ask_detail(case.id)

    @work(thread=True, exclusive=True, group="case")
    def _ask_detail(self, case: CaseId) -> None:
        try:
            told: CaseDetail | ConsoleError = self.live.hub.ask(f"cases/{case}", CaseDetail)
        except ConsoleError as error:
            told = error
        self.post_message(self.Heard(case, told))

    def on_dispatch_heard(self, event: Heard) -> None:
        """Show it, unless another case was selected meanwhile."""
        if self._asked is not None and self._asked.id == event.case:
            self._told = event.told
            self.look()

    # in hand

    def case_in_hand(self) -> CaseView | None:
        """Return the selected case."""
        key = self.query_one("#cases", Ledger).selected
        return self.live.mirror.cases.get(CaseId(key)) if key and self.live.ready else None

    def unit_in_hand(self) -> UnitId | None:
        """Return the selected unit while the units are in hand."""
        ledger = self.query_one("#units", Ledger)
        return UnitId(ledger.selected) if ledger.has_focus and ledger.selected else None

    def pointed_at(self) -> TargetId | None:
        """Return what the selected case is about."""
        case = self.case_in_hand()
        return target_of(self.live, case) if case is not None else None

    @on(Ledger.Selected, "#cases")
    def _selected(self) -> None:
        self.look()

    @on(Ledger.Opened, "#cases")
    def _opened(self) -> None:
        self.query_one("#way", Pane).focus()

    @on(Ledger.Opened, "#units")
    def _unit_opened(self) -> None:
        if self.check_action("dispatch", ()):
            self.action_dispatch()
