"""Clocks of cases in the engine: at their moments, once, over a restart, and by hand."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from console.contract.case_course import EscalateCase
from console.contract.facts import Who
from console.domain.calendar import Calendar
from console.domain.case_facts import CaseOpened, Outcome
from console.domain.case_moves import Close, Dispatch
from console.domain.cases import Case
from console.domain.course_moves import Edit, Suspend
from console.domain.ids import CaseId, PartyId, UnitId
from console.domain.matters import Category
from console.domain.sites import Site
from console.domain.sla import Hours, Rung, Sla, Term
from console.domain.sla_facts import CaseEscalated, StepOverdue, Timed
from console.domain.values import Priority, Role
from console.errors import Conflict, Refused
from console.hub.clock_desk import ClockDesk
from console.hub.engine import Engine
from console.hub.people import Seat
from tests.sites import probe, small_site, with_units

ZONE = ZoneInfo("Asia/Shanghai")
C1 = CaseId("C-1")
GRID, OWNERS = PartyId("grid"), PartyId("owners")
SEAT = Seat(who=Who("Li", "li"), role=Role.OPERATOR)
SITE = replace(
    with_units(small_site(probe("p1", ("pm10",)))),
    time_zone="Asia/Shanghai",
    calendar=Calendar(),
    sla=Sla(
        terms=(
            *(Term(step=timed, within_s=3_600) for timed in Timed if timed is not Timed.WHOLE),
            Term(step=Timed.WHOLE, within_s=8 * 3_600),
            Term(
                step=Timed.FILED,
                within_s=600,
                hours=Hours.ALWAYS,
                priority=Priority.CRITICAL,
            ),
        ),
        chain=(Rung(party=GRID, after_s=900), Rung(party=OWNERS, after_s=3_600)),
    ),
)


def at(text: str) -> int:
    """Return a moment of the week of 23 November 2026, by the site's clock (ms)."""
    return round(datetime.fromisoformat(f"2026-11-{text}+08:00").timestamp() * 1000)


class Office:
    """An engine; one case by hand, opened on Friday at half past four."""

    def __init__(self, site: Site = SITE, *, cases: tuple[Case, ...] = (), now: str) -> None:
        self.engine = Engine(site, (), next_alert=1, cases=cases)
        self.engine.begin({}, at(now))
        self.book = self.engine.casebook

    def open(self, when: str, **known: object) -> None:
        what = CaseOpened(case=C1, title="branch", **known)  # type: ignore[arg-type]
        self.book.open(what, "Li", at(when))

    def until(self, when: str) -> list[tuple[str, str, int]]:
        """Let time pass; return what clocks told: when, of what, which rung (0: past due)."""
        self.engine.pass_time(at(when))
        told = []
        for happening in self.engine.take_changes().happenings:
            moment = datetime.fromtimestamp(happening.at / 1000, ZONE).isoformat()
            match happening.what:
                case StepOverdue(step=step):
                    told.append((moment[8:16], step.value, 0))
                case CaseEscalated(step=step, rung=rung):
                    told.append((moment[8:16], step.value, rung))
        return told


def test_a_case_of_friday_evening_is_overdue_on_monday_and_goes_up_the_chain() -> None:
    office = Office(now="20T16:00")
    office.open("20T16:30")
    assert office.until("23T09:29") == []
    assert office.until("24T09:00") == [
        ("23T09:30", "filed", 0),
        ("23T09:45", "filed", 1),
        ("23T10:30", "filed", 2),
    ]
    assert office.until("24T17:00") == [
        ("24T09:30", "whole", 0),
        ("24T09:45", "whole", 1),
        ("24T10:30", "whole", 2),
    ]
    assert office.book.case(C1).late == ("filed", "whole")


def test_what_was_done_in_time_is_not_overdue() -> None:
    office = Office(now="20T16:00")
    office.open("20T16:30")
    office.book.act(C1, Dispatch(UnitId("u1"), "Li"), at("23T09:30"))
    assert office.until("23T10:29") == []
    assert office.until("23T10:31") == [("23T10:30", "dispatched", 0)]


def test_a_restart_loses_no_clock_and_tells_nothing_twice() -> None:
    office = Office(now="20T16:00")
    office.open("20T16:30")
    office.until("23T09:50")
    after = Office(cases=(office.book.case(C1),), now="23T09:50")
    assert after.until("23T10:40") == [("23T10:30", "filed", 2)]


def test_what_fell_due_while_the_hub_was_down_is_told_at_its_own_moment() -> None:
    office = Office(now="20T16:00")
    office.open("20T16:30")
    after = Office(cases=(office.book.case(C1),), now="23T12:00")
    assert after.until("23T12:00")[0] == ("23T09:30", "filed", 0)


def test_a_rest_stops_the_clocks_and_ends_by_itself() -> None:
    office = Office(now="20T16:00")
    office.open("20T16:30")
    office.book.act(C1, Suspend(at("23T16:30"), "Li"), at("23T09:10"))
    assert office.until("24T08:00") == [("23T16:50", "filed", 0)]


def test_urgency_re_dates_the_clock_and_nobody_was_waited_for_in_the_night_before() -> None:
    office = Office(now="20T16:00")
    office.open("20T16:55")
    office.book.act(C1, Edit(priority=Priority.CRITICAL), at("23T08:00"))
    clock = office.book.case(C1).clock
    assert clock is not None
    assert clock.due == at("23T08:05")
    office.book.act(C1, Edit(priority=Priority.LOW, category=Category.AIR), at("23T08:01"))
    clock = office.book.case(C1).clock
    assert clock is not None
    assert clock.due == at("23T09:54")


def test_a_closed_case_has_no_clock_but_keeps_when_it_was_due_as_a_whole() -> None:
    office = Office(now="20T16:00")
    office.open("20T16:30")
    for person in ("Li", "Bai"):
        office.book.act(C1, Close(Outcome.UNVERIFIED, person), at("23T09:10"))
    case = office.book.case(C1)
    assert case.clock is None
    assert case.whole is not None
    assert case.whole.due == at("24T09:30")
    assert office.until("30T09:00") == []


def test_a_person_takes_a_case_up_with_a_reason_as_far_as_the_chain_goes() -> None:
    office = Office(now="20T16:00")
    office.open("20T16:30")
    escalate = ClockDesk(office.engine.deadlines).handlers[EscalateCase]
    with pytest.raises(Refused, match="reason_required"):
        escalate(EscalateCase(case=C1), SEAT, at("20T16:31"))
    request = EscalateCase(case=C1, reason="nobody answers")
    assert escalate(request, SEAT, at("20T16:31")).about == C1
    happened = office.engine.take_changes().happenings[-1].what
    assert happened == CaseEscalated(case=C1, rung=1, party=GRID, by_hand=True, step=Timed.FILED)
    assert office.until("23T09:50") == [("23T09:30", "filed", 0)]  # its first rung was told
    escalate(request, SEAT, at("23T09:51"))
    with pytest.raises(Refused, match="chain_ended"):
        escalate(request, SEAT, at("23T09:52"))
    assert office.until("23T17:00") == [("23T09:51", "filed", 2)]  # by hand, and no more


def test_who_has_no_chain_or_a_case_that_rests_or_is_over_takes_nothing_up() -> None:
    bare = Office(replace(SITE, sla=replace(SITE.sla, chain=())), now="20T16:00")
    bare.open("20T16:30")
    with pytest.raises(Refused, match="no_chain"):
        bare.engine.deadlines.escalate(C1, at("20T16:31"))
    office = Office(now="20T16:00")
    office.open("20T16:30")
    office.book.act(C1, Suspend(at("24T09:00"), "Li"), at("20T16:31"))
    with pytest.raises(Refused, match="no_clock"):
        office.engine.deadlines.escalate(C1, at("20T16:32"))
    office.book.act(C1, Close(Outcome.CANCELLED, "Li"), at("20T16:33"))
    with pytest.raises(Conflict, match="case_closed"):
        office.engine.deadlines.escalate(C1, at("20T16:34"))


def test_a_site_without_terms_has_no_clocks() -> None:
    office = Office(replace(SITE, sla=Sla()), now="20T16:00")
    office.open("20T16:30")
    case = office.book.case(C1)
    assert (case.clock, case.whole, office.until("27T09:00")) == (None, None, [])
