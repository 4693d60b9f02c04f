"""Points of every sort of rule: what proves them normal, and what does not."""

from __future__ import annotations

from msgspec.structs import replace

from console.domain.case_facts import CaseOpened, Point
from console.domain.case_moves import Dispatch, Finish, Order, Report, Travel
from console.domain.cases import Leg
from console.domain.causes import Action, Cause, Seen
from console.domain.gauges import Deviation, Unchanged, WaterClass
from console.domain.ids import CaseId, DeviceId, RuleId, TargetId, UnitId
from console.domain.readings import Reading
from console.domain.rules import QualityRule, RecurringRule
from console.domain.sites import Site
from console.domain.stimuli import Judged
from console.domain.values import Priority
from console.hub.engine import Engine
from tests.hub.test_figures import PERIOD, RULE, T, at, row, row_of_probes, rule_of, site_of
from tests.sites import HIGH, named, probe, sensor_of, small_site

C1, U1 = CaseId("C-1"), UnitId("u1")
P1 = sensor_of("p1")


def verifying(site: Site, rule: RuleId, target: TargetId) -> Engine:
    """Return an engine whose case has been put right at T, and waits for its point."""
    engine = Engine(site, (), next_alert=1)
    engine.begin({}, T - PERIOD)
    point = Point(rule=rule, target=target, window_s=3 * PERIOD / 1000)
    engine.casebook.open(CaseOpened(case=C1, points=(point,)), "Li", T - PERIOD)
    for move in (
        Dispatch(U1, "Li"),
        Travel(U1, Leg.ON_SITE),
        Report(U1, (Seen(cause=Cause.CONSTRUCTION_DUST),)),
        Order(1, Action.DUST_SPRAY, "site", "Li"),
        Finish(1, "Wang"),
    ):
        engine.casebook.act(C1, move, T)
    engine.take_changes()
    return engine


def news(engine: Engine, until: float) -> list[str]:
    """Let time pass; return what happened to the case."""
    engine.pass_time(at(until))
    taken = engine.take_changes().happenings
    return [type(h.what).__name__ for h in taken if hasattr(h.what, "case")]


def test_a_deviation_is_normal_once_its_neighbours_are_in() -> None:
    engine = verifying(site_of(rule_of(Deviation(least=3), 50, 40), *row_of_probes()), RULE, P1)
    row(engine, 1, [100, 20, 20, 20, 20])
    assert news(engine, 1) == []
    row(engine, 2, [100, 90, 90, 90, 90])
    assert news(engine, 2) == ["PointNormal"]
    row(engine, 3, [100, None, None, None, None])  # alone it says nothing
    assert news(engine, 3) == []
    row(engine, 4, [100, 20, 20, 20, 20])
    assert news(engine, 4) == ["VerificationBroken"]


def test_the_least_that_water_can_be_proves_nothing() -> None:
    site = site_of(rule_of(WaterClass(target=3), 0.5), probe("p1", ("do", "nh3n")))
    engine = verifying(site, RULE, DeviceId("p1"))
    engine.measure(Reading(sensor_of("p1", "do"), at(1), 7.0))
    assert news(engine, 1) == []
    for period in (2, 3):
        for item in ("do", "nh3n"):
            value = 7.0 if item == "do" else 0.2
            engine.measure(Reading(sensor_of("p1", item), at(period), value))
    assert news(engine, 3) == ["PointNormal"]
    engine.measure(Reading(sensor_of("p1", "nh3n"), at(4), 3.0))
    assert news(engine, 4) == ["VerificationBroken"]


def test_one_that_stood_still_is_normal_once_it_moves() -> None:
    engine = verifying(site_of(rule_of(Unchanged(), 20), probe("p1")), RULE, P1)
    for period in (1, 2):
        row(engine, period, [50.0])
    assert news(engine, 2) == []  # for all that is known it has stood still for ever
    row(engine, 3, [51.0])
    assert news(engine, 3) == ["PointNormal"]
    row(engine, 4, [51.0])
    assert news(engine, 4) == []
    row(engine, 5, [51.0])  # as long as the rule allows, no longer less
    assert news(engine, 5) == ["VerificationBroken"]


def test_a_pattern_is_normal_when_what_it_counts_is() -> None:
    again = RuleId("again")
    pattern = RecurringRule(
        id=again, name=named("时有超标", "now and then"), of=HIGH, priority=Priority.LOW
    )
    made = small_site(probe("p1"))
    device = made.devices[DeviceId("p1")]
    (sensor,) = device.sensors
    own = replace(device, rules=(), sensors=(replace(sensor, rules=(HIGH, again)),))
    rules = {**made.rules, again: pattern}
    engine = verifying(replace(made, devices={**made.devices, own.id: own}, rules=rules), again, P1)
    row(engine, 1, [150])
    assert news(engine, 1) == []
    row(engine, 2, [20])
    assert news(engine, 2) == ["PointNormal"]
    for period in (3, 4):
        row(engine, period, [20])
    row(engine, 5, [20])
    assert news(engine, 5) == ["CaseVerified"]


def test_what_is_not_measured_is_normal_when_its_alert_does_not_stand() -> None:
    repair = RuleId("repair")
    rule = QualityRule(id=repair, name=named("待检修", "repair"), priority=Priority.LOW)
    made = small_site(probe("p1"))
    own = replace(made.devices[DeviceId("p1")], rules=(repair,))
    site = replace(made, devices={**made.devices, own.id: own}, rules={**made.rules, repair: rule})
    engine = verifying(site, repair, own.id)
    assert engine.casebook.case(C1).watched[0].normal_since == T
    engine.book.apply((repair, own.id), Judged(True), at(1))
    assert news(engine, 1) == ["VerificationBroken"]
    engine.book.apply((repair, own.id), Judged(False), at(2))
    assert news(engine, 2) == ["PointNormal"]
    assert news(engine, 5) == ["CaseVerified"]
