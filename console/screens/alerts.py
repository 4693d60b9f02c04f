"""The alert queue: take notice, note, and read what to do."""

from __future__ import annotations

from enum import Enum

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
from console.screens.folded import Folding, fold_lines
from console.screens.handling import Handling
from console.screens.queue import by_age, queue_entries, queue_heading
from console.screens.withheld import withheld, withheld_entries, withheld_heading
from console.screens.workplace import empty
from console.widgets import Entry, Ledger, Line, Pane, Panel, Sheet, joined
from console.wording import explain, priority_word, state_word, target_name
from console.wording.queue import Queue
from console.wording.screens import Say, say


class View(Enum):
    """Which alerts are looked at."""

    QUEUE = Say.QUEUE
    WITHHELD = Queue.WITHHELD
    ALL = Queue.EVERYTHING


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
        self._view = View.QUEUE
        self._by_age = False
        self._folding = Folding()
        self._told: AlertDetail | ConsoleError | None = None
        self._asked: AlertView | None = None

    def body(self) -> ComposeResult:
        """List and detail; the stylesheet puts them side by side where there is room."""
        with Container(id="list"):
            yield Panel(Sheet(id="heading"), id="list-panel")
            yield Ledger(id="alerts")
        yield Pane(id="detail")

    def paint(self) -> None:
        """Draw the list, then what is selected."""
        ledger = self.query_one("#alerts", Ledger)
        width = ledger.size.width
        queue = self._view is not View.WITHHELD
        heading = queue_heading(self.live, width) if queue else withheld_heading(width)
        self.query_one("#heading", Sheet).put([heading])
        entries, counted = self._lines(width)
        ledger.show(entries or [Entry(None, line) for line in empty(self._nothing(), width)])
        self._paint_title(counted)
        self._paint_detail()
        self.offer_anew()

    def show_item(self, key: str) -> None:
        """Select the alert `key` and take the list in hand."""
        alert = self.live.mirror.alerts.get(AlertId(key)) if self.live.ready else None
        if alert is not None and (alert.state.withheld or alert.symptom_of):
            self._view = View.WITHHELD
        elif alert is not None:
            self._view = View.ALL if self._view is View.ALL else View.QUEUE
        ledger = self.query_one("#alerts", Ledger)
        if self.is_mounted and self.live.ready:
            self._folding.set_open(key, True)
            self.look()
        ledger.select(key)
        ledger.focus()

    def _lines(self, width: int) -> tuple[list[Entry], str]:
        """Return the lines of the view, and how many of how many they are."""
        live = self.live
        queue = list(live.lineup.queue)
        shown = self._passing(by_age(queue) if self._by_age else queue)
        kept = withheld(live) if self._view is not View.QUEUE else []
        aside = self._passing(kept)
        if self._view is View.WITHHELD:
            entries = withheld_entries(live, aside, width)
        elif self.folded:
            return self._folding.entries(live, self._passes, width)
        else:
            entries = queue_entries(live, shown, width)
            if aside:
                gap = [Entry(None, ())] if entries else []
                entries += [*gap, *withheld_entries(live, aside, width)]
        here = {View.QUEUE: (shown, queue), View.WITHHELD: (aside, kept)}
        some, every = here.get(self._view, ([*shown, *aside], [*queue, *kept]))
        return entries, say(Say.OF_ALERTS, count=len(some), total=len(every))

    @property
    def folded(self) -> bool:
        """Tell whether the queue is folded now."""
        return self._view is View.QUEUE and self._folding.is_on(self.live)

    def _nothing(self) -> str:
        if self.wanted:
            return say(Say.NO_ALERT_MATCHES, filter=self.wanted)
        if self._view is View.WITHHELD:
            return say(Queue.NO_WITHHELD)
        return say(Say.NO_QUEUE if self._view is View.QUEUE else Queue.NO_ALERT)

    def _passing(self, alerts: list[AlertView]) -> list[AlertView]:
        return [alert for alert in alerts if self._passes(alert)] if self.wanted else alerts

    def _passes(self, alert: AlertView) -> bool:
        if not self.wanted:
            return True
        site = self.live.mirror.site
        return self.matches(
            alert.id,
            target_name(site, alert.target),
            alert.target,
            priority_word(alert.priority),
            state_word(alert.state),
        )

    def _paint_title(self, counted: str) -> None:
        marked = len(self.query_one("#alerts", Ledger).marked)
        order = Say.SORTED_BY_AGE if self._by_age else Say.SORTED_BY_PRIORITY
        right = joined(
            (
                ((say(Say.MARKED, count=marked), "accent"),) if marked else (),
                ((say(Queue.FOLDED if self.folded else order), "faint"),)
                if self._view is not View.WITHHELD
                else (),
                ((counted, "muted"),),
            )
        )
        others = (view for view in View if view is not self._view)
        aside = "".join(f"  {say(view.value).lower()}" for view in others)
        title: Line = ((say(self._view.value), "title"), (aside, "faint"))
        self.query_one("#list-panel", Panel).entitle(title, right)

    # detail

    def _paint_detail(self) -> None:
        pane = self.query_one("#detail", Pane)
        alert = self.in_hand()
        width = pane.size.width - 4
        if alert is None:
            pane.put(empty(say(Say.NO_DETAIL), width))
            return
        group = self._folding.of(self.query_one("#alerts", Ledger).selected)
        if alert != self._asked:
            if self._asked is None or alert.id != self._asked.id:
                self._told = None
            self._asked = alert
            self._ask_detail(alert.id)
        told = self._told if isinstance(self._told, AlertDetail) else None
        lines = [*(fold_lines(self.live, group, width) if group else ())]
        lines += detail_lines(self.live, alert, told, width)
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
        if self._asked is not None and self._asked.id == event.alert:
            self._told = event.told
            self._paint_detail()

    @on(Ledger.Selected, "#alerts")
    def _selected(self) -> None:
        if self.live.ready:
            self._paint_detail()
            self.offer_anew()

    @on(Ledger.Opened, "#alerts")
    def _opened(self) -> None:
        key = self.query_one("#alerts", Ledger).selected
        if key is not None and self._folding.of(key) is not None:
            self.action_unfold(not self._folding.is_open(key))
            return
        alert = self.in_hand()
        if alert is not None:
            self.post_message(OpenTarget(alert.target))

    # acts

    def in_hand(self) -> AlertView | None:
        """Return the selected alert; of a fold the first-out."""
        key = self.query_one("#alerts", Ledger).selected
        if key is None or not self.live.ready:
            return None
        group = self._folding.of(key)
        return self.live.mirror.alerts.get(group.first.id if group else AlertId(key))

    def chosen(self) -> list[AlertView]:
        """Return the marked alerts, or the selected one; of a fold every one that counts."""
        ledger, alerts = self.query_one("#alerts", Ledger), self.live.mirror.alerts
        keys = sorted(ledger.marked) or [key for key in (ledger.selected,) if key is not None]
        found: dict[AlertId, None] = {}
        for key in keys:
            group = self._folding.of(key)
            for alert in [a.id for a in group.alerts] if group else [AlertId(key)]:
                found[alert] = None
        return [alerts[alert] for alert in found if alert in alerts]

    def action_mark(self) -> None:
        """Mark the selected alert."""
        self.query_one("#alerts", Ledger).action_mark()
        self.look()

    def action_sort(self) -> None:
        """Sort by priority, or newest first."""
        self._by_age = not self._by_age
        self.look()

    def action_view(self) -> None:
        """Look at the queue, at what is withheld, at everything."""
        views = list(View)
        self._view = views[(views.index(self._view) + 1) % len(views)]
        self.look()

    def action_fold(self) -> None:
        """Fold the queue by place and cause, or unfold it."""
        self._view = View.QUEUE
        self._folding.toggle(self.live)
        self.look()

    def action_unfold(self, wide: bool) -> None:
        """Open or close the fold in hand."""
        ledger = self.query_one("#alerts", Ledger)
        if not self.folded:
            return
        key = self._folding.set_open(ledger.selected, wide)
        self.look()
        if key is not None and not wide:
            ledger.select(key)
