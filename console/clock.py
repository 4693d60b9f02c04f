"""The only place that reads time; everyone else is handed a clock or a moment.

Moments inside the product are whole milliseconds since 1970-01-01 UTC (`int`); the wire
and people get aware datetimes. Data time (`now`) is what rules and facts live by; in a drill
a driver steps it. Elapsed time (`elapsed`) is real and monotonic: time-outs, retries, redraws.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime


class WallClock:
    """Data time is the time of day."""

    drill: bool = False

    def now(self) -> int:
        """Return data time, in ms since the epoch."""
        return time.time_ns() // 1_000_000

    def elapsed(self) -> float:
        """Return monotonic real seconds."""
        return time.monotonic()


class SteppedClock:
    """Data time stands still until a driver steps it (a drill or a test)."""

    drill: bool = True

    def __init__(self, now: int) -> None:
        self._now = now

    def now(self) -> int:
        """Return data time, in ms since the epoch."""
        return self._now

    def step(self, now: int) -> None:
        """Adopt `now`; data time never runs backwards."""
        self._now = max(self._now, now)

    def elapsed(self) -> float:
        """Return monotonic real seconds."""
        return time.monotonic()


Clock = WallClock | SteppedClock


def utc(moment: int) -> datetime:
    """Turn a moment (ms since the epoch) into an aware datetime."""
    return datetime.fromtimestamp(moment / 1000, UTC)


def moment(when: datetime) -> int:
    """Turn an aware datetime into a moment (ms since the epoch)."""
    return round(when.timestamp() * 1000)
