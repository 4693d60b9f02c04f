"""Clocks of a case under any moves, rests, calendars and terms, against a clerk who counts minutes.

Time only ever runs in working hours, what a rest took never counts, each rung is told once; and
whoever folds the facts sees the very clocks that the hub keeps.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from console.clock import utc
from console.contract.case_folding import folded, opened
from console.contract.case_views import CaseView
from console.contract.facts import Fact, Who
from console.contract.projection import case_view
from console.domain.calendar import Calendar
from console.domain.case_clocks import clocked, escalated, next_due, struck
from console.domain.case_facts import CaseFact, CaseOpened, Outcome, Proof
from console.domain.case_moves import (
    Close,
    Dispatch,
    Finish,
    Inspect,
    Move,
    Order,
    Report,
    Travel,
    WindowPassed,
)
from console.domain.case_opening import opened as opening
from console.domain.cases import Case, Leg, Step
from console.domain.casework import proceed
from console.domain.causes import Action, Cause, Seen
from console.domain.clockwork import Clockwork
from console.domain.course_moves import Edit, File, Reopen, Resume, Return, Suspend
from console.domain.ids import CaseId, PartyId, UnitId
from console.domain.matters import Category
from console.domain.sla import Hours, Rung, Sla, Term
from console.domain.sla_facts import CaseEscalated, StepOverdue, Timed
from console.domain.values import Priority
from console.domain.verification import due
from console.errors import ConsoleError
from tests.domain.naive_calendar import MINUTE
from tests.domain.naive_clock import NaiveClocks
from tests.domain.test_calendar import CHANGES, SHANGHAI, ZONES, calendars

NORTH = UnitId("north")
DUST = Seen(cause=Cause.CONSTRUCTION_DUST)
KINDS = (None, Category.AIR)
URGENCY = (None, Priority.CRITICAL)
CHAIN = (Rung(party=PartyId("grid"), after_s=900), Rung(party=PartyId("owners"), after_s=5_400))


@st.composite
def slas(draw: st.DrawFn) -> Sla:
    """Draw a term for every step, and other ones for what is urgent or of a kind."""
    terms = [
        Term(
            step=timed,
            within_s=60 * draw(st.integers(1, 240)),
            hours=draw(st.sampled_from(Hours)),
            category=category,
            priority=priority,
        )
        for timed in Timed
        for category in KINDS
        for priority in URGENCY
        if (category, priority) == (None, None) or draw(st.booleans())
    ]
    return Sla(terms=tuple(terms), chain=CHAIN[: draw(st.integers(0, 2))])


class ClockMachine(RuleBasedStateMachine):
    """One case, its clocks, whoever watches it, and the clerk."""

    case: Case
    view: CaseView

    @initialize(
        data=st.data(),
        sla=slas(),
        zone=st.sampled_from([SHANGHAI, *ZONES]),
        day=st.sampled_from(CHANGES),
        waiting=st.booleans(),
    )
    def open(self, data: st.DataObject, sla: Sla, zone: ZoneInfo, day: date, waiting: bool) -> None:
        calendar: Calendar = data.draw(calendars(day))
        self.work = Clockwork(sla, calendar, zone)
        self.clerk = NaiveClocks(sla, calendar, zone)
        start = datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()
        self.now = round(start) * 1000 + data.draw(st.integers(0, 24 * 60)) * MINUTE
        self.told: list[tuple[int, str, str, int]] = []
        what = CaseOpened(case=CaseId("C-1"), title="x", waiting=waiting)
        case = opening(what, "lin", self.now)
        self.view = opened(what, self._fact(what))
        self._keep(None, case, ())

    # What people do -------------------------------------------------------------------

    @rule(
        move=st.sampled_from(
            [
                File("lin"),
                Dispatch(NORTH, "lin"),
                Travel(NORTH, Leg.ON_SITE),
                Travel(NORTH, Leg.RELEASED),
                Report(NORTH, (DUST,)),
                Return("lin"),
                Resume("lin"),
                Reopen("lin"),
                Close(Outcome.UNVERIFIED, "lin"),
                Close(Outcome.UNVERIFIED, "bai"),
                Close(Outcome.CANCELLED, "lin"),
                Close(Outcome.REJECTED, "lin"),
                Order(1, Action.DUST_SPRAY, "team", "lin"),
                Finish(1, "lin"),
                Finish(2, "lin"),
            ]
        )
    )
    def move(self, move: Move) -> None:
        self._move(move)

    @rule()
    def go_on(self) -> None:
        """Do what usually comes next."""
        number = len(self.case.remedies)
        usual: dict[Step, Move] = {
            Step.COLLECTED: File("lin"),
            Step.FILED: Dispatch(NORTH, "lin"),
            Step.DISPATCHED: Travel(NORTH, Leg.ON_SITE),
            Step.FED_BACK: Inspect(Proof.READING, "bai", "0.05"),
            Step.VERIFIED: Close(Outcome.VERIFIED, "lin"),
            Step.CLOSED: Reopen("lin"),
        }
        handling: Move = Report(NORTH, (DUST,))
        if self.case.findings:
            ordered = Order(1, Action.DUST_SPRAY, "team", "lin")
            handling = Finish(number, "lin") if number else ordered
        self._move(usual.get(self.case.step, handling))

    @rule(minutes=st.integers(1, 600))
    def rest(self, minutes: int) -> None:
        self._move(Suspend(self.now + minutes * MINUTE, "lin"))

    @rule(
        category=st.sampled_from([Category.AIR, Category.OTHER]),
        priority=st.sampled_from([Priority.CRITICAL, Priority.LOW]),
    )
    def edit(self, category: Category, priority: Priority) -> None:
        self._move(Edit(category=category, priority=priority))

    @precondition(lambda self: self.case.clock is not None and self.case.clock.left_s is None)
    @rule()
    def escalate(self) -> None:
        try:
            case, facts = escalated(self.work, self.case, self.now)
        except ConsoleError:
            assert self.clerk.clock is not None
            assert self.clerk.clock.rung == len(self.work.chain)
            return
        assert self.clerk.clock is not None
        self.clerk.clock.rung += 1
        assert self.clerk.clock.rung == facts[0].rung  # type: ignore[union-attr]
        self._keep(self.case, case, facts)

    # What time does -------------------------------------------------------------------

    @rule(minutes=st.integers(1, 300))
    def pass_time(self, minutes: int) -> None:
        self._pass(self.now + minutes * MINUTE)

    @rule()
    def pass_a_night(self) -> None:
        self._pass(self.now + 16 * 60 * MINUTE)

    def _pass(self, until: int) -> None:
        for at in range(self.now, until, MINUTE):
            self.clerk.minute(at)
            self.now = at + MINUTE
            self._fall_due()

    def _fall_due(self) -> None:
        ends = due(self.case)
        if ends is not None and ends <= self.now:
            self._move(WindowPassed())
        while (falls := next_due(self.work, self.case)) is not None and falls <= self.now:
            case, facts = struck(self.work, self.case, self.now)
            assert facts, "it said that something falls due"
            assert falls == self.now or self.moved_at == self.now, "it fell due before, unseen"
            for fact in facts:
                match fact:
                    case StepOverdue():
                        self.told.append((self.now, "overdue", fact.step, 0))
                    case CaseEscalated():
                        self.told.append((self.now, "escalated", fact.step, fact.rung))
            self._keep(self.case, case, facts)

    # Inside ---------------------------------------------------------------------------

    def _move(self, move: Move) -> None:
        try:
            after, facts = proceed(self.case, move, self.now)
        except ConsoleError:
            return
        if after != self.case:
            self._keep(self.case, after, facts)
            self.clerk.moved(self.case, self.now)
            self.clerk.look(self.now)
            self.moved_at = self.now
            self._fall_due()

    def _keep(self, before: Case | None, after: Case, facts: tuple[CaseFact, ...]) -> None:
        case, more = clocked(self.work, before, after, self.now)
        for what in (*facts, *more):
            self.view = folded(self.view, what, self._fact(what))
        self.case = case
        if before is None:
            self.moved_at = self.now
            self.clerk.moved(case, self.now)

    def _fact(self, what: CaseFact) -> Fact:
        return Fact(n=1, at=utc(self.now), what=what, who=Who("lin", "desk"))

    # What always holds ----------------------------------------------------------------

    @invariant()
    def the_clerk_says_the_same(self) -> None:
        assert sorted(self.told) == sorted(self.clerk.told)
        assert list(self.case.late) == self.clerk.late
        for clock, tally in (
            (self.case.clock, self.clerk.clock),
            (self.case.whole, self.clerk.whole),
        ):
            assert (clock is None) is (tally is None)
            if clock is not None and tally is not None:
                assert (clock.term, clock.rung) == (tally.timed, tally.rung)

    @invariant()
    def whoever_folds_the_facts_sees_these_clocks(self) -> None:
        shown, kept = self.view, case_view(self.case)
        assert (shown.clock, shown.whole, shown.late) == (kept.clock, kept.whole, kept.late)
        assert shown.step == kept.step

    @invariant()
    def each_rung_is_told_once_a_clock(self) -> None:
        for clock in (self.case.clock, self.case.whole):
            assert clock is None or clock.rung <= len(self.work.chain)


ClockMachine.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
TestClocks = ClockMachine.TestCase
