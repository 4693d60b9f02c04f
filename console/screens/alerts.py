"""The alert queue: take notice, note, and read what to do."""

from __future__ import annotations

from operator import is_not

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from console.contract.views import AlertDetail, AlertView
from console.domain.ids import AlertId
from console.errors import ConsoleError
from console.keys import bindings
from console.live import Live
from console.screens.acts import OpenTarget
from console.screens.alertlist import AlertList, View
from console.screens.detail import detail_lines
from console.screens.folded import fold_lines
from console.screens.handling import Handling
from console.screens.possible import act_lines, alert_acts, caps_of
from console.screens.workplace import empty
from console.widgets import Entry, Heading, Line, MarkingLedger, Pane, Panel, joined
from console.wording import explain
from console.wording.screens import Say, say


class Alerts(Handling):
    """The queue on one side, the selected alert on the other."""

    place = "alerts"
    BINDINGS = bindings("alerts", "fold")
    CSS_PATH = "alerts.tcss"
    AUTO_FOCUS = "#alerts"

    class Heard(Message):
        """The hub told about one alert, or why it could not."""

        def __init__(self, alert: AlertId, told: AlertDetail | ConsoleError) -> None:
            super().__init__()
            self.alert = alert
            self.told = told

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self._list = AlertList(live)
        self._told: AlertDetail | ConsoleError | None = None
        self._asked: AlertView | None = None
        self._at_hand_for: tuple[object, ...] = ()
        self._chosen: list[AlertView] = []

    def body(self) -> ComposeResult:
        """List and detail; the stylesheet puts them side by side where there is room."""
        with Container(id="list"):
            yield Panel(Heading("alerts"), MarkingLedger(id="alerts"), id="list-panel")
        yield Pane(id="detail")

    def paint(self) -> None:
        """Draw the list, then what is selected."""
        ledger = self._ledger
        width = ledger.room
        self.sorts_of = {} if self._list.folded else {"alerts": self._list.sorts}
        self.query_one(Heading).title(*self._list.heading(width))
        rows = self._list.rows(self.sieve, width)
        nothing = [Entry(None, line) for line in empty(self._list.nothing(self.sieve), width)]
        ledger.show(rows if len(rows) else nothing)
        self._paint_title()
        self._paint_detail()
        self.offer_anew()

    def show_item(self, key: str) -> None:
        """Select the alert `key` and take the list in hand."""
        alert = self.live.mirror.alerts.get(AlertId(key)) if self.live.ready else None
        if alert is not None:
            self._list.turn_to(alert)
        ledger = self._ledger
        if self.is_mounted and self.live.ready:
            self._list.queue.folding.set_open(key, True)
            self.look()
        ledger.select(key)
        ledger.focus()

    @property
    def _ledger(self) -> MarkingLedger:
        return self.query_one("#alerts", MarkingLedger)

    def _paint_title(self) -> None:
        listed, marked = self._list, len(self._ledger.marked)
        narrowing = self.counted("alerts", listed.shown, listed.total)
        order = listed.queue.order_line() if listed.folded else listed.sorts.told()
        right = joined(
            (
                narrowing,
                ((say(Say.MARKED, count=marked), "accent"),) if marked else (),
                ((listed.told, "muted"),),
            )
        )
        others = (view for view in View if view is not listed.view)
        aside = "".join(f"  {say(view.value).lower()}" for view in others)
        title: Line = ((say(listed.view.value), "title"), (aside, "faint"))
        self.query_one("#list-panel", Panel).entitle(title, right, order)

    # detail

    def _paint_detail(self) -> None:
        pane = self.query_one("#detail", Pane)
        alert = self.in_hand()
        width = pane.room
        if alert is None:
            pane.tell(empty(say(Say.NO_DETAIL), width))
            return
        if alert != self._asked:
            if self._asked is None or alert.id != self._asked.id:
                self._told = None
                pane.scroll_home(animate=False)
            self._asked = alert
            self._ask_detail(alert.id)
        told = self._told if isinstance(self._told, AlertDetail) else None
        acts, spots = act_lines(
            alert_acts(self.live, self.chosen() or [alert]), caps_of(self.active_bindings), width
        )
        group = self._list.queue.group(self._ledger.selected)
        lines = [*(fold_lines(self.live, group, width) if group else ())]
        lines += detail_lines(self.live, alert, told, width, acts)
        if isinstance(self._told, ConsoleError):
            lines += empty(explain(self._told)[0], width)
        first = next(place for place, line in enumerate(lines) if line is acts[0])
        pane.tell(lines, [spot.below(first) for spot in spots])

    @work(thread=True, exclusive=True, group="detail")
    def _ask_detail(self, alert: AlertId) -> None:
        try:
            told: AlertDetail | ConsoleError = self.live.hub.ask(f"alerts/{alert}", AlertDetail)
        except ConsoleError as error:
            told = error
        self.post_message(self.Heard(alert, told))

    def on_alerts_heard(self, event: Heard) -> None:
        """Show it, unless another alert was selected meanwhile."""
        if self._asked is not None and self._asked.id == event.alert:
            self._told = event.told
            self._paint_detail()

    @on(MarkingLedger.Selected, "#alerts")
    def _selected(self) -> None:
        if self.live.ready:
            self._paint_title()
            self._paint_detail()
            self.offer_anew()

    @on(MarkingLedger.Opened, "#alerts")
    def _opened(self) -> None:
        key = self._ledger.selected
        if key is not None and self._list.queue.group(key) is not None:
            self.action_unfold(not self._list.queue.folding.is_open(key))
            return
        alert = self.in_hand()
        if alert is not None:
            self.post_message(OpenTarget(alert.target))

    # acts

    def in_hand(self) -> AlertView | None:
        """Return the selected alert; of a fold the first-out."""
        key = self._ledger.selected
        if key is None or not self.live.ready:
            return None
        return self.live.mirror.alerts.get(self._list.queue.first_of(key))

    def chosen(self) -> list[AlertView]:
        """Return the marked alerts, or the selected one; of a fold every one that counts."""
        ledger, lineup = self._ledger, self.live.lineup
        asked = (ledger.marked, ledger.selected, lineup, ledger.keys)
        if not self._at_hand_for or any(map(is_not, asked, self._at_hand_for)):
            self._chosen = self._list.queue.alerts_of(ledger.chosen())
            self._at_hand_for = asked
        return self._chosen

    def action_view(self) -> None:
        """Look at the queue, at what is withheld, at everything."""
        self._list.turn()
        self.look()

    def action_fold(self) -> None:
        """Fold the queue by place and cause, or unfold it."""
        self._list.view = View.QUEUE
        self._list.queue.folding.toggle(self.live)
        self.look()

    def action_unfold(self, wide: bool) -> None:
        """Open or close the fold in hand."""
        if not self._list.folded:
            return
        ledger = self._ledger
        key = self._list.queue.folding.set_open(ledger.selected, wide)
        self.look()
        if key is not None and not wide:
            ledger.select(key)
