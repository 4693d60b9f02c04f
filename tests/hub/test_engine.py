"""The engine: what a reading, a status and the passing of time do to the alerts of a site."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.clock import utc
from console.contract.facts import Who
from console.contract.sensors import RecordReading
from console.domain.alert_facts import AlertFolded, AlertRaised, AlertRetired, AlertReturned
from console.domain.alerts import Alert, State
from console.domain.facts import What
from console.domain.ids import AlertId, DeviceId
from console.domain.readings import Reading
from console.domain.rules import LimitRule
from console.domain.sites import Site
from console.domain.stimuli import Acknowledge, Measured
from console.domain.values import Quality, Role
from console.errors import NotFound
from console.hub.agenda import SENSORS, Agenda
from console.hub.alert_book import AlertBook
from console.hub.changes import Changes, Verdict
from console.hub.engine import Engine
from console.hub.people import Seat
from console.hub.sensor_desk import SensorDesk
from tests.sites import GATEWAY, HIGH, OFFLINE, PERIOD_S, probe, sensor_of, small_site

T = 1_790_000_000_000
P1 = sensor_of("p1")


def started(site: Site | None = None, alerts: tuple[Alert, ...] = ()) -> Engine:
    """Return an engine that listens since T."""
    engine = Engine(site or small_site(), alerts, next_alert=len(alerts) + 1)
    engine.begin({}, T)
    return engine


def facts(engine: Engine) -> list[What]:
    """Return what happened since last asked."""
    return [happening.what for happening in engine.take_changes().happenings]


def after(seconds: float) -> int:
    """Return a moment so long after T."""
    return T + round(seconds * 1000)


def measure(engine: Engine, seconds: float, value: float, sensor: str = P1) -> Verdict:
    """Take a good reading."""
    return engine.measure(Reading(sensor_of(*sensor.split("/")), after(seconds), value))


def standing(engine: Engine) -> set[tuple[str, str, State]]:
    """Return what is in the queue."""
    return {(a.rule, a.target, a.state) for a in engine.alerts() if a.in_queue}


def test_a_value_past_its_limit_raises_and_back_past_clear_returns() -> None:
    engine = started()
    measure(engine, 1, 150)
    assert standing(engine) == {(HIGH, P1, State.UNACKNOWLEDGED)}
    measure(engine, 2, 95)  # within the deadband
    assert standing(engine) == {(HIGH, P1, State.UNACKNOWLEDGED)}
    measure(engine, 3, 89)
    assert standing(engine) == {(HIGH, P1, State.RETURNED)}


def test_calm_values_spend_no_alert_numbers() -> None:
    engine = started()
    measure(engine, 1, 20)
    measure(engine, 2, 30)
    assert facts(engine) == []
    measure(engine, 3, 150)
    assert engine.alert(AlertId("A-1")).target == P1
    with pytest.raises(NotFound):
        engine.alert(AlertId("A-2"))


def test_older_and_equal_readings_move_nothing() -> None:
    engine = started()
    assert measure(engine, 5, 20) is Verdict.FRESH
    assert measure(engine, 4, 500) is Verdict.LATE
    assert measure(engine, 5, 500) is Verdict.DUPLICATE
    assert facts(engine) == []


def test_doubtful_readings_neither_raise_nor_clear() -> None:
    engine = started()
    engine.measure(Reading(P1, after(1), 500, Quality.SUSPECT))
    assert facts(engine) == []
    measure(engine, 2, 500)
    engine.measure(Reading(P1, after(3), 5, Quality.SUSPECT))
    assert standing(engine) == {(HIGH, P1, State.UNACKNOWLEDGED)}


def test_delays_fall_due_at_their_own_moment_however_late_the_hub_looks() -> None:
    engine = started(small_site(on_delay_s=12))
    measure(engine, 0, 150)
    measure(engine, 10, 150)
    engine.pass_time(after(60))
    raised = engine.take_changes().happenings
    assert next((h.at, type(h.what)) for h in raised if isinstance(h.what, AlertRaised)) == (
        after(12),
        AlertRaised,
    )


def test_batches_do_not_matter() -> None:
    values = [20, 150, 160, 300, 95, 80, 20, 260, 20, 20]
    readings = [Reading(P1, after(i * PERIOD_S), float(v)) for i, v in enumerate(values)]
    one, other = (started(small_site(on_delay_s=5, off_delay_s=15)) for _ in range(2))
    for reading in readings:
        one.measure(reading)
    one.pass_time(after(120))
    for reading in readings:
        other.pass_time(reading.at)
        other.measure(reading)
        other.pass_time(reading.at + 4_000)
    other.pass_time(after(120))
    assert one.take_changes().happenings == other.take_changes().happenings


def test_a_gateway_offline_is_one_alert_for_all_that_hangs_behind_it() -> None:
    engine = started()
    engine.device_said(DeviceId("p1"), False, after(1))
    assert standing(engine) == {(OFFLINE, "p1", State.UNACKNOWLEDGED)}
    engine.device_said(GATEWAY, False, after(2))
    assert standing(engine) == {(OFFLINE, GATEWAY, State.UNACKNOWLEDGED)}
    assert any(isinstance(f, AlertFolded) and f.into == GATEWAY for f in facts(engine))
    engine.device_said(DeviceId("p2"), False, after(3))
    engine.pass_time(after(3_600))  # no "no data" either: the cause is known
    assert standing(engine) == {(OFFLINE, GATEWAY, State.UNACKNOWLEDGED)}


def test_what_is_still_gone_when_the_gateway_is_back_stands_for_itself() -> None:
    engine = started()
    engine.device_said(GATEWAY, False, after(1))
    engine.device_said(DeviceId("p1"), False, after(2))
    engine.device_said(GATEWAY, True, after(3))
    assert standing(engine) == {
        (OFFLINE, GATEWAY, State.RETURNED),
        (OFFLINE, "p1", State.UNACKNOWLEDGED),
    }


def test_one_silent_sensor_and_a_silent_device() -> None:
    site = small_site(probe("p1", ("pm10", "pm25")))
    engine = started(site)
    for i in range(20):
        measure(engine, i * 10, 20, "p1/pm25")  # pm10 never speaks
    assert standing(engine) == {("sensor.silent", "p1/pm10", State.UNACKNOWLEDGED)}
    engine.pass_time(after(190 + 31))
    assert standing(engine) == {("device.silent", "p1", State.UNACKNOWLEDGED)}
    measure(engine, 230, 20, "p1/pm25")
    assert standing(engine) == {("device.silent", "p1", State.RETURNED)}
    engine.pass_time(after(230 + 29))
    assert standing(engine) == {("device.silent", "p1", State.RETURNED)}


def test_silence_counts_from_when_the_hub_listens() -> None:
    engine = started()
    engine.pass_time(after(29))
    assert standing(engine) == set()
    engine.listen(after(29))
    engine.pass_time(after(58))
    assert standing(engine) == set()


def test_no_silence_counts_while_nothing_can_be_heard() -> None:
    engine = started()
    engine.deafen(T)
    engine.pass_time(after(3_600))
    assert standing(engine) == set()
    engine.listen(after(3_600))
    engine.pass_time(after(3_629))
    assert standing(engine) == set()
    engine.pass_time(after(3_631))
    assert {rule for rule, _, _ in standing(engine)} == {"device.silent"}


def test_a_deadline_put_off_by_every_reading_is_on_the_agenda_once() -> None:
    class Counted(Agenda):
        added = 0

        def add(self, due: int, rank: int, whose: object) -> None:
            self.added += 1
            super().add(due, rank, whose)

    (rule,) = (rule for id, rule in small_site().rules.items() if id == HIGH)
    assert isinstance(rule, LimitRule)
    slow = replace(rule, on_delay_s=0, off_delay_s=3_600)
    agenda, key = Counted(), (HIGH, P1)
    book = AlertBook({HIGH: slow}, (), Changes(), agenda, next_alert=1)
    agenda.keep(SENSORS, book.fall_due)
    for second in range(2_000):  # it eases and comes back: the end is put off each time
        value = 150 if second % 2 else 50
        book.apply(key, Measured(value, after(second + 7_200)), after(second))
    assert agenda.added <= 2
    agenda.pass_time(after(2_000 + 3_600))
    assert book.by_key[key].state is State.UNACKNOWLEDGED
    book.apply(key, Measured(50, after(9_999)), after(2_001))
    agenda.pass_time(after(2_001 + 3_599))
    assert book.by_key[key].standing
    agenda.pass_time(after(2_001 + 3_600))
    assert not book.by_key[key].standing


def test_a_reading_taken_by_hand_makes_nobody_else_late() -> None:
    engine = started()
    desk = SensorDesk(engine.site, engine)
    by_hand = RecordReading(sensor=P1, value=150, how="by eye", at=utc(after(59)))
    seat = Seat(Who("Li", "li"), Role.OPERATOR)
    desk.handlers[RecordReading](by_hand, seat, after(1))
    assert standing(engine) == {(HIGH, P1, State.UNACKNOWLEDGED)}  # and no device is silent
    engine.pass_time(after(31))
    assert ("device.silent", "p2", State.UNACKNOWLEDGED) in standing(engine)


def test_a_clock_that_runs_ahead_lets_no_time_pass_for_others() -> None:
    engine = started()
    measure(engine, 1, 20)
    engine.measure(Reading(sensor_of("p2"), after(540), 20.0), after(2))
    assert standing(engine) == set()


def test_a_restart_loses_no_timer() -> None:
    site = small_site(on_delay_s=12)
    before = started(site)
    measure(before, 0, 150)
    kept = tuple(before.take_changes().alerts.values())
    again = Engine(site, kept, next_alert=2)
    again.begin({P1: Reading(P1, after(0), 150.0)}, after(5))
    again.measure(Reading(P1, after(10), 150.0))
    again.pass_time(after(13))
    assert standing(again) == {(HIGH, P1, State.UNACKNOWLEDGED)}


def test_a_silence_that_stood_before_a_restart_ends_with_the_next_reading() -> None:
    before = started()
    before.pass_time(after(31))
    kept = tuple(before.take_changes().alerts.values())
    again = Engine(small_site(), kept, next_alert=9)
    again.begin({}, after(40))
    again.measure(Reading(P1, after(41), 20.0))
    assert any(isinstance(f, AlertReturned) for f in facts(again))


def test_a_rule_that_is_gone_retires_its_alert() -> None:
    before = started()
    measure(before, 1, 150)
    kept = tuple(before.take_changes().alerts.values())
    site = small_site(probe("p2"))
    again = Engine(site, kept, next_alert=9)
    again.begin({}, after(2))
    assert facts(again) == [AlertRetired(alert=AlertId("A-1"), occurrence=1)]
    assert standing(again) == set()


def test_an_act_advances_the_alert_it_names() -> None:
    engine = started()
    measure(engine, 1, 150)
    alert = engine.act(AlertId("A-1"), Acknowledge(1, "Li"), after(2))
    assert (alert.state, alert.acknowledged_by) == (State.ACKNOWLEDGED, "Li")
    with pytest.raises(NotFound):
        engine.act(AlertId("A-9"), Acknowledge(1, "Li"), after(3))
