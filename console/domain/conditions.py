"""Conditions: one closed, typed grammar for suppression, interlocks and automation.

A condition is a comparison of a sensor, the state of a device or an alert, a time of day, or
`all`, `any`, `not` of others. Each may ask `for_s` that it has held so long. What is not known
is neither true nor false.
"""

from __future__ import annotations

from datetime import date, time

import msgspec

from console.domain.alerts import State
from console.domain.ids import ControlId, DeviceId, RuleId, SceneId, SensorId, TargetId, ZoneId
from console.domain.values import Bilingual


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """What every condition may ask: to have held for so many seconds."""

    for_s: float = 0.0


class SensorIs(Holding, frozen=True, kw_only=True, tag="sensor"):
    """A sensor's value, in its unit: above or below a bound, or between both; open bounds."""

    sensor: SensorId
    above: float | None = None
    below: float | None = None


class QuantityIs(Holding, frozen=True, kw_only=True, tag="quantity"):
    """The same of any sensor that measures a quantity; `sensors` are those of the site.

    Where the site has none of them nothing is known.
    """

    quantity: str
    above: float | None = None
    below: float | None = None
    sensors: tuple[SensorId, ...] = ()


class DeviceIs(Holding, frozen=True, kw_only=True, tag="device"):
    """A device's link, as the device itself said."""

    device: DeviceId
    online: bool


class AlertIs(Holding, frozen=True, kw_only=True, tag="alert"):
    """A rule's alert at a target is in one of `states`, or stands (whatever its state)."""

    rule: RuleId
    target: TargetId
    states: tuple[State, ...] = ()
    standing: bool | None = None


class TimeIs(Holding, frozen=True, kw_only=True, tag="time"):
    """Local time of day from `start` until before `end` (past midnight where end is earlier).

    `days` are those (0 is Monday) on which the stretch begins; none means every day. By the
    site's calendar it begins on dates that are `besides` these, and not on those `without`.
    """

    start: time
    end: time
    days: tuple[int, ...] = ()
    besides: tuple[date, ...] = ()
    without: tuple[date, ...] = ()


class ControlIs(Holding, frozen=True, kw_only=True, tag="control"):
    """What a control's device says it does (not what it was told): above or below a bound, or
    between both. What a device never said, or said before it went offline, is not known."""

    control: ControlId
    above: float | None = None
    below: float | None = None


class SunIs(Holding, frozen=True, kw_only=True, tag="sun"):
    """The sun is down: from `after_set_s` after sunset until `before_rise_s` before sunrise.

    With `up` it is the other way round. At the site's coordinates (degrees).
    """

    up: bool = False
    after_set_s: float = 0.0
    before_rise_s: float = 0.0
    latitude: float
    longitude: float


class AllOf(Holding, frozen=True, kw_only=True, tag="all"):
    """Each of them."""

    of: tuple[Condition, ...]


class AnyOf(Holding, frozen=True, kw_only=True, tag="any"):
    """At least one of them."""

    of: tuple[Condition, ...]


class Not(Holding, frozen=True, kw_only=True, tag="not"):
    """Not this one."""

    of: Condition


Condition = (
    SensorIs | QuantityIs | DeviceIs | AlertIs | TimeIs | SunIs | AllOf | AnyOf | Not | ControlIs
)


class Suppression(msgspec.Struct, frozen=True, kw_only=True):
    """Alerts that are withheld by design while a condition holds.

    It covers the alerts of `rules` (all where none are named) at what lies in `zones`, belongs to
    `scenes` or is one of `devices` (everywhere where none of these are named).
    """

    id: str
    name: Bilingual
    when: Condition
    rules: tuple[RuleId, ...] = ()
    zones: tuple[ZoneId, ...] = ()
    scenes: tuple[SceneId, ...] = ()
    devices: tuple[DeviceId, ...] = ()


class Remembered(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What must outlive a restart of one condition (`when`): since when (ms) each part is so.

    Parts are in the order of a walk from the root, a part before what it is made of. `since` is
    since when one is known to hold, `possible` since when it is not known not to (0: for all
    that is known, always); None where it is not so now. `at` is when (ms) any of this changed.
    """

    id: str
    active: bool
    at: int = 0
    since: tuple[int | None, ...] = ()
    possible: tuple[int | None, ...] = ()
    when: Condition | None = None
