"""Cases, assignments and alerts together, against a naive model that keeps the whole history."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import ClassVar, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from console.clock import utc
from console.contract import case_folding
from console.contract.case_views import CaseView
from console.contract.facts import Fact, Who
from console.contract.projection import case_view
from console.domain.alerting import advance
from console.domain.alerts import FOREVER, Alert
from console.domain.case_facts import (
    CaseFact,
    CaseOpened,
    CaseReopened,
    CaseResumed,
    CaseVerified,
    Outcome,
    Point,
    Proof,
)
from console.domain.case_moves import (
    Close,
    Dispatch,
    Finish,
    Inspect,
    Move,
    Observed,
    Order,
    Report,
    StandDown,
    Travel,
    WindowPassed,
)
from console.domain.case_opening import opened
from console.domain.cases import Case, Leg, Step, active, progress
from console.domain.casework import proceed
from console.domain.causes import USUAL, Action, Cause, Seen
from console.domain.course_moves import (
    Edit,
    File,
    Gather,
    Link,
    Note,
    Read,
    Reopen,
    Resume,
    Return,
    Suspend,
)
from console.domain.ids import AlertId, CaseId, DeviceId, RuleId, SensorId, TargetId, UnitId
from console.domain.lanes import exceeds
from console.domain.matters import Evidence
from console.domain.patrol_moves import PatrolMove
from console.domain.proof_moves import ProofMove
from console.domain.rules import Level, LimitRule, OfflineRule, Rule, Side
from console.domain.stimuli import Judged, Measured, Stimulus, TimePassed
from console.domain.values import Bilingual, Priority
from console.domain.verification import due
from console.errors import ConsoleError
from tests.domain.case_model import (
    REPEAT,
    Did,
    Entry,
    Heard,
    Looked,
    Naive,
    Rested,
    Told,
    picture_from,
    picture_of,
    proven,
    worked_since_returned,
)
from tests.domain.course_model import known

SECOND = 1000
NAME = Bilingual(zh="测", en="test")
UNITS = (UnitId("north"), UnitId("south"))
PEOPLE = ("lin", "zhao", "wang")
PARTIES = ("site office", "drivers")
CASES = 3

# Three things to be about: a value that may be too high, one that may be too low, and a link.
# Their off-delays are no longer than their windows, so that what is verified does not stand.
RULES: tuple[Rule, ...] = (
    LimitRule(
        id=RuleId("air.pm10"),
        name=NAME,
        levels=(
            Level(priority=Priority.LOW, limit=100.0, clear=90.0),
            Level(priority=Priority.HIGH, limit=150.0, clear=140.0),
        ),
        off_delay_s=10.0,
        verify_s=30.0,
    ),
    LimitRule(
        id=RuleId("water.oxygen"),
        name=NAME,
        side=Side.LOW,
        levels=(Level(priority=Priority.HIGH, limit=5.0, clear=6.0),),
        on_delay_s=10.0,
        off_delay_s=20.0,
        verify_s=20.0,
    ),
    OfflineRule(id=RuleId("offline"), name=NAME, priority=Priority.MEDIUM, verify_s=15.0),
)
TARGETS: tuple[TargetId, ...] = (SensorId("gate-1/pm10"), SensorId("lake/do"), DeviceId("gate-1"))
POINTS = tuple(
    Point(rule=rule.id, target=target, window_s=rule.verify_s)
    for rule, target in zip(RULES, TARGETS, strict=True)
)
# The values on and beside each figure that matters, the normal ones first; a link is 0 or 1.
VALUES = ((20.0, 89.9, 90.0, 100.0, 100.1, 160.0), (9.0, 6.1, 6.0, 5.0, 4.9), (0.0, 1.0))
NORMAL = ((20.0, 89.9), (9.0, 6.1), (0.0,))

who = st.sampled_from(PEOPLE)
which = st.sampled_from([0, 0, 0, 1, 2])
numbers = st.sampled_from([1, 1, 1, 2, 2, 3, 0])
causes = st.sampled_from([Cause.CONSTRUCTION_DUST, Cause.IDLING_VEHICLE, Cause.NO_FAULT_FOUND])
units = st.sampled_from(UNITS)
LEGS = [Leg.OFFERED, Leg.ACCEPTED, Leg.EN_ROUTE, Leg.ON_SITE, Leg.REPORTED, Leg.RELEASED]
ENDS = [Outcome.VERIFIED] * 4 + [Outcome.UNVERIFIED] * 2
ENDS += [Outcome.REJECTED, Outcome.CANCELLED, Outcome.DUPLICATE]
OTHER = CaseId("C-9")
work: st.SearchStrategy[Move] = st.one_of(
    st.builds(Dispatch, unit=units, person=who),
    st.builds(Travel, unit=units, leg=st.sampled_from(LEGS)),
    st.builds(
        Report,
        unit=units,
        findings=st.lists(st.builds(Seen, cause=causes), max_size=2).map(tuple),
    ),
    st.builds(
        Order,
        finding=numbers,
        action=st.sampled_from([Action.DUST_SPRAY, Action.MOVE_VEHICLES]),
        party=st.sampled_from(PARTIES),
        person=who,
    ),
    st.builds(Finish, remedy=numbers, person=who),
    st.builds(
        Inspect,
        proof=st.sampled_from(Proof),
        person=who,
        evidence=st.sampled_from([None, Evidence(value=1.5, unit="mg")]),
    ),
    st.builds(StandDown, unit=units, person=who),
)
course: st.SearchStrategy[Move] = st.one_of(
    st.builds(File, person=who),
    st.builds(Return, person=who),
    st.builds(Suspend, until=st.sampled_from([30 * SECOND, 3600 * SECOND]), person=who),
    st.builds(Resume, person=who),
    st.builds(Reopen, person=who),
    st.builds(
        Edit,
        owner=st.sampled_from([None, "", *PEOPLE]),
        priority=st.sampled_from([None, Priority.LOW, Priority.CRITICAL]),
    ),
    st.builds(Note, text=st.just("seen from the road")),
    st.sets(st.integers(0, 2), min_size=1).map(
        lambda about: Gather(
            tuple(AlertId(f"A-{n + 1}") for n in sorted(about)),
            tuple(POINTS[n] for n in sorted(about)),
            Priority.HIGH,
        )
    ),
    st.builds(Link, other=st.sampled_from([OTHER, CaseId("C-1")])),
    st.builds(Read, person=who),
)
ends: st.SearchStrategy[Move] = st.builds(
    lambda outcome, person: Close(outcome, person, OTHER if outcome is Outcome.DUPLICATE else None),
    outcome=st.sampled_from(ENDS),
    person=who,
)
acts = st.one_of(work, work, course, ends)
# A beginning that is mostly trouble: what is normal has no alert to open a case about.
places = st.tuples(*(st.sampled_from((*values, *values[-1:] * 6)) for values in VALUES))


class CaseMachine(RuleBasedStateMachine):
    """People at work, values coming in, silence, restarts; then compare with the definitions."""

    reached: ClassVar[Counter[tuple[Step, str, str]]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000_000 * SECOND
        self.alerts = [
            Alert(id=AlertId(f"A-{n}"), rule=rule.id, target=target)
            for n, (rule, target) in enumerate(zip(RULES, TARGETS, strict=True), 1)
        ]
        self.cases: list[Case] = []
        self.naive: list[Naive] = []
        self.told: list[list[Told]] = []
        self.views: list[CaseView] = []
        # What happened to each case, kept for the last word on whether it was proved.
        self.history: list[list[Entry]] = []

    @initialize(
        place=places,
        about=st.sets(st.integers(0, 2)),
        head=st.sampled_from([0, 1, 2, 3, 5, 7, 7, 7, 7, 7, 7]),
        calm=st.sampled_from([0, 1, 3, 4, 4, 4, 5]),
    )
    def begin(self, place: tuple[float, ...], about: set[int], head: int, calm: int) -> None:
        """Begin anywhere: with any values, long enough to stand, and a case however far."""
        for _ in range(2):
            for n, value in enumerate(place):
                self.hear(n, value, 15)
            self.now += 10 * SECOND
        self.open(about, "lin", False, False)
        self.press_on(0, head, "zhao")
        self.all_is_well(0, [10] * calm)

    # Opening

    @precondition(lambda self: len(self.cases) < CASES)
    @rule(
        about=st.sets(st.integers(0, 2)),
        person=who,
        waiting=st.sampled_from([False, True]),
        directed=st.booleans(),
    )
    def open(self, about: set[int], person: str, waiting: bool, directed: bool) -> None:
        """Take up alerts that ask for it; without one it is a matter by hand, or a directive."""
        chosen = [n for n in sorted(about) if self.alerts[n].in_queue]
        what = CaseOpened(
            case=CaseId(f"C-{len(self.cases) + 1}"),
            alerts=tuple(self.alerts[n].id for n in chosen),
            points=tuple(POINTS[n] for n in chosen),
            waiting=waiting,
            directive="see to it" if directed else None,
            to=PEOPLE[:2] if directed else (),
        )
        self.cases.append(opened(what, person, self.now))
        self.naive.append(Naive(what, person))
        self.told.append([Told(self.now, person, what)])
        self.views.append(case_folding.opened(what, told_by(self.now, person, what)))
        self.history.append([])

    # People

    @rule(case=which, moves=st.lists(acts, min_size=1, max_size=4))
    def people_do(self, case: int, moves: list[Move]) -> None:
        """Do whatever comes to mind, sensible or not."""
        for move in moves:
            if isinstance(move, Suspend):
                move = Suspend(self.now + move.until, move.person)
            self.act(case, move)

    @rule(case=which, times=st.integers(1, 3), person=who)
    def press_on(self, case: int, times: int, person: str) -> None:
        """Do what is sensible next, several times over, but do not close."""
        for _ in range(times):
            move = self.sensible(self.cases[case % len(self.cases)], person)
            self.act(case, move)
            if isinstance(move, Inspect):
                return

    def sensible(self, case: Case, person: str) -> Move:
        out = active(case)
        undone = [r.number for r in case.remedies if r.done_at is None]
        answered = {r.finding for r in case.remedies}
        asks = [f for f in case.findings if f.number not in answered and USUAL[f.seen.cause]]
        if case.waiting:
            return File(person)
        if case.suspension is not None:
            return Resume(person)
        if case.step is Step.CLOSED or not (out or case.findings):
            return Dispatch(unit=UNITS[0], person=person)
        if asks:
            action = USUAL[asks[0].seen.cause][0]
            return Order(finding=asks[0].number, action=action, party="drivers", person=person)
        if undone:
            return Finish(remedy=undone[0], person=person)
        if case.step in (Step.FED_BACK, Step.VERIFIED):
            return Inspect(proof=Proof.INSPECTION, person=person)
        if case.findings:  # it was returned
            return Order(finding=1, action=Action.AERATE, party="drivers", person=person)
        there = next((a for a in out if a.leg is Leg.ON_SITE), None)
        if there is None:
            return Travel(unit=out[0].unit, leg=Leg.ON_SITE)
        seen = (Seen(cause=Cause.CONSTRUCTION_DUST), Seen(cause=Cause.IDLING_VEHICLE))
        return Report(unit=there.unit, findings=seen)

    def act(self, case: int, move: Move) -> None:
        n = case % len(self.cases)
        person = getattr(move, "person", None) or getattr(move, "unit", None)
        step, before = self.cases[n].step, self.cases[n]
        expected = self.naive[n].answer(move)
        if expected is None:
            facts = self.move(n, move, person)
            self.history[n].append(Did(self.now, move))
            assert facts == self.naive[n].act(move, self.now)
            if self.cases[n].outcome is Outcome.VERIFIED:
                self.was_proved(self.cases[n], self.history[n])
        elif expected == REPEAT:
            assert self.move(n, move, person) == []
            assert self.cases[n] == before
        else:
            with pytest.raises(ConsoleError) as refusal:
                proceed(before, move, self.now)
            assert refusal.value.code == expected
        self.reach(step, move, expected)

    def reach(self, step: Step, move: Move, answer: str | None) -> None:
        self.reached[step, type(move).__name__, answer or "done"] += 1

    # Sensors, and time

    @rule(
        where=st.integers(0, 2),
        value=st.integers(0, 5),
        times=st.integers(1, 4),
        wait_s=st.sampled_from([0, 5, 10, 10, 15, 16, 40]),
        holds_s=st.sampled_from([15, 15, 15, 0, -1, 60]),
    )
    def listen(self, where: int, value: int, times: int, wait_s: int, holds_s: int) -> None:
        for _ in range(times):
            self.now += wait_s * SECOND
            self.hear(where, VALUES[where][value % len(VALUES[where])], holds_s)

    @rule(
        better=st.sampled_from([0, 1]),
        waits=st.lists(st.sampled_from([5, 10, 15, 15, 15, 16, 40]), min_size=1, max_size=5),
    )
    def all_is_well(self, better: int, waits: list[int]) -> None:
        """Hear of nothing but normal values, with a gap here and there."""
        for wait_s in waits:
            self.now += wait_s * SECOND
            for where, values in enumerate(NORMAL):
                self.hear(where, values[better % len(values)], 15)

    @rule(seconds=st.sampled_from([1, 5, 10, 15, 20, 60, 3600]))
    def wait(self, seconds: int) -> None:
        self.now += seconds * SECOND

    @rule()
    def look(self) -> None:
        self.pass_time()
        for n, case in enumerate(self.cases):
            facts = self.move(n, WindowPassed(), None)
            over = any(isinstance(fact, CaseResumed) for fact in facts)
            self.history[n].append(Rested(self.now) if over else Looked(self.now))
            assert facts == self.naive[n].look(self.now)
            self.reach(case.step, WindowPassed(), None)

    @rule()
    def look_when_due(self) -> None:
        dues = [end for case in self.cases if (end := due(case)) is not None and end >= self.now]
        if not dues:
            return
        self.now = min(dues)
        for case in self.cases:
            if due(case) == self.now:
                assert proceed(case, WindowPassed(), self.now - 1) == (case, ())
                after, _ = proceed(case, WindowPassed(), self.now)
                if case.suspension is not None:
                    assert after.suspension is None
                else:
                    assert after.step is Step.VERIFIED, "the deadline promised as much"
        self.look()

    def hear(self, where: int, value: float, holds_s: int) -> None:
        """Take one value through alert and cases alike."""
        rule, target, until = RULES[where], TARGETS[where], self.now + holds_s * SECOND
        stimulus: Stimulus
        if isinstance(rule, LimitRule):
            stimulus = Measured(value=value, holds_until=until)
            normal = not exceeds(rule.side, rule.levels[0], value, standing=True)
        else:
            stimulus, until, normal = Judged(active=value > 0), FOREVER, value == 0
        self.alerts[where], _ = advance(rule, self.alerts[where], stimulus, self.now)
        heard = Heard(self.now, (rule.id, target), normal, until, value)
        move = Observed(rule.id, target, normal, holds_until=until, value=value)
        self.pass_time()
        for n, case in enumerate(self.cases):
            facts = self.move(n, move, None)
            self.history[n].append(heard)
            assert facts == self.naive[n].hear(heard)
            rests = self.cases[n].suspension is not None
            waits = rests or self.cases[n].step is Step.FED_BACK
            assert due(self.cases[n]) == (self.naive[n].due() if waits else None)
            self.reach(case.step, move, None)

    def pass_time(self) -> None:
        for n, its in enumerate(RULES):
            self.alerts[n], _ = advance(its, self.alerts[n], TimePassed(), self.now)

    def move(self, n: int, move: Move, person: str | None) -> list[CaseFact]:
        """Make the move on what a restart would bring back; keep what is told of it."""
        stored = msgspec.json.decode(msgspec.json.encode(self.cases[n]), type=Case)
        assert stored == self.cases[n]
        self.cases[n], facts = proceed(stored, move, self.now)
        self.told[n].extend(Told(self.now, person, fact) for fact in facts)
        for fact in facts:
            told = told_by(self.now, person, fact)
            self.views[n] = case_folding.folded(self.views[n], fact, told)
            if isinstance(fact, CaseReopened):
                before = case_folding.closed_before(fact)
                assert before == case_view(stored)
        facts = tuple(bare(fact) for fact in facts)
        if self.cases[n].proof is Proof.SENSOR and any(isinstance(f, CaseVerified) for f in facts):
            self.nothing_stands(self.cases[n])
        return list(facts)

    def nothing_stands(self, case: Case) -> None:
        about = [alert for alert in self.alerts if alert.id in case.alerts]
        assert not [alert.id for alert in about if alert.standing]

    def was_proved(self, case: Case, history: list[Entry]) -> None:
        """Hold what all this is for: nothing closes as verified without its proof."""
        assert worked_since_returned(history)
        if case.watched:
            assert case.proof is Proof.SENSOR
            assert proven(history, (w.point for w in case.watched))
        else:
            assert case.proof in (Proof.READING, Proof.INSPECTION)
            assert case.verified_by is not None

    # What always holds

    @invariant()
    def the_case_its_history_and_its_facts_give_one_picture(self) -> None:
        for case, naive, told in zip(self.cases, self.naive, self.told, strict=True):
            own = picture_of(case)
            assert own == naive.picture()
            assert own == picture_from(told)
            assert case.step == own.step
            assert case.changed_at == told[-1].at

    @invariant()
    def its_facts_fold_to_the_view_it_gives(self) -> None:
        for case, view in zip(self.cases, self.views, strict=True):
            assert case_view(case) == view

    @invariant()
    def what_people_did_is_counted(self) -> None:
        for case, naive in zip(self.cases, self.naive, strict=True):
            assert (case.returns, case.reopened) == (naive.count(Return), naive.count(Reopen))
            assert case.notes == naive.count(Note)
            assert len(case.links) == naive.count(Link)
            read = () if case.directive is None else case.directive.read
            assert len(read) == naive.count(Read)
            moves = [did.move for did in naive.acts]
            assert (case.owner, case.priority) == known(naive, moves)
            assert (case.filed_by, case.alerts) == (naive.filed_by, tuple(naive.alerts))
            assert (case.filed_at is None) is case.waiting

    @invariant()
    def nothing_is_expected_of_a_case_at_rest(self) -> None:
        for case in self.cases:
            if case.suspension is not None:
                assert not active(case)
                assert progress(case, self.now) == 0.0
                assert {w.normal_since for w in case.watched} <= {None}

    @invariant()
    def looking_twice_is_looking_once(self) -> None:
        for case in self.cases:
            once, _ = proceed(case, WindowPassed(), self.now)
            assert proceed(once, WindowPassed(), self.now) == (once, ())

    @invariant()
    def progress_is_a_share_and_whole_when_due(self) -> None:
        for case in self.cases:
            share = progress(case, self.now)
            assert 0.0 <= share <= 1.0
            end = due(case)
            if end is not None and case.suspension is None:
                assert (share == 1.0) is (end <= self.now)


def told_by(at: int, person: str | None, what: CaseFact) -> Fact:
    """Return a fact as it goes on record."""
    who = None if person is None else Who(person=person, seat=person)
    return Fact(n=1, at=utc(at), what=what, who=who)


def bare(fact: CaseFact) -> CaseFact:
    """Return a fact without the case as it was, which a naive reader does not expect."""
    return msgspec.structs.replace(fact, was=None) if isinstance(fact, CaseReopened) else fact


TestCases = CaseMachine.TestCase
TestCases.settings = settings(
    max_examples=150,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


class Explorer(CaseMachine):
    """The same machine with a count of its own."""

    reached: ClassVar[Counter[tuple[Step, str, str]]] = Counter()


ELSEWHERE = {*get_args(PatrolMove), *get_args(ProofMove)}  # these have machines of their own
KINDS = set(get_args(Move)) - ELSEWHERE
WAYS = set(product(Step, (kind.__name__ for kind in KINDS)))
ANSWERS = {
    "done",
    REPEAT,
    "already_done",
    "already_filed",
    "already_suspended",
    "case_rests",
    "directive_for_others",
    "linked_to_itself",
    "no_directive",
    "not_closed",
    "not_filed",
    "nothing_to_return",
    "nothing_to_wait_for",
    "units_out",
    "value_wanted",
    "work_was_done",
    "already_ordered",
    "already_verified",
    "case_closed",
    "leg_passed",
    "needs_another_person",
    "no_sensor_to_prove",
    "no_such_finding",
    "no_such_remedy",
    "not_on_site",
    "not_verified",
    "remedies_not_done",
    "report_without_finding",
    "unit_already_sent",
    "unit_not_sent",
    "verified_by_its_sensor",
}


def unreached() -> set[object]:
    """Return the moves at steps, the answers and the ways to close that never came up."""
    tried = {(step, move) for step, move, _ in Explorer.reached}
    answers = {answer for _, _, answer in Explorer.reached}
    closed = {
        step for step, move, answer in Explorer.reached if (move, answer) == ("Close", "done")
    }
    assert answers <= ANSWERS
    return (WAYS - tried) | (ANSWERS - answers) | (set(Step) - {Step.CLOSED} - closed)


@pytest.mark.again
def test_the_machine_tries_every_move_at_every_step() -> None:
    """A machine proves nothing about where it never goes."""
    for number in range(40):
        run_state_machine_as_test(
            seed(number)(Explorer),
            settings=settings(TestCases.settings, max_examples=50, database=None),
        )
        if not unreached():
            break
    assert unreached() == set()
