"""Automations: when something holds, tell controls something, until something else holds."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.conditions import Condition
from console.domain.ids import ControlId, SceneId
from console.domain.values import Bilingual


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """One command of an automation, for `run_s` seconds where it has an end.

    Those of one `step` go out together; the next step once all of them are confirmed (a valve
    before its pump). At the end they are undone in the opposite order.
    """

    step: int = 0
    control: ControlId
    value: float
    run_s: float | None = None


class Automation(msgspec.Struct, frozen=True, kw_only=True):
    """What is done by itself: once `when` is true, `deeds` in order, until `until` is.

    Without `until` it lasts as long as `when`, and in any case until what it runs is over. Of
    those that share an `apart` word, or a control, only one is at work: the one with the higher
    `priority`, else the one that began. It begins at most `most_per_day` times in a local day and
    not within `rest_s` of its last end; what came to its own end begins anew once `when` was
    untrue, or where it has a rest. A `trial` decides and puts on record, and tells nothing.
    """

    id: str
    scene: SceneId
    name: Bilingual
    when: Condition
    deeds: tuple[Deed, ...]
    until: Condition | None = None
    priority: int = 0
    apart: str | None = None
    rest_s: float = 0.0
    most_per_day: int | None = None
    undo: bool = True
    trial: bool = False
    source: Bilingual | None = None

    @property
    def controls(self) -> frozenset[ControlId]:
        """Return what it tells anything."""
        return frozenset(deed.control for deed in self.deeds)


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a condition that decided it, with what was measured or done then, if anything."""

    part: Condition
    value: float | None = None


class Over(StrEnum):
    """Why an automation is over."""

    UNTIL = "until"  # what ends it came true
    WHEN = "when"  # what it lasts as long as is not true any more
    DONE = "done"  # what it ran is over
    FAILED = "failed"  # devices would not, or did not answer
    OUTDONE = "outdone"  # one with a higher priority began
    SUSPENDED = "suspended"  # a person suspended it
    GONE = "gone"  # the site file has it no more


class Obstacle(StrEnum):
    """Why an automation whose time is there does not begin."""

    SUSPENDED = "suspended"
    RESTS = "rests"
    ENOUGH = "enough"  # it began as often today as it may
    SPENT = "spent"  # it came to its end, and what it waits for is still true
    ENDS = "ends"  # what ends it is true already
    RIVAL = "rival"  # another one is at work that goes before it


class AutomationStanding(msgspec.Struct, frozen=True, kw_only=True):
    """How an automation stands, as facts leave it (moments in ms).

    `because` is what made it begin last, `over` why it ended last; `blocked` the code of what
    keeps it from telling `control` something, `interlock` where that is one.
    """

    automation: str
    active: bool = False
    began_at: int | None = None
    ended_at: int | None = None
    because: tuple[Reason, ...] = ()
    over: Over | None = None
    suspended: bool = False
    suspended_until: int | None = None
    by: str | None = None
    blocked: str | None = None
    control: ControlId | None = None
    interlock: str | None = None


class Tried(msgspec.Struct, frozen=True):
    """How often a deed failed since the automation began, and when (ms) last."""

    times: int
    at: int


class AutomationState(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """An automation as the hub keeps it: how it stands, and what only the hub must remember.

    `done` are the controls that confirmed their deed since it began, `tried` those that did not,
    `barred` those it may not tell anything, with the code and interlock that were put on record;
    `begun` counts its beginnings on the local `day`; `spent` until `when` was untrue again.
    """

    standing: AutomationStanding
    done: tuple[ControlId, ...] = ()
    tried: dict[ControlId, Tried] = {}
    barred: dict[ControlId, str] = {}
    day: str = ""
    begun: int = 0
    spent: bool = False
