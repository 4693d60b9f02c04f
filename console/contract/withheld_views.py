"""Views of what withholds alerts by design: each suppression, whether it is in effect, and why."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.domain.conditions import Condition, Suppression
from console.domain.ids import AlertId


class PartView(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a condition, `depth` below its root; whether it holds now (None: not known),
    and since when what it asks for has been so, without the time it must have been."""

    condition: Condition
    depth: int
    holds: bool | None
    since: datetime | None = None


class SuppressionView(msgspec.Struct, frozen=True, kw_only=True):
    """A suppression, or with `of_rule` a rule that holds only under a condition: whether it is in
    effect, its condition part by part, and the alerts it withholds now."""

    suppression: Suppression
    of_rule: bool
    active: bool
    parts: tuple[PartView, ...]
    alerts: tuple[AlertId, ...] = ()
