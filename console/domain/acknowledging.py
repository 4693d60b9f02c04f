"""How annunciations were answered: how soon, how many at once, and which never."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Sequence

import msgspec

from console.domain.alert_facts import AlertAcknowledged, AlertFact
from console.domain.ids import AlertId
from console.domain.load_report import SPLIT, Acknowledging, Response, middle
from console.domain.policy import Policy
from console.domain.values import Priority


class Call(msgspec.Struct, frozen=True):
    """An annunciation that waits for an answer."""

    at: int
    occurrence: int
    priority: Priority


class Answers:
    """Pairs every annunciation with the first acknowledgement of its occurrence after it."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._waiting: dict[AlertId, deque[Call]] = defaultdict(deque)
        self._never: Counter[Priority] = Counter()
        self._times: dict[Priority, list[float]] = defaultdict(list)
        self._by_person: dict[str, list[int]] = defaultdict(list)
        self._unpaired = self._in_bulk = self._hasty = 0

    def called(self, at: int, what: AlertFact, priority: Priority) -> None:
        """Take an annunciation at `at` (ms); one of an occurrence that is past stays unanswered."""
        waiting = self._waiting[what.alert]
        while waiting and waiting[0].occurrence < what.occurrence:
            self._never[waiting.popleft().priority] += 1
        waiting.append(Call(at, what.occurrence, priority))

    def take(self, at: int, what: AlertFact, by: str | None) -> None:
        """Take what else happened; only acknowledgements answer."""
        if not isinstance(what, AlertAcknowledged):
            return
        self._in_bulk += what.bulk is not None
        self._by_person[by or ""].append(at)
        waiting, newest = self._waiting[what.alert], None
        while waiting and waiting[0].occurrence == what.occurrence:
            newest = waiting.popleft()
            self._times[newest.priority].append(max(at - newest.at, 0) / 1000)
        if newest is None:
            self._unpaired += 1
        elif at - newest.at < self._policy.hasty_s * 1000:
            self._hasty += 1

    def figures(self) -> Acknowledging:
        """Return how people answered."""
        pending = self._never.copy()
        pending.update(call.priority for calls in self._waiting.values() for call in calls)
        return Acknowledging(
            count=sum(map(len, self._by_person.values())),
            unpaired=self._unpaired,
            in_bulk=self._in_bulk,
            hasty=self._hasty,
            hurried=sum(self._hurried(sorted(acts)) for acts in self._by_person.values()),
            responses=tuple(
                Response(
                    priority=priority,
                    acknowledged=len(self._times[priority]),
                    pending=pending[priority],
                    median_s=middle(self._times[priority], 0.5),
                    p95_s=middle(self._times[priority], 0.95),
                )
                for priority in SPLIT
            ),
        )

    def _hurried(self, acts: Sequence[int]) -> int:
        """Return how many of one person's acts (ms, sorted) were among too many at a time."""
        many, stretch = self._policy.bulk_most + 1, round(self._policy.bulk_s * 1000)
        hurried = bytearray(len(acts))
        for first in range(len(acts) - many + 1):
            if acts[first + many - 1] - acts[first] <= stretch:
                hurried[first : first + many] = bytes([1]) * many
        return sum(hurried)
