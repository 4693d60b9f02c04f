"""Which facts called the operator: raisings and the like of what is no symptom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from console.contract.facts import Fact
from console.domain.alert_facts import (
    AlertFact,
    AlertMarkedSymptom,
    AlertReleased,
    AlertRetired,
)
from console.domain.facts import of_alert
from console.domain.ids import AlertId
from console.domain.load import annunciates

TURNS = (AlertMarkedSymptom, AlertReleased, AlertRetired)  # what makes or ends a symptom


class Symptoms:
    """The alerts that stand behind a cause, kept up fact by fact."""

    def __init__(self, alerts: Iterable[AlertId] = ()) -> None:
        self.alerts = set(alerts)

    def calls(self, fact: Fact) -> bool:
        """Take the next fact; tell whether it called the operator."""
        match fact.what:
            case AlertMarkedSymptom(alert=alert):
                self.alerts.add(alert)
            case AlertReleased(alert=alert) | AlertRetired(alert=alert):
                self.alerts.discard(alert)
        what = fact.what
        return of_alert(what) and annunciates(what) and what.alert not in self.alerts


def symptoms_before(facts: Sequence[Fact], after: Collection[AlertId]) -> Symptoms:
    """Return the symptoms there were before `facts` (oldest first), from those `after` them."""
    first: dict[AlertId, bool] = {}
    for fact in facts:
        if isinstance(fact.what, TURNS):
            first.setdefault(fact.what.alert, isinstance(fact.what, AlertReleased))
    known = {alert for alert, was_one in first.items() if was_one}
    return Symptoms(known | {alert for alert in after if alert not in first})


def calls_among(
    facts: Sequence[Fact], after: Collection[AlertId]
) -> Iterator[tuple[Fact, AlertFact]]:
    """Yield those of `facts` (oldest first) that called; `after` are the symptoms after them."""
    symptoms = symptoms_before(facts, after)
    return ((fact, fact.what) for fact in facts if symptoms.calls(fact) and of_alert(fact.what))
