"""Whether a condition holds: true, false or not known (`None`), with what it must remember.

A part with `for_s` holds when it has held at every moment of that stretch; it does not when it
failed at any of them; else that is not known. The caller asks at every change and at every
deadline, so that no moment goes unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import Protocol, assert_never

import msgspec

from console.domain.alerts import State
from console.domain.conditions import (
    AlertIs,
    AllOf,
    AnyOf,
    Condition,
    ControlIs,
    DeviceIs,
    Not,
    QuantityIs,
    SensorIs,
    SunIs,
    TimeIs,
)
from console.domain.ids import ControlId, DeviceId, RuleId, SensorId, TargetId
from console.domain.meters.meter import holds_ms, period_ms
from console.domain.sites import Sensor
from console.domain.sun_times import sun_is, turns_next
from console.domain.timetable import changes_next, within

ALWAYS = 0  # since when nothing is known to the contrary

Truth = bool | None


class Picture(Protocol):
    """What is known of the site."""

    def value(self, sensor: SensorId) -> tuple[float, int] | None:
        """Return the newest sound value, and until when (ms) it is evidence."""

    def online(self, device: DeviceId) -> bool | None:
        """Return what a device said of its link, if it ever did."""

    def alert(self, rule: RuleId, target: TargetId) -> tuple[State, bool]:
        """Return how a rule's alert is at a target, and whether it stands."""

    def control(self, control: ControlId) -> float | None:
        """Return what a control's device says that it does, where that is known."""


class Memory(msgspec.Struct, frozen=True):
    """Since when each part holds, and since when it is not known not to (see `Remembered`)."""

    since: tuple[int | None, ...] = ()
    possible: tuple[int | None, ...] = ()


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it: the condition's truth, that of each part, what to remember, and when
    (ms) time alone may change it."""

    truth: Truth
    parts: tuple[Truth, ...]
    memory: Memory
    due: int | None


def known_until(sensor: Sensor, at: int) -> int:
    """Return until when (ms) a reading of `at` says how things are.

    One that marks its stretch's start comes when that is over.
    """
    return at + holds_ms(sensor) + (period_ms(sensor) if sensor.at == "start" else 0)


def judge(
    condition: Condition, picture: Picture, memory: Memory, *, now: int, zone: tzinfo
) -> Judgement:
    """Judge `condition` at `now` (ms), in local time of `zone`.

    A memory of another condition than this one is worth nothing: the caller must not hand it.
    """
    walk = _Walk(picture, memory, now, zone)
    truth = walk.judge(condition)
    return Judgement(
        truth=truth,
        parts=tuple(walk.parts),
        memory=Memory(tuple(walk.since), tuple(walk.possible)),
        due=min((due for due in walk.dues if due > now), default=None),
    )


class _Walk:
    """One judgement on its way through the parts."""

    def __init__(self, picture: Picture, memory: Memory, now: int, zone: tzinfo) -> None:
        self._picture = picture
        self._memory = memory
        self._now = now
        self._zone = zone
        self.parts: list[Truth] = []
        self.since: list[int | None] = []
        self.possible: list[int | None] = []
        self.dues: list[int] = []

    def judge(self, condition: Condition) -> Truth:
        """Return the truth of a part, and take note of it in its place."""
        place = len(self.parts)
        for kept in (self.parts, self.since, self.possible):
            kept.append(None)  # its place comes before those of what it is made of
        so = self._now_so(condition)
        if so is True:
            self.since[place] = self._kept(self._memory.since, place, self._now)
        if so is not False:
            self.possible[place] = self._kept(self._memory.possible, place, ALWAYS)
        self.parts[place] = self._held(place, round(condition.for_s * 1000))
        return self.parts[place]

    def _now_so(self, condition: Condition) -> Truth:
        """Return whether a part is so at this moment, whatever it was before."""
        match condition:
            case AllOf(of=parts):
                return _all([self.judge(part) for part in parts])
            case AnyOf(of=parts):
                return _any([self.judge(part) for part in parts])
            case Not(of=part):
                return _not(self.judge(part))
            case TimeIs():
                self.dues.append(changes_next(condition, self._now, self._zone))
                return within(condition, self._now, self._zone)
            case SunIs():
                self.dues.append(turns_next(condition, self._now))
                return sun_is(condition, self._now)
            case SensorIs(sensor=sensor):
                return self._measured(condition, sensor)
            case QuantityIs(sensors=sensors):
                found = [self._measured(condition, sensor) for sensor in sensors]
                return _any(found) if found else None
            case DeviceIs(device=device, online=online):
                said = self._picture.online(device)
                return None if said is None else said is online
            case ControlIs(control=control):
                does = self._picture.control(control)
                return None if does is None else _between(condition, does)
            case AlertIs():
                state, standing = self._picture.alert(condition.rule, condition.target)
                return (
                    state in condition.states
                    if condition.states
                    else (standing is condition.standing)
                )
            case _:
                assert_never(condition)

    def _measured(self, bounds: SensorIs | QuantityIs, sensor: SensorId) -> Truth:
        seen = self._picture.value(sensor)
        if seen is None or seen[1] < self._now:
            return None
        value, until = seen
        self.dues.append(until + 1)
        return _between(bounds, value)

    def _kept(self, kept: Sequence[int | None], place: int, unknown: int) -> int:
        """Return since when, by what is kept of a part: `unknown` where nothing is at all."""
        if place >= len(kept):
            return unknown
        since = kept[place]
        return self._now if since is None else since

    def _held(self, place: int, for_ms: int) -> Truth:
        """Return whether a part has been so for as long as it is asked to."""
        since, possible = self.since[place], self.possible[place]
        if possible is None:
            return False
        if since is not None:
            if since + for_ms <= self._now:
                return True
            self.dues.append(since + for_ms)
        if possible + for_ms > self._now:
            self.dues.append(possible + for_ms)
            return False
        return None


def _between(bounds: SensorIs | QuantityIs | ControlIs, value: float) -> bool:
    above = bounds.above is None or value > bounds.above
    return above and (bounds.below is None or value < bounds.below)


def _all(truths: Iterable[Truth]) -> Truth:
    found = set(truths)
    return False if False in found else None if None in found else True


def _any(truths: Iterable[Truth]) -> Truth:
    return _not(_all(map(_not, truths)))


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth
