"""What arrived, what was of use and what was not, by source and reason."""

from __future__ import annotations

from collections import Counter

import msgspec

from console.clock import utc
from console.contract.views import Rejection

SOURCES_MAX = 500  # kinds of (source, reason) kept apart; the rest is counted as "others"
OTHERS = "others"


class Tally(msgspec.Struct):
    """Counters since the hub's start; touched by the hub's loop only."""

    deliveries: int = 0
    readings: int = 0
    late: int = 0
    duplicates: int = 0
    rejected: int = 0
    _counts: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter)
    _last: dict[tuple[str, str], int] = msgspec.field(default_factory=dict)

    def reject(self, source: str, reason: str, now: int) -> None:
        """Count one delivery, or part of one, that could not be used."""
        self.rejected += 1
        key = (source, reason)
        if key not in self._counts and len(self._counts) >= SOURCES_MAX:
            key = (OTHERS, reason)
        self._counts[key] += 1
        self._last[key] = now

    def rejections(self) -> tuple[Rejection, ...]:
        """Return what was rejected, the most frequent first."""
        return tuple(
            Rejection(
                source=source, reason=reason, count=n, last_at=utc(self._last[source, reason])
            )
            for (source, reason), n in self._counts.most_common()
        )
