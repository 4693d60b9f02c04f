"""Which alerts stand behind a cause; once the cause is over, each of them is looked at again."""

from __future__ import annotations

from collections import defaultdict

from console.domain.alerts import Alert, State
from console.domain.ids import AlertId
from console.domain.stimuli import ReleaseSymptom
from console.hub.alert_book import AlertBook


def silent(cause: Alert) -> bool:
    """Tell whether nothing tells a person of `cause` any more, so that nobody would see what
    stands behind it. A shelf has an end, and was a person's wish: it hides symptoms as well."""
    return cause.state in (State.NORMAL, State.SUPPRESSED, State.OUT_OF_SERVICE)


class SymptomBook:
    """Symptoms by their cause; follows the book of alerts."""

    def __init__(self, book: AlertBook) -> None:
        self._book = book
        self._of: dict[AlertId, dict[AlertId, None]] = defaultdict(dict)
        book.follow(self._follow)

    def of(self, cause: AlertId) -> tuple[AlertId, ...]:
        """Return the alerts that stand behind `cause`."""
        return tuple(self._of.get(cause, ()))

    def begin(self, now: int) -> None:
        """Take up the symptoms there are; release those whose cause is over or gone."""
        alerts = {alert.id: alert for alert in self._book.by_key.values()}
        for alert in alerts.values():
            if alert.symptom_of is not None:
                self._of[alert.symptom_of][alert.id] = None
        for cause in list(self._of):
            if cause not in alerts or silent(alerts[cause]):
                self._release(cause, now)

    def _follow(self, before: Alert, after: Alert, now: int) -> None:
        if after.symptom_of != before.symptom_of:
            if before.symptom_of is not None:
                self._of[before.symptom_of].pop(after.id, None)
            if after.symptom_of is not None:
                self._of[after.symptom_of][after.id] = None
        if silent(after) and not silent(before):
            self._release(after.id, now)

    def _release(self, cause: AlertId, now: int) -> None:
        for symptom in self.of(cause):
            alert = self._book.alert(symptom)
            self._book.apply((alert.rule, alert.target), ReleaseSymptom(), now)
        self._of.pop(cause, None)
