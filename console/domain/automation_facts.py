"""What can happen to an automation. Moments are ms since the epoch."""

from __future__ import annotations

import msgspec

from console.domain.automations import Over, Reason
from console.domain.ids import ControlId


class AutomationBegan(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What an automation waits for came true, `because` of these parts; a `trial` tells nothing."""

    automation: str
    because: tuple[Reason, ...] = ()
    trial: bool = False


class AutomationEnded(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """An automation is over, and `because` of these parts where a condition ended it."""

    automation: str
    why: Over
    because: tuple[Reason, ...] = ()


class AutomationBlocked(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """An automation wanted to tell a control something and may not; `code` says what forbids it."""

    automation: str
    control: ControlId
    code: str
    interlock: str | None = None


class AutomationSuspended(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person suspended an automation, until `until` (None: until it is resumed)."""

    automation: str
    until: int | None = None


class AutomationResumed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """An automation works again: somebody said so, or its suspension `lapsed`."""

    automation: str
    lapsed: bool = False


AutomationFact = (
    AutomationBegan | AutomationEnded | AutomationBlocked | AutomationSuspended | AutomationResumed
)
