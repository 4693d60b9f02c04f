"""Moments of a case's response that its view does not keep, gathered from facts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import datetime

from console.contract.case_views import CaseView
from console.contract.facts import Fact
from console.domain.alert_facts import AlertAcknowledged, AlertRaised
from console.domain.case_facts import CaseSuspended
from console.domain.ids import AlertId, CaseId
from console.domain.patrol_facts import PatrolOnSite

GATHERED = (AlertRaised, AlertAcknowledged, PatrolOnSite, CaseSuspended)


class CaseMoments:
    """When alerts were raised and acknowledged, when somebody was first there, what rested."""

    def __init__(self) -> None:
        self.on_site: dict[CaseId, datetime] = {}
        self.rested: set[CaseId] = set()
        self._raised: dict[AlertId, list[datetime]] = defaultdict(list)
        self._acknowledged: dict[AlertId, list[datetime]] = defaultdict(list)

    def take(self, fact: Fact) -> None:
        """Take the next fact; what says nothing of these moments changes nothing."""
        match fact.what:
            case AlertRaised(alert=alert):
                self._raised[alert].append(fact.at)
            case AlertAcknowledged(alert=alert):
                self._acknowledged[alert].append(fact.at)
            case PatrolOnSite(case=case):
                self.on_site.setdefault(case, fact.at)
            case CaseSuspended(case=case):
                self.rested.add(case)

    def raised(self, case: CaseView) -> datetime | None:
        """Return when the first of the alerts that a case was opened for was raised."""
        return min((at for _, at in self._before(case)), default=None)

    def acknowledged(self, case: CaseView) -> datetime | None:
        """Return when somebody first acknowledged one of them."""
        found = [
            told[first]
            for alert, at in self._before(case)
            if (first := bisect_left(told := self._acknowledged[alert], at)) < len(told)
        ]
        return min(found, default=None)

    def _before(self, case: CaseView) -> list[tuple[AlertId, datetime]]:
        """Return the case's alerts that stood as it was opened, each with when it was raised."""
        found = []
        for alert in case.alerts:
            told = self._raised.get(alert, [])
            last = bisect_right(told, case.opened_at)
            if last:
                found.append((alert, told[last - 1]))
        return found
