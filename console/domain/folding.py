"""The queue folded: what has one cause in one place is one line, the first-out on top.

Nothing is dropped: every alert of the queue is in exactly one fold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

import msgspec

from console.domain.alerts import State
from console.domain.ids import AlertId, DeviceId, RuleId, TargetId, ZoneId
from console.domain.rules import NoDataRule, OfflineRule
from console.domain.sites import Site, ancestors
from console.domain.values import Priority


class Foldable(Protocol):
    """What folding must know of an alert; the alert itself and its view both are such."""

    @property
    def id(self) -> AlertId:
        """Return its id."""

    @property
    def rule(self) -> RuleId:
        """Return its rule."""

    @property
    def target(self) -> TargetId:
        """Return where it is."""

    @property
    def state(self) -> State:
        """Return where it stands between process and person."""

    @property
    def standing(self) -> bool:
        """Tell whether its condition holds."""

    @property
    def priority(self) -> Priority:
        """Return how urgent it is."""

    @property
    def order(self) -> int:
        """Return its place among all raisings."""

    @property
    def symptom_of(self) -> AlertId | None:
        """Return the alert it only follows from, if a person said so."""


T = TypeVar("T", bound=Foldable)


class FoldKind(StrEnum):
    """What the alerts of a fold have in common."""

    ALERT = "alert"  # a person marked them as symptoms of it
    DEVICE = "device"  # they hang behind it, and it is out of reach
    RULE = "rule"  # nothing but the rule


class FoldCause(msgspec.Struct, frozen=True, order=True):
    """What stands behind a fold: `id` is that of an alert, a device or a rule, by `kind`."""

    kind: FoldKind
    id: str


class Fold(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """The alerts of one cause in one zone.

    `alerts` stand for themselves, the first-out first, then as they were raised; `symptoms` stand
    behind their cause (`alerts` is empty where that is itself not in the queue). Only `alerts`
    count; `worst` is the highest priority among them.
    """

    zone: ZoneId | None
    cause: FoldCause
    alerts: tuple[T, ...]
    symptoms: tuple[T, ...] = ()

    @property
    def first(self) -> T:
        """Return what is shown of it: the first-out."""
        return (self.alerts or self.symptoms)[0]

    @property
    def rest(self) -> tuple[T, ...]:
        """Return what is folded away under the first-out."""
        return (*self.alerts, *self.symptoms)[1:]

    @property
    def worst(self) -> Priority:
        """Return the highest priority in it."""
        return max({one.priority for one in self.alerts or self.symptoms}, key=_rank)

    @property
    def count(self) -> int:
        """Return how many alerts it has that count."""
        return len(self.alerts)

    @property
    def name(self) -> str:
        """Return what it can be told from every other fold by."""
        return f"{self.zone or ''}/{self.cause.kind}/{self.cause.id}"


def fold(
    alerts: Iterable[T], site: Site, offline: Collection[DeviceId] = frozenset()
) -> list[Fold[T]]:
    """Return the alerts of the queue among `alerts` in folds, the worst first, then by first-out.

    `offline` are the devices whose link says so; those with a standing alert of being offline or
    silent count, too. Give withheld alerts as well, where there are causes among them.
    """
    known = {one.id: one for one in alerts}
    places = _Places(site, _out_of_reach(known.values(), site) | frozenset(offline))
    queue = sorted((one for one in known.values() if one.state.in_queue), key=_order)
    causes = {one.symptom_of for one in queue}
    folds: dict[tuple[ZoneId | None, FoldKind, str], tuple[list[T], list[T]]] = {}
    for one in queue:
        key = _key(one, known, causes, places)
        if (parts := folds.get(key)) is None:
            parts = folds[key] = ([], [])
        parts[one.symptom_of is not None].append(one)
    return sorted(
        (
            Fold(
                zone=zone,
                cause=FoldCause(kind, id),
                alerts=tuple(members),
                symptoms=tuple(symptoms),
            )
            for (zone, kind, id), (members, symptoms) in folds.items()
        ),
        key=lambda fold: (not fold.alerts, -fold.worst.rank, fold.first.order, fold.name),
    )


class _Places:
    """Where a target is, and what keeps it out of reach; each device is looked up once."""

    def __init__(self, site: Site, down: frozenset[DeviceId]) -> None:
        self._site = site
        self._down = down
        self._known: dict[str, tuple[ZoneId | None, DeviceId | None]] = {}

    def of(self, target: TargetId) -> tuple[ZoneId | None, DeviceId | None]:
        """Return the zone, and the furthest device up the line, or the target's own, that is out
        of reach."""
        name = target.partition("/")[0]
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._look_up(DeviceId(name))
        return known

    def _look_up(self, id: DeviceId) -> tuple[ZoneId | None, DeviceId | None]:
        device = self._site.devices.get(id)
        if device is None:
            return None, None
        if not self._down:
            return device.zone, None
        line = (id, *ancestors(self._site, id))
        return device.zone, next((up for up in reversed(line) if up in self._down), None)


def _key(
    one: T, known: Mapping[AlertId, T], causes: Collection[AlertId | None], places: _Places
) -> tuple[ZoneId | None, FoldKind, str]:
    """Return the fold of an alert: a symptom goes where its cause is, whatever its own zone."""
    if one.symptom_of is not None:
        above = known.get(one.symptom_of)
        zone, _ = places.of(one.target if above is None else above.target)
        return zone, FoldKind.ALERT, one.symptom_of
    zone, device = places.of(one.target)
    if one.id in causes:
        return zone, FoldKind.ALERT, one.id
    if device is not None:
        return zone, FoldKind.DEVICE, device
    return zone, FoldKind.RULE, one.rule


def _out_of_reach(alerts: Iterable[Foldable], site: Site) -> frozenset[DeviceId]:
    """Return the devices with a standing alert of being offline or silent."""
    return frozenset(
        DeviceId(one.target)
        for one in alerts
        if one.standing
        and one.target in site.devices
        and isinstance(site.rules.get(one.rule), OfflineRule | NoDataRule)
    )


def _rank(priority: Priority) -> int:
    return priority.rank


def _order(one: Foldable) -> int:
    return one.order
