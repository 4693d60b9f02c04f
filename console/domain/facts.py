"""What can happen: each fact in the past tense, with the parameters words are made of.

A fact is never edited and only ever gains optional fields. Its number, moment, author and
reason are on the envelope (`console.contract.facts.Fact`).
"""

from __future__ import annotations

import msgspec

from console.domain.case_facts import CaseFact
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId, TargetId
from console.domain.values import Priority


class AlertRaised(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A rule began to stand; `value` and `limit` are in the sensor's unit, where there is one."""

    alert: AlertId
    occurrence: int
    rule: RuleId
    target: TargetId
    priority: Priority
    limit: float | None = None
    value: float | None = None


class AlertRose(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A standing alert reached a higher priority: it asks for acknowledgement again."""

    alert: AlertId
    occurrence: int
    priority: Priority
    limit: float | None = None
    value: float | None = None


class AlertEased(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A standing alert fell to a lower priority; an acknowledgement stays."""

    alert: AlertId
    occurrence: int
    priority: Priority
    limit: float | None = None
    value: float | None = None


class AlertReturned(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The condition ended before anyone acknowledged."""

    alert: AlertId
    occurrence: int
    value: float | None = None


class AlertCleared(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Back to normal, seen by a person."""

    alert: AlertId
    occurrence: int
    value: float | None = None


class AlertAcknowledged(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person took notice of this occurrence."""

    alert: AlertId
    occurrence: int
    note: str | None = None


class AlertNoted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person wrote a note on this occurrence."""

    alert: AlertId
    occurrence: int
    note: str


class AlertFolded(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The cause stands on its own further up (`into`): this symptom left the queue."""

    alert: AlertId
    occurrence: int
    into: TargetId


class AlertRetired(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The site file no longer knows this rule at this target."""

    alert: AlertId
    occurrence: int


class DeviceWentOffline(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The device's status topic says offline (its last will, or its own farewell)."""

    device: DeviceId


class DeviceCameOnline(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The device's status topic says online."""

    device: DeviceId


class ReadingRecorded(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person measured by hand; `at` in ms since the epoch, `value` in the sensor's unit."""

    sensor: SensorId
    at: int
    value: float
    how: str


class HubStarted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The hub took up its work; `version` is the product's."""

    version: str


AlertFact = (
    AlertRaised
    | AlertRose
    | AlertEased
    | AlertReturned
    | AlertCleared
    | AlertAcknowledged
    | AlertNoted
    | AlertFolded
    | AlertRetired
)
What = AlertFact | CaseFact | DeviceWentOffline | DeviceCameOnline | ReadingRecorded | HubStarted
