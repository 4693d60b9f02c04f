"""Editions of one rule: in force by the day of the data, changed over at local midnight."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.clock import moment
from console.domain.alert_facts import AlertRaised
from console.domain.alerts import State
from console.domain.conditions import Condition, SensorIs
from console.domain.editions import changes_next, in_force, ordered, rules_on
from console.domain.facts import SuppressionBegan, SuppressionEnded, What
from console.domain.gauges import AirIndex, Gauge, Mean, Value
from console.domain.ids import DeviceId, RuleId, SensorId
from console.domain.readings import Reading
from console.domain.rules import Level, LimitRule, NoDataRule, RecurringRule
from console.domain.sites import Site
from console.domain.values import Priority
from console.hub.engine import Engine
from tests.sites import HIGH, PERIOD_S, SILENT, named, placed, probe, sensor_of, small_site

SENSOR = sensor_of("p1", "pm25")
MIDNIGHT = moment(datetime(2026, 3, 1, tzinfo=ZoneInfo("Asia/Shanghai")))
STEP = round(PERIOD_S * 1000)


def edition(name: str, *limits: float, gauge: Gauge | None = None) -> LimitRule:
    """Return an edition with these limits, each cleared 10 below."""
    dates = {"old": (None, date(2026, 2, 28)), "new": (date(2026, 3, 1), None)}
    levels = tuple(
        Level(priority=priority, limit=limit, clear=limit - 10)
        for priority, limit in zip(Priority, limits, strict=False)
    )
    return LimitRule(
        id=HIGH,
        name=named("颗粒物", "particles"),
        edition=name,
        valid_from=dates[name][0],
        valid_to=dates[name][1],
        levels=levels,
        gauge=gauge or Value(),
    )


def site_of(old: LimitRule, new: LimitRule) -> Site:
    """Return a site with both editions; the file was read when the new one was in force."""
    device = placed(probe("p1", ("pm25",)), 30.66, 104.0)
    (sensor,) = device.sensors
    own = replace(device, rules=(), sensors=(replace(sensor, rules=(HIGH,)),))
    made = small_site(own)
    gateway = replace(made.devices[DeviceId("gw")], rules=())
    devices = {gateway.id: gateway, own.id: own}
    return replace(made, devices=devices, rules={HIGH: new}, editions={HIGH: (old, new)})


def started(site: Site, now: int) -> Engine:
    """Return an engine that listens since then."""
    engine = Engine(site, (), next_alert=1)
    engine.begin({}, now)
    return engine


def take(engine: Engine, at: int, value: float) -> None:
    """Take a reading."""
    engine.measure(Reading(SENSOR, at, value), at)


def state(engine: Engine) -> State:
    """Return the alert's state."""
    alert = engine.book.by_key.get((HIGH, SENSOR))
    return State.NORMAL if alert is None else alert.state


def test_the_day_of_the_data_decides() -> None:
    site = site_of(edition("old", 75), edition("new", 60))
    before, after = started(site, MIDNIGHT - 1), started(site, MIDNIGHT)
    assert before.site.rules[HIGH].edition == "old"
    assert after.site.rules[HIGH].edition == "new"
    assert site.rules[HIGH].edition == "new"  # the file's own is left alone
    for engine in (before, after):
        take(engine, MIDNIGHT - 1 if engine is before else MIDNIGHT, 70)
    assert (state(before), state(after)) == (State.NORMAL, State.UNACKNOWLEDGED)


def test_at_midnight_the_next_reading_is_judged_by_the_other_edition() -> None:
    engine = started(site_of(edition("old", 75), edition("new", 60)), MIDNIGHT - 10 * STEP)
    for step in range(-9, 0):
        take(engine, MIDNIGHT + step * STEP, 70)
    assert state(engine) is State.NORMAL
    engine.pass_time(MIDNIGHT)
    assert engine.site.rules[HIGH].edition == "new"
    assert state(engine) is State.NORMAL  # a reading of yesterday is judged by no rule of today
    take(engine, MIDNIGHT + STEP, 70)
    assert state(engine) is State.UNACKNOWLEDGED
    raised = [h.what for h in engine.take_changes().happenings if isinstance(h.what, AlertRaised)]
    assert [what.limit for what in raised] == [60]


def test_an_alert_gets_as_many_lanes_as_the_new_edition_has_levels() -> None:
    old, new = edition("old", 75, 115, 150), edition("new", 60)
    engine = started(site_of(old, new), MIDNIGHT - 10 * STEP)
    take(engine, MIDNIGHT - STEP, 120)
    assert engine.book.by_key[HIGH, SENSOR].level == 1
    take(engine, MIDNIGHT + STEP, 120)
    alert = engine.book.by_key[HIGH, SENSOR]
    assert (len(alert.lanes), alert.level, alert.state) == (1, 0, State.UNACKNOWLEDGED)
    back = started(
        site_of(
            replace(new, valid_from=None, valid_to=old.valid_to),
            replace(old, valid_from=date(2026, 3, 1), valid_to=None),
        ),
        MIDNIGHT - 10 * STEP,
    )
    take(back, MIDNIGHT - STEP, 120)
    take(back, MIDNIGHT + STEP, 120)
    alert = back.book.by_key[HIGH, SENSOR]
    assert (len(alert.lanes), alert.level) == (3, 1)


def test_one_that_no_edition_of_today_minds_returns_with_the_next_reading() -> None:
    engine = started(site_of(edition("old", 75), edition("new", 200)), MIDNIGHT - 10 * STEP)
    take(engine, MIDNIGHT - STEP, 120)
    engine.pass_time(MIDNIGHT)
    assert state(engine) is State.UNACKNOWLEDGED
    take(engine, MIDNIGHT + STEP, 120)
    assert state(engine) is State.RETURNED


def figures(engine: Engine, gauge: Gauge, readings: list[Reading]) -> list[float | None]:
    """Return what is judged of each reading."""
    found: list[float | None] = []
    for reading in readings:
        engine.measure(reading, reading.at)
        figure = engine.judged(HIGH, SENSOR)
        found.append(figure.value if figure is not None and figure.at == reading.at else None)
    return found


@pytest.mark.parametrize("to", ["index", "mean"])
def test_what_was_measured_before_midnight_still_counts_after_it(to: str) -> None:
    mean, index = Mean(window_s=3600), AirIndex(edition="2012")
    old = edition("old", 900, gauge=index)
    new = edition("new", 900, gauge=replace(index, edition="2026") if to == "index" else mean)
    readings = [Reading(SENSOR, MIDNIGHT + n * STEP, 75.0) for n in range(-400, 20)]
    engine = Engine(site_of(old, new), (), next_alert=1)

    def history(sensor: SensorId, since: int, most: int) -> list[Reading]:
        return [r for r in readings if since <= r.at < MIDNIGHT][-most:]

    engine.begin({}, readings[0].at, history)
    found = figures(engine, index, readings)
    assert found[399] == 100  # IAQI of 75 µg/m³ in 2012
    assert found[400:] == ([114.0] * 20 if to == "index" else [75.0] * 20)


BELOW_ZERO = SensorIs(sensor=SENSOR, below=0)  # it never is


def began(engine: Engine) -> list[What]:
    """Return what was told of suppressions since last asked."""
    told = SuppressionBegan | SuppressionEnded
    return [h.what for h in engine.take_changes().happenings if isinstance(h.what, told)]


def test_the_condition_of_an_edition_is_asked_from_its_first_day_on() -> None:
    old, new = edition("old", 75), replace(edition("new", 75), only_when=BELOW_ZERO)
    engine = started(site_of(old, new), MIDNIGHT - 10 * STEP)
    take(engine, MIDNIGHT - STEP, 120)
    assert state(engine) is State.UNACKNOWLEDGED  # the file was read when the new one was in force
    assert began(engine) == []
    engine.pass_time(MIDNIGHT)
    assert state(engine) is State.SUPPRESSED
    assert began(engine) == [SuppressionBegan(suppression=HIGH)]
    take(engine, MIDNIGHT + STEP, 50)
    take(engine, MIDNIGHT + 2 * STEP, 120)
    assert state(engine) is State.SUPPRESSED


@pytest.mark.parametrize("then", [None, SensorIs(sensor=SENSOR, above=0)])
def test_the_condition_of_an_edition_is_over_with_its_last_day(then: Condition | None) -> None:
    old, new = replace(edition("old", 75), only_when=BELOW_ZERO), edition("new", 75)
    engine = started(site_of(old, replace(new, only_when=then)), MIDNIGHT - 10 * STEP)
    take(engine, MIDNIGHT - STEP, 120)
    assert state(engine) is State.SUPPRESSED
    engine.pass_time(MIDNIGHT)
    assert state(engine) is State.UNACKNOWLEDGED
    kept = engine.take_changes().kept["Remembered", HIGH]
    assert (kept is None) is (then is None)
    engine.pass_time(MIDNIGHT + 10 * STEP)  # what the old one waited for comes to nothing
    assert state(engine) is State.UNACKNOWLEDGED


def test_a_restart_knows_what_an_edition_remembered() -> None:
    old, new = replace(edition("old", 75), only_when=BELOW_ZERO), edition("new", 75)
    engine = started(site_of(old, new), MIDNIGHT - 10 * STEP)
    take(engine, MIDNIGHT - STEP, 120)
    changes = engine.take_changes()
    kept = [what for what in changes.kept.values() if what is not None]
    newest = {SENSOR: Reading(SENSOR, MIDNIGHT - STEP, 120)}
    for now, expected in (
        (MIDNIGHT - 1, State.SUPPRESSED),
        (MIDNIGHT, State.UNACKNOWLEDGED),
    ):
        again = Engine(site_of(old, new), changes.alerts.values(), next_alert=2, kept=kept)
        again.begin(newest, now)
        assert state(again) is expected
        assert began(again) == ([] if now < MIDNIGHT else [SuppressionEnded(suppression=HIGH)])


def silent_site(*periods: float) -> Site:
    """Return a site whose sensor may be silent for so many periods, by edition."""
    site = site_of(edition("old", 900), edition("new", 900))
    old, new = (
        NoDataRule(
            id=SILENT,
            name=named("无数据", "no data"),
            priority=Priority.LOW,
            periods=many,
            valid_from=rule.valid_from,
            valid_to=rule.valid_to,
        )
        for many, rule in zip(periods, site.editions[HIGH], strict=True)
    )
    device = site.devices[DeviceId("p1")]
    (sensor,) = device.sensors
    heard = replace(device, sensors=(replace(sensor, rules=(SILENT,)),))
    devices = {**site.devices, device.id: heard}
    return replace(site, devices=devices, rules={SILENT: new}, editions={SILENT: (old, new)})


def silent_since(engine: Engine) -> int | None:
    """Return when the alert of silence was raised, if it stands."""
    alert = engine.book.by_key.get((SILENT, SENSOR))
    return alert.raised_at if alert is not None and alert.standing else None


@pytest.mark.parametrize(
    ("old", "new", "due"),
    [(100, 6, 0), (100, 12, 2), (12, 100, 90), (6, 100, -4)],
)
def test_silence_lasts_by_the_edition_of_the_day(old: float, new: float, due: int) -> None:
    engine = started(silent_site(old, new), MIDNIGHT - 20 * STEP)
    take(engine, MIDNIGHT - 10 * STEP, 1)
    for step in range(-9, 90):
        engine.pass_time(MIDNIGHT + step * STEP)
        assert (silent_since(engine) is not None) is (step >= due)
    engine.pass_time(MIDNIGHT + 90 * STEP)
    assert silent_since(engine) == MIDNIGHT + due * STEP


def test_editions_are_in_order_and_do_not_overlap() -> None:
    old, new = edition("old", 75), edition("new", 60)
    assert ordered([new, old]) == (old, new)
    assert ordered([old, replace(new, valid_from=None)]) is None
    assert ordered([old, replace(new, valid_from=date(2026, 2, 28))]) is None
    often = RecurringRule(
        id=RuleId("r"), name=old.name, of=HIGH, priority=Priority.LOW, valid_to=old.valid_to
    )
    later = replace(often, valid_from=new.valid_from, valid_to=None, times=5)
    assert ordered([often, later]) == (often, later)
    assert ordered([often, replace(later, of=SILENT)]) is None
    assert ordered([replace(old, valid_to=None), new]) is None


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(begins=st.lists(days, min_size=1, max_size=5, unique=True), day=days)
def test_one_edition_is_in_force_on_every_day(begins: list[date], day: date) -> None:
    several = [
        replace(edition("new", 60), valid_from=begin, edition=begin.isoformat())
        for begin in sorted(begins)
    ]
    found = in_force(several, day)
    begun = [rule for rule in several if rule.valid_from is not None and rule.valid_from <= day]
    assert found == (begun[-1] if begun else several[0])
    editions = {RuleId("r"): several}
    assert rules_on(editions, day) == {"r": found}
    following = changes_next(editions, day)
    assert following == min((begin for begin in begins if begin > day), default=None)
