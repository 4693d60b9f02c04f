"""What hub and device say to each other about a control, on the broker."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Telling(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the hub tells a control (`command/{device}/{control}`, not retained).

    The same `id` may come again: it is done once. After `expires` (ms) it is not begun any more.
    A value with `run_s` is ended by the device itself after so many seconds.
    """

    id: str
    value: float
    expires: int
    run_s: float | None = None


class Standing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a control does (`state/{device}/{control}`, retained), since `at` (or ms since 1970).

    `command` names what it does it for; with `refused` it will not do that, and says why.
    """

    at: datetime | int
    value: float
    command: str | None = None
    refused: str | None = None
