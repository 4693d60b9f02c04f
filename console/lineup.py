"""The alerts of one moment in order: the queue, what is withheld, what stands behind a cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.ids import AlertId, TargetId
from console.domain.values import Priority

_WAITING = {State.UNACKNOWLEDGED: 0, State.RETURNED: 1, State.ACKNOWLEDGED: 2}
_LAST = len(_WAITING)
_NEWEST = attrgetter("raised_at")
_WORST = {priority: -2 * priority.rank for priority in Priority}


class Lineup:
    """Made once for what facts say, and looked at by every screen until they say more."""

    def __init__(self, alerts: Iterable[AlertView] = ()) -> None:
        known = tuple(alerts)
        worst = worst_first(a for a in known if a.state.in_queue and a.symptom_of is None)
        self.queue = by_priority(worst)
        self.withheld = worst_first(a for a in known if a.state.withheld)
        self._on: dict[TargetId, list[AlertView]] = {}
        for alert in worst:
            self._on.setdefault(alert.target, []).append(alert)
        self._symptoms: dict[AlertId, list[AlertView]] = {}
        for alert in worst_first(a for a in known if a.symptom_of is not None):
            if alert.symptom_of is not None:
                self._symptoms.setdefault(alert.symptom_of, []).append(alert)

    @cached_property
    def states(self) -> Mapping[State, int]:
        """Return how many alerts of the queue are in each state."""
        return Counter(alert.state for alert in self.queue)

    @cached_property
    def waiting(self) -> Mapping[Priority, int]:
        """Return how many are unacknowledged, by priority."""
        return Counter(a.priority for a in self.queue if a.state is State.UNACKNOWLEDGED)

    @cached_property
    def targets(self) -> Sequence[TargetId]:
        """Return every sensor or device with an alert in the queue, worst first."""
        return list(self._on)

    @property
    def symptoms(self) -> list[AlertView]:
        """Return everything that stands behind a cause."""
        return [alert for kin in self._symptoms.values() for alert in kin]

    def on(self, target: TargetId) -> Sequence[AlertView]:
        """Return what stands in the queue on `target`, worst first."""
        return self._on.get(target, ()) if self._on else ()

    def behind(self, cause: AlertId) -> Sequence[AlertView]:
        """Return the symptoms of `cause`."""
        return self._symptoms.get(cause, ())


def worst_first(alerts: Iterable[AlertView]) -> list[AlertView]:
    """Order alerts by priority, unacknowledged before the rest, newest first."""
    waiting = State.UNACKNOWLEDGED
    return sorted(
        sorted(alerts, key=_NEWEST, reverse=True),
        key=lambda alert: _WORST[alert.priority] + (alert.state is not waiting),
    )


def by_priority(worst: Iterable[AlertView]) -> list[AlertView]:
    """Order for the queue what is worst first already: what waits for a person before the rest."""
    return sorted(worst, key=lambda alert: _WAITING.get(alert.state, _LAST))
