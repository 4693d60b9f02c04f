"""What a device was told, and what it will do about it at a moment of its own."""

from __future__ import annotations

import msgspec

from console.contract.control_wire import Telling
from console.domain.ids import ControlId


class Told(msgspec.Struct, frozen=True):
    """What a control was told."""

    control: ControlId
    telling: Telling


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """A control takes `value`, or says why not; `ends` a run, which is then of no command.

    One that only says how things stand is `said` again.
    """

    control: ControlId
    value: float
    command: str | None = None
    run_s: float | None = None
    refused: str | None = None
    ends: bool = False
    said: bool = False
