"""What a single clock reckons with: a site's terms, its chain, its hours and day and night."""

from __future__ import annotations

from datetime import tzinfo

from msgspec.structs import replace

from console.domain.calendar import ALWAYS, Calendar, WorkingTime
from console.domain.cases import Case
from console.domain.matters import StepClock
from console.domain.sla import Hours, Rung, Sla, Term
from console.domain.sla_facts import Timed


class Clockwork:
    """Starts, stops and dates clocks by the terms of a site."""

    def __init__(self, sla: Sla, calendar: Calendar, zone: tzinfo) -> None:
        self._sla = sla
        self._hours = {
            Hours.WORKING: WorkingTime(calendar, zone),
            Hours.ALWAYS: WorkingTime(ALWAYS, zone),
        }

    @property
    def idle(self) -> bool:
        """Tell whether the site has neither terms nor a chain: no case has a clock."""
        return not self._sla.terms and not self._sla.chain

    @property
    def chain(self) -> tuple[Rung, ...]:
        """Return the rungs, the nearest first."""
        return self._sla.chain

    def term(self, clock: StepClock, case: Case) -> Term | None:
        """Return the term a clock of the case runs by."""
        return self._sla.term(Timed(clock.term), case.category, case.priority)

    def started(self, timed: Timed, case: Case, now: int) -> StepClock:
        """Return a clock that starts at `now` (ms)."""
        clock = StepClock(term=timed, since=now)
        return replace(clock, due=self.due(clock, case))

    def due(self, clock: StepClock, case: Case) -> int | None:
        """Return when a clock that runs is due (ms), if it has a term."""
        term = self.term(clock, case)
        return None if term is None else self._time(term).add(clock.since, term.within_s)

    def rung_at(self, clock: StepClock, case: Case) -> int | None:
        """Return when a clock that is past due is taken to its next rung (ms), if there is one."""
        if clock.due is None or clock.rung >= len(self.chain):
            return None
        time = self._time(self.term(clock, case))
        return time.add(clock.due, self.chain[clock.rung].after_s)

    def stopped(self, clock: StepClock, case: Case, now: int) -> StepClock:
        """Return the clock as it stands still from `now` (ms)."""
        term = self.term(clock, case)
        within = 0.0 if term is None else term.within_s
        used = self._time(term).between(clock.since, now)
        return replace(clock, due=None, left_s=within - used)

    def redated(self, clock: StepClock, before: Case, after: Case, now: int) -> StepClock:
        """Return a clock that runs as the term of `after` has it.

        Where that runs in other hours, what passed so far counts as it was counted: nobody was
        waited for in the night before the case became urgent.
        """
        old, new = self._time(self.term(clock, before)), self._time(self.term(clock, after))
        if old is not new:
            clock = replace(clock, since=new.back(now, old.between(clock.since, now)))
        return self._dated(clock, after, now)

    def changed(self, clock: StepClock, before: Case, after: Case) -> StepClock:
        """Return a clock that stands still as the term of `after` has it."""
        old, new = self.term(clock, before), self.term(clock, after)
        more = (0.0 if new is None else new.within_s) - (0.0 if old is None else old.within_s)
        return replace(clock, left_s=(clock.left_s or 0.0) + more)

    def resumed(self, clock: StepClock, case: Case, now: int) -> StepClock:
        """Return a clock that stood still as it goes on at `now` (ms): as if it had started later,
        by just as much as the case rested."""
        term = self.term(clock, case)
        within = 0.0 if term is None else term.within_s
        since = self._time(term).back(now, within - (clock.left_s or 0.0))
        return self._dated(replace(clock, since=since, left_s=None), case, now)

    def _dated(self, clock: StepClock, case: Case, now: int) -> StepClock:
        due = self.due(clock, case)
        return replace(clock, due=due, told=clock.told and due is not None and due <= now)

    def _time(self, term: Term | None) -> WorkingTime:
        return self._hours[Hours.WORKING if term is None else term.hours]
