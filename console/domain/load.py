"""Alert load: how much is annunciated, and when it is more than a person can take in.

Figures: ISA-18.2 as quoted by secondary sources; a flood begins above 10 in ten minutes and
ends below 5. Annunciations count, not activations: what is withheld or stands behind a cause
does not load the operator.
"""

from __future__ import annotations

from collections import deque

import msgspec

from console.domain.alert_facts import (
    AlertFact,
    AlertPutBack,
    AlertRaised,
    AlertReleased,
    AlertRose,
    AlertUnshelved,
    AlertUnsuppressed,
)
from console.domain.alerts import State
from console.domain.ids import AlertId

MINUTE_MS = 60_000
DAY_MINUTES = 1_440


class Flood(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A flood in progress since `since` (ms): what came first, and how many since."""

    first: AlertId
    since: int
    count: int


class Minutes:
    """Annunciations of the last day, counted by minute; bounded whatever comes."""

    def __init__(self, counted: tuple[tuple[int, int], ...] = ()) -> None:
        self._counted: deque[tuple[int, int]] = deque(counted, maxlen=DAY_MINUTES)

    def pass_time(self, now: int) -> None:
        """Forget what was a day before `now` (ms)."""
        oldest = now // MINUTE_MS - DAY_MINUTES
        while self._counted and self._counted[0][0] <= oldest:
            self._counted.popleft()

    def take(self, at: int) -> None:
        """Count one at `at` (ms); one from before the newest minute counts there."""
        minute = at // MINUTE_MS
        if self._counted and self._counted[-1][0] >= minute:
            newest, count = self._counted[-1]
            self._counted[-1] = newest, count + 1
        else:
            self._counted.append((minute, 1))

    def counted(self) -> tuple[tuple[int, int], ...]:
        """Return what was counted: minute (since 1970) and how many, oldest first."""
        return tuple(self._counted)

    def within(self, minutes: int, now: int) -> int:
        """Return how many there were in the last `minutes` before `now` (ms)."""
        since = now // MINUTE_MS - minutes
        return sum(count for minute, count in self._counted if since < minute)


# The facts that may call the operator.
CALLS = (
    AlertRaised,
    AlertRose,
    AlertUnshelved,
    AlertUnsuppressed,
    AlertPutBack,
    AlertReleased,
)


def annunciates(what: AlertFact) -> bool:
    """Tell whether a fact calls the operator: a raising or rising, or a coming back as such."""
    match what:
        case AlertRaised() | AlertRose():
            return what.withheld is None
        case AlertUnshelved() | AlertUnsuppressed() | AlertPutBack() | AlertReleased():
            return what.state is State.UNACKNOWLEDGED
        case _:
            return False
