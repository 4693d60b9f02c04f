"""Patterns: short episodes become one standing alert, and nothing is ever lost by it.

The machine holds the hub against a model that knows only what was raised and when it returned.
"""

from __future__ import annotations

from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.structs import replace

from console.domain.alert_facts import (
    AlertCleared,
    AlertRaised,
    AlertReturned,
    AlertSuppressed,
    AlertUnsuppressed,
    EpisodeCounted,
)
from console.domain.alerts import Alert, Episode, State
from console.domain.facts import What
from console.domain.ids import AlertId, DeviceId, RuleId
from console.domain.readings import Reading
from console.domain.rules import RecurringRule
from console.domain.sites import Site
from console.domain.stimuli import Acknowledge
from console.domain.values import Priority
from console.hub.engine import Engine
from tests.sites import GATEWAY, HIGH, named, probe, sensor_of, small_site

T = 1_790_000_000_000
HOUR = 3_600_000
DAY = 24 * HOUR
SENSOR = sensor_of("p1")
AGAIN = RuleId("air.pm10.recurring")
BASE = (HIGH, SENSOR)
PATTERN = (AGAIN, SENSOR)


def site() -> Site:
    """Return a site with one sensor, its limits and their pattern."""
    pattern = RecurringRule(
        id=AGAIN, name=named("时有超标", "now and then"), of=HIGH, priority=Priority.MEDIUM
    )
    made = small_site(probe("p1"))
    device = made.devices[DeviceId("p1")]
    (sensor,) = device.sensors
    own = replace(device, rules=(), sensors=(replace(sensor, rules=(HIGH, AGAIN)),))
    rules = {HIGH: made.rules[HIGH], AGAIN: pattern}
    gateway = replace(made.devices[GATEWAY], rules=())
    return replace(made, devices={GATEWAY: gateway, own.id: own}, rules=rules)


W = TypeVar("W")


class Desk:
    """An engine, what it said, and a store it can be started again from."""

    def __init__(self) -> None:
        self.now = T
        self.engine = Engine(site(), (), next_alert=1)
        self.engine.begin({}, T)
        self.kept: dict[AlertId, Alert] = {}
        self.facts: list[tuple[int, What]] = []
        self.newest: Reading | None = None

    def measure(self, value: float) -> None:
        """Take a reading now."""
        self.newest = Reading(SENSOR, self.now, value)
        self.engine.measure(self.newest, self.now)
        self.commit()

    def wait(self, ms: int) -> None:
        """Let time pass."""
        self.now += ms
        self.engine.pass_time(self.now)
        self.commit()

    def episode(self, *, lasts: int = HOUR, value: float = 150.0, then: int = HOUR) -> None:
        """Go past the limit for a while, then come back."""
        self.measure(value)
        self.wait(lasts)
        self.measure(20.0)
        self.wait(then)

    def acknowledge(self, key: tuple[str, str]) -> None:
        """Acknowledge what stands before the operator."""
        alert = self.alert(key)
        act = Acknowledge(alert.occurrence, "li")
        self.engine.act(alert.id, act, self.now)
        self.commit()

    def alert(self, key: tuple[str, str]) -> Alert:
        """Return an alert; one that never was is normal."""
        found = self.engine.book.by_key.get((RuleId(key[0]), SENSOR))
        return found or Alert(id=AlertId("A-0"), rule=RuleId(key[0]), target=SENSOR)

    def states(self) -> tuple[State, State]:
        """Return the base's state and the pattern's."""
        return self.alert(BASE).state, self.alert(PATTERN).state

    def commit(self) -> None:
        """Keep what changed."""
        changes = self.engine.take_changes()
        self.kept.update(changes.alerts)
        self.facts += [(h.at, h.what) for h in changes.happenings]

    def start_again(self) -> None:
        """Lose all that is not in the store."""
        self.engine = Engine(site(), self.kept.values(), next_alert=len(self.kept) + 1)
        newest = {} if self.newest is None else {SENSOR: self.newest}
        self.engine.begin(newest, self.now)
        self.commit()

    def said(self, kind: type[W]) -> list[W]:
        """Return what was said of a kind."""
        return [what for _, what in self.facts if isinstance(what, kind)]


def third_time() -> Desk:
    """Return a desk after three short episodes, each acknowledged."""
    desk = Desk()
    for _ in range(3):
        desk.episode()
        if desk.alert(BASE).state is State.RETURNED:
            desk.acknowledge(BASE)
    return desk


def test_three_short_episodes_become_one_standing_alert() -> None:
    desk = Desk()
    desk.episode()
    desk.episode()
    assert desk.states() == (State.RETURNED, State.NORMAL)
    desk.episode()
    assert desk.states() == (State.SUPPRESSED, State.UNACKNOWLEDGED)
    began = [T + n * 2 * HOUR for n in range(3)]
    episodes = tuple(Episode(at, at + HOUR) for at in began)
    assert desk.alert(PATTERN).episodes == episodes
    raised = [what for what in desk.said(AlertRaised) if what.rule == AGAIN]
    assert [what.episodes for what in raised] == [episodes]
    desk.episode()
    assert desk.states() == (State.SUPPRESSED, State.UNACKNOWLEDGED)
    assert len(desk.said(EpisodeCounted)) == 4
    assert len(desk.alert(PATTERN).episodes) == 4


def test_one_that_does_not_end_comes_to_the_operator() -> None:
    desk = third_time()
    desk.measure(150)
    desk.wait(4 * HOUR - 1)
    assert desk.states()[0] is State.SUPPRESSED
    desk.wait(1)
    assert desk.states()[0] is State.UNACKNOWLEDGED
    assert (desk.now, type(desk.said(AlertUnsuppressed)[-1])) == (
        desk.facts[-1][0],
        AlertUnsuppressed,
    )
    desk.measure(20)
    assert desk.states()[0] is State.RETURNED  # seen by nobody: it is not withheld again
    assert len(desk.alert(PATTERN).episodes) == 3  # too long to be one of them
    desk.episode()
    assert desk.states()[0] is State.RETURNED
    desk.acknowledge(BASE)
    assert desk.states()[0] is State.SUPPRESSED


def test_one_that_is_worse_than_the_pattern_comes_at_once() -> None:
    desk = third_time()
    desk.measure(150)
    assert desk.states()[0] is State.SUPPRESSED
    desk.wait(HOUR)
    desk.measure(300)
    assert desk.states()[0] is State.UNACKNOWLEDGED
    assert desk.alert(BASE).priority is Priority.HIGH


def test_the_pattern_ends_when_too_few_are_left_and_the_alert_speaks_again() -> None:
    desk = third_time()
    first = desk.alert(PATTERN).episodes[0]
    desk.acknowledge(PATTERN)
    desk.wait(first.ended + 7 * DAY - desk.now - 1)
    assert desk.states() == (State.SUPPRESSED, State.ACKNOWLEDGED)
    desk.wait(1)
    assert desk.states() == (State.NORMAL, State.NORMAL)
    desk.measure(150)
    assert desk.states()[0] is State.UNACKNOWLEDGED


def test_a_pattern_that_ends_in_the_middle_of_one_gives_it_back() -> None:
    desk = third_time()
    first = desk.alert(PATTERN).episodes[0]
    desk.wait(first.ended + 7 * DAY - desk.now - HOUR)
    desk.measure(150)
    desk.wait(HOUR)
    assert desk.states() == (State.UNACKNOWLEDGED, State.RETURNED)


def test_a_restart_keeps_the_pattern_and_its_deadline() -> None:
    desk = third_time()
    desk.measure(150)
    desk.wait(HOUR)
    desk.start_again()
    assert desk.states() == (State.SUPPRESSED, State.UNACKNOWLEDGED)
    desk.wait(3 * HOUR)
    assert desk.states()[0] is State.UNACKNOWLEDGED


def test_a_pattern_that_was_taken_out_of_the_site_lets_go() -> None:
    desk = third_time()
    made = site()
    device = made.devices[DeviceId("p1")]
    (sensor,) = device.sensors
    bare = replace(device, sensors=(replace(sensor, rules=(HIGH,)),))
    without = replace(made, devices={**made.devices, device.id: bare})
    for changed in (without, replace(without, rules={HIGH: made.rules[HIGH]})):
        engine = Engine(changed, desk.kept.values(), next_alert=9)
        engine.begin({}, desk.now)
        assert engine.book.by_key[BASE].state is State.NORMAL
        assert PATTERN not in engine.book.by_key


def test_what_happens_out_of_service_is_no_episode() -> None:
    desk = Desk()
    desk.engine.withheld.stop(SENSOR, "cleaning", "li", desk.now)
    for _ in range(4):
        desk.episode()
    desk.engine.withheld.resume(SENSOR, None, desk.now)
    assert desk.states() == (State.NORMAL, State.NORMAL)
    assert desk.said(EpisodeCounted) == []


class Machine(RuleBasedStateMachine):
    """Episodes of any length and severity, operators who acknowledge or not, restarts."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()

    @rule(value=st.sampled_from([20.0, 95.0, 150.0, 150.0, 300.0]))
    def measure(self, value: float) -> None:
        """A reading comes."""
        self.desk.wait(60_000)
        self.desk.measure(value)

    @rule(ms=st.sampled_from([60_000, HOUR, 4 * HOUR, DAY, 3 * DAY]))
    def wait(self, ms: int) -> None:
        """Nothing comes."""
        self.desk.wait(ms)

    @rule(value=st.sampled_from([150.0, 150.0, 150.0, 300.0]), hours=st.integers(1, 5))
    def episode(self, value: float, hours: int) -> None:
        """The value goes past its limit and comes back."""
        self.desk.wait(60_000)
        self.desk.episode(value=value, lasts=hours * HOUR)

    @rule(key=st.sampled_from([BASE, PATTERN]))
    def acknowledge(self, key: tuple[str, str]) -> None:
        """A person has seen one."""
        if self.desk.alert(key).state in (State.UNACKNOWLEDGED, State.RETURNED):
            self.desk.acknowledge(key)

    @rule()
    def start_again(self) -> None:
        """The hub is started again."""
        before = self.desk.states()
        self.desk.start_again()
        assert self.desk.states() == before

    @invariant()
    def the_pattern_stands_while_three_short_ones_are_not_long_ago(self) -> None:
        """What the definition says of the raisings and returns so far."""
        since, standing = self.desk.now - 7 * DAY, self.desk.alert(PATTERN).standing
        episodes = [each for each in _episodes(self.desk) if each.ended - each.began < 4 * HOUR]
        assert standing is (sum(each.ended > since for each in episodes) >= 3)
        known = self.desk.alert(PATTERN).episodes
        assert known == tuple(episodes[-64:])

    @invariant()
    def nothing_is_withheld_that_the_pattern_does_not_speak_for(self) -> None:
        """It stands, and what it withholds is short and no worse."""
        base, pattern = self.desk.alert(BASE), self.desk.alert(PATTERN)
        if base.state is State.SUPPRESSED:
            assert pattern.standing
            if base.standing:
                assert base.priority.rank <= pattern.priority.rank
                assert self.desk.now - base.raised_at < 4 * HOUR

    @invariant()
    def what_is_at_rest_is_withheld_while_it_stands(self) -> None:
        """One alert instead of a stream."""
        if self.desk.alert(PATTERN).standing:
            assert self.desk.alert(BASE).state is not State.NORMAL

    @invariant()
    def every_suppression_is_said(self) -> None:
        """Each is begun and ended by a fact."""
        begun, ended = self.desk.said(AlertSuppressed), self.desk.said(AlertUnsuppressed)
        assert len(begun) - len(ended) == (self.desk.alert(BASE).state is State.SUPPRESSED)


def _episodes(desk: Desk) -> list[Episode]:
    """Return the episodes of the base alert, from what was said of it."""
    found: list[Episode] = []
    since: int | None = None
    for at, what in desk.facts:
        if isinstance(what, AlertRaised) and what.rule == HIGH:
            since = at
        elif (
            isinstance(what, AlertReturned | AlertCleared)
            and since is not None
            and what.alert == desk.alert(BASE).id
        ):
            found.append(Episode(since, at))
            since = None
    return found


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=30, stateful_step_count=40, deadline=None)
