"""What the alerts workplace lists: the queue, what is kept from it, or both."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from console.contract.views import AlertView
from console.lineup import Lineup
from console.live import Live
from console.screens.alertsorts import WITHHELD_SORTS
from console.screens.queue import queue_columns
from console.screens.queuelist import QueueList
from console.screens.sorting import Shown, Sorts
from console.screens.withheld import withheld, withheld_columns, withheld_entries
from console.sieve import Sieve
from console.widgets import Entry, Fitted, Rows
from console.wording import plain
from console.wording.queue import Queue
from console.wording.screens import Say, say


class View(Enum):
    """Which alerts are looked at."""

    QUEUE = Say.QUEUE
    WITHHELD = Queue.WITHHELD
    ALL = Queue.EVERYTHING


class AlertList:
    """The rows of the view in force; `told`, `shown` and `total` are of the last ones made."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.view = View.QUEUE
        self.queue = QueueList(live)
        self.told = ""
        self.shown = self.total = 0
        self._order = Sorts(*WITHHELD_SORTS)
        self._shown: Shown[AlertView] = Shown(self.queue.straws)
        self._kept: tuple[Lineup | None, Sequence[AlertView]] = (None, ())

    @property
    def folded(self) -> bool:
        """Tell whether folds are listed now."""
        return self.view is View.QUEUE and self.queue.folded

    @property
    def sorts(self) -> Sorts[AlertView]:
        """Return the orders of what is listed."""
        return self._order if self.view is View.WITHHELD else self.queue.sorts

    def rows(self, sieve: Sieve, width: int) -> Rows:
        """Return the rows of the view."""
        queue = self.queue
        if self.view is View.WITHHELD:
            return self._aside(sieve, width)
        rows = queue.rows(sieve, width) if self.view is View.QUEUE else queue.flat(sieve, width)
        self.told, self.shown, self.total = queue.told, queue.shown, queue.total
        if self.view is View.ALL:
            shown, total = self.shown, self.total
            below = self._aside(sieve, width)
            self._count(shown + self.shown, total + self.total)
            if len(below):
                gap = [Entry(None, ())] if len(rows) else []
                rows = rows.then(Rows.of(gap)).then(below)
        return rows

    def heading(self, width: int) -> tuple[Fitted, str, str]:
        """Return the columns, and which of them orders the list with which arrow."""
        aside = self.view is View.WITHHELD
        fitted = withheld_columns(width) if aside else queue_columns(self.live, width)
        return (fitted, "", "") if self.folded else (fitted, *self.sorts.arrow(fitted))

    def nothing(self, sieve: Sieve) -> str:
        """Return what an empty list says."""
        if not sieve.open:
            return say(Say.NO_ALERT_MATCHES, filter=plain(sieve.text))
        if self.view is View.WITHHELD:
            return say(Queue.NO_WITHHELD)
        return say(Say.NO_QUEUE if self.view is View.QUEUE else Queue.NO_ALERT)

    def turn(self) -> None:
        """Go on to the next view."""
        views = list(View)
        self.view = views[(views.index(self.view) + 1) % len(views)]

    def turn_to(self, alert: AlertView) -> None:
        """Go to a view that `alert` is in."""
        if alert.state.withheld or alert.symptom_of:
            self.view = View.WITHHELD
        elif self.view is View.WITHHELD:
            self.view = View.QUEUE

    def _aside(self, sieve: Sieve, width: int) -> Rows:
        live = self.live
        if self._kept[0] is not live.lineup:
            self._kept = (live.lineup, withheld(live))
        order = self._order.now
        every = self._kept[1]
        shown = self._shown.of(live, every, sieve, order)
        self._count(len(shown), len(every))
        return Rows.of(withheld_entries(live, shown, width, grouped=order.put is None))

    def _count(self, shown: int, total: int) -> None:
        self.shown, self.total = shown, total
        self.told = say(Say.OF_ALERTS, count=shown, total=total)
