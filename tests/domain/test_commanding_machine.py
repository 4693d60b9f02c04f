"""Controls: no order of commands, answers and waits breaks what the rules promise."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from console.domain.commanding import (
    Facts,
    Order,
    due,
    hear,
    maintain,
    pass_time,
    release,
    tell,
)
from console.domain.control_facts import (
    CommandConfirmed,
    CommandContradicted,
    CommandRefused,
    CommandSent,
    CommandTimedOut,
    RunEnded,
)
from console.domain.control_folding import Told, folded
from console.domain.controls import Control, ControlState, Mode
from console.domain.ids import ControlId, DeviceId, SensorId
from console.errors import ConsoleError
from tests.sites import named

PUMP = Control(
    id=ControlId("pump/run"),
    device=DeviceId("pump"),
    name=named("水泵", "pump"),
    longest_s=1_200.0,
    confirm_s=10.0,
    rest_s=300.0,
    sensor=SensorId("pump/flow"),
    least=0.2,
    shows_s=120.0,
)
ANSWERS = CommandConfirmed | CommandRefused
START = 1_700_000_000_000


class Heard(msgspec.Struct, frozen=True):
    """What the pump says."""

    value: float
    command: str | None = None
    refused: str | None = None


class Commanding(RuleBasedStateMachine):
    """One pump, two people, one automation, a device that answers or does not."""

    def __init__(self) -> None:
        super().__init__()
        self.state = ControlState(control=PUMP.id)
        self.now = START
        self.sent: dict[str, CommandSent] = {}
        self.answered: Counter[str] = Counter()
        self.lost: set[str] = set()

    def take(self, facts: Facts, by: str | None = None) -> None:
        for fact in facts:
            if isinstance(fact, CommandSent):
                assert fact.command not in self.sent, "an id is used once"
                self.sent[fact.command] = fact
            elif isinstance(fact, CommandTimedOut):
                assert fact.command not in self.lost
                assert not self.answered[fact.command], "what was answered is not lost"
                self.lost.add(fact.command)
            elif isinstance(fact, ANSWERS):
                self.answered[fact.command] += 1
            elif isinstance(fact, CommandContradicted) and self.state.pending is not None:
                self.answered[fact.command] += self.state.pending.id == fact.command
            self.state = folded(fact, self.state, Told(at=self.now, by=by))

    @rule(
        value=st.sampled_from([0.0, 1.0, 0.5, 2.0]),
        run_s=st.sampled_from([None, 0.0, 60.0, 1_200.0, 1_201.0]),
        who=st.sampled_from(["Li", "Wang", "dawn"]),
        hold_s=st.sampled_from([None, 60]),
    )
    def told(self, value: float, run_s: float | None, who: str, hold_s: int | None) -> None:
        until = None if hold_s is None else self.now + hold_s * 1000
        order = Order(value=value, run_s=run_s, by=who, hold_until=until)
        if who == "dawn":
            order = Order(value=value, run_s=run_s, automation=who)
        before = self.state
        with suppress(ConsoleError):
            self.take(tell(PUMP, before, order, self.now), None if who == "dawn" else who)
            assert value in (0.0, 1.0)
            assert before.mode is not Mode.MAINTENANCE
            if value == 1.0:
                self.may_start(before, who, run_s)

    def may_start(self, before: ControlState, who: str, run_s: float | None) -> None:
        """It was free, had rested, and will not run for longer than it may."""
        assert before.pending is None
        assert before.held is None or before.held.by == who
        rested = before.switched_at is None or self.now - before.switched_at >= 300_000
        assert rested or before.reported == 1.0
        assert run_s is None or 0 < run_s <= 1_200
        assert self.state.pending is not None
        assert self.state.pending.run_s == (run_s or 1_200.0)

    @rule(how=st.sampled_from(["does", "refuses", "other", "again"]))
    def device_answers(self, how: str) -> None:
        pending = self.state.pending or self.state.last
        if pending is None:
            return
        value = 1.0 - pending.value if how in ("other", "refuses") else pending.value
        heard = Heard(value, pending.id, "stuck" if how == "refuses" else None)
        self.take(hear(PUMP, self.state, heard, self.now))

    @rule(value=st.sampled_from([0.0, 1.0]))
    def switched_on_the_spot(self, value: float) -> None:
        self.take(hear(PUMP, self.state, Heard(value), self.now))
        self.take(hear(PUMP, self.state, Heard(value), self.now))
        assert self.state.reported == value

    @rule(
        seconds=st.sampled_from([1, 10, 61, 120, 300, 1_211]),
        flow=st.sampled_from([None, 0.0, 3.0]),
    )
    def time_passes(self, seconds: int, flow: float | None) -> None:
        until = self.now + seconds * 1000
        while (moment := due(PUMP, self.state, self.now)) is not None and moment <= until:
            self.now = moment
            self.take(pass_time(PUMP, self.state, self.now, measured=flow))
        self.now = until
        again = pass_time(PUMP, self.state, self.now)
        assert not again, "what is due fell due at its own moment"

    @rule(until_s=st.sampled_from([None, 600]))
    def worked_on(self, until_s: int | None) -> None:
        until = None if until_s is None else self.now + until_s * 1000
        self.take(maintain(PUMP, self.state, until), "Li")
        assert self.state.mode is Mode.MAINTENANCE

    @rule()
    def released(self) -> None:
        with suppress(ConsoleError):
            self.take(release(PUMP, self.state), "Wang")
        assert self.state.mode is Mode.AUTOMATIC

    @rule()
    def restarted(self) -> None:
        stored = msgspec.json.encode(self.state)
        self.state = msgspec.json.decode(stored, type=ControlState)

    @invariant()
    def each_command_is_answered_once(self) -> None:
        pending = self.state.pending
        for id in self.sent:
            if pending is not None and pending.id == id:
                assert self.answered[id] == 0
                assert id not in self.lost
            else:
                assert self.answered[id] == 1 or id in self.lost
                assert self.answered[id] <= 1, "an answer counts once, also one that comes late"
        assert len(self.sent) == self.state.sent

    @invariant()
    def what_runs_has_an_end(self) -> None:
        if self.state.running is not None:
            assert self.state.runs_until is not None
            assert self.state.runs_until + 10_000 >= self.now

    @invariant()
    def something_is_due_while_something_is_open(self) -> None:
        if self.state.pending is not None or self.state.running is not None:
            moment = due(PUMP, self.state, self.now)
            assert moment is not None
            assert moment > self.now


Commanding.TestCase.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)
TestCommanding = Commanding.TestCase


def test_a_run_ends_by_the_device_or_by_the_hub() -> None:
    state = ControlState(control=PUMP.id)
    for fact in tell(PUMP, state, Order(value=1.0, run_s=60, by="Li"), START):
        state = folded(fact, state, Told(at=START, by="Li"))
    assert state.pending is not None
    for fact in hear(PUMP, state, Heard(1.0, state.pending.id), START + 1_000):
        state = folded(fact, state, Told(at=START + 1_000))
    assert state.runs_until == START + 61_000
    by_device = hear(PUMP, state, Heard(0.0), START + 61_200)
    assert RunEnded(control=PUMP.id, command=state.running.id) in by_device  # type: ignore[union-attr]
    late = pass_time(PUMP, state, START + 71_000)
    assert [(type(fact), getattr(fact, "due", None)) for fact in late] == [(RunEnded, True)]
