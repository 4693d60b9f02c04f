"""When annunciations become a flood, and when a person can follow again: exactly, in any order.

A flood begins once more than `flood_over` annunciations fall into the ten minutes up to one of
them, and ends once fewer than `flood_under` do. To tell that, only the newest few need be known.
"""

from __future__ import annotations

from collections import deque

from msgspec.structs import replace

from console.domain.facts import FloodBegan, FloodEnded
from console.domain.ids import AlertId
from console.domain.load import Flood
from console.domain.policy import Policy

TEN_MINUTES_MS = 600_000

Turn = tuple[int, FloodBegan | FloodEnded]  # with its moment (ms)


class Floods:
    """Follows annunciations in the order they happened; `flood` is the one in progress.

    The order counts, not the clocks: one with an earlier moment than the one before it is taken
    to be of the same moment.
    """

    def __init__(self, policy: Policy, flood: Flood | None = None) -> None:
        self._over = policy.flood_over
        self._under = policy.flood_under
        self._newest: deque[tuple[int, AlertId]] = deque(maxlen=max(self._over + 1, self._under))
        self.flood = flood

    def recall(self, at: int, alert: AlertId) -> None:
        """Take note of an annunciation from before a restart: what it led to is known."""
        self._newest.append((self._moment(at), alert))

    def take(self, at: int, alert: AlertId) -> list[Turn]:
        """Take an annunciation at `at` (ms); return the turns up to it."""
        at = self._moment(at)
        turns = self.pass_time(at)
        self._newest.append((at, alert))
        if self.flood is not None:
            self.flood = replace(self.flood, count=self.flood.count + 1)
            return turns
        while self._newest[0][0] <= at - TEN_MINUTES_MS:
            self._newest.popleft()
        if (count := len(self._newest)) > self._over:
            first = self._newest[0][1]
            self.flood = Flood(first=first, since=at, count=count)
            turns.append((at, FloodBegan(first=first, count=count)))
        return turns

    def pass_time(self, now: int) -> list[Turn]:
        """Let time pass up to `now` (ms); return the turn on the way, if there is one."""
        due = self.ends_at()
        if self.flood is None or due is None or due > now:
            return []
        count, self.flood = self.flood.count, None
        return [(due, FloodEnded(count=count))]

    def ends_at(self) -> int | None:
        """Return when the flood is over if nothing more comes (ms)."""
        if self.flood is None:
            return None
        if len(self._newest) < self._under:
            return self._moment(self.flood.since)
        return self._newest[-self._under][0] + TEN_MINUTES_MS

    def _moment(self, at: int) -> int:
        return max(at, self._newest[-1][0]) if self._newest else at
