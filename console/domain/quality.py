"""The quality lane: which of a sensor's readings can be believed (tests and flags after QARTOD).

A lane looks at readings in order of time, each once; its state follows from their moments and
values alone, so replaying the last of them brings it back.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from console.domain.checks import Checks
from console.domain.doubts import Test
from console.domain.readings import Reading
from console.domain.sites import Sensor
from console.domain.values import Quality

MINUTE_MS = 60_000.0
SUSPECT_RUN = 3  # suspect readings in a row make a sensor doubtful; one that failed does at once
SOUND_RUN = 3  # sound readings in a row make it trusted again
GAP_PERIODS = 3  # a longer silence says nothing of what the value was meanwhile,
GAP_SHARE = 0.25  # unless it is short beside the time that counts as stuck
REPLAYED = 8  # readings that bring a lane back, unless they are all the same


class Verdict(NamedTuple):
    """How far a reading can be believed, and which tests it did not pass."""

    quality: Quality
    tests: tuple[Test, ...]

    def and_also(self, test: Test, quality: Quality) -> Verdict:
        """Return the verdict with one more test not passed: never a better one."""
        tests = self.tests if test in self.tests else (*self.tests, test)
        return Verdict(max(self.quality, quality), tests)


SOUND = Verdict(Quality.GOOD, ())
BEYOND = Verdict(Quality.FAIL, (Test.RANGE,))
STUCK = Verdict(Quality.FAIL, (Test.FLAT,))
RATHER_STUCK = Verdict(Quality.SUSPECT, (Test.FLAT,))
_JUMPS = {
    (True, False): Verdict(Quality.SUSPECT, (Test.SPIKE,)),
    (False, True): Verdict(Quality.SUSPECT, (Test.RATE,)),
    (True, True): Verdict(Quality.SUSPECT, (Test.SPIKE, Test.RATE)),
}


class SensorLane:
    """The tests of one sensor; what is beyond its range is no measurement for the others.

    A reading is sound where it agrees with the last sound one, or with the one just before it
    that did not: so a spike of one reading never passes, and a step passes one reading later.
    """

    __slots__ = (
        "_flat_ms",
        "_gap_ms",
        "_half_ms",
        "_held",
        "_held_at",
        "_high",
        "_last_at",
        "_low",
        "_rate_ms",
        "_since",
        "_sound",
        "_sound_at",
        "_spike",
        "_value",
        "at",
        "sensor",
    )

    def __init__(self, sensor: Sensor) -> None:
        checks: Checks = sensor.checks
        self.sensor = sensor
        self.at = 0  # of the newest reading judged
        self._low, self._high = sensor.low, sensor.high
        self._spike = math.inf if checks.spike is None else checks.spike
        self._rate_ms = math.inf if checks.rate is None else checks.rate / MINUTE_MS
        flat_ms = math.inf if checks.flat_s is None else checks.flat_s * 1000
        self._flat_ms, self._half_ms = flat_ms, flat_ms / 2
        self._gap_ms = max(GAP_PERIODS * sensor.period_s * 1000, GAP_SHARE * flat_ms)
        # Nothing is known yet: no value agrees with NaN, and none disagrees.
        self._sound = self._held = self._value = math.nan
        self._sound_at = self._held_at = self._last_at = self._since = 0

    def judge(self, at: int, value: float) -> Verdict:
        """Judge the next reading: `at` (ms) is after every one before."""
        self.at = at
        if not self._low <= value <= self._high:
            return BEYOND
        flat = self._flat(at, value)
        jump = abs(value - self._sound)
        if jump > self._spike or jump > self._rate_ms * (at - self._sound_at):
            verdict = self._jumped(at, value, jump)
            return flat if verdict is SOUND else verdict
        self._sound, self._sound_at = value, at
        self._held = math.nan
        return flat

    def judge_late(self, value: float) -> Verdict:
        """Judge a reading from before the newest: it has no place among the others any more."""
        return SOUND if self._low <= value <= self._high else BEYOND

    def replay(self, readings: Sequence[Reading]) -> None:
        """Take up where readings that were stored left off, oldest first."""
        # What follows a sound reading is judged as it was; before it, nobody knows by what.
        sound = (i for i, r in enumerate(readings) if r.quality is Quality.GOOD)
        for reading in readings[next(sound, 0) :]:
            if reading.at > self.at:
                self.judge(reading.at, reading.value)

    def _flat(self, at: int, value: float) -> Verdict:
        if value != self._value or at - self._last_at > self._gap_ms:
            self._value, self._since = value, at
        self._last_at = at
        lasted = at - self._since
        if lasted < self._half_ms:
            return SOUND
        return STUCK if lasted >= self._flat_ms else RATHER_STUCK

    def _jumped(self, at: int, value: float, jump: float) -> Verdict:
        again = abs(value - self._held)  # NaN where nothing is held
        if again <= self._spike and again <= self._rate_ms * (at - self._held_at):
            self._sound, self._sound_at = value, at
            self._held = math.nan
            return SOUND
        self._held, self._held_at = value, at
        fast = jump > self._rate_ms * (at - self._sound_at)
        return _JUMPS[jump > self._spike, fast]


class Trust:
    """Whether a sensor is believed, by its verdicts in a row."""

    __slots__ = ("doubted", "run")

    def __init__(self) -> None:
        self.doubted = False
        self.run = 0  # suspect ones in a row, or sound ones while it is doubted

    def take(self, quality: Quality) -> Quality:
        """Take the next verdict; return how far its reading is believed in the end.

        A sound reading of a doubted sensor is of unknown worth until it is trusted again.
        """
        if quality is Quality.GOOD:
            if not self.doubted:
                self.run = 0
                return quality
            self.run += 1
            if self.run < SOUND_RUN:
                return Quality.UNKNOWN
            self.doubted, self.run = False, 0
            return quality
        if self.doubted:
            self.run = 0
            return quality
        self.run += 1
        if quality is Quality.FAIL or self.run >= SUSPECT_RUN:
            self.doubted, self.run = True, 0
        return quality

    def replay(self, qualities: Sequence[Quality], *, doubted: bool) -> None:
        """Take up where stored qualities left off, oldest first."""
        self.doubted, self.run = doubted, 0
        wanted = (Quality.UNKNOWN,) if doubted else (Quality.SUSPECT,)
        for quality in reversed(qualities):
            if quality not in wanted:
                break
            self.run += 1
