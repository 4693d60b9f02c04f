"""Named conditions at work: each is judged again when something it asks for changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from zoneinfo import ZoneInfo

from console.domain.condition_parts import parts, sensors_of
from console.domain.conditions import AlertIs, Condition, ControlIs, DeviceIs
from console.domain.evaluation import Judgement, Memory, Picture, Truth, judge
from console.domain.ids import ControlId, DeviceId, SensorId
from console.hub.agenda import Agenda, Key

Asked = SensorId | DeviceId | ControlId | Key
NOTHING = Memory()


class ConditionsAtWork:
    """The truth of each condition, as of when it was last looked at.

    Since when a part holds is not kept over a restart: a part with `for` is not known until it
    has held that long again, and whoever asks decides what to do where nothing is known.
    What falls `due` goes into an agenda under a rank. `turned` is called with each truth that is
    another one than before.
    """

    def __init__(
        self,
        conditions: Mapping[str, Condition],
        sight: Picture,
        due: tuple[Agenda, int],
        *,
        zone: ZoneInfo,
        turned: Callable[[str, int], None],
    ) -> None:
        self._conditions = conditions
        self._sight = sight
        self._agenda, self._rank = due
        self._zone = zone
        self._turned = turned
        self._memories: dict[str, Memory] = {}
        self._looked: dict[str, int] = {}
        self._armed: dict[str, int] = {}
        self._asking: dict[Asked, list[str]] = defaultdict(list)
        self.truths: dict[str, Truth] = dict.fromkeys(conditions)
        self.sensors = frozenset(s for one in conditions.values() for s in sensors_of(one))
        for id, condition in conditions.items():
            self._ask_for(id, condition)
        self._agenda.keep(self._rank, self._fall_due)

    def begin(self, now: int) -> None:
        """Look at every condition for the first time; the caller looks at what came of it once
        all of them are judged."""
        turned, self._turned = self._turned, _nobody
        for id in self._conditions:
            self._look(id, now)
        self._turned = turned

    def stir(self, asked: Asked, now: int) -> None:
        """Look again, at `now` (ms) but not here, at what asks for something that changed."""
        for id in self._asking.get(asked, ()):
            self._agenda.add(now, self._rank, id)

    def look_at(self, asked: Iterable[Asked], now: int) -> None:
        """Look again at once at every condition that asks for one of these."""
        for id in dict.fromkeys(id for one in asked for id in self._asking.get(one, ())):
            self._look(id, now)

    def judged(self, id: str, now: int) -> Judgement:
        """Return how a condition is at `now` (ms), changing nothing."""
        memory = self._memories.get(id, NOTHING)
        return judge(self._conditions[id], self._sight, memory, now=now, zone=self._zone)

    def _ask_for(self, id: str, condition: Condition) -> None:
        for sensor in sensors_of(condition):
            self._asking[sensor].append(id)
        for part in parts(condition):
            match part:
                case DeviceIs(device=device):
                    self._asking[device].append(id)
                case AlertIs():
                    self._asking[part.rule, part.target].append(id)
                case ControlIs(control=control):
                    self._asking[control].append(id)
                    self._asking[DeviceId(control.partition("/")[0])].append(id)

    def _fall_due(self, id: str, due: int) -> None:
        if self._armed.get(id) == due:
            del self._armed[id]
        self._look(id, due)

    def _look(self, id: str, now: int) -> None:
        """Judge a condition; a reading that comes late is no way back."""
        self._looked[id] = now = max(now, self._looked.get(id, now))
        found = self.judged(id, now)
        if found.due is not None and self._armed.get(id, found.due + 1) > found.due:
            self._armed[id] = found.due
            self._agenda.add(found.due, self._rank, id)
        self._memories[id] = found.memory
        before, self.truths[id] = self.truths[id], found.truth
        if before is not found.truth:
            self._turned(id, now)


def _nobody(_id: str, _now: int) -> None:
    """Tell nobody."""
