"""Controls: what a device can be told, and how far what it was told last has come.

A value is always a number: 0 and 1 for a switch, per cent for a level, its own unit for a figure
on a display.
"""

from __future__ import annotations

import math
from enum import StrEnum

import msgspec

from console.domain.conditions import Condition
from console.domain.ids import CommandId, ControlId, DeviceId, SensorId
from console.domain.values import Bilingual


class ControlKind(StrEnum):
    """How a control's value is read and written."""

    SWITCH = "switch"  # 0 off, 1 on
    VALVE = "valve"  # 0 closed, 1 open
    LEVEL = "level"  # per cent
    FIGURE = "figure"  # any number within its range: what a display shows


class Mode(StrEnum):
    """Who a control obeys."""

    AUTOMATIC = "automatic"  # automations, and a person for the length of one command
    MANUAL = "manual"  # a person, until it is released or its time is over
    MAINTENANCE = "maintenance"  # nobody: somebody works on the device


class Control(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a device can be told.

    `safe` is the value it falls back to: a command for anything else runs at most `longest_s`
    (None: no end is needed, as for a lamp), which goes out with the command so that the device
    ends it by itself. What is not confirmed by the device's state within `confirm_s` timed out.
    Between two switchings at least `rest_s` pass. `sensor` shows whether it has an effect: with
    another value than `safe` it must be above `least` within `shows_s`.
    """

    id: ControlId
    device: DeviceId
    name: Bilingual
    kind: ControlKind = ControlKind.SWITCH
    unit: str = ""
    low: float = 0.0
    high: float = 1.0
    safe: float = 0.0
    longest_s: float | None = None
    confirm_s: float = 10.0
    rest_s: float = 0.0
    sensor: SensorId | None = None
    least: float | None = None
    shows_s: float = 900.0


class Interlock(msgspec.Struct, frozen=True, kw_only=True):
    """What forbids `controls` another value than their safe one while `when` holds.

    It is asked before every command, and again while the control runs (`running`): then the
    control is told its safe value. What is not known forbids too, unless `unknown` says it may.
    `firm` ones cannot be overridden by anybody.
    """

    id: str
    name: Bilingual
    controls: tuple[ControlId, ...]
    when: Condition
    running: bool = True
    unknown: bool = False
    firm: bool = False
    source: Bilingual | None = None


class Ending(StrEnum):
    """How a command ended."""

    CONFIRMED = "confirmed"  # the device's state says so
    REFUSED = "refused"  # the device said it would not
    TIMED_OUT = "timed_out"  # the device's state did not say so in time
    CONTRADICTED = "contradicted"  # its state, or its effect, says something else


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """A value a control was told at `at` (ms), for `run_s` seconds; worthless after `expires`.

    `automation` names what told it, `overridden` the interlocks a person overrode.
    """

    id: CommandId
    value: float
    at: int
    expires: int
    run_s: float | None = None
    by: str | None = None
    automation: str | None = None
    reason: str | None = None
    overridden: tuple[str, ...] = ()


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A person holds a control since `at` (ms), until `until` (None: until it is released)."""

    by: str
    at: int
    until: int | None = None
    reason: str | None = None


class ControlState(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """How a control stands; what a restart must not lose.

    `reported` is what the device's state last said, at `reported_at` (ms). `pending` went out and
    is neither confirmed nor over; `running` was confirmed and runs until `runs_until` (ms).
    `last` and `ending` are the newest command that ended. `switched_at` is when its value last
    changed. `shows_by` is when its effect must be measured (ms; None: not asked, or was).
    `sent` counts the commands it was ever told, `overrides` those past an interlock.
    """

    control: ControlId
    mode: Mode = Mode.AUTOMATIC
    held: Held | None = None
    reported: float | None = None
    reported_at: int | None = None
    pending: Command | None = None
    running: Command | None = None
    runs_until: int | None = None
    last: Command | None = None
    ending: Ending | None = None
    switched_at: int | None = None
    shows_by: int | None = None
    sent: int = 0
    overrides: int = 0


_SAID = {"on": 1.0, "open": 1.0, "off": 0.0, "closed": 0.0, "close": 0.0}


def value_said(text: str) -> float | None:
    """Return the value people mean by on, off, open, closed, 40 or 40%; None: by nothing."""
    word = text.strip().casefold()
    if word in _SAID:
        return _SAID[word]
    try:
        value = float(word.removesuffix("%"))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
