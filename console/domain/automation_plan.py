"""What automations would do in the hours to come, were everything measured as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import tzinfo

import msgspec

from console.domain.alerts import State
from console.domain.automating import steps
from console.domain.automations import Automation, Reason
from console.domain.condition_parts import parts
from console.domain.conditions import AllOf, AnyOf, Not, SunIs, TimeIs
from console.domain.controls import Control
from console.domain.evaluation import Memory, Picture, judge
from console.domain.ids import ControlId, DeviceId, RuleId, SensorId, TargetId
from console.domain.reasons import reasons

LOOKS_MOST = 500  # at one automation: more turns in a day are no plan
FOREVER = 2**53


class Standstill:
    """The site as it is now, for ever: every value stays evidence."""

    def __init__(self, picture: Picture, now: int) -> None:
        self._picture = picture
        self._now = now

    def value(self, sensor: SensorId) -> tuple[float, int] | None:
        """Return the newest sound value, where it is evidence now."""
        seen = self._picture.value(sensor)
        return None if seen is None or seen[1] < self._now else (seen[0], FOREVER)

    def online(self, device: DeviceId) -> bool | None:
        """Return what a device said of its link, if it ever did."""
        return self._picture.online(device)

    def alert(self, rule: RuleId, target: TargetId) -> tuple[State, bool]:
        """Return how a rule's alert is at a target, and whether it stands."""
        return self._picture.alert(rule, target)

    def control(self, control: ControlId) -> float | None:
        """Return what a control does."""
        return self._picture.control(control)


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """From `begin` until `end` (ms; None: not in sight) an automation would be at work."""

    begin: int
    end: int | None
    because: tuple[Reason, ...]


def certain(automation: Automation) -> bool:
    """Tell whether time and sun alone decide when an automation begins."""
    return all(
        isinstance(part, TimeIs | SunIs | AllOf | AnyOf | Not) for part in parts(automation.when)
    )


def longest_s(automation: Automation, controls: Mapping[ControlId, Control]) -> float | None:
    """Return how long (s) an automation's last step runs at most; None: without an end."""
    runs = [
        controls[deed.control].longest_s if deed.run_s is None else deed.run_s
        for deed in steps(automation)[-1]
    ]
    known = [run for run in runs if run is not None]
    return max(known) if len(known) == len(runs) else None


def stretches(
    automation: Automation,
    picture: Picture,
    span: tuple[int, int],
    *,
    run_s: float | None,
    zone: tzinfo,
) -> Iterator[Stretch]:
    """Yield when an automation would be at work within `span` (ms), as far as that can be told.

    Its `run_s` ends it also where nothing else does; it rests, and begins as often as it may.
    """
    now, until = span
    still, count, spent = Standstill(picture, now), 0, False
    memory = Memory()
    for _ in range(LOOKS_MOST):
        found = judge(automation.when, still, memory, now=now, zone=zone)
        memory = found.memory
        spent = spent and found.truth is True
        if found.truth is True and not spent and not _ends(automation, still, now, zone):
            end = _end(automation, still, now, run_s=run_s, zone=zone)
            why = reasons(automation.when, found.parts, still)
            yield Stretch(begin=now, end=end, because=why)
            count += 1
            if end is None or count == automation.most_per_day:
                return
            spent = not automation.rest_s
            now = max(now + 1, end + round(automation.rest_s * 1000))
        elif found.due is None:
            return
        else:
            now = found.due
        if now >= until:
            return


def _ends(automation: Automation, picture: Picture, now: int, zone: tzinfo) -> bool:
    if automation.until is None:
        return False
    return judge(automation.until, picture, Memory(), now=now, zone=zone).truth is True


def _end(
    automation: Automation, picture: Picture, begin: int, *, run_s: float | None, zone: tzinfo
) -> int | None:
    """Return when (ms) what began would end: by its condition, or as its run is over."""
    over = None if run_s is None else begin + round(run_s * 1000)
    ending = automation.until or Not(of=automation.when)
    now, memory = begin, Memory()
    for _ in range(LOOKS_MOST):
        found = judge(ending, picture, memory, now=now, zone=zone)
        memory = found.memory
        if found.truth is True and now > begin:
            return now
        if found.due is None or (over is not None and found.due >= over):
            return over
        now = found.due
    return over
