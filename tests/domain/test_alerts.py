"""What an alert does, read as a specification: one sentence a test."""

from __future__ import annotations

import msgspec
import pytest

from console.domain.alert_facts import (
    AlertAcknowledged,
    AlertEased,
    AlertFact,
    AlertFolded,
    AlertNoted,
    AlertRaised,
    AlertRose,
)
from console.domain.alerting import advance, deadline
from console.domain.alerts import Alert, State
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId
from console.domain.lanes import exceeds
from console.domain.rules import Level, LimitRule, NoDataRule, OfflineRule, Rule, Side
from console.domain.stimuli import Acknowledge, Folded, Judged, Measured, Note, Stimulus, TimePassed
from console.domain.values import Bilingual, Priority
from console.errors import Conflict, Refused

NAME = Bilingual(zh="可吸入颗粒物", en="PM10")
HOLDS_S = 15.0
GATEWAY = DeviceId("gw-north")


def pm10(**changes: object) -> LimitRule:
    """Return a rule with three levels and no delays, changed as told."""
    rule = LimitRule(
        id=RuleId("air.pm10"),
        name=NAME,
        levels=(
            Level(priority=Priority.LOW, limit=100.0, clear=90.0),
            Level(priority=Priority.HIGH, limit=150.0, clear=140.0),
            Level(priority=Priority.CRITICAL, limit=250.0, clear=230.0),
        ),
    )
    return msgspec.structs.replace(rule, **changes)


class Bench:
    """One alert on the bench: time in seconds, values in, facts out."""

    def __init__(self, rule: Rule | None = None) -> None:
        self.rule = rule or pm10()
        self.alert = Alert(id=AlertId("A-1"), rule=self.rule.id, target=SensorId("gate-1/pm10"))

    def at(self, second: float, stimulus: Stimulus) -> tuple[AlertFact, ...]:
        """Feed any stimulus at `second`."""
        self.alert, facts = advance(self.rule, self.alert, stimulus, round(second * 1000))
        return facts

    def measure(self, second: float, value: float, *, holds_s: float = HOLDS_S) -> list[str]:
        """Feed a value at `second`; return the names of the facts."""
        holds_until = round((second + holds_s) * 1000)
        return names(self.at(second, Measured(value=value, holds_until=holds_until)))

    def wait_until(self, second: float) -> list[str]:
        """Let time pass; return the names of the facts."""
        return names(self.at(second, TimePassed()))

    def acknowledge(self, second: float, person: str = "lin", occurrence: int = 0) -> list[str]:
        """Acknowledge the present occurrence (or the one told); return the names of the facts."""
        seen = occurrence or self.alert.occurrence
        return names(self.at(second, Acknowledge(occurrence=seen, person=person)))

    @property
    def state(self) -> State:
        """Return the alert's state."""
        return self.alert.state

    def expect(self, state: State) -> None:
        """Hold that the alert is in `state` (a call: the checker narrows properties for good)."""
        assert self.state is state


def names(facts: tuple[AlertFact, ...]) -> list[str]:
    """Return what happened, in a word each."""
    return [type(fact).__name__.removeprefix("Alert").lower() for fact in facts]


def raised(rule: Rule | None = None, value: float = 120.0) -> Bench:
    """Return a bench whose alert was raised at second 0."""
    bench = Bench(rule)
    assert bench.measure(0, value) == ["raised"]
    return bench


# States -------------------------------------------------------------------------------------


def test_past_the_limit_raises_and_says_by_how_much() -> None:
    bench = Bench()
    (fact,) = bench.at(7, Measured(value=120.0, holds_until=22_000))
    assert fact == AlertRaised(
        alert=AlertId("A-1"),
        occurrence=1,
        rule=RuleId("air.pm10"),
        target=SensorId("gate-1/pm10"),
        priority=Priority.LOW,
        limit=100.0,
        value=120.0,
    )
    bench.expect(State.UNACKNOWLEDGED)
    assert (bench.alert.raised_at, bench.alert.changed_at) == (7000, 7000)
    assert bench.alert.standing
    assert bench.alert.in_queue


def test_on_the_limit_is_not_past_it() -> None:
    assert Bench().measure(0, 100.0) == []


def test_acknowledged_while_it_stands_it_waits_for_the_condition_to_end() -> None:
    bench = raised()
    (fact,) = bench.at(3, Acknowledge(occurrence=1, person="lin", note="on my way"))
    assert fact == AlertAcknowledged(alert=AlertId("A-1"), occurrence=1, note="on my way")
    bench.expect(State.ACKNOWLEDGED)
    assert (bench.alert.acknowledged_by, bench.alert.acknowledged_at) == ("lin", 3000)
    assert bench.measure(10, 50.0) == ["cleared"]
    bench.expect(State.NORMAL)
    assert not bench.alert.in_queue


def test_what_rose_between_look_and_key_is_not_acknowledged_unseen() -> None:
    bench = raised()
    assert bench.measure(3, 200.0) == ["rose"]
    with pytest.raises(Refused) as refused:
        bench.at(4, Acknowledge(occurrence=1, person="lin", seen=Priority.LOW))
    assert refused.value.code == "alert_rose"
    assert names(bench.at(5, Acknowledge(occurrence=1, person="lin", seen=Priority.HIGH)))


def test_ended_before_anyone_looked_it_stays_in_the_queue() -> None:
    bench = raised()
    assert bench.measure(10, 50.0) == ["returned"]
    bench.expect(State.RETURNED)
    assert bench.alert.in_queue
    assert not bench.alert.standing
    bench.wait_until(10**6)
    bench.expect(State.RETURNED)


def test_a_returned_alert_clears_when_someone_looks() -> None:
    bench = raised()
    bench.measure(10, 50.0)
    assert bench.acknowledge(12) == ["acknowledged", "cleared"]
    bench.expect(State.NORMAL)


def test_a_returned_alert_that_occurs_again_is_a_new_occurrence() -> None:
    bench = raised()
    bench.measure(10, 50.0)
    assert bench.measure(20, 130.0) == ["raised"]
    assert (bench.state, bench.alert.occurrence) == (State.UNACKNOWLEDGED, 2)


def test_a_cleared_alert_that_occurs_again_asks_anew() -> None:
    bench = raised()
    bench.acknowledge(1)
    bench.measure(10, 50.0)
    assert bench.measure(20, 130.0) == ["raised"]
    assert (bench.alert.occurrence, bench.alert.acknowledged_by) == (2, None)
    assert bench.alert.acknowledged_at is None


def test_a_value_that_changes_nothing_says_nothing() -> None:
    bench = raised()
    assert bench.measure(10, 125.0) == []
    assert (bench.alert.value, bench.alert.told) == (125.0, 120.0)


# Levels -------------------------------------------------------------------------------------


def test_a_value_past_several_limits_raises_the_most_severe() -> None:
    bench = raised(value=300.0)
    assert (bench.alert.priority, bench.alert.limit) == (Priority.CRITICAL, 250.0)


def test_rising_asks_for_acknowledgement_again() -> None:
    bench = raised()
    bench.acknowledge(1)
    (fact,) = bench.at(10, Measured(value=160.0, holds_until=25_000))
    assert fact == AlertRose(
        alert=AlertId("A-1"), occurrence=1, priority=Priority.HIGH, limit=150.0, value=160.0
    )
    assert (bench.state, bench.alert.occurrence) == (State.UNACKNOWLEDGED, 1)
    assert bench.acknowledge(11, "zhao") == ["acknowledged"]


def test_easing_leaves_an_acknowledgement_alone() -> None:
    bench = raised(value=300.0)
    bench.acknowledge(1)
    (fact,) = bench.at(10, Measured(value=160.0, holds_until=25_000))
    assert fact == AlertEased(
        alert=AlertId("A-1"), occurrence=1, priority=Priority.HIGH, limit=150.0, value=160.0
    )
    assert (bench.state, bench.alert.acknowledged_by) == (State.ACKNOWLEDGED, "lin")


def test_easing_does_not_acknowledge() -> None:
    bench = raised(value=300.0)
    assert bench.measure(10, 120.0) == ["eased"]
    bench.expect(State.UNACKNOWLEDGED)


def test_eased_and_risen_again_asks_again() -> None:
    bench = raised(value=160.0)
    bench.acknowledge(1)
    assert bench.measure(10, 120.0) == ["eased"]
    assert bench.measure(20, 160.0) == ["rose"]
    bench.expect(State.UNACKNOWLEDGED)


def test_delays_of_levels_run_side_by_side() -> None:
    bench = Bench(pm10(on_delay_s=20.0))
    bench.measure(0, 120.0)
    bench.measure(10, 300.0)
    (first,) = bench.at(20, Measured(value=300.0, holds_until=35_000))
    (second,) = bench.at(30, Measured(value=300.0, holds_until=45_000))
    assert isinstance(first, AlertRaised)
    assert first.priority is Priority.LOW
    assert isinstance(second, AlertRose)
    assert second.priority is Priority.CRITICAL


# Deadband and side --------------------------------------------------------------------------


def test_within_the_deadband_it_goes_on_standing() -> None:
    bench = raised()
    assert bench.measure(10, 95.0) == []
    assert bench.measure(20, 90.0) == []
    assert bench.measure(30, 89.9) == ["returned"]


def test_within_the_deadband_it_does_not_begin() -> None:
    assert Bench().measure(0, 95.0) == []


@pytest.mark.parametrize(
    ("side", "value", "fresh", "standing"),
    [
        (Side.HIGH, 100.1, True, True),
        (Side.HIGH, 100.0, False, True),
        (Side.HIGH, 90.0, False, True),
        (Side.HIGH, 89.9, False, False),
        (Side.LOW, 99.9, True, True),
        (Side.LOW, 100.0, False, True),
        (Side.LOW, 110.0, False, True),
        (Side.LOW, 110.1, False, False),
    ],
)
def test_the_edges_of_a_level(side: Side, value: float, fresh: bool, standing: bool) -> None:
    clear = 90.0 if side is Side.HIGH else 110.0
    level = Level(priority=Priority.LOW, limit=100.0, clear=clear)
    assert exceeds(side, level, value, standing=False) is fresh
    assert exceeds(side, level, value, standing=True) is standing


def test_on_the_low_side_less_is_worse() -> None:
    oxygen = pm10(
        side=Side.LOW,
        levels=(
            Level(priority=Priority.MEDIUM, limit=5.0, clear=5.5),
            Level(priority=Priority.HIGH, limit=3.0, clear=3.5),
        ),
    )
    bench = raised(oxygen, value=4.0)
    assert bench.measure(10, 2.0) == ["rose"]
    assert bench.measure(20, 3.6) == ["eased"]
    assert bench.measure(30, 5.5) == []
    assert bench.measure(40, 5.6) == ["returned"]


# Delays and evidence ------------------------------------------------------------------------


def test_it_stands_only_once_past_the_limit_for_the_on_delay() -> None:
    bench = Bench(pm10(on_delay_s=30.0))
    for second in (0, 10, 20):
        assert bench.measure(second, 120.0) == []
    assert bench.wait_until(29.999) == []
    assert bench.wait_until(30) == ["raised"]


def test_a_value_back_within_the_limit_starts_the_on_delay_over() -> None:
    bench = Bench(pm10(on_delay_s=20.0))
    bench.measure(0, 120.0)
    bench.measure(10, 99.0)
    bench.measure(15, 120.0)
    assert bench.measure(25, 120.0) == []
    assert bench.measure(35, 120.0) == ["raised"]


def test_it_ends_only_once_back_for_the_off_delay() -> None:
    bench = raised(pm10(off_delay_s=20.0))
    assert bench.measure(10, 50.0) == []
    assert bench.measure(20, 92.0) == []  # in the deadband: not back after all
    assert bench.measure(30, 50.0) == []
    assert bench.measure(40, 50.0) == []
    assert bench.measure(50, 50.0) == ["returned"]


def test_the_deadline_is_when_time_alone_changes_something() -> None:
    bench = Bench(pm10(on_delay_s=12.0))
    assert deadline(bench.rule, bench.alert) is None
    bench.measure(0, 120.0)
    assert deadline(bench.rule, bench.alert) == 12_000
    bench.wait_until(12)
    assert deadline(bench.rule, bench.alert) is None


def test_without_evidence_no_delay_runs_out() -> None:
    bench = Bench(pm10(on_delay_s=30.0))
    bench.measure(0, 120.0)
    assert deadline(bench.rule, bench.alert) is None  # known for 15 s, due after 30
    assert bench.wait_until(3600) == []


def test_evidence_up_to_the_very_deadline_is_enough() -> None:
    bench = Bench(pm10(on_delay_s=15.0))
    bench.measure(0, 120.0)
    assert bench.wait_until(3600) == ["raised"]


def test_after_a_gap_a_running_delay_starts_again() -> None:
    bench = Bench(pm10(on_delay_s=20.0))
    bench.measure(0, 120.0)
    assert bench.measure(16, 120.0) == []  # nothing is known of the second before
    assert bench.measure(26, 120.0) == []
    assert bench.measure(36, 120.0) == ["raised"]


def test_after_a_gap_what_stands_goes_on_standing() -> None:
    bench = raised(pm10(off_delay_s=20.0))
    assert bench.wait_until(10**6) == []
    assert bench.measure(10**6, 50.0) == []
    bench.expect(State.UNACKNOWLEDGED)


def test_what_fell_due_before_a_reading_happens_before_it() -> None:
    bench = Bench(pm10(on_delay_s=10.0))
    bench.measure(0, 120.0)
    assert bench.measure(12, 50.0) == ["raised", "returned"]
    assert bench.alert.told == 50.0


def test_the_same_reading_again_changes_nothing() -> None:
    bench = raised()
    before = bench.alert
    assert bench.measure(0, 120.0) == []
    assert bench.alert == before


def test_a_restart_loses_no_timer() -> None:
    bench = Bench(pm10(on_delay_s=12.0))
    bench.measure(0, 120.0)
    bench.alert = msgspec.json.decode(msgspec.json.encode(bench.alert), type=Alert)
    assert bench.wait_until(12) == ["raised"]


# People -------------------------------------------------------------------------------------


def test_repeating_your_own_acknowledgement_succeeds_and_says_nothing() -> None:
    bench = raised()
    bench.acknowledge(1)
    before = bench.alert
    assert bench.acknowledge(5) == []
    assert bench.alert == before


def test_repeating_it_succeeds_even_after_it_cleared() -> None:
    bench = raised()
    bench.measure(10, 50.0)
    bench.acknowledge(12)
    assert bench.acknowledge(13) == []


@pytest.mark.parametrize("value", [120.0, 50.0])
def test_coming_second_is_a_conflict_that_names_who_and_when(value: float) -> None:
    bench = raised()
    bench.acknowledge(3, "lin")
    bench.measure(10, value)  # whether it stands on or has cleared
    with pytest.raises(Conflict) as second:
        bench.acknowledge(11, "zhao")
    assert second.value.code == "already_acknowledged"
    assert second.value.parameters == {"id": "A-1", "by": "lin", "at": 3000}


def test_what_never_was_cannot_be_acknowledged() -> None:
    bench = Bench()
    with pytest.raises(Refused) as refused:
        bench.acknowledge(0, occurrence=1)
    assert refused.value.code == "no_such_occurrence"


def test_an_occurrence_to_come_cannot_be_acknowledged() -> None:
    with pytest.raises(Refused) as refused:
        raised().acknowledge(1, occurrence=2)
    assert refused.value.code == "no_such_occurrence"
    assert refused.value.parameters == {"id": "A-1", "occurrence": 2}


def test_an_act_binds_to_the_occurrence_it_saw() -> None:
    bench = raised()
    bench.measure(10, 50.0)
    bench.measure(20, 120.0)
    for act in (Acknowledge(occurrence=1, person="lin"), Note(occurrence=1, note="late")):
        with pytest.raises(Refused) as refused:
            bench.at(21, act)
        assert refused.value.code == "occurrence_passed"
        assert refused.value.parameters == {"id": "A-1", "occurrence": 1, "current": 2}
    bench.expect(State.UNACKNOWLEDGED)


def test_what_folded_away_cannot_be_acknowledged() -> None:
    bench = raised()
    bench.at(1, Folded(into=GATEWAY))
    with pytest.raises(Refused) as refused:
        bench.acknowledge(2)
    assert refused.value.code == "alert_not_standing"


def test_notes_are_counted_for_each_occurrence() -> None:
    bench = raised()
    (fact,) = bench.at(1, Note(occurrence=1, note="dust from the site"))
    assert fact == AlertNoted(alert=AlertId("A-1"), occurrence=1, note="dust from the site")
    assert (bench.alert.notes, bench.state) == (1, State.UNACKNOWLEDGED)
    bench.measure(10, 50.0)
    bench.measure(20, 120.0)
    assert bench.alert.notes == 0


# Folding ------------------------------------------------------------------------------------


@pytest.mark.parametrize("seen", [False, True])
def test_a_standing_symptom_folds_into_its_cause(seen: bool) -> None:
    bench = raised()
    if seen:
        bench.acknowledge(1)
    (fact,) = bench.at(2, Folded(into=GATEWAY))
    assert fact == AlertFolded(alert=AlertId("A-1"), occurrence=1, into=GATEWAY)
    assert (bench.state, bench.alert.standing) == (State.NORMAL, False)


def test_a_returned_alert_is_no_symptom_and_still_wants_a_person() -> None:
    bench = raised()
    bench.measure(10, 50.0)
    assert bench.at(11, Folded(into=GATEWAY)) == ()
    bench.expect(State.RETURNED)


def test_folding_stops_a_delay_that_was_running() -> None:
    bench = Bench(pm10(on_delay_s=10.0))
    bench.measure(0, 120.0)
    assert bench.at(5, Folded(into=GATEWAY)) == ()
    assert bench.wait_until(60) == []


def test_once_the_cause_is_gone_a_symptom_that_stands_is_raised_anew() -> None:
    bench = raised()
    bench.at(2, Folded(into=GATEWAY))
    assert bench.measure(10, 120.0) == ["raised"]
    assert bench.alert.occurrence == 2


# Conditions without a value -----------------------------------------------------------------


def test_silence_raises_and_news_returns_it() -> None:
    silent = NoDataRule(id=RuleId("any.silent"), name=NAME, priority=Priority.MEDIUM)
    bench = Bench(silent)
    (fact,) = bench.at(30, Judged(active=True))
    assert isinstance(fact, AlertRaised)
    assert (fact.priority, fact.limit, fact.value) == (Priority.MEDIUM, None, None)
    assert names(bench.at(40, Judged(active=True))) == []
    assert names(bench.at(50, Judged(active=False))) == ["returned"]


def test_offline_waits_for_its_delays_whatever_else_is_heard() -> None:
    offline = OfflineRule(
        id=RuleId("any.offline"),
        name=NAME,
        priority=Priority.HIGH,
        on_delay_s=60.0,
        off_delay_s=30.0,
    )
    bench = Bench(offline)
    assert bench.at(0, Judged(active=True)) == ()
    assert deadline(offline, bench.alert) == 60_000
    assert bench.wait_until(60) == ["raised"]
    bench.acknowledge(61)
    assert bench.at(100, Judged(active=False)) == ()
    assert names(bench.at(131, Judged(active=True))) == ["cleared"]
    assert deadline(offline, bench.alert) == 191_000


def test_a_condition_without_a_value_takes_none() -> None:
    silent = NoDataRule(id=RuleId("any.silent"), name=NAME, priority=Priority.MEDIUM)
    with pytest.raises(TypeError):
        Bench(silent).measure(0, 1.0)


# A rule rewritten between two starts --------------------------------------------------------


def test_a_rule_that_lost_its_severe_levels_eases_what_stood_there() -> None:
    bench = raised(value=300.0)
    bench.rule = pm10(levels=pm10().levels[:1])
    assert bench.wait_until(1) == ["eased"]
    assert bench.measure(10, 50.0) == ["returned"]


def test_a_rule_that_gained_a_level_rises_to_it() -> None:
    bench = raised(pm10(levels=pm10().levels[:1]), value=160.0)
    bench.rule = pm10()
    assert bench.wait_until(1) == []
    assert bench.measure(10, 160.0) == ["rose"]
