"""What a case is, read as a specification: one sentence a test."""

from __future__ import annotations

import msgspec
import pytest

from console.domain.case_facts import (
    CaseClosed,
    CaseVerified,
    Outcome,
    Point,
    PointNormal,
    Proof,
    RemedyOrdered,
    VerificationBroken,
)
from console.domain.case_moves import (
    Dispatch,
    Finish,
    Inspect,
    Observed,
    Report,
    Travel,
)
from console.domain.cases import Case, Leg, Step, active, progress, remedied
from console.domain.causes import CLASS_OF, USUAL, Action, Cause, Seen, needs_remedy
from console.domain.ids import CaseId, RuleId, SensorId
from console.domain.matters import Evidence
from console.domain.patrol_facts import PatrolReported, UnitDispatched
from console.domain.verification import due
from console.errors import Conflict, NotFound, Refused
from tests.domain.desk import (
    CARS,
    DUST,
    NOISE,
    NORTH,
    NOTHING,
    PM10,
    SOUTH,
    Build,
    Desk,
    dispatched,
    on_site,
    reported,
    verified,
    verifying,
)

C1 = CaseId("C-1")

# From opening to close ----------------------------------------------------------------------


def test_the_whole_way() -> None:
    desk = Desk(PM10)
    desk.expect(Step.FILED)
    assert desk.dispatch(0) == ["UnitDispatched"]
    desk.expect(Step.DISPATCHED)
    assert desk.travel(10, Leg.ACCEPTED) == ["PatrolAccepted"]
    assert desk.travel(20, Leg.EN_ROUTE) == ["PatrolEnRoute"]
    desk.expect(Step.DISPATCHED)
    assert desk.travel(30, Leg.ON_SITE) == ["PatrolOnSite"]
    desk.expect(Step.HANDLING)
    assert desk.report(40, DUST, CARS) == ["PatrolReported"]
    desk.expect(Step.HANDLING)
    assert desk.order(50, 1, Action.DUST_SPRAY) == ["RemedyOrdered"]
    assert desk.order(50, 2, Action.MOVE_VEHICLES) == ["RemedyOrdered"]
    assert desk.finish(60, 2) == ["RemedyDone"]
    desk.expect(Step.HANDLING)
    assert desk.finish(70, 1) == ["RemedyDone", "VerificationStarted"]
    desk.expect(Step.FED_BACK)
    assert desk.hears_every_ten(80, 110) == ["PointNormal", "CaseVerified"]
    desk.expect(Step.VERIFIED)
    assert desk.travel(115, Leg.RELEASED) == ["PatrolLeft"]
    assert desk.close(120) == ["CaseClosed"]
    desk.expect(Step.CLOSED)
    case = desk.case
    assert (case.settled_at, case.verified_at, case.closed_at) == (70_000, 110_000, 120_000)
    assert (case.proof, case.verified_by) == (Proof.SENSOR, None)
    assert (case.outcome, case.closed_by) == (Outcome.VERIFIED, "lin")
    assert case.changed_at == 120_000


def test_facts_say_who_is_meant_and_nothing_of_who_acted() -> None:
    desk = Desk(PM10)
    desk.dispatch(0)
    desk.told(UnitDispatched(case=C1, assignment=1, unit=NORTH))
    desk.travel(1, Leg.ON_SITE)
    desk.report(2, DUST, CARS)
    findings = (DUST, CARS)
    desk.told(PatrolReported(case=C1, assignment=1, unit=NORTH, first=1, findings=findings))
    desk.order(3, 2, Action.MOVE_VEHICLES, party="drivers")
    desk.told(
        RemedyOrdered(case=C1, remedy=1, finding=2, action=Action.MOVE_VEHICLES, party="drivers")
    )


@pytest.mark.parametrize("build", [Desk, on_site, reported, verifying, verified])
def test_a_case_is_the_same_after_a_restart(build: Build) -> None:
    case = build(PM10).case
    assert msgspec.json.decode(msgspec.json.encode(case), type=Case) == case


# Units --------------------------------------------------------------------------------------


def test_a_unit_may_skip_legs_but_not_go_back() -> None:
    desk = Desk()
    desk.dispatch(0)
    assert desk.travel(1, Leg.ON_SITE) == ["PatrolOnSite"]
    with pytest.raises(Refused, match="leg_passed"):
        desk.travel(2, Leg.ACCEPTED)
    desk.report(3, DUST)
    with pytest.raises(Refused, match="leg_passed"):
        desk.travel(4, Leg.ON_SITE)


@pytest.mark.parametrize("leg", [Leg.ACCEPTED, Leg.EN_ROUTE, Leg.ON_SITE, Leg.RELEASED])
def test_saying_where_one_is_twice_is_saying_it_once(leg: Leg) -> None:
    desk = Desk()
    desk.dispatch(0)
    assert len(desk.travel(1, leg)) == 1
    before = desk.case
    assert desk.travel(2, leg) == []
    assert desk.case == before


@pytest.mark.parametrize("leg", [Leg.ACCEPTED, Leg.EN_ROUTE, Leg.ON_SITE, Leg.RELEASED])
def test_a_unit_that_was_not_sent_goes_nowhere(leg: Leg) -> None:
    desk = Desk()
    desk.dispatch(0)
    with pytest.raises(Refused, match="unit_not_sent"):
        desk.travel(1, leg, SOUTH)
    with pytest.raises(Refused, match="unit_not_sent"):
        desk.report(1, DUST, unit=SOUTH)


def test_nobody_has_reported_who_said_nothing() -> None:
    desk = on_site()
    with pytest.raises(Refused, match="report_without_finding"):
        desk.report(4)
    with pytest.raises(Refused, match="report_without_finding"):
        desk.travel(4, Leg.REPORTED)
    desk.expect(Step.HANDLING)


@pytest.mark.parametrize("leg", [Leg.OFFERED, Leg.ACCEPTED, Leg.EN_ROUTE])
def test_a_unit_reports_what_it_saw_there_not_on_the_way(leg: Leg) -> None:
    desk = Desk()
    desk.dispatch(0)
    desk.travel(1, leg)
    with pytest.raises(Refused, match="not_on_site"):
        desk.report(2, DUST)


def test_sending_the_same_unit_again_is_nothing_new_and_anothers_sending_wins() -> None:
    desk = Desk()
    desk.dispatch(0, person="lin")
    assert desk.dispatch(1, person="lin") == []
    with pytest.raises(Conflict, match="unit_already_sent") as conflict:
        desk.dispatch(2, person="wang")
    assert conflict.value.parameters == {"id": "C-1", "by": "lin", "at": 0}


def test_several_units_go_to_one_case_and_the_furthest_says_how_far_it_is() -> None:
    desk = Desk()
    desk.dispatch(0, NORTH)
    desk.dispatch(0, SOUTH)
    desk.travel(1, Leg.ON_SITE, SOUTH)
    desk.expect(Step.HANDLING)
    desk.travel(2, Leg.RELEASED, SOUTH)
    desk.expect(Step.DISPATCHED)
    desk.travel(3, Leg.RELEASED, NORTH)
    desk.expect(Step.FILED)


def test_a_unit_that_left_is_nowhere() -> None:
    desk = on_site()
    desk.travel(4, Leg.RELEASED)
    for leg in (Leg.ACCEPTED, Leg.EN_ROUTE, Leg.ON_SITE):
        with pytest.raises(Refused, match="unit_not_sent"):
            desk.travel(5, leg)


def test_a_unit_that_left_may_be_sent_again_with_a_task_of_its_own() -> None:
    desk = on_site()
    desk.travel(4, Leg.RELEASED)
    assert desk.dispatch(5, person="wang") == ["UnitDispatched"]
    numbers = [(a.number, a.leg, a.sent_by) for a in desk.case.assignments]
    assert numbers == [(1, Leg.RELEASED, "lin"), (2, Leg.OFFERED, "wang")]
    assert [a.number for a in active(desk.case)] == [2]


# Findings -----------------------------------------------------------------------------------


def test_findings_are_numbered_within_the_case_whoever_reports_them() -> None:
    desk = reported(seen=(DUST, CARS))
    desk.dispatch(5, SOUTH)
    desk.travel(6, Leg.ON_SITE, SOUTH)
    desk.report(7, DUST, unit=SOUTH)
    told = [(f.number, f.unit, f.seen, f.at) for f in desk.case.findings]
    assert told == [(1, NORTH, DUST, 4000), (2, NORTH, CARS, 4000), (3, SOUTH, DUST, 7000)]


def test_a_unit_may_report_again_what_it_sees_later() -> None:
    desk = reported(seen=(DUST,))
    assert desk.report(5, CARS) == ["PatrolReported"]
    assert [f.seen for f in desk.case.findings] == [DUST, CARS]


def test_a_report_repeated_word_for_word_is_one_report() -> None:
    desk = reported(seen=(DUST, CARS))
    before = desk.case
    assert desk.report(5, DUST, CARS) == []
    assert desk.case == before
    assert desk.report(6, CARS) == []
    assert desk.report(7, CARS, DUST) == ["PatrolReported"]


def test_the_same_report_after_something_was_done_is_news() -> None:
    desk = verifying()
    assert desk.report(7, DUST) == ["PatrolReported"]
    desk.expect(Step.HANDLING)
    assert [f.number for f in desk.case.findings] == [1, 2]


@pytest.mark.parametrize("pace", [0, 1])
def test_the_same_report_of_another_task_is_news(pace: int) -> None:
    """Also where data time stands still, as it does between the steps of a drill."""
    desk = reported()
    desk.travel(4 + pace, Leg.RELEASED)
    desk.dispatch(4 + 2 * pace)
    desk.travel(4 + 3 * pace, Leg.ON_SITE)
    assert desk.report(4 + 4 * pace, DUST) == ["PatrolReported"]


def test_no_fault_found_needs_no_remedy() -> None:
    desk = on_site(PM10)
    assert desk.report(4, NOTHING) == ["PatrolReported", "VerificationStarted"]
    desk.expect(Step.FED_BACK)


def test_no_fault_found_by_one_does_not_undo_what_another_found() -> None:
    desk = reported(seen=(DUST, NOTHING))
    desk.expect(Step.HANDLING)


def test_every_cause_has_a_class_and_only_no_fault_found_has_no_remedy() -> None:
    assert set(CLASS_OF) == set(USUAL) == set(Cause)
    assert [cause for cause in Cause if not needs_remedy(cause)] == [Cause.NO_FAULT_FOUND]


# Remedies -----------------------------------------------------------------------------------


def test_every_finding_needs_a_remedy_and_every_remedy_must_be_done() -> None:
    desk = reported(seen=(DUST, CARS))
    desk.order(5, 1)
    assert desk.finish(6, 1) == ["RemedyDone"]
    assert not remedied(desk.case)
    desk.order(7, 2, Action.MOVE_VEHICLES)
    desk.order(7, 1, Action.COVER_BARE_SOIL)
    assert desk.finish(8, 2) == ["RemedyDone"]
    assert desk.finish(9, 3) == ["RemedyDone", "VerificationStarted"]


def test_several_remedies_for_one_finding_and_one_action_for_several_go_side_by_side() -> None:
    desk = reported(seen=(DUST, CARS))
    for finding, action in (
        (1, Action.DUST_SPRAY),
        (1, Action.COVER_BARE_SOIL),
        (2, Action.DUST_SPRAY),
    ):
        assert desk.order(5, finding, action, person=action) == ["RemedyOrdered"]
    assert [r.number for r in desk.case.remedies] == [1, 2, 3]


def test_any_action_may_be_ordered_for_any_cause_even_for_no_fault_found() -> None:
    desk = on_site()
    desk.report(4, NOTHING)
    assert desk.order(5, 1, Action.AERATE) == ["RemedyOrdered"]
    desk.expect(Step.HANDLING)


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_only_what_is_there_can_be_remedied_or_done(number: int) -> None:
    desk = reported()
    desk.order(5)
    with pytest.raises(NotFound, match="no_such_finding"):
        desk.order(6, number)
    with pytest.raises(NotFound, match="no_such_remedy"):
        desk.finish(6, number)


def test_an_order_repeated_is_one_order_and_anothers_order_wins() -> None:
    desk = reported()
    desk.order(5)
    assert desk.order(6) == []
    with pytest.raises(Conflict, match="already_ordered") as conflict:
        desk.order(7, person="wang")
    assert conflict.value.parameters == {"id": "C-1", "by": "lin", "at": 5000}
    with pytest.raises(Conflict, match="already_ordered"):
        desk.order(7, party="street cleaners")
    assert len(desk.case.remedies) == 1


def test_a_remedy_that_did_not_help_may_be_ordered_again_by_anyone() -> None:
    desk = verifying(PM10)
    desk.hears(10)
    desk.hears(20, normal=False)
    assert desk.order(25, person="wang") == ["RemedyOrdered"]
    desk.expect(Step.HANDLING)
    assert desk.finish(30, 2) == ["RemedyDone", "VerificationStarted"]


def test_done_is_said_once_by_one_person() -> None:
    desk = verifying(PM10)
    before = desk.case
    assert desk.finish(7, person="zhao") == []
    assert desk.case == before
    with pytest.raises(Conflict, match="already_done") as conflict:
        desk.finish(8, person="wang")
    assert conflict.value.parameters == {"id": "C-1", "by": "zhao", "at": 6000}


# Verification by the sensor -----------------------------------------------------------------


def test_the_window_runs_from_the_first_normal_value_after_the_last_remedy() -> None:
    desk = reported(PM10)
    desk.order(5)
    assert desk.hears(5) == []
    desk.finish(6)
    assert due(desk.case) is None
    assert desk.hears(10) == ["PointNormal"]
    desk.told(PointNormal(case=C1, rule=PM10.rule, target=PM10.target))
    assert desk.hears_every_ten(20, 30) == []
    assert desk.waits_until(39.999) == []
    assert due(desk.case) == 40_000
    assert desk.waits_until(40) == ["CaseVerified"]
    desk.told(CaseVerified(case=C1, proof=Proof.SENSOR))


def test_what_was_measured_before_the_last_remedy_proves_nothing_when_told_later() -> None:
    desk = verifying(PM10)
    assert desk.hears(5.999) == []
    assert desk.case.watched[0].normal_since is None
    assert desk.hears(6) == ["PointNormal"]


def test_a_window_is_full_at_its_last_moment_and_not_before() -> None:
    desk = verifying(PM10)
    desk.hears_every_ten(10, 30)
    assert desk.waits_until(39.999) == []
    assert desk.waits_until(40) == ["CaseVerified"]
    assert desk.waits_until(40) == []


def test_evidence_up_to_the_very_end_is_enough_and_a_moment_less_is_not() -> None:
    enough, less = verifying(PM10), verifying(PM10)
    for desk, holds_s in ((enough, 10), (less, 9.999)):
        desk.hears_every_ten(10, 20)
        desk.hears(30, holds_s=holds_s)
    assert due(enough.case) == 40_000
    assert due(less.case) is None
    assert enough.waits_until(40) == ["CaseVerified"]
    assert less.waits_until(3600) == []


def test_a_late_look_finds_what_was_proved_before() -> None:
    desk = verifying(PM10)
    desk.hears_every_ten(10, 30)
    assert desk.waits_until(3600) == ["CaseVerified"]


def test_without_evidence_no_window_fills() -> None:
    desk = verifying(PM10)
    desk.hears(10)
    assert desk.waits_until(3600) == []
    desk.expect(Step.FED_BACK)


def test_a_gap_starts_the_window_again() -> None:
    desk = verifying(PM10)
    desk.hears_every_ten(10, 20)
    assert desk.hears(36) == ["PointNormal"]
    assert desk.hears_every_ten(46, 56) == []
    assert due(desk.case) == 66_000


def test_the_next_value_may_come_at_the_last_moment_of_the_evidence() -> None:
    desk = verifying(PM10)
    assert desk.hears(10) == ["PointNormal"]
    assert desk.hears(25) == []
    assert desk.hears(40) == ["CaseVerified"]


def test_a_value_that_is_not_normal_breaks_the_window_and_says_what_it_was() -> None:
    desk = verifying(PM10)
    desk.hears_every_ten(10, 30)
    assert desk.hears(39, normal=False) == ["VerificationBroken"]
    desk.told(VerificationBroken(case=C1, rule=PM10.rule, target=PM10.target, value=180.0))
    desk.expect(Step.FED_BACK)
    assert desk.waits_until(3600) == []


def test_values_that_are_not_normal_say_nothing_before_a_window_runs() -> None:
    desk = verifying(PM10)
    assert desk.hears(10, normal=False) == []
    assert desk.hears(20, normal=False) == []
    assert desk.hears(30) == ["PointNormal"]


def test_a_value_that_is_not_normal_comes_too_late_for_a_window_already_full() -> None:
    desk = verifying(PM10)
    desk.hears_every_ten(10, 30)
    assert desk.hears(41, normal=False) == ["CaseVerified", "VerificationBroken"]
    desk.expect(Step.FED_BACK)


def test_every_point_needs_its_own_window() -> None:
    desk = verifying(PM10, NOISE)
    desk.hears_every_ten(10, 40)
    assert due(desk.case) is None
    desk.expect(Step.FED_BACK)
    assert desk.hears(45, NOISE) == ["PointNormal"]
    desk.hears(50)
    desk.hears(55, NOISE)
    assert due(desk.case) == 65_000
    assert desk.hears(65, NOISE) == ["CaseVerified"]


def test_one_point_broken_leaves_the_others_their_windows() -> None:
    desk = verifying(PM10, NOISE)
    for second in (10, 20, 30):
        desk.hears(second, PM10)
        desk.hears(second, NOISE)
    assert desk.hears(39, NOISE, normal=False) == ["VerificationBroken"]
    assert [w.normal_since for w in desk.case.watched] == [10_000, None]


def test_a_point_that_had_its_window_keeps_it_over_a_gap() -> None:
    desk = verifying(PM10, NOISE)
    desk.hears_every_ten(10, 30)
    desk.hears(60, NOISE)
    assert desk.hears(70, PM10) == []
    desk.hears(75, NOISE)
    assert desk.hears(80, NOISE) == ["CaseVerified"]


def test_evidence_up_to_the_very_end_makes_a_window_that_is_kept() -> None:
    desk = verifying(PM10, NOISE)
    desk.hears_every_ten(10, 20)
    desk.hears(30, holds_s=10)
    assert desk.hears(70, PM10) == []
    assert desk.case.watched[0].normal_since == 10_000


def test_a_point_that_had_its_window_loses_it_to_a_value_that_is_not_normal() -> None:
    desk = verifying(PM10, NOISE)
    desk.hears_every_ten(10, 30)
    assert desk.hears(70, PM10, normal=False) == ["VerificationBroken"]
    desk.hears(75, NOISE)
    desk.hears(85, NOISE)
    assert desk.hears(95, NOISE) == []
    desk.expect(Step.FED_BACK)


@pytest.mark.parametrize("other", [("air.pm25", PM10.target), (PM10.rule, "gate-2/pm10")])
def test_what_another_rule_or_another_sensor_says_changes_nothing(other: tuple[str, str]) -> None:
    desk = verifying(PM10)
    desk.hears(10)
    before = desk.case
    for normal in (True, False):
        move = Observed(RuleId(other[0]), SensorId(other[1]), normal, holds_until=99_000)
        assert desk.at(12, move) == []
    assert desk.case == before


def test_a_rule_without_a_window_is_content_with_one_normal_value() -> None:
    desk = verifying(msgspec.structs.replace(PM10, window_s=0.0))
    assert desk.hears(10) == ["PointNormal", "CaseVerified"]


def test_progress_is_that_of_the_slowest_point_on_what_is_known() -> None:
    desk = verifying(PM10, NOISE)
    assert progress(desk.case, 6_000) == 0.0
    desk.hears(10, PM10)
    assert progress(desk.case, 12_000) == 0.0
    desk.hears(10, NOISE)
    assert progress(desk.case, 16_000) == pytest.approx(0.2)
    assert progress(desk.case, 90_000) == pytest.approx(0.5)
    assert progress(verified(PM10).case, 0) == 1.0


# What starts it over ------------------------------------------------------------------------


@pytest.mark.parametrize("build", [verifying, verified])
def test_a_remedy_ordered_later_restarts_verification(build: Build) -> None:
    desk = build(PM10)
    desk.hears(45)
    assert desk.order(50, 1, Action.COVER_BARE_SOIL) == ["RemedyOrdered"]
    desk.expect(Step.HANDLING)
    with pytest.raises(Refused, match="not_verified"):
        desk.close(51)
    assert desk.hears_every_ten(55, 95) == []
    assert desk.finish(96, 2) == ["RemedyDone", "VerificationStarted"]
    assert (desk.case.settled_at, desk.case.watched[0].normal_since) == (96_000, None)
    assert desk.hears_every_ten(100, 130) == ["PointNormal", "CaseVerified"]


@pytest.mark.parametrize("build", [verifying, verified])
def test_a_finding_reported_later_restarts_verification(build: Build) -> None:
    desk = build(PM10)
    assert desk.report(50, CARS) == ["PatrolReported"]
    desk.expect(Step.HANDLING)
    assert desk.case.verified_at is None


@pytest.mark.parametrize("build", [verifying, verified])
def test_even_no_fault_found_later_restarts_the_window(build: Build) -> None:
    desk = build(PM10)
    assert desk.report(50, NOTHING) == ["PatrolReported", "VerificationStarted"]
    desk.expect(Step.FED_BACK)
    assert desk.hears_every_ten(60, 90) == ["PointNormal", "CaseVerified"]


def test_a_unit_sent_later_only_looks() -> None:
    desk = verified(PM10)
    desk.dispatch(50, SOUTH)
    desk.travel(51, Leg.ON_SITE, SOUTH)
    desk.expect(Step.VERIFIED)


def test_a_relapse_after_it_was_verified_and_before_the_close_takes_the_proof_away() -> None:
    desk = verified(PM10)
    assert desk.hears(50) == []
    assert desk.hears(60, normal=False) == ["VerificationBroken"]
    desk.expect(Step.FED_BACK)
    assert (desk.case.verified_at, desk.case.proof) == (None, None)
    with pytest.raises(Refused, match="not_verified"):
        desk.close(61)
    assert desk.hears_every_ten(70, 100) == ["PointNormal", "CaseVerified"]


def test_silence_after_it_was_verified_takes_nothing_away() -> None:
    desk = verified(PM10)
    assert desk.waits_until(9_000) == []
    assert desk.hears(9_000) == []
    desk.expect(Step.VERIFIED)


# Verification by hand -----------------------------------------------------------------------


@pytest.mark.parametrize("worker", ["lin", "zhao"])
def test_an_inspection_needs_another_person_than_who_ordered_and_who_did_it(worker: str) -> None:
    desk = verifying()
    with pytest.raises(Refused, match="needs_another_person"):
        desk.inspect(7, person=worker)
    assert desk.inspect(8, person="wang") == ["CaseVerified"]
    note = "looked behind the fence"
    desk.told(CaseVerified(case=C1, proof=Proof.INSPECTION, note=note))
    assert (desk.case.verified_by, desk.case.verified_at) == ("wang", 8000)


def test_a_reading_by_hand_comes_with_its_value_and_from_another_person() -> None:
    desk = verifying()
    with pytest.raises(Refused, match="value_wanted"):
        desk.inspect(7, Proof.READING)
    read = Evidence(value=41.0, unit="µg/m³")
    with pytest.raises(Refused, match="needs_another_person"):
        desk.at(7, Inspect(proof=Proof.READING, person="zhao", evidence=read))
    told = desk.at(7, Inspect(proof=Proof.READING, person="wang", evidence=read))
    assert told == ["CaseVerified"]
    assert desk.case.proof is Proof.READING


def test_where_there_is_a_sensor_nobody_verifies_by_hand() -> None:
    desk = verifying(PM10)
    for proof in Proof:
        with pytest.raises(Refused, match="verified_by_its_sensor"):
            desk.inspect(7, proof)


def test_nobody_proves_by_a_sensor_that_is_not_there() -> None:
    desk = verifying()
    with pytest.raises(Refused, match="no_sensor_to_prove"):
        desk.inspect(7, Proof.SENSOR)
    assert desk.waits_until(3600) == []
    assert due(desk.case) is None


@pytest.mark.parametrize("build", [Desk, on_site, reported])
def test_there_is_nothing_to_inspect_before_all_is_done(build: Build) -> None:
    with pytest.raises(Refused, match="remedies_not_done"):
        build().inspect(7)


def test_an_inspection_repeated_is_one_and_anothers_comes_too_late() -> None:
    desk = verified()
    assert desk.inspect(50, person="wang") == []
    with pytest.raises(Conflict, match="already_verified") as conflict:
        desk.inspect(51, person="chen")
    assert conflict.value.parameters == {"id": "C-1", "by": "wang", "at": 40_000}
    with pytest.raises(Conflict, match="already_verified"):
        desk.inspect(51, Proof.READING, person="wang")


def test_a_remedy_ordered_later_asks_for_another_inspection() -> None:
    desk = verified()
    desk.order(50, 1, Action.COVER_BARE_SOIL)
    desk.finish(51, 2)
    desk.expect(Step.FED_BACK)
    assert desk.case.verified_by is None
    assert desk.inspect(52, person="chen") == ["CaseVerified"]


# Close --------------------------------------------------------------------------------------


@pytest.mark.parametrize("build", [Desk, on_site, reported, verifying])
@pytest.mark.parametrize("points", [(), (PM10,)])
def test_only_what_was_verified_closes_as_verified(build: Build, points: tuple[Point, ...]) -> None:
    desk = build(*points)
    with pytest.raises(Refused, match="not_verified"):
        desk.close(50)


@pytest.mark.parametrize("build", [Desk, on_site, reported, verifying, verified])
def test_anything_may_be_closed_as_unverified_by_two_and_is_told_apart(build: Build) -> None:
    desk = build(PM10)
    assert desk.close(50, Outcome.UNVERIFIED, "he") == ["CloseProposed"]
    with pytest.raises(Refused, match="needs_another_person"):
        desk.close(51, Outcome.UNVERIFIED, "he")
    assert desk.close(52, Outcome.UNVERIFIED, "wang") == ["CaseClosed"]
    desk.told(CaseClosed(case=C1, outcome=Outcome.UNVERIFIED))
    desk.expect(Step.CLOSED)
    case = desk.case
    assert (case.outcome, case.closed_by) == (Outcome.UNVERIFIED, "wang")
    assert case.proposal is not None
    assert (case.proposal.by, case.proposal.at) == ("he", 50_000)


def test_a_close_frees_the_units() -> None:
    desk = on_site()
    assert active(desk.case)
    desk.close(50, Outcome.UNVERIFIED)
    assert active(desk.case)
    desk.close(50, Outcome.UNVERIFIED, "wang")
    assert active(desk.case) == ()


def test_a_close_repeated_is_one_and_any_other_comes_too_late() -> None:
    desk = verified(PM10)
    desk.close(50)
    before = desk.case
    assert desk.close(51) == []
    for outcome, person in ((Outcome.VERIFIED, "wang"), (Outcome.UNVERIFIED, "lin")):
        with pytest.raises(Conflict, match="case_closed") as conflict:
            desk.close(52, outcome, person)
        assert conflict.value.parameters == {"id": "C-1", "by": "lin", "at": 50_000}
    assert desk.case == before


def test_closed_is_final_even_for_a_repeat_of_ones_own() -> None:
    desk = verified(PM10)
    desk.close(50)
    before = desk.case
    for move in (
        Dispatch(unit=NORTH, person="lin"),
        Travel(unit=NORTH, leg=Leg.ON_SITE),
        Report(unit=NORTH, findings=(DUST,)),
        Finish(remedy=1, person="zhao"),
    ):
        with pytest.raises(Conflict, match="case_closed"):
            desk.at(60, move)
    assert desk.hears(60, normal=False) == []
    assert desk.waits_until(9_000) == []
    assert desk.case == before


@pytest.mark.parametrize("build", [Desk, dispatched, on_site])
def test_a_case_without_findings_is_never_verified(build: Build) -> None:
    for points in ((), (PM10,)):
        desk = build(*points)
        assert not remedied(desk.case)
        desk.hears_every_ten(10, 60)
        assert desk.waits_until(3600) == []
        with pytest.raises(Refused):
            desk.inspect(3600, Proof.READING)
        with pytest.raises(Refused, match="not_verified"):
            desk.close(3600)


def test_a_finding_may_be_counted_and_noted() -> None:
    seen = Seen(cause=Cause.IDLING_VEHICLE, count=2, note="engines on, by the probe")
    desk = reported(seen=(seen,))
    assert desk.case.findings[0].seen == seen
