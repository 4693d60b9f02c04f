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
        return max((one.priority for one in self.alerts or self.symptoms), key=_rank)

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
    place = _Place(site, _out_of_reach(known.values(), site) | frozenset(offline))
    causes = {one.symptom_of for one in known.values() if one.state.in_queue}
    folds: dict[tuple[ZoneId | None, FoldCause], tuple[list[T], list[T]]] = {}
    for one in sorted(known.values(), key=lambda one: one.order):
        if one.state.in_queue:
            members, symptoms = folds.setdefault(_key(one, known, causes, place), ([], []))
            (members if one.symptom_of is None else symptoms).append(one)
    return sorted(
        (
            Fold(zone=zone, cause=cause, alerts=tuple(members), symptoms=tuple(symptoms))
            for (zone, cause), (members, symptoms) in folds.items()
        ),
        key=lambda fold: (not fold.alerts, -fold.worst.rank, fold.first.order, fold.name),
    )


class _Place:
    """Where a target is, and what keeps it out of reach; each device is looked up once."""

    def __init__(self, site: Site, down: frozenset[DeviceId]) -> None:
        self._site = site
        self._down = down
        self._cut: dict[DeviceId, DeviceId | None] = {}

    def zone(self, target: TargetId) -> ZoneId | None:
        device = self._site.devices.get(_device_of(target))
        return None if device is None else device.zone

    def cut(self, target: TargetId) -> DeviceId | None:
        """Return the furthest device up the line that is out of reach, or the target's own."""
        device = _device_of(target)
        if device not in self._cut:
            known = device in self._site.devices
            line = (device, *ancestors(self._site, device)) if known else ()
            self._cut[device] = next((up for up in reversed(line) if up in self._down), None)
        return self._cut[device]


def _key(
    one: T, known: Mapping[AlertId, T], causes: Collection[AlertId | None], place: _Place
) -> tuple[ZoneId | None, FoldCause]:
    """Return the fold of an alert: a symptom goes where its cause is, whatever its own zone."""
    if one.symptom_of is not None:
        above = known.get(one.symptom_of)
        zone = place.zone(one.target if above is None else above.target)
        return zone, FoldCause(FoldKind.ALERT, one.symptom_of)
    zone = place.zone(one.target)
    if one.id in causes:
        return zone, FoldCause(FoldKind.ALERT, one.id)
    if (device := place.cut(one.target)) is not None:
        return zone, FoldCause(FoldKind.DEVICE, device)
    return zone, FoldCause(FoldKind.RULE, one.rule)


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


def _device_of(target: TargetId) -> DeviceId:
    return DeviceId(target.partition("/")[0])
