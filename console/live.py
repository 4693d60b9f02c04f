"""What every workplace looks at: facts through the link, values from the broker, and their ages."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

import msgspec

from console.clock import Clock, moment
from console.contract.facts import Fact
from console.contract.hub import Hub
from console.contract.views import AlertView, BrokerAccess, Snapshot
from console.domain.alert_facts import AlertRaised, AlertRose
from console.domain.alerts import State
from console.domain.ids import DeviceId, SensorId, TargetId
from console.domain.readings import Reading
from console.domain.sites import Site
from console.domain.values import Priority
from console.mirror import Mirror
from console.picture import Picture

LIVE = "live"
LOAD_WINDOW_MS = 600_000
LOAD_LIMIT = 5_000


class FactLink(Protocol):
    """Where facts come from; it resumes by itself and says how it stands."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def take(self) -> list[Snapshot | Fact]: ...
    def standing(self) -> str: ...
    def age_s(self) -> float | None: ...
    def data_now(self) -> int | None: ...
    def speed(self) -> float | None: ...


class ValueLink(Protocol):
    """Where values come from."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def take(self) -> Mapping[SensorId, Reading]: ...
    def standing(self) -> str: ...
    def age_s(self) -> float | None: ...


ValuesFrom = Callable[[BrokerAccess, Site], ValueLink]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What one drain brought; `loud` when a high or critical alert was raised."""

    facts: bool = False
    values: frozenset[SensorId] = frozenset()
    loud: bool = False


class Live:
    """The one thing screens share; touched on the UI thread only."""

    def __init__(
        self, hub: Hub, *, link: FactLink, values: ValuesFrom, clock: Clock, address: str
    ) -> None:
        self.hub = hub
        self.address = address
        self.drill = False
        self.on_stop: Callable[[], None] = lambda: None
        self.mirror = Mirror()
        self.picture = Picture()
        self._link = link
        self._values_from = values
        self._clock = clock
        self._access: BrokerAccess | None = None
        self._values: ValueLink | None = None
        self._raised: deque[int] = deque(maxlen=LOAD_LIMIT)
        self._watched_from = 0

    def start(self) -> None:
        """Begin to follow."""
        self._link.start()

    def stop(self) -> None:
        """Let both links go."""
        self._link.stop()
        if self._values is not None:
            self._values.stop()
        self.on_stop()

    def drain(self) -> Change:
        """Take in everything that arrived since the last time."""
        arrived = self._link.take()
        loud = False
        for item in arrived:
            if isinstance(item, Snapshot):
                self._reset(item)
            else:
                self.mirror.apply(item)
                loud |= self._count(item)
        values = self._values.take() if self._values is not None else {}
        changed = self.picture.take(values) if values else frozenset()
        return Change(facts=bool(arrived), values=changed, loud=loud)

    @property
    def ready(self) -> bool:
        """Tell whether the hub has been heard at all."""
        return self.mirror.ready

    @property
    def evaluated(self) -> bool:
        """Tell whether states are true now: the fact link is live."""
        return self.mirror.ready and self.facts_standing() == LIVE

    def facts_standing(self) -> str:
        """Return how the fact link stands."""
        return str(self._link.standing())

    def facts_age_s(self) -> float | None:
        """Return seconds since the hub was last heard."""
        return self._link.age_s()

    def speed(self) -> float | None:
        """Return how many times as fast as real time a drill runs; `None` outside one."""
        return self._link.speed()

    def values_standing(self) -> str:
        """Return how the value link stands."""
        return "connecting" if self._values is None else str(self._values.standing())

    def values_age_s(self) -> float | None:
        """Return seconds since a value last arrived."""
        return None if self._values is None else self._values.age_s()

    def now(self) -> int:
        """Return data time (ms)."""
        now = self._link.data_now()
        return self._clock.now() if now is None else now

    def age_s(self, at: int | None) -> float | None:
        """Return how long ago `at` was, in seconds of data time."""
        return None if at is None else max(self.now() - at, 0) / 1000

    def load(self) -> tuple[int, bool]:
        """Return how many alerts were raised in ten minutes, and whether all were watched."""
        since = self.now() - LOAD_WINDOW_MS
        return sum(at >= since for at in self._raised), self._watched_from <= since

    def alerts_on(self, target: TargetId) -> list[AlertView]:
        """Return what stands in the queue on `target`, worst first."""
        return worst_first(a for a in self.mirror.queue() if a.target == target)

    def offline(self, device: DeviceId) -> bool:
        """Tell whether the device said it is offline."""
        view = self.mirror.devices.get(device)
        return view is not None and view.online is False

    def _reset(self, snapshot: Snapshot) -> None:
        self.mirror.reset(snapshot)
        self.picture.reset(snapshot.latest)
        self._watched_from = moment(snapshot.now)
        self._raised.clear()
        self._raised.extend(sorted(moment(alert.raised_at) for alert in snapshot.alerts))
        if self._values is None or snapshot.broker != self._access:
            if self._values is not None:
                self._values.stop()
            self._access = snapshot.broker
            self._values = self._values_from(snapshot.broker, snapshot.site)
            self._values.start()

    def _count(self, fact: Fact) -> bool:
        if not isinstance(fact.what, AlertRaised | AlertRose):
            return False
        self._raised.append(moment(fact.at))
        return fact.what.priority.rank >= Priority.HIGH.rank


def worst_first(alerts: Iterable[AlertView]) -> list[AlertView]:
    """Order alerts by priority, unacknowledged before the rest, newest first."""
    return sorted(
        alerts,
        key=lambda a: (-a.priority.rank, a.state is not State.UNACKNOWLEDGED, -moment(a.raised_at)),
    )
