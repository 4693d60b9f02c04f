"""Rules that judge a mean: what is known moves alerts, what is unknown moves nothing."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from console.domain.alert_facts import AlertRaised, AlertReturned
from console.domain.alerts import State
from console.domain.facts import What
from console.domain.gauges import Mean
from console.domain.ids import AlertId, RuleId, SensorId
from console.domain.readings import Reading
from console.domain.rules import LimitRule
from console.domain.sites import Site
from console.domain.values import Quality
from console.hub.changes import Verdict
from console.hub.engine import Engine
from tests.sites import HIGH, PERIOD_S, named, probe, sensor_of, small_site

T = 1_790_000_000_000
P1 = sensor_of("p1")
MEAN = RuleId("air.pm10.mean")
WINDOW_S = 100.0  # ten periods


def mean_site(**changes: float) -> Site:
    """Return a site whose probe is judged by single readings and by a mean."""
    site = small_site(probe("p1"))
    high = site.rules[HIGH]
    assert isinstance(high, LimitRule)
    mean = replace(
        high, id=MEAN, name=named("均值", "mean"), gauge=Mean(window_s=WINDOW_S), **changes
    )
    device = next(device for device in site.devices.values() if device.id == "p1")
    (sensor,) = device.sensors
    both = replace(device, sensors=(replace(sensor, rules=(*sensor.rules, MEAN)),))
    return replace(
        site, devices={**site.devices, device.id: both}, rules={**site.rules, MEAN: mean}
    )


def started(site: Site | None = None) -> Engine:
    """Return an engine that listens since T."""
    engine = Engine(site or mean_site(), (), next_alert=1)
    engine.begin({}, T)
    return engine


def at(period: float) -> int:
    """Return the moment so many periods after T."""
    return T + round(period * PERIOD_S * 1000)


def tell(engine: Engine, values: Iterable[float | None], first: int = 1) -> None:
    """Take a reading each period; None is a period without one."""
    for number, value in enumerate(values, first):
        if value is not None:
            engine.measure(Reading(P1, at(number), value))


def means(engine: Engine) -> list[tuple[int, type[What], float | None]]:
    """Return when what happened to the mean's alert, with the value told."""
    alert = next((a.id for a in engine.alerts() if a.rule == MEAN), None)
    return [
        (h.at, type(h.what), h.what.value)
        for h in engine.take_changes().happenings
        if isinstance(h.what, AlertRaised | AlertReturned) and h.what.alert == alert
    ]


def judged(engine: Engine) -> tuple[int, float] | None:
    """Return the newest valid mean and its moment."""
    figure = engine.judged(MEAN, P1)
    return None if figure is None else (figure.at, figure.value)


def states(engine: Engine) -> dict[RuleId, State]:
    """Return the alerts in the queue."""
    return {alert.rule: alert.state for alert in engine.alerts() if alert.in_queue}


def test_a_gust_moves_the_reading_and_not_the_mean() -> None:
    engine = started()
    tell(engine, [20] * 9 + [240] + [20] * 9)
    assert states(engine) == {HIGH: State.RETURNED}


def test_what_lasts_moves_the_mean_and_is_told_as_the_mean() -> None:
    engine = started()
    tell(engine, [20] * 10 + [120] * 10)
    assert means(engine) == [(at(19), AlertRaised, 110.0)]
    tell(engine, [20] * 10, first=21)
    assert means(engine) == [(at(24), AlertReturned, 80.0)]


def test_half_a_window_is_not_judged() -> None:
    engine = started()
    tell(engine, [200] * 7)
    assert MEAN not in states(engine)
    tell(engine, [200], first=8)
    assert states(engine)[MEAN] is State.UNACKNOWLEDGED


def test_an_unknown_mean_neither_raises_nor_clears() -> None:
    engine = started()
    tell(engine, [200] * 10)
    means(engine)
    tell(engine, [20, None, None, 20, None, None, 20, None, None, 20], first=20)
    assert means(engine) == []
    assert judged(engine) == (at(10), 200.0)


def test_no_delay_runs_on_an_unknown_mean() -> None:
    engine = started(mean_site(off_delay_s=60))
    tell(engine, [200] * 10)
    tell(engine, [20] * 8 + [None] * 12 + [20] * 7, first=11)
    engine.pass_time(at(38))
    assert [what for _, what, _ in means(engine)] == [AlertRaised]
    tell(engine, [20] * 9, first=38)
    assert [what for _, what, _ in means(engine)] == [AlertReturned]


def test_doubtful_readings_cover_nothing() -> None:
    engine = started()
    for number in range(1, 11):
        quality = Quality.GOOD if number % 2 else Quality.SUSPECT
        engine.measure(Reading(P1, at(number), 200.0, quality))
    assert MEAN not in states(engine)


def test_late_readings_move_nothing_but_are_in_the_means_to_come() -> None:
    engine = started()
    tell(engine, [50, 50, 50, None, None, 50, 50, None, None, 50])
    assert judged(engine) is None
    for number in (5, 4, 8, 9):
        assert engine.measure(Reading(P1, at(number), 200.0)) is Verdict.LATE
    assert MEAN not in states(engine)
    assert engine.measure(Reading(P1, at(10), 1.0)) is Verdict.DUPLICATE
    tell(engine, [50], first=11)
    assert judged(engine) == (at(11), 110.0)
    assert states(engine)[MEAN] is State.UNACKNOWLEDGED


def history_of(readings: list[Reading]) -> Engine:
    """Return an engine that took up where the store left off."""
    before = started()
    for reading in readings:
        before.measure(reading)
    kept = tuple(before.take_changes().alerts.values())
    again = Engine(mean_site(), kept, next_alert=9)

    def history(sensor: SensorId, since: int, most: int) -> list[Reading]:
        return [reading for reading in readings if reading.at >= since][-most:]

    again.begin({P1: readings[-1]}, readings[-1].at + 1, history)
    return again


def test_a_restart_rebuilds_the_mean() -> None:
    values = [20.0] * 30 + [120.0] * 8
    readings = [Reading(P1, at(number), value) for number, value in enumerate(values, 1)]
    whole, again = started(), history_of(readings)
    tell(whole, values)
    assert judged(again) == judged(whole) == (at(38), 100.0)
    for engine in (whole, again):
        tell(engine, [120], first=39)
        assert means(engine) == [(at(39), AlertRaised, 110.0)]


def test_a_restart_keeps_an_alert_standing_and_its_evidence() -> None:
    readings = [Reading(P1, at(number), 200.0) for number in range(1, 15)]
    again = history_of(readings)
    standing = again.alert(AlertId("A-2"))
    assert (standing.rule, standing.state) == (MEAN, State.UNACKNOWLEDGED)
    assert (standing.value, standing.evidence_until) == (200.0, at(14 + 1.5))


def test_without_history_the_mean_is_unknown_until_it_is_covered() -> None:
    engine = Engine(mean_site(), (), next_alert=1)
    engine.begin({P1: Reading(P1, at(0), 200.0)}, at(0))
    tell(engine, [200] * 7)
    assert MEAN not in states(engine)
    tell(engine, [200], first=8)
    assert MEAN in states(engine)
