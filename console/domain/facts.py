"""What can happen: each fact in the past tense, with the parameters words are made of.

A fact is never edited and only ever gains optional fields. Its number, moment, author and
reason are on the envelope (`console.contract.facts.Fact`).
"""

from __future__ import annotations

from typing import Any, TypeGuard, get_args

import msgspec

from console.domain.alert_facts import AlertFact
from console.domain.automation_facts import AutomationFact
from console.domain.case_facts import CaseFact
from console.domain.control_facts import ControlFact
from console.domain.doubts import Test
from console.domain.ids import AlertId, DeviceId, SensorId
from console.domain.notice_facts import NoticeFact
from console.domain.service import Scope
from console.domain.shift_facts import ShiftFact
from console.domain.unit_facts import UnitFact


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


class SensorDoubted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A sensor's readings failed `tests`: they neither raise nor clear until it is trusted."""

    sensor: SensorId
    tests: tuple[Test, ...]
    value: float


class SensorTrusted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A doubted sensor's readings are sound again."""

    sensor: SensorId


class ServiceStopped(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A sensor, device or zone was taken out of service, with a work note."""

    target: str
    scope: Scope
    note: str


class ServiceResumed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A sensor, device or zone is in service again."""

    target: str
    note: str | None = None


class SuppressionBegan(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The condition of a suppression came true: the alerts it names are withheld."""

    suppression: str


class SuppressionEnded(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The condition of a suppression is no longer true, or no longer known."""

    suppression: str


class FloodBegan(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """More was annunciated in ten minutes than a person can take in; `first` was the first."""

    first: AlertId
    count: int


class FloodEnded(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person can follow again; `count` annunciations since the flood began."""

    count: int


class LogWritten(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person wrote into the operators' log; `about` names an alert, case, device or unit."""

    text: str
    about: str | None = None


class HubStarted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The hub took up its work; `version` is the product's."""

    version: str


What = (
    AlertFact
    | CaseFact
    | ShiftFact
    | UnitFact
    | NoticeFact
    | ControlFact
    | AutomationFact
    | DeviceWentOffline
    | DeviceCameOnline
    | ReadingRecorded
    | SensorDoubted
    | SensorTrusted
    | ServiceStopped
    | ServiceResumed
    | SuppressionBegan
    | SuppressionEnded
    | FloodBegan
    | FloodEnded
    | LogWritten
    | HubStarted
)

_OF_ALERT: tuple[type, ...] = get_args(AlertFact)
_OF_CASE: tuple[type, ...] = get_args(CaseFact)
_OF_SHIFT: tuple[type, ...] = get_args(ShiftFact)
_OF_UNIT: tuple[type, ...] = get_args(UnitFact)
_OF_NOTICE: tuple[type, ...] = get_args(NoticeFact)
_OF_CONTROL: tuple[type, ...] = get_args(ControlFact)
_OF_AUTOMATION: tuple[type, ...] = get_args(AutomationFact)


def of_alert(what: Any) -> TypeGuard[AlertFact]:
    """Tell whether a fact is about an alert."""
    return isinstance(what, _OF_ALERT)


def of_case(what: Any) -> TypeGuard[CaseFact]:
    """Tell whether a fact is about a case."""
    return isinstance(what, _OF_CASE)


def of_shift(what: Any) -> TypeGuard[ShiftFact]:
    """Tell whether a fact is about a shift."""
    return isinstance(what, _OF_SHIFT)


def of_notice(what: Any) -> TypeGuard[NoticeFact]:
    """Tell whether a fact is about a notice to a party."""
    return isinstance(what, _OF_NOTICE)


def of_control(what: Any) -> TypeGuard[ControlFact]:
    """Tell whether a fact is about what a device is told to do."""
    return isinstance(what, _OF_CONTROL)


def of_automation(what: Any) -> TypeGuard[AutomationFact]:
    """Tell whether a fact is about what is done by itself."""
    return isinstance(what, _OF_AUTOMATION)


def of_unit(what: Any) -> TypeGuard[UnitFact]:
    """Tell whether a fact is about a unit's readiness."""
    return isinstance(what, _OF_UNIT)
