"""A control room by the book: acknowledges, opens a case, sends a unit, orders, closes.

It knows nothing but the hub's facts and does nothing but ask the hub, as any script could.
"""

from __future__ import annotations

from collections.abc import Iterable

from console.contract.alerts import AcknowledgeAlert
from console.contract.cases import CloseCase, DispatchUnit, OpenCase, OrderRemedy
from console.contract.facts import Fact
from console.contract.hub import Hub
from console.contract.request import Request
from console.contract.suggestions import Suggestions
from console.domain.alert_facts import AlertRaised, AlertRose, AlertUnsuppressed
from console.domain.case_facts import CaseClosed, CaseOpened, CaseVerified, Outcome
from console.domain.causes import USUAL, Seen
from console.domain.ids import AlertId, CaseId, UnitId
from console.domain.patrol_facts import PatrolDeclined, PatrolReported
from console.domain.suggesting import Sending
from console.simulator.stories import Story

UNKNOWN_PARTY = "值班员 / duty officer"  # for what the story did not foresee


class ScriptedOperator:
    """Handles the alert a story begins with; leaves everything else alone.

    `outcome` is how its case was closed, once it was.
    """

    def __init__(self, hub: Hub, story: Story) -> None:
        self._hub = hub
        self._story = story
        self._begun: AlertId | None = None
        self._occurrence: tuple[AlertId | None, int] = (None, 0)  # of that alert, as it was raised
        self._case: CaseId | None = None
        self.outcome: Outcome | None = None

    def hear(self, facts: Iterable[Fact]) -> bool:
        """Take notice of what happened and act on it; tell whether anything was asked for."""
        asked = [request for fact in facts for request in self._answer(fact)]
        for request in asked:
            self._hub.do(request)
        return bool(asked)

    def _answer(self, fact: Fact) -> list[Request]:
        match fact.what:
            case AlertRaised() as raised if self._begins(raised):
                self._occurrence = raised.alert, raised.occurrence
                return [] if raised.withheld else self._take_up()
            case AlertUnsuppressed(alert=alert) if self._occurrence[0] == alert:
                return self._take_up()
            case AlertRose(alert=alert, occurrence=occurrence) if alert == self._begun:
                return [AcknowledgeAlert(alert=alert, occurrence=occurrence)]
            case CaseOpened(case=case, alerts=alerts) if self._begun in alerts:
                self._case = case
                return [DispatchUnit(case=case, unit=self._story.unit)]
            case PatrolDeclined(case=case, unit=unit) if case == self._case:
                return self._send_another(case, unit)
            case PatrolReported(case=case) as told if case == self._case:
                numbered = enumerate(told.findings, told.first)
                return [self._order(case, *one) for one in numbered if USUAL[one[1].cause]]
            case CaseVerified(case=case) if case == self._case:
                return [CloseCase(case=case)]
            case CaseClosed(case=case, outcome=outcome) if case == self._case:
                self.outcome = outcome
        return []

    def _take_up(self) -> list[Request]:
        """Acknowledge the alert the story begins with, and open a case for it the first time."""
        alert, occurrence = self._occurrence
        assert alert is not None  # it was raised
        seen = AcknowledgeAlert(alert=alert, occurrence=occurrence)
        if self._begun:
            return [seen]
        self._begun = alert
        return [seen, OpenCase(alerts=(alert,))]

    def _send_another(self, case: CaseId, unit: UnitId) -> list[Request]:
        """Send the best unit that can go at once and did not just decline, if there is one."""
        found = self._hub.ask(f"cases/{case}/units", Suggestions).items
        free = (one.unit for one in found if one.sending is Sending.NOW and one.unit != unit)
        other = next(free, None)
        return [] if other is None else [DispatchUnit(case=case, unit=other)]

    def _order(self, case: CaseId, finding: int, seen: Seen) -> Request:
        parties = {source.cause: source.party for source in self._story.sources}
        return OrderRemedy(
            case=case,
            finding=finding,
            action=USUAL[seen.cause][0],
            party=parties.get(seen.cause, UNKNOWN_PARTY),
        )

    def _begins(self, raised: AlertRaised) -> bool:
        return (raised.rule, raised.target) == (self._story.rule, self._story.sensor)
