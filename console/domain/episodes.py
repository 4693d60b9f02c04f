"""Raisings and their ends in a stretch of time: chattering, fleeting, stale."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping

from console.domain.alert_facts import (
    AlertCleared,
    AlertFact,
    AlertFolded,
    AlertMarkedSymptom,
    AlertRaised,
    AlertRetired,
    AlertReturned,
    AlertShelved,
    AlertSuppressed,
    AlertTakenOut,
)
from console.domain.ids import AlertId
from console.domain.policy import Policy

Run = tuple[int, int | None]  # when a raising began and ended (ms)

ENDS = (AlertReturned, AlertCleared, AlertFolded, AlertRetired)
# What takes an alert from the operator though its condition may still hold.
LEAVES = (*ENDS, AlertShelved, AlertSuppressed, AlertTakenOut, AlertMarkedSymptom)


class Episodes:
    """Every raising with its end (ms), by alert; withheld ones, too: they are the sensor's."""

    def __init__(self, policy: Policy) -> None:
        self._times = policy.chatter_times
        self._chatter_ms = round(policy.chatter_s * 1000)
        self._fleeting_ms = round(policy.fleeting_s * 1000)
        self._runs: dict[AlertId, list[Run]] = defaultdict(list)

    def take(self, at: int, what: AlertFact) -> None:
        """Take what happened to an alert at `at` (ms)."""
        if isinstance(what, AlertRaised):
            self._runs[what.alert].append((at, None))
        elif isinstance(what, ENDS) and (runs := self._runs.get(what.alert)):
            began, ended = runs[-1]
            if ended is None:
                runs[-1] = began, max(at, began)

    def chattering(self) -> dict[AlertId, int]:
        """Return the alerts raised too often in too short a time, with the most times."""
        most = {alert: self._most(sorted(b for b, _ in runs)) for alert, runs in self._runs.items()}
        return {alert: times for alert, times in most.items() if times >= self._times}

    def fleeting(self) -> dict[AlertId, int]:
        """Return how often alerts were over at once, did not soon come back, and had not before."""
        counts = {
            alert: sum(self._fleeted(runs, place) for place in range(len(runs)))
            for alert, runs in self._runs.items()
        }
        return {alert: count for alert, count in counts.items() if count}

    def _most(self, began: list[int]) -> int:
        return max(
            bisect_right(began, at + self._chatter_ms) - first for first, at in enumerate(began)
        )

    def _fleeted(self, runs: list[Run], place: int) -> bool:
        near = self._fleeting_ms
        began, ended = runs[place]
        if ended is None or ended - began >= near:
            return False
        if place + 1 < len(runs) and runs[place + 1][0] - ended < near:
            return False
        before = runs[place - 1][1] if place else None
        return before is None or began - before >= near


class Spans:
    """How long each alert stood before the operator without a break (ms)."""

    def __init__(self, standing: Mapping[AlertId, int]) -> None:
        self._since = dict(standing)
        self._longest: dict[AlertId, int] = {}

    def take(self, at: int, what: AlertFact, *, called: bool) -> None:
        """Take what happened to an alert at `at` (ms), and whether it called the operator."""
        if called:
            self._since.setdefault(what.alert, at)
        elif isinstance(what, LEAVES) and what.alert in self._since:
            stood = at - self._since.pop(what.alert)
            self._longest[what.alert] = max(stood, self._longest.get(what.alert, 0))

    def longest(self, end: int) -> dict[AlertId, tuple[int, bool]]:
        """Return each alert's longest span until `end`, and whether it goes on then."""
        found = {alert: (stood, False) for alert, stood in self._longest.items()}
        for alert, since in self._since.items():
            if end - since >= self._longest.get(alert, 0):
                found[alert] = (end - since, True)
        return found
