"""What is to be sent: made by the facts it tells of, and kept in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import msgspec

from console.clock import WallClock, moment
from console.contract.facts import Fact
from console.domain.addressing import Addressed, addressed
from console.domain.cases import Case
from console.domain.facts import What
from console.domain.ids import CaseId, PartyId
from console.domain.kept import Kept
from console.domain.notice_facts import NoticeDropped, NoticeKind, NoticeTestAsked, Untold
from console.domain.notices import Attempt, Matter, Notice, attempted, dropped, is_due
from console.domain.parties import Party

WAITING_MOST = 1_000  # when full, the oldest of what matters least is dropped, with a fact
DONE_MOST = 200  # of what was settled so many are kept to be looked at; facts keep all

KeptChanges = dict[tuple[str, str], Kept | None]


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What of a site and its settings decides whether a notice is sent.

    Without `channels` nothing is: notices are not set up. In a drill they are held back unless
    `in_drill`, but a test is sent whenever it is asked for.
    """

    parties: Mapping[PartyId, Party] = {}
    channels: Collection[str] = frozenset()
    drill: bool = False
    in_drill: bool = False


class Outbox:
    """Every notice that waits, and the newest that do not any more.

    Changed only by who holds the journal's turn; `take` hands over what is to be committed.
    """

    def __init__(
        self,
        rules: Rules,
        *,
        case: Callable[[CaseId], Case],
        real: Callable[[], int],
        kept: Iterable[Kept] = (),
    ) -> None:
        self.rules = rules
        self._case = case
        self._real = real
        found = sorted((n for n in kept if isinstance(n, Notice)), key=_age)
        self._waiting = {n.id: n for n in found if n.state.pending}
        self._done = {n.id: n for n in found if not n.state.pending}
        self._changes: KeptChanges = {}
        self.on_change: Callable[[], None] = lambda: None

    @property
    def waiting(self) -> int:
        """Return how many are to be delivered."""
        return len(self._waiting)

    def heed(self, facts: Sequence[Fact]) -> list[tuple[int, What]]:
        """Make the notices that `facts` call for; return what else happened thereby."""
        told: list[tuple[int, What]] = []
        if not self.rules.channels:
            return told
        for fact in facts:
            written = self._written(fact)
            if written:
                told += [(moment(fact.at), what) for what in self._added(written)]
        return told

    def take(self) -> KeptChanges:
        """Hand over the notices that changed since, to be committed with the facts."""
        changes, self._changes = self._changes, {}
        if changes:
            self.on_change()
        return changes

    def due(self, busy: Collection[str]) -> list[Notice]:
        """Return what is to be tried now, one for each channel that is not `busy`: of all that
        waits there the one that matters most, and of those the oldest."""
        now = self._real()
        first: dict[str, Notice] = {}
        for notice in self._waiting.values():
            if notice.channel in busy or not is_due(notice, now):
                continue
            best = first.get(notice.channel)
            if best is None or notice.kind.rank > best.kind.rank:
                first[notice.channel] = notice
        return list(first.values())

    def settle(self, id: str, attempt: Attempt) -> What | None:
        """Take how an attempt went; return what there is to tell. What was dropped meanwhile is
        told as dropped already."""
        notice = self._waiting.get(id)
        if notice is None:
            return None
        after, fact = attempted(notice, attempt, self._real())
        self._keep(after)
        return fact

    # Inside ---------------------------------------------------------------------------

    def _written(self, fact: Fact) -> list[Notice]:
        what = fact.what
        if isinstance(what, NoticeTestAsked):
            return self._tests(fact, what)
        case = getattr(what, "case", None)
        if not isinstance(case, str) or hasattr(what, "notice"):
            return []
        told = addressed(what, self._case(CaseId(case)), self.rules.parties)
        pairs = [(one, channel) for one in told for channel in one.party.channels]
        return [
            self._notice(fact, number, channel, one, CaseId(case))
            for number, (one, channel) in enumerate(pairs, 1)
        ]

    def _notice(
        self, fact: Fact, number: int, channel: str, one: Addressed, case: CaseId
    ) -> Notice:
        now = self._real()
        return Notice(
            id=f"N-{fact.n}-{number}",
            fact=fact.n,
            channel=channel,
            kind=one.kind,
            about=one.about,
            at=moment(fact.at),
            made_at=now,
            next_at=now,
            case=case,
            party=one.party.id,
            drill=self.rules.drill,
        )

    def _tests(self, fact: Fact, what: NoticeTestAsked) -> list[Notice]:
        party = self.rules.parties.get(what.party) if what.party is not None else None
        channels = [what.channel] if what.channel is not None else party.channels if party else ()
        now = self._real()
        return [
            Notice(
                id=f"N-{fact.n}-{number}",
                fact=fact.n,
                channel=channel,
                kind=NoticeKind.TEST,
                about=Matter(),
                at=moment(fact.at),
                made_at=now,
                next_at=now,
                party=what.party,
                drill=self.rules.drill,
            )
            for number, channel in enumerate(channels, 1)
        ]

    def _added(self, notices: Iterable[Notice]) -> list[NoticeDropped]:
        told = []
        for notice in notices:
            why = self._held(notice)
            if why is None:
                self._keep(notice)
                notice, why = self._least(), Untold.FULL
                if len(self._waiting) <= WAITING_MOST:
                    continue
            gone, fact = dropped(notice, why)
            self._keep(gone)
            told.append(fact)
        return told

    def _held(self, notice: Notice) -> Untold | None:
        if notice.drill and not self.rules.in_drill and notice.kind is not NoticeKind.TEST:
            return Untold.DRILL
        return None if notice.channel in self.rules.channels else Untold.NO_CHANNEL

    def _least(self) -> Notice:
        return min(self._waiting.values(), key=lambda notice: (notice.kind.rank, *_age(notice)))

    def _keep(self, notice: Notice) -> None:
        self._changes[Notice.__name__, notice.id] = notice
        if notice.state.pending:
            self._waiting[notice.id] = notice
            return
        self._waiting.pop(notice.id, None)
        self._done[notice.id] = notice
        while len(self._done) > DONE_MOST:
            oldest = next(iter(self._done))
            del self._done[oldest]
            self._changes[Notice.__name__, oldest] = None


def _age(notice: Notice) -> tuple[int, str]:
    return notice.fact, notice.id


def closed_outbox(case: Callable[[CaseId], Case]) -> Outbox:
    """Return the outbox of a site that has nobody to tell."""
    return Outbox(Rules(), case=case, real=WallClock().now)
