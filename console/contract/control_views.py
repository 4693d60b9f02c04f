"""Controls as the hub shows them."""

from __future__ import annotations

import msgspec

from console.domain.controls import Control, ControlState
from console.domain.values import Bilingual


class Forbidding(msgspec.Struct, frozen=True, kw_only=True):
    """An interlock that forbids a control now: it holds, or (`unknown`) nobody knows."""

    interlock: str
    unknown: bool = False
    firm: bool = False


class ControlDetail(msgspec.Struct, frozen=True, kw_only=True):
    """A control in full: what it is, how facts leave it, whether its device is there, what
    watches over it, and which of that forbids it now."""

    control: Control
    device_name: Bilingual
    state: ControlState
    online: bool | None = None
    interlocks: tuple[str, ...] = ()
    forbidding: tuple[Forbidding, ...] = ()
