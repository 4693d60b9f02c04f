"""All cases of a site: their numbers, their deadlines, and what changed of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from msgspec.structs import replace

from console.domain.case_facts import CaseFact, CaseOpened, VerificationStarted
from console.domain.case_moves import Move, Observed, WindowPassed
from console.domain.case_opening import opened as opening
from console.domain.cases import Assignment, Case, Step, tasks_of
from console.domain.casework import proceed
from console.domain.course_moves import Link
from console.domain.diagnosis.suggested import suggested
from console.domain.diagnosis_facts import CaseSuggested
from console.domain.ids import AlertId, CaseId, UnitId
from console.domain.sla_facts import ClockFact
from console.domain.verification import due
from console.errors import NotFound
from console.hub.agenda import CASES, Agenda, Key
from console.hub.changes import Changes

WATCHING = (Step.FED_BACK, Step.VERIFIED)  # in these a case asks how its points are

Follower = Callable[[Case | None, Case, int], None]


class Clocks(Protocol):
    """Whoever keeps the clocks of cases."""

    def seen(
        self, before: Case | None, after: Case, now: int
    ) -> tuple[Case, tuple[ClockFact, ...]]:
        """Return a case with its clocks as what happened at `now` (ms) leaves them."""

    def arm(self, case: Case) -> None:
        """Note when a clock of the case runs out next."""


class Eyes(Protocol):
    """Whoever can see how points are."""

    def look(self, keys: Iterable[Key]) -> None:
        """Take note that others ask for these points than before."""

    def tell(self, case: Case, now: int) -> None:
        """Observe what can be told of the points of `case` at once, without a reading."""


class Casebook:
    """Every case that ever was; closed ones only answer questions."""

    def __init__(self, cases: Iterable[Case], changes: Changes, agenda: Agenda) -> None:
        self._cases: dict[CaseId, Case] = {case.id: case for case in cases}
        self._next = max(map(_number, self._cases), default=0) + 1
        self._changes = changes
        self._agenda = agenda
        self._armed: dict[CaseId, int] = {}
        self._eyes: Eyes | None = None
        self._watching: dict[Key, set[CaseId]] = defaultdict(set)
        self._followers: list[Follower] = []
        self.clocks: Clocks | None = None

    def follow(self, follower: Follower) -> None:
        """Tell `follower` of every case as it was, if it was, as it is, and since when (ms)."""
        self._followers.append(follower)

    def begin(self, eyes: Eyes) -> None:
        """Take up every case where the store left it; `eyes` are asked from now on."""
        self._eyes = eyes
        for case in self._cases.values():
            self._ask_for(case)
            self._arm(case)
            if self.clocks is not None:
                self.clocks.arm(case)

    # What the hub reads ---------------------------------------------------------------

    def open_cases(self) -> list[Case]:
        """Return every case that is not closed."""
        return [case for case in self._cases.values() if case.outcome is None]

    def case(self, wanted: CaseId) -> Case:
        """Return one case; raise NotFound."""
        case = self._cases.get(wanted)
        if case is None:
            raise NotFound("no_such_case", id=wanted)
        return case

    def about(self, alert: AlertId) -> Case | None:
        """Return the case that works on `alert`, if one is open."""
        return next((case for case in self.open_cases() if alert in case.alerts), None)

    def tasks(self, unit: UnitId) -> list[tuple[Case, Assignment]]:
        """Return what a unit is out for, the first task first; the others wait."""
        return tasks_of(self.open_cases(), unit)

    def out(self, unit: UnitId) -> tuple[Case, Assignment] | None:
        """Return what a unit is out for, if it is."""
        return next(iter(self.tasks(unit)), None)

    def last_of(self, unit: UnitId) -> Case | None:
        """Return the newest open case that a unit was ever sent to."""
        sent = [case for case in self.open_cases() if any(a.unit == unit for a in case.assignments)]
        last = (max(a.sent_at for a in case.assignments if a.unit == unit) for case in sent)
        return max(zip(last, sent, strict=True), key=lambda pair: pair[0], default=(0, None))[1]

    @property
    def watching(self) -> Mapping[Key, set[CaseId]]:
        """Return which points are asked for, and by which cases."""
        return self._watching

    # What the hub tells ---------------------------------------------------------------

    def open(self, opened: CaseOpened, person: str, now: int) -> Case:
        """Take up a matter as the next number; `opened.case` is not looked at."""
        fact = replace(opened, case=CaseId(f"C-{self._next}"))
        self._next += 1
        case = opening(fact, person, now)
        self._keep(case, (fact,), now)
        for other in fact.links:
            self.act(other, Link(case.id), now)
        return case

    def act(self, wanted: CaseId, move: Move, now: int) -> Case:
        """Carry out a move; raise what the case refuses it with."""
        before = self.case(wanted)
        after, facts = proceed(before, move, now)
        if after != before:
            self._keep(after, facts, now)
        return self._cases[wanted]

    def act_on_all(self, deeds: Sequence[tuple[CaseId, Move]], now: int) -> None:
        """Carry out moves on several cases, all or, where one of them is refused, none."""
        after: dict[CaseId, Case] = {}
        told: dict[CaseId, tuple[CaseFact, ...]] = {}
        for wanted, move in deeds:
            before = after.get(wanted) or self.case(wanted)
            after[wanted], facts = proceed(before, move, now)
            told[wanted] = told.get(wanted, ()) + facts
        for wanted, case in after.items():
            if case != self._cases[wanted]:
                self._keep(case, told[wanted], now)

    def suggest(self, told: CaseSuggested, now: int) -> None:
        """Keep what a diagnosis held to be why, until somebody has looked; the same answer is
        told once."""
        case = self.case(told.case)
        before = next((one for one in case.suggested if one.sensor == told.sensor), None)
        if case.findings or case.outcome is not None:
            return
        if before is None or before.verdicts != told.verdicts:
            self._keep(suggested(case, told, now), (told,), now)

    def amend(self, case: Case, facts: tuple[ClockFact, ...], now: int) -> None:
        """Keep what its clocks made of a case at `now` (ms)."""
        self._keep(case, facts, now)

    def observe(self, key: Key, seen: Observed, now: int) -> None:
        """Tell every case that asks for it how a point was found at `now` (ms)."""
        for wanted in sorted(self._watching.get(key, ())):
            settled_at = self._cases[wanted].settled_at
            # What was measured before the last remedy was done proves nothing about it.
            if settled_at is not None and now >= settled_at:
                self.act(wanted, seen, now)

    def forget_evidence(self, wanted: CaseId, key: Key) -> None:
        """Let a point's window start over when it is next seen: nobody was looking."""
        case = self._cases[wanted]
        watched = tuple(
            replace(w, evidence_until=0) if (w.point.rule, w.point.target) == key else w
            for w in case.watched
        )
        self._keep(replace(case, watched=watched), (), case.changed_at)

    def fall_due(self, wanted: CaseId, now: int) -> None:
        """Let a window be full, if it still is, or a rest be over."""
        self._armed.pop(wanted, None)
        self.act(wanted, WindowPassed(), now)

    # Inside ---------------------------------------------------------------------------

    def _keep(self, case: Case, facts: tuple[CaseFact, ...], now: int) -> None:
        before = self._cases.get(case.id)
        if self.clocks is not None and facts:
            case, ticked = self.clocks.seen(before, case, now)
            facts = (*facts, *ticked)
        self._cases[case.id] = case
        self._changes.happened(now, facts)
        self._changes.cases[case.id] = case
        self._ask_for(case)
        self._arm(case)
        if self._eyes is not None and any(isinstance(f, VerificationStarted) for f in facts):
            self._eyes.tell(case, now)
        for follower in self._followers:
            follower(before, case, now)

    def _ask_for(self, case: Case) -> None:
        asks = case.step in WATCHING and case.suspension is None
        keys = [(w.point.rule, w.point.target) for w in case.watched]
        turned = [key for key in keys if (case.id in self._watching[key]) is not asks]
        for key in turned:
            (self._watching[key].add if asks else self._watching[key].discard)(case.id)
        if turned and self._eyes is not None:
            self._eyes.look(turned)

    def _arm(self, case: Case) -> None:
        wanted = due(case)
        if wanted is not None and self._armed.get(case.id) != wanted:
            self._armed[case.id] = wanted
            self._agenda.add(wanted, CASES, case.id)


def _number(case: CaseId) -> int:
    return int(case.partition("-")[2])
