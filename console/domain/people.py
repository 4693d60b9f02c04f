"""Who goes out: patrol units and what they bring."""

from __future__ import annotations

import msgspec

from console.domain.ids import UnitId, ZoneId
from console.domain.values import Bilingual


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A crew that can be sent; `accounts` are the ones its members report from.

    `kit` names what it brings ("spray", "sampler"); one that is not `on_duty` is not sent.
    """

    id: UnitId
    name: Bilingual
    members: tuple[str, ...] = ()
    zone: ZoneId | None = None
    kit: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    on_duty: bool = True
