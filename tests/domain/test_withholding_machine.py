"""All seven states against a naive model that keeps a log and asks it what must be so.

The rule has two levels without deadband or delay, so that what stands is plain: this machine is
about who withholds, who acknowledged, and what must be seen again. Delays, deadbands and missing
evidence have a machine of their own.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from console.clock import utc
from console.contract.alert_folding import folded, raised
from console.contract.facts import Fact, Who
from console.contract.projection import alert_view
from console.contract.views import AlertView
from console.domain.alert_facts import AlertFact, AlertRaised, AlertShelfEnding, AlertUnshelved
from console.domain.alerting import advance, deadline
from console.domain.alerts import FOREVER, Alert, Shelf, State
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId
from console.domain.load import annunciates
from console.domain.rules import Level, LimitRule
from console.domain.stimuli import (
    Acknowledge,
    Folded,
    MarkSymptom,
    Measured,
    PassOn,
    PutBack,
    ReleaseSymptom,
    Shelve,
    Stimulus,
    Suppress,
    TakeOut,
    TimePassed,
    Unacknowledge,
    Unshelve,
    Unsuppress,
)
from console.domain.values import Bilingual, Priority
from console.errors import Conflict, ConsoleError, Refused

MINUTE = 60_000
WARNING = 15 * MINUTE
PEOPLE = ("lin", "zhao")
NAME = Bilingual(zh="测", en="test")
Kind = Literal[
    "level", "ack", "unack", "pass", "shelve", "unshelve", "on", "off", "fold", "symptom", "release"
]


class Event(msgspec.Struct, frozen=True):
    """One line of the log: what happened; `what` is a level, a person, or what withholds."""

    kind: Kind
    what: int | str = 0
    one_shot: bool = False


class Log:
    """What happened, in order; every answer is looked up from the start."""

    def __init__(self, *, latching: bool) -> None:
        self.latching = latching
        self.events: list[Event] = []

    def add(self, kind: Kind, what: int | str = 0, *, one_shot: bool = False) -> None:
        self.events.append(Event(kind, what, one_shot))

    def level(self, upto: int) -> int:
        """Return the level that stood after so many events; folding makes it none."""
        level = -1
        for event in self.events[:upto]:
            if event.kind == "level":
                level = int(event.what)
            elif event.kind == "fold":
                level = -1
        return level

    def withheld_by(self, upto: int) -> set[str]:
        """Return what withheld it after so many events; a shelf goes by that name."""
        by: set[str] = set()
        for i, event in enumerate(self.events[:upto]):
            if event.kind == "on":
                by.add(str(event.what))
            elif event.kind == "off":
                by.discard(str(event.what))
            elif event.kind == "shelve":
                by.add("shelf")
            elif event.kind == "unshelve" or self._ends_one_shot(i):
                by.discard("shelf")
        return by

    def calls(self, upto: int) -> int | None:
        """Return the newest event that called the operator, if any did."""
        return max((i for i in range(upto) if self._calls(i)), default=None)

    def owner(self, upto: int) -> str | None:
        """Return who owns the occurrence: acknowledged since the operator was last called."""
        call, owner = self.calls(upto), None
        if call is None or self.withheld_by(upto):
            return None
        for i in range(call + 1, upto):
            event = self.events[i]
            begun = not self.withheld_by(i) and self.withheld_by(i + 1)
            owned = owner is not None
            passed = event.kind == "pass" and owned and self.level(i) >= 0
            if (event.kind == "ack" and not owned) or passed:
                owner = str(event.what)
            elif event.kind == "unack" or begun:
                owner = None
        return owner

    def state(self) -> State:
        """Return the state that all this amounts to."""
        now = len(self.events)
        by = self.withheld_by(now)
        if by:
            strongest = {"d": State.OUT_OF_SERVICE, "z": State.OUT_OF_SERVICE}
            if found := [strongest[one] for one in by if one in strongest]:
                return found[0]
            return State.SHELVED if by == {"shelf"} else State.SUPPRESSED
        if self.level(now) >= 0:
            return State.ACKNOWLEDGED if self.owner(now) else State.UNACKNOWLEDGED
        return State.RETURNED if self._waits_to_be_seen(now) else State.NORMAL

    def _waits_to_be_seen(self, now: int) -> bool:
        """It ended by itself, before the operator's eyes, unseen; and nobody has come since."""
        ends = [i for i in range(now) if self._ends(i)]
        if not ends or not self.latching:
            return False
        end = ends[-1]
        if self.withheld_by(end) or self.owner(end) or self.events[end].kind == "fold":
            return False
        since = range(end + 1, now)
        return not any(self.events[i].kind == "ack" or self.withheld_by(i + 1) for i in since)

    def _ends(self, i: int) -> bool:
        return self.level(i) >= 0 > self.level(i + 1)

    def _ends_one_shot(self, i: int) -> bool:
        shelves = [e for e in self.events[:i] if e.kind == "shelve"]
        over = self._ends(i) and self.events[i].kind == "level"
        return over and bool(shelves) and shelves[-1].one_shot

    def _calls(self, i: int) -> bool:
        """A level reached from below, a letting go, or an end of a symptom, all unwithheld."""
        if self.withheld_by(i + 1):
            return False
        event = self.events[i]
        if event.kind == "level":
            return self.level(i + 1) > self.level(i)
        let_go = bool(self.withheld_by(i)) or event.kind in ("release", "unack")
        return let_go and self.level(i + 1) >= 0


REACHED: Counter[tuple[str, str]] = Counter()


class WithholdingMachine(RuleBasedStateMachine):
    """Everything that can be told an alert, in any order, over time and restarts."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000_000 * MINUTE
        self.alert = Alert(id=AlertId("A-1"), rule=RuleId("r"), target=SensorId("d/q"))
        self.view: AlertView | None = None
        self.shelf: tuple[int, str, bool] | None = None  # until, by, one shot
        self.warned = False

    @initialize(latching=st.booleans())
    def choose(self, latching: bool) -> None:
        self.log = Log(latching=latching)
        self.rule = LimitRule(
            id=RuleId("r"),
            name=NAME,
            latching=latching,
            levels=(
                Level(priority=Priority.LOW, limit=0.5, clear=0.5),
                Level(priority=Priority.HIGH, limit=1.5, clear=1.5),
            ),
        )

    # Telling --------------------------------------------------------------------------

    def tell(self, stimulus: Stimulus, person: str | None = None) -> list[AlertFact]:
        before = self.alert
        REACHED[before.state.value, type(stimulus).__name__] += 1
        self.alert, facts = advance(self.rule, before, stimulus, self.now)
        who = Who(person, "seat") if person else None
        for n, what in enumerate(facts):
            self._fold(Fact(n=n, at=utc(self.now), what=what, who=who, reason="because"), what)
        gone = before.in_queue and not self.alert.in_queue
        assert facts or not gone, "an alert left the queue without a fact"
        came = self.alert.state is State.UNACKNOWLEDGED is not before.state
        called = any(map(annunciates, facts)) or isinstance(stimulus, Unacknowledge)
        assert called or not came, "an alert came into the queue unannounced"
        return list(facts)

    def _fold(self, fact: Fact, what: AlertFact) -> None:
        if isinstance(what, AlertRaised):
            self.view = raised(what, fact, self.view)
        elif self.view is not None:
            self.view = folded(self.view, what, fact)

    def refused(self, stimulus: Stimulus, kind: type[ConsoleError]) -> None:
        before = self.alert
        with pytest.raises(kind):
            self.tell(stimulus)
        assert self.alert is before

    def pass_time(self) -> list[AlertFact]:
        """Say that time passed; the log learns of a shelf that is over."""
        facts = self.tell(TimePassed())
        if self.shelf is not None and self.shelf[0] <= self.now:
            self.log.add("unshelve")
            self.shelf = None
        return facts

    # Stimuli --------------------------------------------------------------------------

    @rule(minutes=st.sampled_from([0, 1, 5, 14, 16, 60, 500]))
    def wait(self, minutes: int) -> None:
        self.now += minutes * MINUTE
        until, at = FOREVER, self.now
        if self.shelf is not None and self.alert.shelf is not None:
            until, at = self.shelf[0], self.alert.shelf.at
        over = until <= self.now
        # A shelf that was begun with its end in sight needs no warning, nor one that is over.
        near = until - WARNING <= self.now and until - at > WARNING
        warns = near and not over and not self.warned
        facts = self.pass_time()
        self.warned |= near
        assert any(isinstance(f, AlertShelfEnding) for f in facts) is warns
        assert any(isinstance(f, AlertUnshelved) for f in facts) is over

    @rule(level=st.integers(-1, 1))
    def measure(self, level: int) -> None:
        self.pass_time()
        self.tell(Measured(value=float(level) + 1.0, holds_until=FOREVER))
        self.log.add("level", level)
        if self.shelf is not None and "shelf" not in self.log.withheld_by(len(self.log.events)):
            self.shelf = None

    @precondition(lambda self: self.alert.occurrence > 0)
    @rule(person=st.sampled_from(PEOPLE))
    def acknowledge(self, person: str) -> None:
        act = Acknowledge(occurrence=self.alert.occurrence, person=person)
        owner = self.log.owner(len(self.log.events))
        if owner is not None and owner != person:
            return self.refused(act, Conflict)
        if owner is None and not self.log.state().in_queue:
            return self.refused(act, Refused)
        self.tell(act, person)
        self.log.add("ack", person)
        return None

    @precondition(lambda self: self.alert.occurrence > 0)
    @rule()
    def take_acknowledgement_back(self) -> None:
        act = Unacknowledge(occurrence=self.alert.occurrence)
        if self.log.state() is not State.ACKNOWLEDGED:
            return self.refused(act, Refused)
        self.tell(act, "lin")
        self.log.add("unack")
        return None

    @rule(person=st.sampled_from(PEOPLE))
    def pass_on(self, person: str) -> None:
        self.tell(PassOn(to=person))
        self.log.add("pass", person)

    @precondition(lambda self: self.alert.occurrence > 0)
    @rule(
        person=st.sampled_from(PEOPLE),
        minutes=st.sampled_from([1, 14, 15, 30, 480]),
        one_shot=st.booleans(),
    )
    def shelve(self, person: str, minutes: int, one_shot: bool) -> None:
        self.pass_time()
        until = self.now + minutes * MINUTE
        shelf = Shelf(until=until, by=person, at=self.now, reason="because", one_shot=one_shot)
        if self.shelf is not None and self.shelf[1] != person:
            return self.refused(Shelve(shelf), Conflict)
        again = self.shelf == (until, person, one_shot)
        facts = self.tell(Shelve(shelf), person)
        assert bool(facts) is not again
        if not again:
            self.shelf, self.warned = (until, person, one_shot), False
            self.log.add("shelve", one_shot=one_shot)
        return None

    @rule()
    def unshelve(self) -> None:
        if self.shelf is None:
            return self.refused(Unshelve(), Refused)
        self.tell(Unshelve(), "lin")
        self.shelf = None
        self.log.add("unshelve")
        return None

    @rule(by=st.sampled_from(["rain", "night"]), on=st.booleans())
    def suppress(self, by: str, on: bool) -> None:
        self.tell(Suppress(by=by) if on else Unsuppress(by=by))
        if (by in self.log.withheld_by(len(self.log.events))) is not on:
            self.log.add("on" if on else "off", by)

    @rule(by=st.sampled_from(["d", "z"]), on=st.booleans())
    def service(self, by: str, on: bool) -> None:
        self.tell(TakeOut(by=by) if on else PutBack(by=by))
        if (by in self.log.withheld_by(len(self.log.events))) is not on:
            self.log.add("on" if on else "off", by)

    @rule()
    def fold(self) -> None:
        self.tell(Folded(into=DeviceId("gateway")))
        self.log.add("fold")

    @precondition(lambda self: self.alert.occurrence > 0)
    @rule()
    def mark_symptom(self) -> None:
        self.tell(MarkSymptom(occurrence=self.alert.occurrence, of=AlertId("A-9")), "lin")
        assert self.alert.symptom_of == "A-9"

    @rule()
    def release_symptom(self) -> None:
        marked = self.alert.symptom_of is not None
        self.tell(ReleaseSymptom())
        assert self.alert.symptom_of is None
        if marked and self.log.state() is State.ACKNOWLEDGED:
            self.log.add("release")

    @rule()
    def restart(self) -> None:
        self.alert = msgspec.json.decode(msgspec.json.encode(self.alert), type=Alert)

    @precondition(lambda self: self.alert.shelf is not None)
    @rule()
    def restart_and_forget_the_shelf(self) -> None:
        """What cannot be determined is unshelved, whatever else withholds it."""
        self.alert = msgspec.structs.replace(self.alert, shelf=None)
        if self.view is not None:
            self.view = msgspec.structs.replace(self.view, shelf=None)
        self.shelf = None
        self.log.add("unshelve")
        self.tell(TimePassed())

    # What must hold -------------------------------------------------------------------

    @invariant()
    def the_log_says_so_too(self) -> None:
        if not hasattr(self, "log"):
            return
        now = len(self.log.events)
        assert self.alert.state is self.log.state()
        assert self.alert.level == self.log.level(now)
        if self.alert.state is State.ACKNOWLEDGED:
            assert self.alert.acknowledged_by == self.log.owner(now)
        if self.alert.state in (State.UNACKNOWLEDGED, State.RETURNED) or self.alert.state.withheld:
            assert self.alert.acknowledged_by is None
        due = deadline(self.rule, self.alert)
        assert (due is None) is (self.alert.shelf is None)

    @invariant()
    def facts_fold_to_the_same_view(self) -> None:
        if self.alert.occurrence and self.view is not None:
            assert self.view == alert_view(self.alert)


TestWithholding = WithholdingMachine.TestCase
TestWithholding.settings = settings(max_examples=250, stateful_step_count=50, deadline=None)
