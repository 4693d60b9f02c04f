"""The parts of a condition that ask for something, as they are written in TOML."""

from __future__ import annotations

from typing import Literal

import msgspec

from console.domain.alerts import State


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a value; open bounds."""

    above: float | None = None
    below: float | None = None


class RawSensorIs(Bounds, frozen=True, kw_only=True):
    """A sensor compared."""

    sensor: str


class RawQuantityIs(Bounds, frozen=True, kw_only=True):
    """Any sensor of a quantity compared."""

    quantity: str


class RawControlIs(Bounds, frozen=True, kw_only=True):
    """What a control does, compared."""

    control: str


class RawDeviceIs(msgspec.Struct, frozen=True, kw_only=True):
    """A device's link."""

    device: str
    online: bool


class RawAlertIs(msgspec.Struct, frozen=True, kw_only=True):
    """A rule's alert at a target."""

    rule: str
    target: str
    state: tuple[State, ...] | None = None
    standing: bool | None = None


class RawTimeIs(msgspec.Struct, frozen=True, kw_only=True):
    """A time of day."""

    between: tuple[str, str]
    days: tuple[str, ...] = ()


class RawSunIs(msgspec.Struct, frozen=True, kw_only=True):
    """Where the sun is; the edges as durations."""

    sun: Literal["up", "down"]
    after_set: str | None = None
    before_rise: str | None = None
