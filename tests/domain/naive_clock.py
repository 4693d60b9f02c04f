"""A clerk who keeps the clocks of a case with tallies: a stroke for every minute that counts."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from console.domain.calendar import Calendar
from console.domain.cases import Case, Step
from console.domain.sla import Hours, Sla, Term
from console.domain.sla_facts import Timed
from tests.domain.naive_calendar import MINUTE, NaiveHours


class Tally:
    """One clock: so many minutes that counted, and what was told of it."""

    def __init__(self, timed: Timed) -> None:
        self.timed = timed
        self.minutes = 0
        self.told = False
        self.rung = 0


class NaiveClocks:
    """Both clocks of one case; what they tell stands in `told`, with its moment."""

    def __init__(self, sla: Sla, calendar: Calendar, zone: ZoneInfo) -> None:
        self._sla = sla
        self._hours = NaiveHours(calendar, zone)
        self.case: Case | None = None
        self.clock: Tally | None = None
        self.whole: Tally | None = None
        self.late: list[str] = []
        self.told: list[tuple[int, str, str, int]] = []

    def moved(self, case: Case, now: int) -> None:
        """Take note that the case is so from `now` on."""
        before, self.case = self.case, case
        if case.step is Step.CLOSED:
            self.clock = None
            return
        if case.suspension is not None:
            return
        timed = Timed(case.step.value)
        anew = before is not None and (before.returns, before.reopened) != (
            case.returns,
            case.reopened,
        )
        if self.clock is None or self.clock.timed != timed or anew:
            self.clock = Tally(timed)
        reopened = before is not None and before.reopened != case.reopened
        if not case.waiting and (self.whole is None or reopened):
            self.whole = Tally(Timed.WHOLE)
        for tally in (self.clock, self.whole):
            if tally is not None and tally.minutes < self._term(tally).within_s / 60:
                tally.told = False  # it has more time than it had

    def minute(self, at: int) -> None:
        """Let the minute from `at` (ms) pass."""
        assert self.case is not None
        if self.case.step is Step.CLOSED or self.case.suspension is not None:
            return
        for tally in (self.clock, self.whole):
            if tally is not None and self._counts(tally, at):
                tally.minutes += 1
        self.look(at + MINUTE)

    def look(self, now: int) -> None:
        """Tell what has run out by `now` (ms)."""
        assert self.case is not None
        if self.case.step is Step.CLOSED or self.case.suspension is not None:
            return
        for tally in (self.clock, self.whole):
            if tally is not None:
                self._tell(tally, now)

    def _tell(self, tally: Tally, now: int) -> None:
        past = tally.minutes * 60 - self._term(tally).within_s
        if past < 0:
            return
        if not tally.told:
            tally.told = True
            self.told.append((now, "overdue", tally.timed, 0))
            self.late += [tally.timed] if tally.timed not in self.late else []
        while tally.rung < len(self._sla.chain) and past >= self._sla.chain[tally.rung].after_s:
            tally.rung += 1
            self.told.append((now, "escalated", tally.timed, tally.rung))

    def _counts(self, tally: Tally, at: int) -> bool:
        return self._term(tally).hours is Hours.ALWAYS or self._hours.is_open(at)

    def _term(self, tally: Tally) -> Term:
        assert self.case is not None
        term = self._sla.term(tally.timed, self.case.category, self.case.priority)
        assert term is not None
        return term
