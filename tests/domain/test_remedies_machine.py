"""No verified close without its evidence, in whatever order things are done, told and measured.

Beside the case a record is kept of all that ever happened; what the gate says in plain words is
reckoned anew from that record whenever the case claims to be proved.
"""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from console.domain.case_facts import Outcome, Point, Proof
from console.domain.case_moves import Close, Dispatch, Finish, Inspect, Move, Order, Report, Travel
from console.domain.cases import Case, Leg, Step, Watched
from console.domain.casework import proceed
from console.domain.causes import Action, Cause, Seen
from console.domain.comparing import next_day
from console.domain.comparison import DAY_MS, HOUR_MS, Day, Terms
from console.domain.ids import CaseId, RuleId, SensorId, UnitId
from console.domain.matters import Evidence, Wanted
from console.domain.proof_moves import Baseline, DayOver, Recurs, TermPassed
from console.domain.remedy_catalogue import shows
from console.errors import ConsoleError

RULE, TARGET = RuleId("air.pm10.recurring"), SensorId("gate-1/pm10")
UNIT = UnitId("north")
TERMS = Terms(days=2)
T = 20_000 * DAY_MS
PEOPLE = ("lin", "zhao", "wang", "chen")

people = st.sampled_from(PEOPLE)
evidences = st.sampled_from(
    [None, Evidence(note="swept"), Evidence(photo="IMG-1"), Evidence(value=62.0, unit="µg/m³")]
)
EVERYTHING = Evidence(note="swept", photo="IMG-1", value=62.0, unit="µg/m³")


class Proved(RuleBasedStateMachine):
    """A case with a point that comes and goes, or with none: then only people can tell."""

    reached: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.now = T
        self.case = Case(id=CaseId("C-1"), opened_at=T, opened_by="lin")
        self.days: list[Day] = []
        self.before: tuple[Day, ...] = ()
        self.overdue: Counter[int] = Counter()

    @initialize(sensor=st.booleans(), marked=st.booleans())
    def opened(self, sensor: bool, marked: bool) -> None:
        """A sensor watches or none does; what comes and goes is known at once, or marked."""
        if sensor:
            days = 0 if marked else TERMS.days
            point = Point(rule=RULE, target=TARGET, window_s=1e12, days=days)
            self.case = Case(
                id=CaseId("C-1"), watched=(Watched(point=point),), opened_at=T, opened_by="lin"
            )
            if marked:
                self.do(Recurs(((RULE, TARGET),), TERMS.days))
        self.do(Dispatch(UNIT, "lin"))
        self.do(Travel(UNIT, Leg.ON_SITE))
        self.do(Report(UNIT, (Seen(cause=Cause.CONSTRUCTION_DUST),)))
        self.do(Order(1, Action.DUST_SPRAY, "site", "lin"))

    def do(self, move: Move) -> bool:
        """Make a move; tell whether it was taken."""
        before = self.case
        try:
            self.case, facts = proceed(self.case, move, self.now)
        except ConsoleError:
            assert self.case is before
            return False
        for fact in facts:
            self.reached[type(fact).__name__] += 1
            if type(fact).__name__ == "RemedyOverdue":
                self.overdue[fact.remedy] += 1  # type: ignore[union-attr]
            if type(fact).__name__ in ("PatrolReported", "RemedyOrdered", "RemedyDone"):
                self.days = []
        return True

    @precondition(lambda self: len(self.case.findings) < 3)
    @rule(cause=st.sampled_from([Cause.CONSTRUCTION_DUST, Cause.NO_FAULT_FOUND]))
    def report(self, cause: Cause) -> None:
        """The unit tells what it saw."""
        self.do(Report(UNIT, (Seen(cause=cause),)))

    @precondition(lambda self: len(self.case.remedies) < 4)
    @rule(
        person=people,
        finding=st.integers(1, 2),
        wants=st.sampled_from(Wanted),
        hours=st.none() | st.integers(1, 60),
    )
    def order(self, person: str, finding: int, wants: Wanted, hours: int | None) -> None:
        """A remedy is ordered, with a term or without one."""
        due = None if hours is None else self.now + hours * HOUR_MS
        self.do(Order(finding, Action.DUST_SPRAY, "site", person, due=due, wants=wants))

    @rule(person=people, evidence=evidences, all_of_it=st.booleans())
    def finish(self, person: str, evidence: Evidence | None, all_of_it: bool) -> None:
        """Somebody says that something is done, or all that is left."""
        for remedy in self.case.remedies:
            if remedy.done_at is None:
                self.do(Finish(remedy.number, person, EVERYTHING if all_of_it else evidence))

    @rule(person=people, proof=st.sampled_from(Proof), evidence=evidences)
    def inspect(self, person: str, proof: Proof, evidence: Evidence | None) -> None:
        """Somebody says that it worked."""
        self.do(Inspect(proof, person, "looked", evidence))

    @rule(
        episodes=st.sampled_from([0, 0, 0, 0, 1]),
        increment=st.sampled_from([5.0, 5.0, 30.0, 31.0, 60.0]),
        counted=st.sampled_from([True, True, True, False]),
        known=st.sampled_from([True, True, True, False]),
    )
    def day_over(self, episodes: int, increment: float, counted: bool, known: bool) -> None:
        """The next day is over."""
        start = next(
            (s for w in self.case.watched if (s := next_day(self.case, w)) is not None), None
        )
        self.now += DAY_MS
        if start is None:
            return
        self.now = max(self.now, start + DAY_MS)
        if not self.case.watched[0].hours:
            self.before = (Day(start=T - DAY_MS, episodes=3, increment=60.0, counted=True),)
            self.before = self.before if known else ()
            self.do(Baseline(RULE, TARGET, (8, 9), self.before))
        day = Day(start=start, episodes=episodes, increment=increment, counted=counted)
        self.days.append(day)
        self.do(DayOver(RULE, TARGET, day, TERMS))
        if self.days and not self.case.watched[0].days:
            self.days = []

    @rule()
    def same_day_again(self) -> None:
        """A day that was told already changes nothing."""
        if self.days:
            before = self.case
            self.do(DayOver(RULE, TARGET, self.days[-1], TERMS))
            assert self.case == before

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        """Terms run out."""
        self.now += hours * HOUR_MS
        self.do(TermPassed())

    @rule(person=people)
    def close(self, person: str) -> None:
        """Somebody wants it closed as verified."""
        step = self.case.step
        closed = self.do(Close(Outcome.VERIFIED, person)) and step is not Step.CLOSED
        assert closed is (step is Step.VERIFIED)
        if closed:
            self.reached[f"closed by {self.case.proof}"] += 1
            self.teardown_case()

    def teardown_case(self) -> None:
        """Go on with the case as it was: there is more to try."""
        self.case = Case(
            **{
                **{name: getattr(self.case, name) for name in self.case.__struct_fields__},
                "outcome": None,
                "closed_at": None,
                "closed_by": None,
            }
        )

    @invariant()
    def proof_has_its_evidence(self) -> None:
        """What claims to be proved is, by the bare words of the gate."""
        case = self.case
        if case.verified_at is None:
            return
        assert case.findings
        wanting = {f.number for f in case.findings if f.seen.cause is not Cause.NO_FAULT_FOUND}
        assert wanting <= {r.finding for r in case.remedies}
        for remedy in case.remedies:
            assert remedy.done_at is not None
            assert shows(remedy.evidence, remedy.wants)
        if case.watched:
            assert case.proof is Proof.SENSOR
            self.check_days()
            return
        hands = {"lin"} | {r.ordered_by for r in case.remedies} | {r.done_by for r in case.remedies}
        assert case.verified_by not in hands
        assert case.proof in (Proof.READING, Proof.INSPECTION)
        if case.proof is Proof.READING:
            assert case.shown is not None
            assert case.shown.value is not None

    def check_days(self) -> None:
        """Enough days on end that count and had no episode, with half the increment or less."""
        quiet: list[Day] = []
        for day in self.days:
            quiet = [] if day.episodes else [*quiet, *([day] if day.counted else [])]
        last = quiet[-TERMS.days :]
        assert len(last) == TERMS.days
        assert sum(day.increment or 0.0 for day in last) / TERMS.days <= 30.0
        assert self.before

    @invariant()
    def overdue_is_told_once_and_only_when_it_is(self) -> None:
        """A remedy is told to be overdue once at most, never after it was done."""
        assert all(count == 1 for count in self.overdue.values())
        told = {remedy.number for remedy in self.case.remedies if remedy.overdue}
        assert told == set(self.overdue)


TestProved = Proved.TestCase
TestProved.settings = settings(max_examples=300, stateful_step_count=50, deadline=None)


def test_it_came_everywhere() -> None:
    """The machine reached what it is about: both proofs, terms that ran out, days compared."""
    if not Proved.reached:
        pytest.skip("the machine did not run here")
    assert Proved.reached["DayCompared"]
    assert Proved.reached["RemedyOverdue"]
    assert Proved.reached["CaseVerified"]
