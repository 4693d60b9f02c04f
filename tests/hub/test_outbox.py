"""The outbox: bounded, in order of what matters, and the same after a restart."""

from __future__ import annotations

from console.clock import utc
from console.contract.facts import Fact
from console.domain.case_facts import CaseClosed, Outcome
from console.domain.cases import Case
from console.domain.facts import What
from console.domain.ids import CaseId, PartyId
from console.domain.notice_facts import NoticeDropped, NoticeKind, NoticeTestAsked, Untold
from console.domain.notices import Attempt, Notice, NoticeState
from console.domain.parties import Party, PartyKind
from console.domain.sla_facts import CaseEscalated
from console.domain.values import Bilingual
from console.hub.notices.outbox import DONE_MOST, WAITING_MOST, Outbox, Rules

T = 1_000_000_000
C1 = CaseId("C-1")
TEAM = Party(
    id=PartyId("team"),
    name=Bilingual("队", "Team"),
    kind=PartyKind.OTHER,
    channels=("a",),
    hears=(NoticeKind.CLOSED,),
)
CLOSED = CaseClosed(case=C1, outcome=Outcome.VERIFIED)
ESCALATED = CaseEscalated(case=C1, rung=1, party=TEAM.id)


class Hand:
    """An outbox, and the number of the next fact."""

    def __init__(self, **rules: bool) -> None:
        self.n = 0
        self.rules = Rules(parties={TEAM.id: TEAM}, channels=frozenset({"a"}), **rules)
        self.kept: dict[str, Notice] = {}
        self.again()

    def again(self) -> None:
        """Start anew from what was kept."""
        self.box = Outbox(
            self.rules,
            case=lambda id: Case(id=id, opened_at=T),
            real=lambda: T,
            kept=self.kept.values(),
        )

    def happened(self, what: What) -> list[What]:
        """Let something happen; return what happened thereby."""
        self.n += 1
        told = self.box.heed([Fact(n=self.n, at=utc(T), what=what)])
        self.commit()
        return [fact for _, fact in told]

    def commit(self) -> None:
        """Keep what changed."""
        for (_, id), notice in self.box.take().items():
            if isinstance(notice, Notice):
                self.kept[id] = notice
            else:
                del self.kept[id]


def test_when_full_the_oldest_of_what_matters_least_goes_and_a_fact_says_so() -> None:
    hand = Hand()
    assert hand.happened(ESCALATED) == []
    for _ in range(WAITING_MOST - 1):
        assert hand.happened(CLOSED) == []
    (gone,) = hand.happened(ESCALATED)
    assert isinstance(gone, NoticeDropped)
    assert (gone.notice, gone.why) == ("N-2-1", Untold.FULL)
    assert hand.box.waiting == WAITING_MOST
    assert [n.kind for n in hand.box.due(())] == [NoticeKind.ESCALATED]


def test_what_matters_most_goes_first_then_what_is_oldest_one_for_a_channel() -> None:
    hand = Hand()
    for what in (CLOSED, ESCALATED, ESCALATED):
        hand.happened(what)
    assert [n.id for n in hand.box.due(())] == ["N-2-1"]
    assert hand.box.due({"a"}) == []
    hand.box.settle("N-2-1", Attempt(None, 200))
    hand.commit()
    hand.again()
    assert [n.id for n in hand.box.due(())] == ["N-3-1"]
    assert hand.kept["N-2-1"].state is NoticeState.SENT


def test_of_what_is_settled_only_the_newest_are_kept() -> None:
    hand = Hand()
    for _ in range(DONE_MOST + 5):
        hand.happened(CLOSED)
        hand.box.settle(f"N-{hand.n}-1", Attempt(None, 200))
        hand.commit()
    assert len(hand.kept) == DONE_MOST
    assert min(n.fact for n in hand.kept.values()) == 6


def test_in_a_drill_only_a_test_goes_out() -> None:
    hand = Hand(drill=True)
    (held,) = hand.happened(CLOSED)
    assert isinstance(held, NoticeDropped)
    assert held.why is Untold.DRILL
    assert hand.happened(NoticeTestAsked(party=TEAM.id)) == []
    assert [n.kind for n in hand.box.due(())] == [NoticeKind.TEST]


def test_its_own_facts_make_no_notices() -> None:
    hand = Hand(drill=True)
    (held,) = hand.happened(CLOSED)
    assert hand.happened(held) == []
