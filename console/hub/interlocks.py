"""What forbids controls, now and once what is on its way to devices is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from zoneinfo import ZoneInfo

from console.domain.alerts import State
from console.domain.condition_parts import parts
from console.domain.conditions import ControlIs
from console.domain.controls import ControlState, Interlock
from console.domain.evaluation import Truth
from console.domain.ids import ControlId, DeviceId, RuleId, SensorId, TargetId
from console.domain.sites import Site
from console.hub.agenda import INTERLOCKS, PROSPECTS, Agenda
from console.hub.conditions_at_work import Asked, ConditionsAtWork
from console.hub.sight import Sight

Forbidden = tuple[Interlock, bool]  # the interlock, and whether only because nobody knows


class Ahead:
    """The site as it is once its controls do what they were told and have not answered yet.

    A valve that is told to close is closed to its pump from then on; of two controls that forbid
    each other, the one that was told first keeps the other out before it says that it runs.
    """

    def __init__(self, sight: Sight, states: Mapping[ControlId, ControlState]) -> None:
        self._sight = sight
        self._states = states

    def value(self, sensor: SensorId) -> tuple[float, int] | None:
        """Return the newest sound value, and until when (ms) it is evidence."""
        return self._sight.value(sensor)

    def online(self, device: DeviceId) -> bool | None:
        """Return what a device said of its link, if it ever did."""
        return self._sight.online(device)

    def alert(self, rule: RuleId, target: TargetId) -> tuple[State, bool]:
        """Return how a rule's alert is at a target, and whether it stands."""
        return self._sight.alert(rule, target)

    def control(self, control: ControlId) -> float | None:
        """Return what a control is about to do, or does."""
        state = self._states.get(control)
        if state is not None and state.pending is not None:
            return state.pending.value
        return self._sight.control(control)


class Interlocks:
    """Every interlock of a site at work; `turned` is called with what it may forbid from now on."""

    def __init__(
        self,
        site: Site,
        sight: Sight,
        states: Mapping[ControlId, ControlState],
        *,
        agenda: Agenda,
        turned: Callable[[ControlId, int], None],
    ) -> None:
        self._interlocks = site.interlocks
        self._turned = turned
        self._of: dict[ControlId, list[Interlock]] = defaultdict(list)
        for interlock in site.interlocks.values():
            for control in interlock.controls:
                self._of[control].append(interlock)
        zone = ZoneInfo(site.time_zone)
        all_of_them = {id: one.when for id, one in site.interlocks.items()}
        of_controls = {
            id: when
            for id, when in all_of_them.items()
            if any(isinstance(part, ControlIs) for part in parts(when))
        }
        self._now = ConditionsAtWork(
            all_of_them, sight, (agenda, INTERLOCKS), zone=zone, turned=self._has_turned
        )
        self._soon = ConditionsAtWork(
            of_controls,
            Ahead(sight, states),
            (agenda, PROSPECTS),
            zone=zone,
            turned=self._has_turned,
        )
        self.sensors = self._now.sensors

    def begin(self, now: int) -> None:
        """Look at all of them for the first time."""
        self._now.begin(now)
        self._soon.begin(now)

    def watching(self, control: ControlId) -> list[str]:
        """Return those that watch over a control, by name."""
        return [one.id for one in self._of.get(control, ())]

    def forbidding(self, control: ControlId, now: int) -> list[Forbidden]:
        """Return what forbids a control anything but its safe value at `now` (ms)."""
        found = [(one, self._judged(one.id, now)) for one in self._of.get(control, ())]
        return [(one, truth is None) for one, truth in found if _forbids(one, truth)]

    def tripped(self, control: ControlId, passed: Iterable[str]) -> Interlock | None:
        """Return the first that ends what a control does, of those nobody `passed` over."""
        for one in self._of.get(control, ()):
            truths = self._now.truths[one.id], self._soon.truths.get(one.id, False)
            if one.running and one.id not in passed and _forbids(one, _either(*truths)):
                return one
        return None

    def look_at(self, asked: Iterable[Asked], now: int) -> None:
        """Look again at once at what asks for one of these."""
        asked = tuple(asked)
        self._now.look_at(asked, now)
        self._soon.look_at(asked, now)

    def stir(self, asked: Asked, now: int) -> None:
        """Look again, at `now` (ms) but not here, at what asks for something that changed."""
        self._now.stir(asked, now)
        self._soon.stir(asked, now)

    def _judged(self, id: str, now: int) -> Truth:
        soon = self._soon.judged(id, now).truth if id in self._soon.truths else False
        return _either(self._now.judged(id, now).truth, soon)

    def _has_turned(self, id: str, now: int) -> None:
        for control in self._interlocks[id].controls:
            self._turned(control, now)


def _either(one: Truth, other: Truth) -> Truth:
    return True if True in (one, other) else None if None in (one, other) else False


def _forbids(interlock: Interlock, truth: Truth) -> bool:
    return not interlock.unknown if truth is None else truth
