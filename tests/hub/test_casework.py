"""Cases in the engine: what it tells them of their points, and when."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from console.domain.alerts import Alert
from console.domain.case_facts import CaseOpened, Outcome, Point
from console.domain.case_moves import Close, Dispatch, Finish, Move, Order, Report, Travel
from console.domain.cases import Case, Leg, Step, progress
from console.domain.causes import Action, Cause, Seen
from console.domain.course_moves import Gather, Link, Return, Suspend
from console.domain.gauges import Mean
from console.domain.ids import AlertId, CaseId, DeviceId, RuleId, SensorId, TargetId, UnitId
from console.domain.readings import Reading
from console.domain.rules import LimitRule
from console.domain.sites import Site
from console.domain.values import Priority, Quality
from console.errors import Conflict, Refused
from console.hub.engine import Engine
from tests.sites import (
    DEVICE_SILENT,
    GATEWAY,
    HIGH,
    OFFLINE,
    PERIOD_S,
    SILENT,
    probe,
    sensor_of,
    small_site,
    with_units,
)

T = 1_790_000_000_000
WINDOW_S = 60.0
P1 = sensor_of("p1")
P1_DEVICE = DeviceId("p1")
SITE = with_units(small_site(probe("p1", ("pm10", "pm25"))), verify_s=WINDOW_S)
C1, U1 = CaseId("C-1"), UnitId("u1")


class Matter:
    """An engine with one case whose remedy was done at second 0; seconds count from there."""

    def __init__(self, *points: tuple[RuleId, TargetId], site: Site = SITE) -> None:
        self.engine = Engine(site, (), next_alert=1)
        self.engine.begin({}, T - 1_000)
        self.engine.listen(T - 1_000)
        watched = tuple(Point(rule=r, target=t, window_s=WINDOW_S) for r, t in points)
        self.engine.casebook.open(CaseOpened(case=C1, points=watched), "Li", T - 900)

    def settle(self) -> None:
        """Do all there is to do."""
        for move in (
            Dispatch(U1, "Li"),
            Travel(U1, Leg.ON_SITE),
            Report(U1, (Seen(cause=Cause.CONSTRUCTION_DUST),)),
            Order(1, Action.DUST_SPRAY, "site", "Li"),
            Finish(1, "Wang"),
        ):
            self.engine.casebook.act(C1, move, T)
        self.engine.take_changes()

    def measure(self, seconds: float, value: float, quality: Quality = Quality.GOOD) -> list[str]:
        """Take a reading; return what happened."""
        self.engine.measure(Reading(P1, after(seconds), value, quality))
        return self.news()

    def wait(self, seconds: float) -> list[str]:
        """Let time pass; return what happened."""
        self.engine.pass_time(after(seconds))
        return self.news()

    def news(self) -> list[str]:
        """Return what happened to the case, by name."""
        taken = self.engine.take_changes().happenings
        return [type(h.what).__name__ for h in taken if hasattr(h.what, "case")]

    @property
    def case(self) -> Case:
        """Return the case."""
        return self.engine.casebook.case(C1)

    def step(self) -> Step:
        """Return how far the case has come."""
        return self.case.step


def after(seconds: float) -> int:
    """Return the moment `seconds` after the last remedy was done."""
    return T + round(seconds * 1_000)


def at_limit() -> Matter:
    """Return a matter of dust."""
    matter = Matter((HIGH, P1))
    matter.settle()
    return matter


def test_nothing_is_assumed_of_a_limit_at_the_start() -> None:
    matter = Matter((HIGH, P1))
    matter.measure(-0.5, 20)
    matter.settle()
    assert matter.wait(WINDOW_S + 1) == []
    assert matter.step() is Step.FED_BACK


def test_readings_fill_the_window_and_time_verifies_it_at_its_moment() -> None:
    matter = at_limit()
    assert matter.measure(5, 20) == ["PointNormal"]
    for seconds in range(15, 66, 10):
        assert matter.measure(seconds, 20) == (["CaseVerified"] if seconds == 65 else [])
    assert matter.case.verified_at == after(65)


def test_between_readings_the_window_ends_at_its_own_moment() -> None:
    matter = at_limit()
    for seconds in range(7, 61, 10):
        matter.measure(seconds, 20)
    assert matter.wait(66.9) == []
    assert matter.wait(70) == ["CaseVerified"]
    assert matter.case.verified_at == after(67)
    assert progress(matter.case, after(67)) == 1


def test_evidence_ends_after_one_and_a_half_periods() -> None:
    matter = at_limit()
    matter.measure(1, 20)
    assert matter.measure(1 + 1.5 * PERIOD_S, 20) == []
    assert matter.measure(2 + 3 * PERIOD_S + 0.1, 20) == ["PointNormal"]


@pytest.mark.parametrize(("value", "normal"), [(89.9, True), (90, False), (100, False)])
def test_normal_is_back_past_the_clear_value(value: float, normal: bool) -> None:
    matter = at_limit()
    assert matter.measure(1, value) == (["PointNormal"] if normal else [])


def test_not_normal_breaks_it_also_after_it_was_verified() -> None:
    matter = at_limit()
    matter.measure(1, 20)
    assert matter.measure(2, 95) == ["VerificationBroken"]
    assert matter.measure(3, 96) == []
    for seconds in range(10, 71, 10):
        matter.measure(seconds, 20)
    assert matter.step() is Step.VERIFIED
    assert matter.measure(80, 150) == ["VerificationBroken"]
    assert matter.step() is Step.FED_BACK


def test_late_double_and_doubtful_readings_observe_nothing() -> None:
    matter = at_limit()
    matter.measure(10, 20)
    assert matter.measure(5, 300) == []
    assert matter.measure(10, 300) == []
    assert matter.measure(12, 300, Quality.SUSPECT) == []
    assert matter.case.watched[0].normal_since == after(10)


def test_what_was_measured_before_the_last_remedy_proves_nothing() -> None:
    matter = at_limit()
    assert matter.measure(-0.5, 20) == []
    assert matter.case.watched[0].normal_since is None
    assert matter.measure(0, 20) == ["PointNormal"]


def test_a_mean_is_judged_where_the_rule_judges_a_mean() -> None:
    rule = SITE.rules[HIGH]
    assert isinstance(rule, LimitRule)
    means = replace(SITE, rules={**SITE.rules, HIGH: replace(rule, gauge=Mean(window_s=40.0))})
    matter = Matter((HIGH, P1), site=means)
    for seconds in range(-40, 0, 10):
        matter.measure(seconds, 400)
    matter.settle()
    told = [matter.measure(seconds, 20) for seconds in range(1, 52, 10)]
    assert told[:3] == [[], [], []]  # normal already, but its mean is not
    assert ["PointNormal"] in told


def test_a_link_is_asked_once_then_told_of_every_change() -> None:
    matter = Matter((OFFLINE, P1_DEVICE))
    matter.engine.device_said(P1_DEVICE, False, T - 500)
    matter.settle()
    assert matter.case.watched[0].normal_since is None
    matter.engine.device_said(P1_DEVICE, True, after(5))
    assert matter.news() == ["PointNormal"]
    matter.engine.device_said(GATEWAY, False, after(20))
    assert matter.news() == ["VerificationBroken"]
    matter.engine.device_said(GATEWAY, True, after(30))
    assert matter.wait(30 + WINDOW_S) == ["PointNormal", "CaseVerified"]


def test_a_link_that_is_up_counts_from_the_start() -> None:
    matter = Matter((OFFLINE, P1_DEVICE))
    matter.settle()
    assert matter.case.watched[0].normal_since == T
    assert matter.wait(WINDOW_S) == ["CaseVerified"]


def test_links_start_over_when_nobody_listened() -> None:
    matter = Matter((OFFLINE, P1_DEVICE))
    matter.settle()
    matter.engine.listen(after(30))
    assert matter.news() == ["PointNormal"]
    assert matter.wait(WINDOW_S) == []
    assert matter.wait(30 + WINDOW_S) == ["CaseVerified"]


@pytest.mark.parametrize(
    ("rule", "target", "timeout_s"),
    [(SILENT, P1, 6 * PERIOD_S), (DEVICE_SILENT, P1_DEVICE, 3 * PERIOD_S)],
)
def test_silence_is_refuted_by_readings(rule: RuleId, target: TargetId, timeout_s: float) -> None:
    matter = Matter((rule, target))
    matter.settle()
    assert matter.case.watched[0].normal_since is None  # nothing was heard of it
    assert matter.measure(10, 500) == ["PointNormal"]  # what it says is another matter
    assert "VerificationBroken" in matter.wait(11 + timeout_s)
    assert matter.case.watched[0].normal_since is None
    assert matter.measure(200, 20) == ["PointNormal"]


def test_silence_that_a_reading_refuted_lately_counts_from_the_start() -> None:
    matter = Matter((SILENT, P1))
    matter.measure(-0.5, 20)
    matter.settle()
    assert matter.case.watched[0].normal_since == T
    for seconds in range(10, 51, 10):
        matter.measure(seconds, 20)
    assert matter.wait(WINDOW_S) == ["CaseVerified"]


def test_a_rest_is_over_at_its_moment_and_what_was_proved_before_it_is_proved_anew() -> None:
    matter = at_limit()
    assert matter.measure(5, 20) == ["PointNormal"]
    book = matter.engine.casebook
    book.act(C1, Travel(U1, Leg.RELEASED), after(6))
    book.act(C1, Suspend(after(100), "Li"), after(6))
    assert matter.news() == ["PatrolLeft", "CaseSuspended"]
    assert asked_for(matter) == []
    for seconds in range(15, 96, 10):
        assert matter.measure(seconds, 300) == []
    assert matter.wait(99.999) == []
    assert restarted(matter, 99).wait(100) == ["CaseResumed", "VerificationStarted"]
    assert matter.wait(100) == ["CaseResumed", "VerificationStarted"]
    assert (matter.case.settled_at, asked_for(matter)) == (after(100), [P1])
    for seconds in range(105, 166, 10):
        expected = {105: ["PointNormal"], 165: ["CaseVerified"]}.get(seconds, [])
        assert matter.measure(seconds, 20) == expected


def test_gathered_points_are_asked_for_too() -> None:
    matter = at_limit()
    other = sensor_of("p1", "pm25")
    more = Point(rule=HIGH, target=other, window_s=WINDOW_S)
    matter.engine.casebook.act(C1, Gather((AlertId("A-9"),), (more,), Priority.HIGH), after(1))
    assert matter.news() == ["CaseGathered", "CaseEdited", "VerificationStarted"]
    assert asked_for(matter) == [P1, other]
    matter.engine.casebook.act(C1, Return("Li"), after(2))
    assert asked_for(matter) == []


def test_of_two_moves_at_once_none_is_made_where_one_is_refused() -> None:
    matter = at_limit()
    matter.engine.casebook.open(CaseOpened(case=C1, title="the same"), "Li", after(1))
    other = CaseId("C-2")
    matter.engine.casebook.act(other, Close(Outcome.CANCELLED, "Li"), after(1))
    matter.engine.take_changes()
    pair: list[tuple[CaseId, Move]] = [(C1, Link(other)), (other, Suspend(after(9), "Li"))]
    with pytest.raises(Conflict, match="case_closed"):
        matter.engine.casebook.act_on_all(pair, after(2))
    assert matter.news() == []
    assert matter.case.links == ()


def restarted(matter: Matter, seconds: float, site: Site = SITE) -> Matter:
    """Return the matter in the hands of another engine, as after a kill."""
    again = Matter(site=site)
    newest = matter.engine.newest(P1)
    again.engine = Engine(site, alerts_of(matter), next_alert=9, cases=[matter.case])
    again.engine.begin({} if newest is None else {P1: newest}, after(seconds))
    return again


def alerts_of(matter: Matter) -> Sequence[Alert]:
    """Return the alerts as the store would have kept them."""
    return matter.engine.alerts()


def test_a_restart_loses_no_window() -> None:
    matter = at_limit()
    for seconds in range(1, 52, 10):
        matter.measure(seconds, 20)
    again = restarted(matter, 55)
    assert again.case.watched[0].normal_since == after(1)
    assert again.wait(61) == ["CaseVerified"]


def test_a_restart_does_not_trust_a_link_until_it_listens() -> None:
    matter = Matter((OFFLINE, P1_DEVICE))
    matter.settle()
    again = restarted(matter, 30)
    assert again.wait(WINDOW_S + 1) == []
    again.engine.listen(after(70))
    assert again.news() == ["PointNormal"]
    assert again.wait(70 + WINDOW_S) == ["CaseVerified"]


@pytest.mark.parametrize("gone", ["rule", "device"])
def test_a_case_whose_rule_is_gone_can_only_be_closed_unverified(gone: str) -> None:
    matter = at_limit()
    matter.measure(1, 300)
    smaller = with_units(small_site(probe("p2")), verify_s=WINDOW_S)
    if gone == "rule":
        rules = {id: rule for id, rule in SITE.rules.items() if id != HIGH}
        devices = {
            id: replace(
                device,
                sensors=tuple(replace(s, rules=(SILENT,)) for s in device.sensors),
            )
            for id, device in SITE.devices.items()
        }
        smaller = replace(SITE, rules=rules, devices=devices)
    again = restarted(matter, 5, smaller)
    if gone == "rule":
        again.measure(10, 20)
    again.wait(10_000)
    assert again.step() is Step.FED_BACK
    with pytest.raises(Refused, match="not_verified"):
        again.engine.casebook.act(C1, Close(Outcome.VERIFIED, "Li"), after(20_000))
    again.engine.casebook.act(C1, Close(Outcome.UNVERIFIED, "Li"), after(20_000))
    closed = again.engine.casebook.act(C1, Close(Outcome.UNVERIFIED, "Wang"), after(20_000))
    assert closed.step is Step.CLOSED


def test_only_sensors_that_a_case_asks_for_leave_the_quick_path() -> None:
    matter = Matter((HIGH, P1))
    assert asked_for(matter) == []
    matter.settle()
    assert asked_for(matter) == [P1]
    for person in ("Li", "Wang"):
        matter.engine.casebook.act(C1, Close(Outcome.UNVERIFIED, person), after(1))
    assert asked_for(matter) == []


def asked_for(matter: Matter) -> list[SensorId]:
    """Return the sensors whose every reading is looked at."""
    watches = matter.engine._watches
    return [sensor for sensor in (P1, sensor_of("p1", "pm25")) if watches[sensor].asked]
