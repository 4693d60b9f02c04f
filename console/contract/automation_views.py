"""Automations as the hub shows them: how they stand, why, and what they would do."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.contract.control_views import Forbidding
from console.domain.automations import Automation, AutomationStanding, Obstacle, Reason
from console.domain.conditions import Condition
from console.domain.ids import ControlId, SceneId


class AutomationView(msgspec.Struct, frozen=True, kw_only=True):
    """An automation, how it stands, whether what it waits for is true now (None: not known), and
    what keeps it from beginning all the same."""

    automation: Automation
    standing: AutomationStanding
    when: bool | None = None
    until: bool | None = None
    obstacle: Obstacle | None = None
    begun_today: int = 0


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a condition: how deep below the root, whether it holds now (None: unknown)."""

    depth: int
    part: Condition
    holds: bool | None
    value: float | None = None


class Locked(msgspec.Struct, frozen=True, kw_only=True):
    """A control an automation would tell something, and what forbids that now."""

    control: ControlId
    forbidding: tuple[Forbidding, ...]


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What an automation would do from `begin` until `end`, were everything measured as it is now.

    It is `certain` where time and sun alone decide.
    """

    automation: str
    begin: datetime
    end: datetime | None = None
    because: tuple[Reason, ...] = ()
    certain: bool = False


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why an automation is or is not at work: its conditions part by part, what forbids it."""

    view: AutomationView
    when: tuple[Reached, ...]
    until: tuple[Reached, ...] = ()
    locked: tuple[Locked, ...] = ()


class ScenePlan(msgspec.Struct, frozen=True, kw_only=True):
    """What a scene does by itself in the next 24 hours and why: `wanshou scenes explain`."""

    as_of: int
    now: datetime
    scene: SceneId
    automations: tuple[Explanation, ...]
    planned: tuple[Planned, ...] = ()
