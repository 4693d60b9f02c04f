"""The alert engine against a naive model that keeps everything and recomputes from scratch."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from console.domain.alert_facts import AlertFact
from console.domain.alerting import advance, deadline
from console.domain.alerts import Alert, State
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId
from console.domain.rules import Level, LimitRule, OfflineRule, Rule, Side
from console.domain.stimuli import Acknowledge, Folded, Judged, Measured, Note, Stimulus, TimePassed
from console.domain.values import Bilingual, Priority
from console.errors import Conflict, Refused

SECOND = 1000
PERIOD = 10 * SECOND
FOR_EVER = 2**60
NAME = Bilingual(zh="测", en="test")
PRIORITIES = tuple(Priority)
PEOPLE = ("lin", "zhao")

# What a fact says, as a plain tuple: kind, then what the naive model has an opinion on.
Told = tuple[Any, ...]


def told(fact: AlertFact) -> Told:
    """Reduce a fact to what the naive model predicts of it."""
    kind = type(fact).__name__
    priority = getattr(fact, "priority", None)
    limit = getattr(fact, "limit", None)
    value = getattr(fact, "value", None)
    return kind, fact.occurrence, priority, limit, value


# Values that matter lie on the edges: a level, one of its two figures, and a step to either side.
Place = tuple[int, Literal["limit", "clear"], float]
PLACES: st.SearchStrategy[Place] = st.tuples(
    st.integers(0, 2), st.sampled_from(["limit", "clear"]), st.sampled_from([-1.0, 0.0, 1.0])
)


class Heard(msgspec.Struct, frozen=True):
    """A reading in the history: a value at a moment, and how long it is evidence."""

    at: int
    value: float
    holds_until: int


class Looked(msgspec.Struct, frozen=True):
    """Somebody looked at the clock."""

    at: int


class Acted(msgspec.Struct, frozen=True):
    """A person acknowledged or noted (and was not refused)."""

    at: int
    act: Literal["ack", "note"]
    person: str


class FoldedAway(msgspec.Struct, frozen=True):
    """The hub folded the alert into another."""

    at: int


Entry = Heard | Looked | Acted | FoldedAway


class Flip(msgspec.Struct, frozen=True):
    """A level began or ceased to stand at `at`, on the evidence of reading number `reading`."""

    reading: int
    at: int
    level: int
    stands: bool


class Expected(msgspec.Struct):
    """What the definitions say: built anew from the whole history each time it is asked."""

    state: str = "normal"
    occurrence: int = 0
    level: int = -1
    acknowledged_by: str | None = None
    facts: list[Told] = []


# ISA-18.2, by heart, and the house's folding: where a happening leads from each state. What is
# absent cannot happen.
ISA = {
    ("normal", "begins"): "unacknowledged",
    ("returned", "begins"): "unacknowledged",
    ("unacknowledged", "rises"): "unacknowledged",
    ("acknowledged", "rises"): "unacknowledged",
    ("unacknowledged", "eases"): "unacknowledged",
    ("acknowledged", "eases"): "acknowledged",
    ("unacknowledged", "ends"): "returned",
    ("acknowledged", "ends"): "normal",
    ("unacknowledged", "ack"): "acknowledged",
    ("returned", "ack"): "normal",
    ("unacknowledged", "folds"): "normal",
    ("acknowledged", "folds"): "normal",
}
BEGINS_LIKE = {"begins": "AlertRaised", "rises": "AlertRose", "eases": "AlertEased"}


class Definition(msgspec.Struct, frozen=True):
    """A rule in the naive model's own terms; levels are (limit, clear, priority)."""

    high: bool
    levels: tuple[tuple[float, float, Priority], ...]
    on_delay: int
    off_delay: int
    measures: bool = True

    def value_at(self, where: Place) -> float:
        """Return a value on, just before or just past a level's limit or clear value."""
        level, edge, beside = where
        limit, clear, _ = self.levels[level % len(self.levels)]
        return (limit if edge == "limit" else clear) + beside

    def past_limit(self, level: int, value: float) -> bool:
        """Tell whether `value` lies beyond the level's limit."""
        limit = self.levels[level][0]
        return value > limit if self.high else value < limit

    def past_clear(self, level: int, value: float) -> bool:
        """Tell whether `value` lies back beyond the level's clear value."""
        clear = self.levels[level][1]
        return value < clear if self.high else value > clear


def flips_of(definition: Definition, readings: list[Heard], level: int) -> list[Flip]:
    """Find every moment at which `level` begins or ceases to stand.

    A level flips under reading `i` when some unbroken run of readings `j..i` since its last flip
    all ask for it, no evidence running out between them, and the run has lasted the delay.
    """
    flips: list[Flip] = []
    stands, last = False, -1
    for i in range(len(readings)):
        asks = definition.past_clear if stands else definition.past_limit
        delay = definition.off_delay if stands else definition.on_delay
        following = readings[i + 1].at if i + 1 < len(readings) else FOR_EVER
        known_until = min(readings[i].holds_until, following)
        starts = [
            readings[j].at
            for j in range(last + 1, i + 1)
            if all(asks(level, heard.value) for heard in readings[j : i + 1])
            and all(readings[k + 1].at <= readings[k].holds_until for k in range(j, i))
        ]
        if starts and starts[0] + delay <= known_until:
            stands, last = not stands, i
            flips.append(Flip(i, starts[0] + delay, level, stands))
    return flips


def expect(definition: Definition, history: list[Entry]) -> Expected:
    """Recompute from the whole history what stands and what was said."""
    expected = Expected(facts=[])
    for start, end in _between_folds(history):
        _live_through(definition, history[start:end], expected)
        if end < len(history):
            if (expected.state, "folds") in ISA:
                expected.facts.append(("AlertFolded", expected.occurrence, None, None, None))
                expected.state = ISA[expected.state, "folds"]
            expected.level = -1
    return expected


def _between_folds(history: list[Entry]) -> Iterator[tuple[int, int]]:
    start = 0
    for i, entry in enumerate(history):
        if isinstance(entry, FoldedAway):
            yield start, i
            start = i + 1
    yield start, len(history)


def _live_through(definition: Definition, entries: list[Entry], expected: Expected) -> None:
    """Replay the entries between two folds; a fold forgets all that ran before it."""
    readings = [entry for entry in entries if isinstance(entry, Heard)]
    flips = sorted(
        (f for n in range(len(definition.levels)) for f in flips_of(definition, readings, n)),
        key=lambda flip: (flip.reading, flip.at),
    )
    standing: set[int] = set()
    heard = -1
    value: float | None = None
    for entry in entries:
        if isinstance(entry, Acted):
            _act(expected, entry, value if definition.measures else None)
            continue
        earlier = [f for f in flips if f.reading <= heard and f.at <= entry.at]
        flips = [f for f in flips if f not in earlier]
        _take(definition, expected, standing, earlier, value)
        if isinstance(entry, Heard):
            heard, value = heard + 1, entry.value
            now = [f for f in flips if f.reading <= heard and f.at <= entry.at]
            flips = [f for f in flips if f not in now]
            _take(definition, expected, standing, now, value)


def _take(
    definition: Definition,
    expected: Expected,
    standing: set[int],
    flips: list[Flip],
    value: float | None,
) -> None:
    for _, together in groupby(flips, key=lambda flip: (flip.reading, flip.at)):
        for flip in together:
            (standing.add if flip.stands else standing.discard)(flip.level)
        level = max(standing, default=-1)
        if level != expected.level:
            _change(definition, expected, level, value if definition.measures else None)


def _change(definition: Definition, expected: Expected, level: int, value: float | None) -> None:
    if level < 0:
        happening = "ends"
    elif expected.level < 0:
        happening = "begins"
    else:
        happening = "rises" if level > expected.level else "eases"
    before, expected.level = expected.state, level
    expected.state = ISA[before, happening]
    if happening == "ends":
        kind = "AlertCleared" if expected.state == "normal" else "AlertReturned"
        expected.facts.append((kind, expected.occurrence, None, None, value))
        return
    expected.occurrence += happening == "begins"
    if happening in ("begins", "rises"):
        expected.acknowledged_by = None
    limit, _, priority = definition.levels[level]
    shown = limit if definition.measures else None
    kind = BEGINS_LIKE[happening]
    expected.facts.append((kind, expected.occurrence, priority, shown, value))


def _act(expected: Expected, entry: Acted, value: float | None) -> None:
    if entry.act == "note":
        expected.facts.append(("AlertNoted", expected.occurrence, None, None, None))
        return
    if expected.acknowledged_by is not None:
        return
    expected.facts.append(("AlertAcknowledged", expected.occurrence, None, None, None))
    expected.acknowledged_by = entry.person
    expected.state = ISA[expected.state, "ack"]
    if expected.state == "normal":
        last = [f for f in expected.facts if f[0] == "AlertReturned"][-1]
        expected.facts.append(("AlertCleared", expected.occurrence, None, None, last[4]))


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Draw rules of one to three levels, either side, with and without delays and deadbands."""
    high = draw(st.booleans())
    count = draw(st.integers(1, 3))
    limits = [10.0 * (n + 1) for n in range(count)]
    bands = [draw(st.sampled_from([0.0, 0.0, 2.0, 5.0, 13.0])) for _ in limits]
    first = draw(st.integers(0, 4 - count))
    levels = tuple(
        (limit, limit - band, PRIORITIES[first + n])
        if high
        else (-limit, -limit + band, PRIORITIES[first + n])
        for n, (limit, band) in enumerate(zip(limits, bands, strict=True))
    )
    delays = st.sampled_from([0, 0, 5, 10, 20, 30])
    return Definition(
        high=high,
        levels=levels,
        on_delay=draw(delays) * SECOND,
        off_delay=draw(delays) * SECOND,
    )


def rule_of(definition: Definition) -> Rule:
    """Build the product's rule from the model's definition."""
    on_s, off_s = definition.on_delay / SECOND, definition.off_delay / SECOND
    id = RuleId("r")
    if not definition.measures:
        priority = definition.levels[0][2]
        return OfflineRule(id=id, name=NAME, priority=priority, on_delay_s=on_s, off_delay_s=off_s)
    levels = tuple(
        Level(priority=priority, limit=limit, clear=clear)
        for limit, clear, priority in definition.levels
    )
    side = Side.HIGH if definition.high else Side.LOW
    return LimitRule(id=id, name=NAME, side=side, levels=levels, on_delay_s=on_s, off_delay_s=off_s)


class AlertMachine(RuleBasedStateMachine):
    """Random stimuli, time jumps, restarts and duplicates; then compare with the definitions."""

    kind: Literal["limit", "offline"] = "limit"

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000_000 * SECOND
        self.history: list[Entry] = []
        self.facts: list[Told] = []
        self.definition = Definition(high=True, levels=(), on_delay=0, off_delay=0)
        self.alert = Alert(id=AlertId("A-1"), rule=RuleId("r"), target=SensorId("d/q"))

    @initialize(definition=definitions())
    def choose_rule(self, definition: Definition) -> None:
        if self.kind == "offline":
            condition = ((0.5, 0.5, Priority.HIGH),)
            definition = msgspec.structs.replace(
                definition, high=True, levels=condition, measures=False
            )
        self.definition = definition
        self.rule = rule_of(definition)

    def stimulate(self, stimulus: Stimulus) -> None:
        before = self.alert
        self.alert, facts = advance(self.rule, self.alert, stimulus, self.now)
        self.facts.extend(told(fact) for fact in facts)
        left_unseen = before.in_queue and not self.alert.in_queue and not facts
        assert not left_unseen, "an alert left the queue without a fact"

    @rule(seconds=st.integers(0, 25))
    def wait(self, seconds: int) -> None:
        self.now += seconds * SECOND

    @rule(seconds=st.sampled_from([60, 3600, 86400]))
    def jump(self, seconds: int) -> None:
        self.now += seconds * SECOND

    @rule()
    def time_passes(self) -> None:
        self.history.append(Looked(self.now))
        self.stimulate(TimePassed())

    @rule()
    def time_passes_to_the_deadline(self) -> None:
        due = deadline(self.rule, self.alert)
        if due is None or due < self.now:
            return
        if due > self.now:
            early, nothing = advance(self.rule, self.alert, TimePassed(), due - 1)
            assert (early, nothing) == (self.alert, ())
        self.now = due
        lanes = self.alert.lanes
        self.time_passes()
        assert self.alert.lanes != lanes, "the deadline promised a change"

    @rule(person=st.sampled_from(PEOPLE))
    def acknowledge(self, person: str) -> None:
        expected = expect(self.definition, self.history)
        act = Acknowledge(occurrence=expected.occurrence, person=person)
        if expected.acknowledged_by not in (None, person):
            with pytest.raises(Conflict) as conflict:
                self.stimulate(act)
            assert conflict.value.parameters["by"] == expected.acknowledged_by
            return
        nothing_to_see = expected.acknowledged_by is None and expected.state == "normal"
        if expected.occurrence == 0 or nothing_to_see:
            with pytest.raises(Refused):
                self.stimulate(act)
            return
        self.stimulate(act)
        self.history.append(Acted(self.now, "ack", person))

    @precondition(lambda self: self.alert.occurrence > 0)
    @rule(off_by=st.sampled_from([-1, 1]))
    def act_on_another_occurrence(self, off_by: int) -> None:
        occurrence = self.alert.occurrence + off_by
        with pytest.raises(Refused):
            self.stimulate(Acknowledge(occurrence=occurrence, person="lin"))
        with pytest.raises(Refused):
            self.stimulate(Note(occurrence=occurrence, note="?"))

    @precondition(lambda self: self.alert.occurrence > 0)
    @rule()
    def note(self) -> None:
        self.stimulate(Note(occurrence=self.alert.occurrence, note="seen"))
        self.history.append(Acted(self.now, "note", "lin"))

    @rule()
    def fold(self) -> None:
        self.history.append(FoldedAway(self.now))
        self.stimulate(Folded(into=DeviceId("gateway")))

    @rule()
    def restart(self) -> None:
        stored = msgspec.json.encode(self.alert)
        self.alert = msgspec.json.decode(stored, type=Alert)

    @invariant()
    def agrees_with_the_definitions(self) -> None:
        expected = expect(self.definition, self.history)
        assert self.facts == expected.facts
        assert self.alert.state == expected.state
        assert self.alert.occurrence == expected.occurrence
        assert self.alert.level == expected.level
        assert self.alert.acknowledged_by == expected.acknowledged_by

    @invariant()
    def is_whole(self) -> None:
        alert = self.alert
        asks = (State.UNACKNOWLEDGED, State.ACKNOWLEDGED)
        assert alert.standing is (alert.state in asks)
        assert (alert.acknowledged_by is None) is (alert.acknowledged_at is None)
        if alert.state in (State.UNACKNOWLEDGED, State.RETURNED):
            assert alert.acknowledged_by is None
        if alert.state is State.ACKNOWLEDGED:
            assert alert.acknowledged_by is not None

    @invariant()
    def time_passing_twice_at_one_instant_is_once(self) -> None:
        once, _ = advance(self.rule, self.alert, TimePassed(), self.now)
        assert advance(self.rule, once, TimePassed(), self.now) == (once, ())


class LimitMachine(AlertMachine):
    """Readings of a sensor against a limit rule."""

    @rule(
        where=PLACES,
        times=st.integers(1, 4),
        wait_s=st.sampled_from([0, 5, 10, 10, 10, 15, 16, 40]),
        holds_s=st.sampled_from([15, 15, 15, 15, 0, -1, 60]),
    )
    def measure(self, where: Place, times: int, wait_s: int, holds_s: int) -> None:
        for _ in range(times):
            self.now += wait_s * SECOND
            value = self.definition.value_at(where)
            self.hear(Heard(self.now, value, self.now + holds_s * SECOND))

    @rule(times=st.integers(1, 4), better=st.booleans())
    def worsen_or_ease(self, times: int, better: bool) -> None:
        """Go just past the next level's limit, or just back past this level's clear value."""
        outward = 1.0 if self.definition.high else -1.0
        here = max(self.alert.level, 0)
        above = min(self.alert.level + 1, len(self.definition.levels) - 1)
        place: Place = (here, "clear", -outward) if better else (above, "limit", outward)
        self.measure(place, times, 10, 15)

    @rule()
    def deliver_again(self) -> None:
        heard = [entry for entry in self.history if isinstance(entry, Heard)]
        if heard:
            self.hear(Heard(self.now, heard[-1].value, heard[-1].holds_until))

    def hear(self, heard: Heard) -> None:
        self.history.append(heard)
        self.stimulate(Measured(value=heard.value, holds_until=heard.holds_until))


class ConditionMachine(AlertMachine):
    """A condition without a value: judged true or false, and true until judged again."""

    kind = "offline"

    @rule(active=st.booleans(), wait_s=st.sampled_from([0, 5, 10, 30]))
    def judge(self, active: bool, wait_s: int) -> None:
        self.now += wait_s * SECOND
        self.history.append(Heard(self.now, float(active), FOR_EVER))
        self.stimulate(Judged(active=active))


SHAPE = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestLimits = LimitMachine.TestCase
TestLimits.settings = SHAPE
TestConditions = ConditionMachine.TestCase
TestConditions.settings = SHAPE


TALES = st.lists(
    st.tuples(PLACES, st.sampled_from([1, 5, 10, 10, 15, 16]), st.sampled_from([15, 15, 15, 5])),
    max_size=30,
)
Tale = list[tuple[Place, int, int]]


def fresh() -> Alert:
    """Return an alert before anything happened."""
    return Alert(id=AlertId("A-1"), rule=RuleId("r"), target=SensorId("d/q"))


@settings(max_examples=300, deadline=None)
@given(definition=definitions(), tale=TALES)
def test_readings_alone_tell_what_the_definitions_say(definition: Definition, tale: Tale) -> None:
    rule_ = rule_of(definition)
    alert, said, now = fresh(), list[Told](), 0
    history: list[Entry] = []
    for where, wait_s, holds_s in tale:
        now += wait_s * SECOND
        heard = Heard(now, definition.value_at(where), now + holds_s * SECOND)
        history.append(heard)
        alert, facts = advance(rule_, alert, Measured(heard.value, heard.holds_until), now)
        said.extend(told(fact) for fact in facts)
    expected = expect(definition, history)
    assert said == expected.facts
    assert (alert.state, alert.level) == (expected.state, expected.level)


@settings(max_examples=150, deadline=None)
@given(definition=definitions(), tale=TALES)
def test_looking_every_second_tells_no_more_than_looking_at_deadlines(
    definition: Definition, tale: Tale
) -> None:
    rule_ = rule_of(definition)
    often, seldom, now = fresh(), fresh(), 0
    said_often: list[tuple[int, AlertFact]] = []
    said_seldom: list[tuple[int, AlertFact]] = []
    for where, wait_s, holds_s in tale:
        arrives = now + wait_s * SECOND
        while (due := deadline(rule_, seldom)) is not None and due < arrives:
            seldom, facts = advance(rule_, seldom, TimePassed(), due)
            said_seldom.extend((due, fact) for fact in facts)
        for second in range(now, arrives, SECOND):
            often, facts = advance(rule_, often, TimePassed(), second)
            said_often.extend((second, fact) for fact in facts)
        now = arrives
        heard = Measured(definition.value_at(where), now + holds_s * SECOND)
        seldom, facts = advance(rule_, seldom, heard, now)
        said_seldom.extend((now, fact) for fact in facts)
        often, facts = advance(rule_, often, heard, now)
        said_often.extend((now, fact) for fact in facts)
    assert said_often == said_seldom
    assert often == seldom
