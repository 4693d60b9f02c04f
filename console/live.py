"""What every workplace looks at: facts through the link, values from the broker, and their ages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from console.attention import Attention
from console.clock import Clock, utc
from console.contract.facts import Fact, Unknown
from console.contract.hub import Hub
from console.contract.views import AlertView, BrokerAccess, Snapshot
from console.domain.alert_facts import AlertRaised, AlertRose
from console.domain.alerts import State
from console.domain.editions import rules_on
from console.domain.ids import DeviceId, SensorId, TargetId
from console.domain.patrol_facts import PatrolOverdue
from console.domain.readings import Reading
from console.domain.sites import Site
from console.domain.values import Priority
from console.errors import ConsoleError
from console.lineup import Lineup
from console.mirror import Mirror
from console.pending import Act, Pending
from console.picture import Picture

LIVE, LOST = "live", "lost"
MISSES = 2  # in a row: nothing was heard of a unit
STRANGE_MOST = 100  # kinds of what only a newer console can read; of more the latest


class FactLink(Protocol):
    """Where facts come from; it resumes by itself and says how it stands, and why it broke."""

    error: ConsoleError | None

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
    """What one drain brought; `loud` when a high or critical alert is new here, or rose.

    `overdue` are acts that nobody confirmed for too long.
    """

    facts: bool = False
    values: frozenset[SensorId] = frozenset()
    loud: bool = False
    overdue: tuple[Act, ...] = ()


class Live:
    """The one thing screens share; touched on the UI thread only.

    `on_wake` is called on the link's thread once facts wait to be drained.
    """

    def __init__(
        self, hub: Hub, *, link: FactLink, values: ValuesFrom, clock: Clock, address: str
    ) -> None:
        self.hub = hub
        self.address = address
        self.drill = False
        self.on_stop: Callable[[], None] = lambda: None
        self.on_wake: Callable[[], object] = lambda: None
        self.mirror = Mirror()
        self.picture = Picture()
        self.attention = Attention()
        self.pending = Pending()
        self.strange: dict[str, int] = {}
        self._link = link
        self._values_from = values
        self._clock = clock
        self._access: BrokerAccess | None = None
        self._values: ValueLink | None = None
        self._lineup: Lineup | None = None
        self._day: date | None = None

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
                loud |= self._reset(item)
            else:
                self.mirror.apply(item)
                self._count_strange(item)
                loud |= _loud(item)
        if arrived:
            self._lineup = None
            self.pending.seen(self.mirror.as_of)
        self._turn_day()
        values = self._values.take() if self._values is not None else {}
        changed = self.picture.take(values) if values else frozenset()
        overdue = tuple(self.pending.overdue(self._clock.elapsed()))
        facts = bool(arrived or overdue)  # an act nobody confirmed is redrawn as one
        return Change(facts=facts, values=changed, loud=loud, overdue=overdue)

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

    def facts_trouble(self) -> ConsoleError | None:
        """Return why the hub was not heard when last asked; `None` while all is well."""
        return self._link.error

    def facts_age_s(self) -> float | None:
        """Return seconds since the hub was last heard."""
        return self._link.age_s()

    def speed(self) -> float | None:
        """Return how many times as fast as real time a drill runs; `None` outside one."""
        return self._link.speed()

    def values_standing(self) -> str:
        """Return how the value link stands."""
        return "connecting" if self._values is None else str(self._values.standing())

    @property
    def current(self) -> bool:
        """Tell whether values are those of now: the value link is live."""
        return self.values_standing() == LIVE

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

    @property
    def lineup(self) -> Lineup:
        """Return the alerts in order, as facts now have them."""
        if self._lineup is None:
            self._lineup = Lineup(self.mirror.alerts.values())
        return self._lineup

    @property
    def calling(self) -> int | None:
        """Return how many high and critical alerts wait for a person; `None`: not known now."""
        if not self.evaluated:
            return None
        return sum(many for p, many in self.lineup.waiting.items() if p.rank >= Priority.HIGH.rank)

    def load(self, minutes: int) -> int:
        """Return how many alerts called the operator in the last `minutes`."""
        return self.mirror.around.minutes.within(minutes, self.now())

    def alerts_on(self, target: TargetId) -> Sequence[AlertView]:
        """Return what stands in the queue on `target`, worst first."""
        return self.lineup.on(target)

    def offline(self, device: DeviceId) -> bool:
        """Tell whether the device said it is offline."""
        view = self.mirror.devices.get(device)
        return view is not None and view.online is False

    def _turn_day(self) -> None:
        """Show each rule by the edition in force on the site's day, as the hub judges by."""
        if not self.mirror.ready or not self.mirror.site.editions:
            return
        site = self.mirror.site
        day = utc(self.now()).astimezone(ZoneInfo(site.time_zone)).date()
        if day != self._day:
            self._day = day
            rules = {**site.rules, **rules_on(site.editions, day)}
            self.mirror.site = replace(site, rules=rules)

    def elapsed(self) -> float:
        """Return real seconds, as pending acts are timed by."""
        return self._clock.elapsed()

    def _count_strange(self, fact: Fact) -> None:
        """Count what only a newer console could read."""
        if isinstance(fact.what, Unknown):
            if fact.what.kind not in self.strange and len(self.strange) >= STRANGE_MOST:
                self.strange.pop(next(iter(self.strange)))
            self.strange[fact.what.kind] = self.strange.get(fact.what.kind, 0) + 1

    def _reset(self, snapshot: Snapshot) -> bool:
        """Begin anew from `snapshot`; tell whether it holds something loud not seen before."""
        before = self.mirror.alerts if self.mirror.ready else {}
        loud = any(_calls(alert, before.get(alert.id)) for alert in snapshot.alerts)
        loud |= any(name not in self.strange for name in snapshot.strangers)
        self.strange = dict.fromkeys(snapshot.strangers[:STRANGE_MOST], 1)
        self.mirror.reset(snapshot)
        self.pending.seen(snapshot.as_of, whole=True)
        self._day = None
        self.picture.reset(snapshot.latest)
        if self._values is None or snapshot.broker != self._access:
            if self._values is not None:
                self._values.stop()
            self._access = snapshot.broker
            self._values = self._values_from(snapshot.broker, snapshot.site)
            self._values.start()
        return loud


def _calls(alert: AlertView, before: AlertView | None) -> bool:
    """Tell whether an alert calls for a person as it did not `before`."""
    if alert.state is not State.UNACKNOWLEDGED or alert.symptom_of is not None:
        return False
    if alert.priority.rank < Priority.HIGH.rank:
        return False
    known = before is not None and before.occurrence == alert.occurrence
    return not known or (before is not None and before.priority.rank < alert.priority.rank)


def _loud(fact: Fact) -> bool:
    what = fact.what
    if isinstance(what, PatrolOverdue):
        return what.misses >= MISSES
    if not isinstance(what, AlertRaised | AlertRose) or what.withheld is not None:
        return False
    return what.priority.rank >= Priority.HIGH.rank
