"""Controls, automations and the figures of scenes as the hub shows them."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.domain.controls import Control, ControlState
from console.domain.ids import SceneId
from console.domain.key_figures import KeyFigure, Shape
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


class AutomationView(msgspec.Struct, frozen=True, kw_only=True):
    """An automation as facts leave it."""

    automation: str
    scene: SceneId
    active: bool = False
    began_at: datetime | None = None
    ended_at: datetime | None = None
    suspended: bool = False
    suspended_until: datetime | None = None
    suspended_by: str | None = None
    blocked: str | None = None
    interlock: str | None = None


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a condition: how deep below the root, whether it holds now (None: unknown)."""

    depth: int
    part: msgspec.Raw
    holds: bool | None
    value: float | None = None


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What an automation would do from `begin` until `end`, were everything else as it is now."""

    automation: str
    begin: datetime
    end: datetime | None = None
    certain: bool = False  # by time and sun alone


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why an automation is or is not at work: its conditions part by part, what forbids it."""

    view: AutomationView
    when: tuple[Reached, ...]
    until: tuple[Reached, ...] = ()
    forbidding: tuple[Forbidding, ...] = ()
    begun_today: int = 0


class ScenePlan(msgspec.Struct, frozen=True, kw_only=True):
    """What a scene does today and why: `wanshou scenes explain`."""

    as_of: int
    now: datetime
    scene: SceneId
    automations: tuple[Explanation, ...]
    planned: tuple[Planned, ...] = ()


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One of several: of a device, a sensor or a control. `value` None is unknown."""

    of: str
    value: float | None
    word: str | None = None  # a code: a class ("III"), a pollutant, an ending
    extra: float | None = None
    at: datetime | None = None


class FigureView(msgspec.Struct, frozen=True, kw_only=True):
    """A key figure as it is now. `value` None is unknown; `fresh` of `of` sensors said anything."""

    figure: KeyFigure
    shape: Shape
    value: float | None = None
    against: float | None = None
    at: datetime | None = None
    fresh: int = 0
    of: int = 0
    bars: tuple[Bar, ...] = ()
    points: tuple[tuple[datetime, float], ...] = ()
    usual: tuple[tuple[datetime, float], ...] = ()


class SceneFigures(msgspec.Struct, frozen=True, kw_only=True):
    """All key figures of a scene, in the site file's order."""

    as_of: int
    now: datetime
    scene: SceneId
    figures: tuple[FigureView, ...]
