"""Notices: when they are tried again, what is told of it, and whom a fact concerns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.addressing import addressed
from console.domain.case_facts import CaseClosed, CaseOpened, Outcome, RemedyOrdered, RemedyOverdue
from console.domain.cases import Case, Remedy
from console.domain.causes import Action
from console.domain.facts import What
from console.domain.ids import CaseId, PartyId, UnitId
from console.domain.notice_facts import NoticeFailed, NoticeKind, NoticeSent, Trouble, Untold
from console.domain.notices import (
    GIVE_UP_S,
    LADDER_S,
    Attempt,
    Matter,
    Notice,
    NoticeState,
    attempted,
    dropped,
    is_due,
)
from console.domain.parties import Party, PartyKind
from console.domain.patrol_facts import PatrolOverdue, SecondUnitAsked
from console.domain.sla_facts import CaseEscalated
from console.domain.values import Bilingual

T = 1_000_000_000
C1 = CaseId("C-1")
FAILED = Attempt(Trouble.STATUS, 500)


def a_notice() -> Notice:
    return Notice(
        id="N-1-1",
        fact=1,
        channel="a",
        kind=NoticeKind.REMEDY_ORDERED,
        about=Matter(),
        at=T,
        made_at=T,
        next_at=T,
        case=C1,
    )


def test_it_is_tried_again_ever_later_and_given_up_after_a_day() -> None:
    notice, now, waits, told = a_notice(), T, [], []
    while notice.state.pending:
        assert is_due(notice, now)
        notice, fact = attempted(notice, FAILED, now)
        if fact is not None:
            told.append(fact)
        waits.append((notice.next_at - now) // 1000)
        assert not is_due(notice, now)
        now = notice.next_at
    assert waits[:6] == [*LADDER_S, 3600]
    assert GIVE_UP_S <= (now - T) // 1000 <= GIVE_UP_S + 2 * LADDER_S[-1]
    assert [isinstance(f, NoticeFailed) and f.given_up for f in told] == [False, True]
    assert notice.state is NoticeState.GIVEN_UP


@given(st.integers(1, 12), st.integers(0, 3_600_000))
def test_however_often_it_failed_once_it_is_taken_it_is_sent(failures: int, late: int) -> None:
    notice, now = a_notice(), T
    for _ in range(failures):
        notice, _fact = attempted(notice, FAILED, now)
        now = notice.next_at + late
    if not notice.state.pending:
        return
    notice, fact = attempted(notice, Attempt(None, 200), now)
    assert isinstance(fact, NoticeSent)
    assert (fact.attempts, notice.state) == (failures + 1, NoticeState.SENT)
    assert not is_due(notice, now + 10**9)


def test_a_clock_that_is_set_back_puts_nothing_off() -> None:
    notice, _ = attempted(a_notice(), FAILED, T)
    assert not is_due(notice, T + 1)
    assert is_due(notice, T - 10**8)


def test_what_is_dropped_says_why() -> None:
    gone, fact = dropped(a_notice(), Untold.DRILL)
    assert (gone.state, gone.why, fact.why) == (NoticeState.DROPPED, Untold.DRILL, Untold.DRILL)


# Whom it concerns ------------------------------------------------------------------------------

PARTIES = {
    PartyId(id): Party(
        id=PartyId(id),
        name=Bilingual(zh, en),
        kind=PartyKind.OTHER,
        channels=("a",),
        actions=actions,
        hears=hears,
    )
    for id, zh, en, actions, hears in (
        ("team", "项目部", "Team", (Action.DUST_SPRAY,), ()),
        ("owner", "物业", "Owner", (), ()),
        (
            "room",
            "值班室",
            "Duty room",
            (),
            (NoticeKind.UNIT_OVERDUE, NoticeKind.REMEDY_OVERDUE, NoticeKind.SECOND_UNIT),
        ),
        ("friend", "联系单位", "Friend", (), ()),
    )
}


def a_case(party: str = "team", owner: str | None = "owner") -> Case:
    ordered = Remedy(
        number=1,
        finding=1,
        action=Action.DUST_SPRAY,
        party=party,
        ordered_at=T,
        ordered_by="li",
        due=T + 1,
    )
    return Case(
        id=C1,
        title="x",
        opened_at=T,
        owner=owner,
        contacts=(PartyId("friend"),),
        remedies=(ordered,),
    )


def told(what: What, case: Case | None = None) -> list[tuple[str, str]]:
    return [(a.party.id, a.kind.value) for a in addressed(what, case or a_case(), PARTIES)]


def overdue(misses: int) -> PatrolOverdue:
    return PatrolOverdue(case=C1, assignment=1, unit=UnitId("p1"), misses=misses)


def order(party: str) -> RemedyOrdered:
    return RemedyOrdered(case=C1, remedy=1, finding=1, action=Action.DUST_SPRAY, party=party)


def test_each_fact_finds_those_it_concerns() -> None:
    assert told(order("team")) == [("team", "remedy_ordered")]
    assert told(order("项目部"), a_case("项目部")) == [("team", "remedy_ordered")]
    assert told(order("someone"), a_case("someone")) == []
    assert told(RemedyOverdue(case=C1, remedy=1)) == [
        ("team", "remedy_overdue"),
        ("owner", "remedy_overdue"),
        ("room", "remedy_overdue"),
    ]
    escalated = CaseEscalated(case=C1, rung=2, party=PartyId("friend"))
    assert told(escalated) == [("friend", "escalated")]
    assert told(overdue(1)) == []
    assert told(overdue(2)) == [("owner", "unit_overdue"), ("room", "unit_overdue")]
    assert told(overdue(3)) == []
    asked = SecondUnitAsked(case=C1, assignment=1, unit=UnitId("p1"), asks="cones")
    assert told(asked, a_case(owner="nobody we know")) == [("room", "second_unit")]
    closed = CaseClosed(case=C1, outcome=Outcome.VERIFIED)
    assert told(closed) == [("owner", "closed"), ("friend", "closed")]


def test_a_directive_goes_to_the_parties_it_is_for_each_once() -> None:
    opened = CaseOpened(case=C1, directive="look after it", to=("Team", "li", "friend"))
    assert told(opened) == [("team", "directive"), ("friend", "directive"), ("owner", "directive")]
    assert told(CaseOpened(case=C1)) == []
