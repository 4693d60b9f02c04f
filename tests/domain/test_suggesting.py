"""Whom to send: who can go first, who is near, what helps, and every reason told."""

from __future__ import annotations

from console.domain.causes import Cause
from console.domain.fitness import Matter, lacking, needs_of
from console.domain.ids import CaseId, UnitId, ZoneId
from console.domain.matters import Category
from console.domain.people import Skill, Unit
from console.domain.suggesting import Because, Candidate, Sending, suggest
from console.domain.unit_states import Reservation, UnitState, UnitStatus, Withdrawal
from console.site_file import load_site

SITE = load_site("wanshouqiao")
P1, P2, P3, P4 = (SITE.units[UnitId(f"p{n}")] for n in range(1, 5))
GATE = Matter(zone=ZoneId("gate-1"), category=Category.AIR, targets=("air-gate-1/pm10",))


def ready(unit: Unit, **more: object) -> Candidate:
    return Candidate(unit=unit, status=UnitStatus.AVAILABLE, zone=unit.zone, **more)  # type: ignore[arg-type]


def test_who_is_in_the_zone_comes_first_then_the_nearest() -> None:
    found = suggest(SITE, GATE, [ready(P3), ready(P2), ready(P1)])
    assert found[0].unit == "p1"
    assert found[0].reasons[0].code is Because.HERE
    assert all(one.metres is not None for one in found)
    assert found[1].reasons[0].code is Because.NEAR


def test_skills_and_kit_that_help_are_worth_some_way() -> None:
    predicted = Matter(zone=ZoneId("gate-1"), causes=(Cause.POWER_LOSS,))
    assert needs_of(predicted).skills == (Skill.ELECTRICS,)
    found = suggest(SITE, predicted, [ready(P2), ready(P3)])
    codes = [(reason.code, reason.what) for one in found for reason in one.reasons]
    assert (Because.SKILL, "electrics") in codes
    assert (Because.KIT, "multimeter") in codes


def test_busy_and_reserved_come_after_the_free_and_the_unfit_last() -> None:
    kept = Reservation(purpose="visit", until=99, by="Li", at=0)
    gone = Withdrawal(why="flat tyre", by="Li", at=0)
    found = suggest(
        SITE,
        GATE,
        [
            ready(P1, cases=(CaseId("C-3"),)),
            ready(P2, state=UnitState(unit=P2.id, reserved=kept)),
            ready(P3),
            ready(P4, on_duty=False, state=UnitState(unit=P4.id, withdrawn=gone)),
        ],
    )
    assert [(one.unit, one.sending) for one in found] == [
        ("p3", Sending.NOW),
        ("p2", Sending.ANYWAY),
        ("p1", Sending.ANYWAY),
        ("p4", Sending.NOT),
    ]
    assert [reason.code for reason in found[3].reasons][:2] == [
        Because.OUT_OF_SERVICE,
        Because.OFF_DUTY,
    ]
    assert (found[2].reasons[0].code, found[2].reasons[0].what) == (Because.BUSY, "C-3")


def test_who_is_at_the_case_is_not_sent_again() -> None:
    case = CaseId("C-3")
    (one,) = suggest(SITE, GATE, [ready(P1, cases=(case,))], case=case)
    assert (one.sending, one.reasons[0].code) == (Sending.NOT, Because.SENT_ALREADY)


def test_electricity_takes_an_electrician_unless_nobody_is_one() -> None:
    leak = Matter(targets=("meter-1/leak",))
    needs = needs_of(leak)
    assert needs.takes == (Skill.ELECTRICS,)
    assert lacking(P1, needs, SITE.units.values()) == (Skill.ELECTRICS,)
    assert lacking(P3, needs, SITE.units.values()) == ()
    assert lacking(P1, needs, [P1, P2]) == ()
    (one,) = suggest(SITE, leak, [ready(P1)])
    assert (one.sending, one.reasons[0].code) == (Sending.NOT, Because.LACKS)


def test_a_matter_by_hand_goes_by_its_category() -> None:
    assert needs_of(Matter(category=Category.GREENING)).skills == (Skill.TREES,)
    assert needs_of(Matter()).skills == ()
