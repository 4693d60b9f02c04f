"""The queue as one list for whoever shows it: narrowed, ordered or folded, each made only once."""

from __future__ import annotations

from collections.abc import Sequence

from console.contract.views import AlertView
from console.domain.ids import AlertId
from console.live import Live
from console.screens.alertsorts import QUEUE_SORTS, Straws
from console.screens.folded import Folding, Group
from console.screens.queue import queue_columns, queue_rows
from console.screens.sorting import Shown, Sorts
from console.sieve import Sieve
from console.widgets import Line, Rows
from console.widgets.cursor import Keys
from console.wording.queue import Queue
from console.wording.screens import Say, say


class QueueList:
    """What one list shows of the queue; `shown` and `total` are of the last time it was made."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.folding = Folding()
        self.sorts = Sorts(*QUEUE_SORTS)
        self.straws = Straws(live)
        self.shown = self.total = 0
        self.told = ""
        self._shown: Shown[AlertView] = Shown(self.straws)
        self._alerts: Sequence[AlertView] = ()
        self._keys: Keys = ()

    @property
    def folded(self) -> bool:
        """Tell whether it is folded now."""
        return self.folding.is_on(self.live)

    def rows(self, sieve: Sieve, width: int) -> Rows:
        """Return its rows, `width` cells wide."""
        if not self.folded:
            return self.flat(sieve, width)
        within = {alert.id for alert in self._narrowed(sieve)}
        entries, self.told = self.folding.entries(
            self.live, lambda alert: alert.id in within, width, sieve.text
        )
        return Rows.of(entries)

    def flat(self, sieve: Sieve, width: int) -> Rows:
        """Return its rows without folds."""
        live = self.live
        alerts = self._narrowed(sieve)
        self.told = say(Say.OF_ALERTS, count=self.shown, total=self.total)
        if alerts is not self._alerts:
            self._alerts, self._keys = alerts, tuple(alert.id for alert in alerts)
        return queue_rows(live, alerts, queue_columns(live, width), self._keys)

    def order_line(self) -> Line:
        """Return how it is ordered, or that it is folded."""
        return ((say(Queue.FOLDED), "faint"),) if self.folded else self.sorts.told()

    def group(self, key: str | None) -> Group | None:
        """Return the fold called `key`."""
        return self.folding.of(key)

    def first_of(self, key: str) -> AlertId:
        """Return the alert that a row stands for: of a fold the first-out."""
        group = self.folding.of(key)
        return group.first.id if group else AlertId(key)

    def alerts_of(self, keys: Sequence[str]) -> list[AlertView]:
        """Return the alerts that rows stand for: of a fold every one that counts."""
        found: dict[AlertId, None] = {}
        for key in keys:
            group = self.folding.of(key)
            found.update(
                dict.fromkeys(a.id for a in group.alerts) if group else {AlertId(key): None}
            )
        known = self.live.mirror.alerts
        return [known[alert] for alert in found if alert in known]

    def _narrowed(self, sieve: Sieve) -> Sequence[AlertView]:
        live = self.live
        alerts = self._shown.of(live, live.lineup.queue, sieve, self.sorts.now)
        self.shown, self.total = len(alerts), len(live.lineup.queue)
        return alerts
