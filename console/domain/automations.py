"""Automations: when something holds, tell controls something, until something else holds."""

from __future__ import annotations

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

    Without `until` it lasts as long as `when`. Of those that share an `apart` word, or a control,
    only one is at work: the one with the higher `priority`, else the one that began. It begins at
    most `most_per_day` times in a local day and not within `rest_s` of its last end.
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
    source: Bilingual | None = None


class AutomationState(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """How an automation stands; what a restart must not lose (moments in ms)."""

    automation: str
    active: bool = False
    began_at: int | None = None
    ended_at: int | None = None
    step: int = 0  # the step that is out; all before it are confirmed
    begun_today: int = 0
    day: str = ""  # local, of begun_today
    suspended: bool = False
    suspended_until: int | None = None
    by: str | None = None
    blocked: str | None = None  # the code of what forbade it last
    interlock: str | None = None
