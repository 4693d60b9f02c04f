"""What can happen to a control. Moments are ms since the epoch; values in the control's unit."""

from __future__ import annotations

import msgspec

from console.domain.controls import Mode
from console.domain.ids import CommandId, ControlId


class CommandSent(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A control is told a value; by a person, or by an `automation` whose reason is `why`.

    With a `why` and no automation the hub did it itself: an interlock tripped, a run was over.
    """

    control: ControlId
    command: CommandId
    value: float
    expires: int
    run_s: float | None = None
    automation: str | None = None
    why: str | None = None
    overridden: tuple[str, ...] = ()


class CommandConfirmed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The device's state says that it does what it was told, until `runs_until` (ms).

    It `runs` where that is another value than the safe one. What measures its effect must
    show one by `shows_by` (ms).
    """

    control: ControlId
    command: CommandId
    value: float
    runs: bool = False
    runs_until: int | None = None
    shows_by: int | None = None


class CommandRefused(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The device said that it would not, and `why`."""

    control: ControlId
    command: CommandId
    why: str | None = None


class CommandTimedOut(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The device's state did not say so in time: what it does is unknown."""

    control: ControlId
    command: CommandId
    value: float


class CommandContradicted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The device's state (`reported`), or the sensor that shows the effect, says otherwise."""

    control: ControlId
    command: CommandId
    value: float
    reported: float | None = None
    sensor: str | None = None
    measured: float | None = None


class RunEnded(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A run is over: the control is back at its safe value; `due` where its time was over."""

    control: ControlId
    command: CommandId
    due: bool = False


class ControlReported(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A device's state changed though nobody told it to: by hand on the spot, or by itself."""

    control: ControlId
    value: float


class ControlModeChanged(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Who the control obeys changed; `lapsed` where a person's time was over."""

    control: ControlId
    mode: Mode
    until: int | None = None
    lapsed: bool = False


class InterlockTripped(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What forbids a control its value came true while it had it: it is told its safe value."""

    control: ControlId
    interlock: str


ControlFact = (
    CommandSent
    | CommandConfirmed
    | CommandRefused
    | CommandTimedOut
    | CommandContradicted
    | RunEnded
    | ControlReported
    | ControlModeChanged
    | InterlockTripped
)
