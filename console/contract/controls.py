"""What can be asked for about controls and automations."""

from __future__ import annotations

from typing import ClassVar

from console.contract.request import Request
from console.domain.ids import ControlId, DeviceId
from console.domain.values import Role


class CommandDevice(Request, frozen=True, kw_only=True):
    """Tell a control a value, for `run_s` seconds where it has an end.

    The person holds the control from then on, for `hold_s` seconds (None: until it is released).
    With `override` the interlocks that forbid it are passed over: that takes a supervisor and a
    reason, and is counted. With `dry_run` nothing is told: it is only asked what would be.
    """

    operation: ClassVar[str] = "devices.command"
    role: ClassVar[Role] = Role.OPERATOR
    confirm: ClassVar[bool] = True
    no_key: ClassVar[str | None] = "in the palette and the command bar, with its control by name"

    control: ControlId
    value: float
    run_s: float | None = None
    hold_s: float | None = None
    override: bool = False
    dry_run: bool = False


class ReleaseControl(Request, frozen=True, kw_only=True):
    """Hand a control back to its automations; what it does goes on until they say otherwise."""

    operation: ClassVar[str] = "devices.release"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = "in the palette and the command bar, with its control by name"

    control: ControlId


class MaintainDevice(Request, frozen=True, kw_only=True):
    """Let nothing tell a device's controls anything while somebody works on it.

    What runs is told its safe value first. It lasts `for_s` seconds (None: until released).
    """

    operation: ClassVar[str] = "devices.maintain"
    role: ClassVar[Role] = Role.DISPATCHER
    confirm: ClassVar[bool] = True
    no_key: ClassVar[str | None] = "in the palette and the command bar, with its control by name"

    device: DeviceId
    for_s: float | None = None
