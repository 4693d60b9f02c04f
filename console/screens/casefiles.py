"""What the hub knows of one case besides what its facts say, and the case's whole file."""

from __future__ import annotations

from textual import work
from textual.message import Message

from console.contract.case_views import CaseDetail, CaseView
from console.domain.cases import Step
from console.domain.ids import CaseId
from console.errors import ConsoleError
from console.keys import bindings
from console.live import Live
from console.screens.case_report import write_case
from console.screens.casework import Casework
from console.widgets import Ledger, Pane
from console.wording import explain
from console.wording.dispatch import Work
from console.wording.screens import say

ASK_AGAIN_S = 2.0


class CaseFiles(Casework):
    """A workplace with the list `#cases` and the pane `#way`, which may show a case's file."""

    BINDINGS = bindings("dispatch")

    class Heard(Message):
        """The hub told about one case, or why it could not."""

        def __init__(self, case: CaseId, told: CaseDetail | ConsoleError) -> None:
            super().__init__()
            self.case = case
            self.told = told

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self.filed: CaseId | None = None
        self._told: CaseDetail | ConsoleError | None = None
        self._asked: CaseView | None = None

    def on_mount(self) -> None:
        """Ask again while a window runs: its progress is not among the facts."""
        self.set_interval(ASK_AGAIN_S, self._ask_again)

    @property
    def detail(self) -> CaseDetail | None:
        """Return the hub's fuller answer, if it is here."""
        return self._told if isinstance(self._told, CaseDetail) else None

    @property
    def detail_trouble(self) -> str:
        """Return why there is no fuller answer, in words; nothing where there is, or may be."""
        return explain(self._told)[0] if isinstance(self._told, ConsoleError) else ""

    def follow(self, case: CaseView) -> bool:
        """Have the hub asked about `case`, unless it is as it was; tell whether it was."""
        if case == self._asked:
            return False
        if self._asked is None or self._asked.id != case.id:
            self._told = self._told if self._tells(case.id) else None
        self._asked = case
        self._ask_detail(case.id)
        return True

    # the file

    def open_file(self, case: CaseId) -> None:
        """Show everything about a case, also about one that is closed."""
        self.filed = case
        self.add_class("-file")
        pane = self.query_one("#way", Pane)
        pane.focus()
        pane.scroll_home(animate=False)
        if self._asked is None or self._asked.id != case:
            self._asked, self._told = None, None
            self._ask_detail(case)
        self.look()

    def close_file(self) -> None:
        """Show the lists again."""
        self.filed = None
        self.remove_class("-file")

    def case_of_file(self) -> CaseView | None:
        """Return the case whose file is open, as far as it is known."""
        if self.filed is None or not self.live.ready:
            return None
        known = self.live.mirror.cases.get(self.filed)
        told = self.detail if self._tells(self.filed) else None
        return known or (told.case if told is not None else None)

    def why_no_case(self) -> str:
        """Return what is said where no case is shown."""
        return (self.filed and self.detail_trouble) or say(Work.NO_CASE)

    def action_back(self) -> None:
        """Close the file, then take filter and marks away."""
        if self.filed is None:
            super().action_back()
            return
        self.close_file()
        self.query_one("#cases", Ledger).focus()
        self.look()

    def action_write(self) -> None:
        """Write the report on the case in hand to a file."""
        case = self.case_in_hand()
        if case is None:
            self.tell(say(Work.NOTHING_IN_HAND), well=False)
        else:
            write_case(self, case.id)

    # the hub's fuller answer

    def _tells(self, case: CaseId) -> bool:
        """Tell whether the hub's answer at hand is about `case`."""
        return self.detail is not None and self.detail.case.id == case

    def _ask_again(self) -> None:
        case = self._asked
        if case is not None and case.step is Step.FED_BACK and self.is_current:
            self._ask_detail(case.id)

    @work(thread=True, exclusive=True, group="case")
    def _ask_detail(self, case: CaseId) -> None:
        try:
            told: CaseDetail | ConsoleError = self.live.hub.ask(f"cases/{case}", CaseDetail)
        except ConsoleError as error:
            told = error
        self.post_message(self.Heard(case, told))

    def on_case_files_heard(self, event: Heard) -> None:
        """Show it, unless another case was selected meanwhile."""
        asked = self.filed or (self._asked.id if self._asked is not None else None)
        if asked == event.case:
            self._told = event.told
            self.look()
