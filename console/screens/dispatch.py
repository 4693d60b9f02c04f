"""Dispatch: cases by step, the way of the selected one, and the units ranked for it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from console.contract.case_views import CaseView
from console.domain.ids import CaseId, TargetId, UnitId
from console.live import Live
from console.screens.casefile import file_lines
from console.screens.casefiles import CaseFiles
from console.screens.caselist import target_of
from console.screens.filtering import narrowed
from console.screens.roster import ONE_LINE, out_count
from console.screens.timeline import NOW, timeline_lines
from console.screens.worklists import CaseList, UnitList
from console.screens.workplace import NARROW, VAST, WIDE, empty
from console.widgets import Entry, Fitted, Heading, Ledger, Line, Pane, Panel, joined
from console.wording import plain
from console.wording.dispatch import Work
from console.wording.screens import say

ROOM_BELOW = 5  # lines of the step that comes next
TWO = "-two"  # no room for three panes beside each other: the lists stand in one column


class Dispatch(CaseFiles):
    """Cases on the left, the selected one in the middle, units on the right."""

    place = "dispatch"
    CSS_PATH = "dispatch.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, NARROW), (100, TWO), (120, WIDE), (150, VAST)]  # noqa: RUF012
    AUTO_FOCUS = "#cases"

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self._wanted: CaseId | None = None
        self._cases, self._units = CaseList(live), UnitList(live)
        self.sorts_of = {"cases": self._cases.sorts, "units": self._units.sorts}

    def body(self) -> ComposeResult:
        """Three panes; the stylesheet stacks them where there is no room beside each other."""
        yield Panel(Heading("cases"), Ledger(id="cases"), id="cases-panel")
        yield Pane(id="way")
        yield Panel(Heading("units"), Ledger(id="units"), id="units-panel")

    def paint(self) -> None:
        """Draw the cases, then what hangs on the one selected."""
        self._paint_cases()
        if self._wanted is not None and self._wanted in self.live.mirror.cases:
            self.query_one("#cases", Ledger).select(self._wanted)
            self._wanted = None
        self._paint_way()
        self._paint_units()

    def show_item(self, key: str) -> None:
        """Select the case `key` and take the list in hand; of one that is closed, open the file."""
        case = CaseId(key)
        self._wanted = case
        if self.is_mounted and self.live.ready:
            super().action_back()
            self.close_file()
            self.query_one("#cases", Ledger).focus()
            if case not in self.live.mirror.cases:
                self.open_file(case)

    def _paint_cases(self) -> None:
        ledger, cases = self.query_one("#cases", Ledger), self._cases
        width, narrow = ledger.room, self.has_class(NARROW)
        sieve = self.sieve_of("cases")
        entries = cases.entries(sieve, width, narrow=narrow)
        self._head("cases", cases.columns(width, narrow=narrow), shows=not narrow)
        nothing = say(Work.NO_CASES)
        if cases.total:
            nothing = say(Work.NO_CASE_MATCHES, filter=plain(self.wanted))
        ledger.show(entries or [Entry(None, line) for line in empty(nothing, width)])
        self.counted("cases", cases.shown, cases.total)
        counted = say(Work.OF_CASES, count=cases.shown, total=cases.total)
        right = joined((narrowed(sieve), ((counted, "muted"),)))
        title: Line = ((say(Work.CASES), "title"),)
        self.query_one("#cases-panel", Panel).entitle(title, right, cases.sorts.told())

    def _head(self, of: str, fitted: Fitted, *, shows: bool) -> None:
        """Name the columns of a list, where there is room for that."""
        heading = self.query_one(f"#{of}-heading", Heading)
        heading.display = shows
        heading.title(fitted, *self.sorts_of[of].arrow(fitted))

    def _paint_way(self) -> None:
        pane = self.query_one("#way", Pane)
        case = self.case_in_hand()
        width = pane.room
        if case is None:
            pane.tell(empty(self.why_no_case(), width))
            return
        if self.follow(case) and self.filed is None:
            self.call_after_refresh(self._bring_now_into_view)
        acts, spots = self.offers(case, width)
        draw = timeline_lines if self.filed is None else file_lines
        lines = draw(self.live, case, self.detail, width, acts)
        lines += empty(self.detail_trouble, width) if self.detail_trouble else []
        first = next(place for place, line in enumerate(lines) if line is acts[0])
        pane.tell(lines, [spot.below(first) for spot in spots])

    def _bring_now_into_view(self) -> None:
        """Scroll to what comes next, unless someone is reading."""
        pane = self.query_one_optional("#way", Pane)
        if pane is not None and not pane.has_focus:
            row = next((y for y, line in enumerate(pane.lines) if line and line[0] == NOW), 0)
            pane.scroll_to(y=max(0, row - pane.size.height + ROOM_BELOW), animate=False)

    def _paint_units(self) -> None:
        ledger, units = self.query_one("#units", Ledger), self._units
        width, narrow = ledger.room, self.has_class(NARROW)
        sieve = self.sieve_of("units")
        entries = units.entries(self.case_in_hand(), sieve, width, narrow=narrow)
        self._head("units", units.columns(width), shows=width >= ONE_LINE and not narrow)
        nothing = say(Work.NO_UNITS)
        if units.total:
            nothing = say(Work.NO_UNIT_MATCHES, filter=plain(self.wanted))
        ledger.show(entries or [Entry(None, line) for line in empty(nothing, width)])
        self.counted("units", units.shown, units.total)
        busy, total = out_count(self.live)
        counted = say(Work.UNITS_OUT, count=busy, total=total)
        right = joined((narrowed(sieve), ((counted, "muted"),)))
        title: Line = ((say(Work.UNITS), "title"),)
        self.query_one("#units-panel", Panel).entitle(title, right, units.sorts.told())

    # in hand

    def case_in_hand(self) -> CaseView | None:
        """Return the case whose file is open, or the one selected."""
        if self.filed is not None:
            return self.case_of_file()
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
        case = self.case_in_hand()
        if case is not None:
            self.open_file(case.id)

    @on(Ledger.Opened, "#units")
    def _unit_opened(self) -> None:
        if self.check_action("dispatch", ()):
            self.action_dispatch()
