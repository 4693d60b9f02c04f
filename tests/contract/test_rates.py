"""Published rates: what counts where, and what each share and median is of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from console.contract.case_moments import CaseMoments
from console.contract.case_views import AssignmentView, CaseView, StepClockView
from console.contract.facts import Fact
from console.contract.rates import By, Passage, Rates, Share, Stretch, grouped, rates
from console.domain.alert_facts import AlertAcknowledged, AlertRaised
from console.domain.case_facts import CaseSuspended, Outcome
from console.domain.cases import Leg, Step
from console.domain.ids import AlertId, CaseId, RuleId, SensorId, UnitId, ZoneId
from console.domain.matters import Category
from console.domain.patrol_facts import PatrolOnSite
from console.domain.sla_facts import Timed
from console.domain.values import Priority

DAY = datetime(2026, 11, 20, tzinfo=UTC)
STRETCH = Stretch(DAY, DAY + timedelta(days=1))


def at(hours: float) -> datetime:
    """Return a moment of the day; more than 24 hours lie after it."""
    return DAY + timedelta(hours=hours)


def case(number: int, filed: float, closed: float | None = None, **known: Any) -> CaseView:
    """Return a case that was filed as it was opened, with eight hours for the whole."""
    whole = StepClockView(term=Timed.WHOLE, since=at(filed), due=at(filed + 8))
    outcome = None if closed is None else Outcome.VERIFIED
    told = {
        "id": CaseId(f"C-{number}"),
        "step": Step.FILED if closed is None else Step.CLOSED,
        "opened_at": at(filed),
        "opened_by": "lin",
        "changed_at": at(filed),
        "filed_at": at(filed),
        "closed_at": None if closed is None else at(closed),
        "outcome": outcome,
        "whole": whole,
    }
    return CaseView(**(told | known))


def told(*facts: tuple[float, Any]) -> CaseMoments:
    moments = CaseMoments()
    for n, (hours, what) in enumerate(facts, 1):
        moments.take(Fact(n=n, at=at(hours), what=what))
    return moments


def raised(alert: str, occurrence: int = 1) -> AlertRaised:
    return AlertRaised(
        alert=AlertId(alert),
        occurrence=occurrence,
        rule=RuleId("air.pm10"),
        target=SensorId("p1/pm10"),
        priority=Priority.HIGH,
        value=1.0,
        limit=1.0,
    )


def sent(hours: float) -> AssignmentView:
    return AssignmentView(
        number=1,
        unit=UnitId("p1"),
        leg=Leg.RELEASED,
        sent_by="lin",
        sent_at=at(hours),
        changed_at=at(hours),
    )


def took(found: Rates, passage: Passage) -> tuple[float | None, int, int]:
    one = next(one for one in found.took if one.passage is passage)
    return one.median_s, one.of, one.cases


def test_each_share_says_what_it_is_of() -> None:
    cases = [
        case(1, 1, 5),
        case(2, 1, 10, outcome=Outcome.UNVERIFIED, late=("whole", "filed"), returns=2),
        case(3, 2, 3, whole=None, reopened=1),
        case(4, 3, 4, outcome=Outcome.CANCELLED),
        case(5, 4, late=("filed",)),
        case(6, -30, 6),
        case(7, -30, -20),
        case(8, 30),
    ]
    found, _ = grouped(cases, STRETCH, told((5, CaseSuspended(case=CaseId("C-5"), until=1))), None)
    assert (found.filed, found.closed, found.dropped) == (5, 4, 1)
    assert found.on_time == Share(1, 3)  # C-3 had no term
    assert found.verified == Share(3, 4)
    assert found.rework == Share(2, 4)
    assert found.rested == Share(1, 6)
    late = {one.step: (one.n, one.of) for one in found.late}
    assert late[Timed.FILED] == (2, 6)
    assert late[Timed.WHOLE] == (1, 6)
    assert late[Timed.HANDLING] == (0, 6)


def test_the_response_goes_from_the_alert_to_the_close() -> None:
    one = case(1, 2, 6, alerts=(AlertId("A-1"), AlertId("A-2")), assignments=(sent(2.5),))
    moments = told(
        (0, raised("A-2")),
        (1, raised("A-1")),
        (1.25, AlertAcknowledged(alert=AlertId("A-1"), occurrence=1)),
        (3, PatrolOnSite(case=one.id, assignment=1, unit=UnitId("p1"))),
        (3.5, PatrolOnSite(case=one.id, assignment=2, unit=UnitId("p2"))),
        (5, raised("A-1", 2)),  # after the case was opened: not what it was opened for
        (9, AlertAcknowledged(alert=AlertId("A-1"), occurrence=2)),
    )
    found = rates([one], STRETCH, moments)
    assert took(found, Passage.ACKNOWLEDGED) == (4_500, 1, 1)
    assert took(found, Passage.FILED) == (7_200, 1, 1)
    assert took(found, Passage.DISPATCHED) == (1_800, 1, 1)
    assert took(found, Passage.ON_SITE) == (1_800, 1, 1)
    assert took(found, Passage.CLOSED) == (14_400, 1, 1)
    assert took(found, Passage.WHOLE) == (21_600, 1, 1)


def test_what_is_not_on_record_is_left_out_and_that_shows() -> None:
    found = rates([case(1, 2, 6), case(2, 3)], STRETCH, told())
    assert took(found, Passage.ACKNOWLEDGED) == (None, 0, 2)
    assert took(found, Passage.CLOSED) == (14_400, 1, 2)


def test_a_median_of_an_even_number_lies_between_and_ten_cases_make_a_p90() -> None:
    nine = [case(n, 0, n) for n in range(1, 10)]
    of_nine = next(t for t in rates(nine, STRETCH, told()).took if t.passage is Passage.CLOSED)
    assert (of_nine.median_s, of_nine.p90_s) == (5 * 3_600, None)
    ten = [*nine, case(10, 0, 10)]
    of_ten = next(t for t in rates(ten, STRETCH, told()).took if t.passage is Passage.CLOSED)
    assert (of_ten.median_s, of_ten.p90_s) == (5.5 * 3_600, 9 * 3_600)


def test_groups_are_told_apart_and_every_case_is_in_one() -> None:
    cases = [
        case(1, 1, zone=ZoneId("plaza"), category=Category.AIR, priority=Priority.HIGH),
        case(2, 1, zone=ZoneId("plaza")),
        case(3, 1),
    ]
    for by, names in (
        (By.ZONE, ["", "plaza"]),
        (By.CATEGORY, ["air", "other"]),
        (By.PRIORITY, ["high", "medium"]),
    ):
        whole, groups = grouped(cases, STRETCH, told(), by)
        assert [one.group for one in groups] == names
        assert sum(one.filed for one in groups) == whole.filed == 3
