"""The people of a simulated community: units that go where they are sent, and those who remedy.

They learn of dispatches and orders from the hub's facts, as anyone could, and a unit speaks over
MQTT. Everything falls due at a data time of its own, so the same facts give the same deeds.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from itertools import count

import msgspec

from console.clock import moment
from console.contract.facts import Fact
from console.contract.patrols import PatrolFinding, PatrolSaying
from console.domain.case_facts import CaseClosed, CaseOpened, RemedyOrdered
from console.domain.causes import Cause
from console.domain.ids import CaseId, UnitId
from console.domain.matters import Evidence
from console.domain.patrol_facts import (
    PatrolDeclined,
    PatrolFact,
    PatrolLeft,
    PatrolReported,
    PatrolStoodDown,
    UnitDispatched,
)
from console.simulator.plot import Plot
from console.simulator.stories import Source

ELSEWHERE_TAKES_S = 300.0  # any other remedy
LEAVES_S = 60.0  # after a report that nothing was found
CHECKS_IN = 0.8  # of the time a unit has until it must be heard of


class Told(msgspec.Struct, frozen=True):
    """What a unit says."""

    unit: UnitId
    saying: PatrolSaying


class _Due(msgspec.Struct, frozen=True):
    """Something a unit will say of its task; what it found is seen when it says so."""

    case: CaseId
    unit: UnitId
    assignment: str
    act: str
    remedy: int | None = None
    check_by: int | None = None


class Cast:
    """Acts as the patrol units (unless `silent`) and as those who carry out remedies.

    A source whose word is in `withheld` goes on although its remedy is said to be done.
    """

    def __init__(self, plot: Plot, *, silent: bool, withheld: frozenset[str]) -> None:
        self._plot = plot
        self._silent = silent
        self._withheld = withheld
        self._ours: set[CaseId] = set()
        self._tasks: dict[CaseId, _Due] = {}
        self._causes: dict[tuple[CaseId, int], Cause] = {}
        self._order = count()
        self._due: list[tuple[int, int, _Due]] = []
        self._checks: dict[CaseId, int] = {}
        self._declined = False

    def hear(self, facts: Iterable[Fact]) -> None:
        """Take notice of what happened."""
        for fact in facts:
            at = moment(fact.at)
            match fact.what:
                case CaseOpened() as opened:
                    if self._is_ours(opened):
                        self._ours.add(opened.case)
                case UnitDispatched() as sent:
                    self._go(sent, at)
                case PatrolReported() as told:
                    for number, seen in enumerate(told.findings, told.first):
                        self._causes[told.case, number] = seen.cause
                case RemedyOrdered() as ordered:
                    self._work(ordered, at)
                case PatrolLeft(case=case) | CaseClosed(case=case):
                    self._tasks.pop(case, None)
                case PatrolDeclined() | PatrolStoodDown() as over:
                    task = self._tasks.get(over.case)
                    if task is not None and task.assignment == _named(over):
                        del self._tasks[over.case]
            if isinstance(fact.what, PatrolFact):
                self._remember_to_check_in(fact.what, at)

    def due(self, now: int) -> list[Told]:
        """Return what is said by `now` (ms), in order."""
        said: list[Told] = []
        while self._due and self._due[0][0] <= now:
            at, _, due = heappop(self._due)
            task = self._tasks.get(due.case)
            passed = due.check_by is not None and self._checks.get(due.case) != due.check_by
            if task is not None and task.assignment == due.assignment and not passed:
                said.append(Told(due.unit, self._saying(due, at)))
        return said

    def _is_ours(self, opened: CaseOpened) -> bool:
        story = self._plot.story
        targets = {point.target for point in opened.points}
        return bool(targets & story.sensors) or (not targets and opened.zone == story.zone)

    def _go(self, sent: UnitDispatched, at: int) -> None:
        task = _Due(sent.case, sent.unit, _named(sent), "")
        self._tasks[sent.case] = task
        legs = self._plot.story.legs
        if self._plot.story.declines and sent.case in self._ours and not self._declined:
            self._declined = True
            declining = msgspec.structs.replace(task, act="decline")
            self._plan(at + round(legs.accept * 1000), declining)
            return
        for act in legs.__struct_fields__:
            at += round(getattr(legs, act) * 1000)
            self._plan(at, msgspec.structs.replace(task, act=act))
        if sent.case not in self._ours:
            leaving = msgspec.structs.replace(task, act="leave")
            self._plan(at + round(LEAVES_S * 1000), leaving)

    def _remember_to_check_in(self, what: PatrolFact, at: int) -> None:
        """Plan to say that all is well before a unit must be heard of, unless it says something
        else by then."""
        check_by = getattr(what, "check_by", None)
        task = self._tasks.get(what.case)
        if check_by is None or task is None or task.assignment != _named(what):
            return
        self._checks[what.case] = check_by
        checking = msgspec.structs.replace(task, act="checkin", check_by=check_by)
        self._plan(at + round((check_by - at) * CHECKS_IN), checking)

    def _work(self, ordered: RemedyOrdered, at: int) -> None:
        cause = self._causes.get((ordered.case, ordered.finding))
        helped = [
            source
            for source in self._plot.story.sources
            if ordered.case in self._ours
            and source.cause is cause
            and ordered.action in source.remedies
        ]
        takes_s = max((source.takes_s for source in helped), default=ELSEWHERE_TAKES_S)
        done = at + round(takes_s * 1000)
        for source in helped:
            if source.withhold not in self._withheld:
                self._plot.end(source, done + round(source.settles_s * 1000))
        task = self._tasks.get(ordered.case)
        if task is not None:
            saying = msgspec.structs.replace(task, act="done", remedy=ordered.remedy)
            self._plan(done, saying)

    def _plan(self, at: int, due: _Due) -> None:
        if not self._silent:
            heappush(self._due, (at, next(self._order), due))

    def _saying(self, due: _Due, at: int) -> PatrolSaying:
        tail = "-".join(str(part) for part in (due.act, due.remedy, due.check_by) if part)
        return PatrolSaying(
            id=f"{due.assignment}/{tail}",
            assignment=due.assignment,
            act=due.act,
            at=at,
            findings=self._findings(due.case, at) if due.act == "report" else (),
            remedy=due.remedy,
            evidence=_evidence(due),
            reason=self._plot.story.declines if due.act == "decline" else None,
        )

    def _findings(self, case: CaseId, at: int) -> tuple[PatrolFinding, ...]:
        there = [
            source
            for source in self._plot.story.sources
            if case in self._ours and self._plot.lasts(source, at)
        ]
        return tuple(map(_seen, there)) or (PatrolFinding(cause=Cause.NO_FAULT_FOUND),)


def _evidence(due: _Due) -> Evidence | None:
    """Return what shows that a remedy is done: a photo and a line, as the catalogue may ask for."""
    if due.act != "done":
        return None
    photo = f"photo-{due.case}-{due.remedy}"
    return Evidence(photo=photo, note="按要求完成 / done as ordered")


def _seen(source: Source) -> PatrolFinding:
    return PatrolFinding(cause=source.cause, count=source.count, note=source.note)


def _named(what: PatrolFact) -> str:
    return f"{what.case}/{what.assignment}"
