"""The cases and the units that dispatch lists: narrowed, in order, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from console.contract.case_views import CaseView
from console.lineup import Lineup
from console.live import Live
from console.screens.caselines import case_columns, case_entries
from console.screens.casesorts import (
    BY_FITNESS,
    BY_STEP,
    CASE_SORTS,
    UNIT_SORTS,
    case_straw,
    unit_straw,
)
from console.screens.fitness import Matter, Ranked, ranking
from console.screens.roster import unit_columns, unit_entries
from console.screens.sorting import Shown, Sorts
from console.sieve import Sieve
from console.widgets import Entry, Fitted


class CaseList:
    """The cases not closed; `shown` and `total` are of the last time it was made."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.sorts = Sorts(*CASE_SORTS)
        self.shown = self.total = 0
        self._every: tuple[Lineup | None, Sequence[CaseView]] = (None, ())
        self._shown: Shown[CaseView] = Shown(partial(case_straw, live))

    def entries(self, sieve: Sieve, width: int, *, narrow: bool) -> list[Entry]:
        """Return its lines; in order of their steps, and not `narrow`, under their names."""
        live = self.live
        if self._every[0] is not live.lineup:
            self._every = (live.lineup, list(live.mirror.cases.values()))
        every = self._every[1]
        cases = self._shown.of(live, every, sieve, self.sorts.now)
        self.shown, self.total = len(cases), len(every)
        by_step = self._by_step(narrow)
        return case_entries(live, cases, width, by_step=by_step, terse=narrow) if cases else []

    def columns(self, width: int, *, narrow: bool) -> Fitted:
        """Return its columns."""
        return case_columns(width, by_step=self._by_step(narrow), terse=narrow)

    def _by_step(self, narrow: bool) -> bool:
        return self.sorts.now is BY_STEP and not narrow


class UnitList:
    """The units, ranked for a case; `shown` and `total` are of the last time it was made."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.sorts = Sorts(*UNIT_SORTS)
        self.shown = self.total = 0

    def entries(
        self, case: CaseView | None, sieve: Sieve, width: int, *, narrow: bool
    ) -> list[Entry]:
        """Return its lines; best to send first, and not `narrow`, under what they do."""
        live, order = self.live, self.sorts.now
        every = ranking(live, Matter(case))
        units: Sequence[Ranked] = [
            one for one in every if sieve.open or sieve.passes(unit_straw(live, one))
        ]
        self.shown, self.total = len(units), len(every)
        units = order.put(live, units) if order.put else units
        by_status = order is BY_FITNESS and not narrow
        return unit_entries(live, units, case, width, by_status=by_status)

    def columns(self, width: int) -> Fitted:
        """Return its columns."""
        return unit_columns(width)
