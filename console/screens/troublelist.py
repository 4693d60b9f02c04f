"""What is in alert by sensor or device, worst first or otherwise: narrowed, in order, counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from console.clock import moment
from console.domain.ids import TargetId
from console.live import Live
from console.screens.glance import device_name, quantity_name
from console.screens.queue import trouble_columns, trouble_row
from console.screens.sorting import UP, Shown, Sort, Sorts, natural
from console.sieve import Sieve, straw
from console.widgets import Rows
from console.widgets.cursor import Keys
from console.wording import target_name
from console.wording.lists import By

Targets = Sequence[TargetId]


def _by(key: Callable[[Live, TargetId], Any]) -> Callable[[Live, Targets], Targets]:
    return lambda live, targets: sorted(targets, key=lambda target: key(live, target))


def _place(live: Live, target: TargetId) -> Any:
    site = live.mirror.site
    return natural(device_name(site, target)), natural(quantity_name(site, target))


def _since(live: Live, target: TargetId) -> int:
    alerts = live.alerts_on(target)
    return moment(alerts[0].raised_at) if alerts else 0


SORTS = (
    Sort[TargetId](word=By.PRIORITY, columns=("word", "glyph")),
    Sort[TargetId](word=By.NEWEST, columns=("age",), arrow=UP, put=_by(lambda *one: -_since(*one))),
    Sort[TargetId](word=By.OLDEST, columns=("age",), put=_by(_since)),
    Sort[TargetId](word=By.PLACE, columns=("where", "quantity"), arrow=UP, put=_by(_place)),
)


class TroubleList:
    """Every sensor and device in alert; `shown` is of the last time it was made."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.sorts = Sorts(*SORTS)
        self.shown = 0
        self._shown: Shown[TargetId] = Shown(self._straw)
        self._targets: Targets = ()
        self._keys: Keys = ()

    def rows(self, sieve: Sieve, width: int) -> Rows:
        """Return its rows, `width` cells wide."""
        live = self.live
        targets = self._shown.of(live, live.lineup.targets, sieve, self.sorts.now)
        if targets is not self._targets:
            self._targets, self._keys = targets, tuple(targets)
        self.shown = len(targets)
        fitted = trouble_columns(live, width)
        return Rows(self._keys, lambda row: trouble_row(live, fitted, targets[row]))

    def _straw(self, target: TargetId) -> str:
        return straw(target_name(self.live.mirror.site, target), target)
