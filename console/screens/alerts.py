"""The alert queue: take notice, note, and read what to do."""

from __future__ import annotations

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
from console.screens.detail import detail_lines
from console.screens.handling import Handling
from console.screens.queue import by_age, by_priority, queue_entries, queue_heading
from console.screens.workplace import empty
from console.widgets import Entry, Ledger, Line, Pane, Panel, Sheet, joined
from console.wording import explain, priority_word, state_word, target_name
from console.wording.screens import Say, say


class Alerts(Handling):
    """The queue on one side, the selected alert on the other."""

    place = "alerts"
    BINDINGS = bindings("alerts")
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
        self._by_age = False
        self._told: AlertDetail | ConsoleError | None = None
        self._asked: tuple[object, ...] = ()

    def body(self) -> ComposeResult:
        """List and detail; the stylesheet puts them side by side where there is room."""
        with Container(id="list"):
            yield Panel(Sheet(id="heading"), id="list-panel")
            yield Ledger(id="alerts")
        yield Pane(id="detail")

    def paint(self) -> None:
        """Draw the list, then what is selected."""
        live, ledger = self.live, self.query_one("#alerts", Ledger)
        order = by_age if self._by_age else by_priority
        everything = order(live.mirror.queue())
        shown = [alert for alert in everything if self._passes(alert)]
        width = ledger.size.width
        self.query_one("#heading", Sheet).put([queue_heading(live, width)])
        if everything and not shown:
            nothing = say(Say.NO_ALERT_MATCHES, filter=self.wanted)
        else:
            nothing = say(Say.NO_QUEUE)
        ledger.show(
            queue_entries(live, shown, width)
            or [Entry(None, line) for line in empty(nothing, width)]
        )
        self._paint_title(len(shown), len(everything))
        self._paint_detail()

    def show_item(self, key: str) -> None:
        """Select the alert `key` and take the list in hand."""
        ledger = self.query_one("#alerts", Ledger)
        ledger.select(key)
        ledger.focus()

    def _passes(self, alert: AlertView) -> bool:
        site = self.live.mirror.site
        return self.matches(
            alert.id,
            target_name(site, alert.target),
            alert.target,
            priority_word(alert.priority),
            state_word(alert.state),
        )

    def _paint_title(self, shown: int, total: int) -> None:
        marked = len(self.query_one("#alerts", Ledger).marked)
        order = Say.SORTED_BY_AGE if self._by_age else Say.SORTED_BY_PRIORITY
        right = joined(
            (
                ((say(Say.MARKED, count=marked), "accent"),) if marked else (),
                ((say(order), "faint"),),
                ((say(Say.OF_ALERTS, count=shown, total=total), "muted"),),
            )
        )
        title: Line = ((say(Say.QUEUE), "title"),)
        self.query_one("#list-panel", Panel).entitle(title, right)

    # detail

    def _paint_detail(self) -> None:
        pane = self.query_one("#detail", Pane)
        alert = self.in_hand()
        width = pane.size.width - 4
        if alert is None:
            pane.put(empty(say(Say.NO_DETAIL), width))
            return
        asked = (alert.id, alert.occurrence, alert.state, alert.priority, alert.notes)
        if asked != self._asked:
            if asked[:1] != self._asked[:1]:
                self._told = None
            self._asked = asked
            self._ask_detail(alert.id)
        told = self._told if isinstance(self._told, AlertDetail) else None
        lines = detail_lines(self.live, alert, told, width)
        if isinstance(self._told, ConsoleError):
            lines += empty(explain(self._told)[0], width)
        pane.put(lines)

    @work(thread=True, exclusive=True, group="detail")
    def _ask_detail(self, alert: AlertId) -> None:
        try:
            told: AlertDetail | ConsoleError = self.live.hub.ask(f"alerts/{alert}", AlertDetail)
        except ConsoleError as error:
            told = error
        self.post_message(self.Heard(alert, told))

    def on_alerts_heard(self, event: Heard) -> None:
        """Show it, unless another alert was selected meanwhile."""
        if self._asked[:1] == (event.alert,):
            self._told = event.told
            self._paint_detail()

    @on(Ledger.Selected, "#alerts")
    def _selected(self) -> None:
        if self.live.ready:
            self._paint_detail()

    @on(Ledger.Opened, "#alerts")
    def _opened(self) -> None:
        alert = self.in_hand()
        if alert is not None:
            self.post_message(OpenTarget(alert.target))

    # acts

    def in_hand(self) -> AlertView | None:
        """Return the selected alert."""
        key = self.query_one("#alerts", Ledger).selected
        return self.live.mirror.alerts.get(AlertId(key)) if key and self.live.ready else None

    def chosen(self) -> list[AlertView]:
        """Return the marked alerts, or the selected one."""
        marked = self.query_one("#alerts", Ledger).marked
        alerts = self.live.mirror.alerts
        if marked:
            return [alerts[AlertId(key)] for key in sorted(marked) if AlertId(key) in alerts]
        return super().chosen()

    def action_mark(self) -> None:
        """Mark the selected alert."""
        self.query_one("#alerts", Ledger).action_mark()
        self.look()

    def action_sort(self) -> None:
        """Sort by priority, or newest first."""
        self._by_age = not self._by_age
        self.look()
