"""Keeps the clocks of cases: sets them as cases move on, and lets them run out in their hours."""

from __future__ import annotations

from typing import Protocol
from zoneinfo import ZoneInfo

from console.domain.case_clocks import Clocked, clocked, escalated, next_due, struck
from console.domain.cases import Case
from console.domain.clockwork import Clockwork
from console.domain.ids import CaseId
from console.domain.sites import Site
from console.domain.sla_facts import ClockFact
from console.hub.agenda import CLOCKS, Agenda


class Cases(Protocol):
    """The book of all cases."""

    def case(self, wanted: CaseId) -> Case:
        """Return one case; raise NotFound."""

    def amend(self, case: Case, facts: tuple[ClockFact, ...], now: int) -> None:
        """Keep what its clocks made of a case at `now` (ms)."""


class CaseDeadlines:
    """The clocks of every case that is not over."""

    def __init__(self, site: Site, agenda: Agenda) -> None:
        self._work = Clockwork(site.sla, site.calendar, ZoneInfo(site.time_zone))
        self._agenda = agenda
        self._armed: dict[CaseId, int] = {}
        self._book: Cases | None = None
        agenda.keep(CLOCKS, self.fall_due)

    def begin(self, book: Cases) -> None:
        """Serve the cases of `book` from now on."""
        self._book = book

    def seen(self, before: Case | None, after: Case, now: int) -> Clocked:
        """Return a case with its clocks as what happened at `now` (ms) leaves them."""
        case, facts = clocked(self._work, before, after, now)
        self.arm(case, now)
        return case, facts

    def arm(self, case: Case, now: int = 0) -> None:
        """Note when a clock of the case runs out next; what is past already falls due at `now`."""
        due = next_due(self._work, case)
        if due is None:
            self._armed.pop(case.id, None)
            return
        due = max(due, now)
        if self._armed.get(case.id) != due:
            self._armed[case.id] = due
            self._agenda.add(due, CLOCKS, case.id)

    def fall_due(self, wanted: CaseId, due: int) -> None:
        """Let clocks of a case run out, if they still do by `due` (ms)."""
        if self._armed.get(wanted) != due or self._book is None:
            return
        del self._armed[wanted]
        before = self._book.case(wanted)
        case, facts = struck(self._work, before, due)
        if facts:
            self._book.amend(case, facts, due)
        else:
            self.arm(before, due)

    def escalate(self, wanted: CaseId, now: int) -> Case:
        """Take a case to the next rung; raise what refuses it."""
        assert self._book is not None
        case, facts = escalated(self._work, self._book.case(wanted), now)
        self._book.amend(case, facts, now)
        return case
