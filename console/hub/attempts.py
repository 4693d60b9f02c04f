"""Wrong PINs, counted by person and by seat: after a few of them nobody tries for a while."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

FAILURES_MOST = 5
LOCKED_S = 60.0  # the first time; twice as long each time after
LOCKED_MOST_S = 900.0
NAMES_MOST = 1_000  # remembered; beyond it the oldest that is not locked goes


class _Tally(msgspec.Struct):
    """Failures since the last lock, how often it was locked, and until when (elapsed s)."""

    failures: int = 0
    lockings: int = 0
    until: float = 0.0


class Attempts:
    """Counts failures by name since the last success; moments are elapsed seconds."""

    def __init__(self) -> None:
        self._tallies: dict[str, _Tally] = {}

    def wait_s(self, names: Iterable[str], now: float) -> float:
        """Return how long none of `names` may try, 0 where all may."""
        known = (self._tallies[name] for name in names if name in self._tallies)
        return max((tally.until - now for tally in known if tally.until > now), default=0.0)

    def failed(self, names: Iterable[str], now: float) -> None:
        """Count a failure for each of `names`; the fifth one locks it."""
        for name in names:
            tally = self._tallies.setdefault(name, _Tally())
            tally.failures += 1
            if tally.failures >= FAILURES_MOST:
                tally.until = now + min(LOCKED_S * 2**tally.lockings, LOCKED_MOST_S)
                tally.lockings = min(tally.lockings + 1, FAILURES_MOST)
                tally.failures = 0
        self._forget(now)

    def succeeded(self, names: Iterable[str]) -> None:
        """Forget the failures of `names`."""
        for name in names:
            self._tallies.pop(name, None)

    def _forget(self, now: float) -> None:
        while len(self._tallies) > NAMES_MOST:
            free = (name for name, tally in self._tallies.items() if tally.until <= now)
            self._tallies.pop(next(free, next(iter(self._tallies))))
