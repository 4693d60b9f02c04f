"""How much calls the operator: when it is a flood, and when a person can follow again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from console.clock import moment
from console.contract.calls import calls_among
from console.contract.facts import Fact
from console.domain.alert_facts import AlertFact
from console.domain.alerts import Alert
from console.domain.facts import FloodBegan
from console.domain.flood import Floods, Turn
from console.domain.kept import Kept
from console.domain.load import Flood, annunciates
from console.domain.policy import Policy
from console.hub.agenda import LOAD, Agenda
from console.hub.alert_book import AlertBook
from console.hub.changes import Changes

ID = "flood"


class Load:
    """Hears what happens to every alert, and keeps the end of a flood on the agenda."""

    def __init__(
        self,
        policy: Policy,
        changes: Changes,
        agenda: Agenda,
        *,
        book: AlertBook,
        kept: Iterable[Kept],
    ) -> None:
        flood = next((what for what in kept if isinstance(what, Flood)), None)
        self._floods = Floods(policy, flood)
        self._changes = changes
        self._agenda = agenda
        self._book = book
        self._armed = False
        book.hear(self._hear)
        agenda.keep(LOAD, self._fall_due)
        self._arm()

    @property
    def flood(self) -> Flood | None:
        """Return the flood in progress."""
        return self._floods.flood

    def recall(self, facts: Sequence[Fact]) -> None:
        """Take up what called before a restart, oldest first, as the store tells it."""
        symptoms = {a.id for a in self._book.by_key.values() if a.symptom_of is not None}
        for fact, what in calls_among(facts, symptoms):
            self._floods.recall(moment(fact.at), what.alert)

    def _hear(self, alert: Alert, facts: Sequence[AlertFact], now: int) -> None:
        if alert.symptom_of is not None:
            return
        turns: list[Turn] = []
        calls = sum(map(annunciates, facts))
        for _ in range(calls):
            turns += self._floods.take(now, alert.id)
        if calls:
            self._tell(turns)

    def _fall_due(self, _whose: str, due: int) -> None:
        self._armed = False
        self._tell(self._floods.pass_time(due))

    def _tell(self, turns: Sequence[Turn]) -> None:
        flood = self._floods.flood
        for at, what in turns:
            if isinstance(what, FloodBegan) and flood is not None:
                what = replace(what, count=flood.count)  # all that called at once is counted
            self._changes.happened(at, (what,))
        if flood is not None:
            self._changes.keep(ID, flood)
        elif turns:
            self._changes.drop(Flood, ID)
        self._arm()

    def _arm(self) -> None:
        """Have one deadline on the agenda during a flood; it is put off when it falls due."""
        due = self._floods.ends_at()
        if due is not None and not self._armed:
            self._armed = True
            self._agenda.add(due, LOAD, ID)
