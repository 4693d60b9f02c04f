"""Whether a device's clock is wrong, by when its readings say they are and when they come."""

from __future__ import annotations

CATCHING_UP = 0.5  # of the time that passes: what waited is sent faster than it was measured
GAP_PERIODS = 3  # a longer silence may have been an outage


class DeviceClock:
    """One device's clock, which may be `skew_ms` wrong; it speaks every `period_ms`.

    Ahead is wrong at once. Behind is not: a device that was cut off sends what it kept. But that
    catches up; a clock that is behind by as much after another `skew_ms` without a silence is
    wrong.
    """

    __slots__ = ("_began", "_gap_ms", "_lag", "_last", "_skew_ms")

    def __init__(self, skew_ms: int, period_ms: int) -> None:
        self._skew_ms = skew_ms
        self._gap_ms = max(skew_ms, GAP_PERIODS * period_ms)
        self._lag: int | None = None  # how far behind it was when it began to be
        self._began = self._last = 0

    def is_wrong(self, at: int, arrived: int) -> bool:
        """Tell what a reading `at` (ms) says that `arrived` now, in order of arrival."""
        silent_ms, self._last = arrived - self._last, arrived
        lag = arrived - at
        if lag <= self._skew_ms:
            self._lag = None
            return -lag > self._skew_ms
        if self._lag is None or silent_ms > self._gap_ms:
            self._lag, self._began = lag, arrived
            return False
        passed = arrived - self._began
        return passed >= self._skew_ms and self._lag - lag < CATCHING_UP * passed
