"""Controls, automations and the figures of scenes as the hub shows them."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.domain.controls import Control, ControlKind, Ending, Mode
from console.domain.ids import CommandId, ControlId, DeviceId, SceneId
from console.domain.key_figures import KeyFigure, Shape


class CommandView(msgspec.Struct, frozen=True, kw_only=True):
    """A command and how it ended (None: it has not)."""

    id: CommandId
    value: float
    at: datetime
    run_s: float | None = None
    by: str | None = None
    automation: str | None = None
    reason: str | None = None
    overridden: tuple[str, ...] = ()
    ending: Ending | None = None


class ControlView(msgspec.Struct, frozen=True, kw_only=True):
    """A control as facts leave it: part of every snapshot.

    `running` is what it does now on command, until `runs_until`. `online` is not here: the device
    says that.
    """

    control: ControlId
    device: DeviceId
    kind: ControlKind
    mode: Mode = Mode.AUTOMATIC
    held_by: str | None = None
    held_until: datetime | None = None
    reported: float | None = None
    reported_at: datetime | None = None
    pending: CommandView | None = None
    running: CommandView | None = None
    runs_until: datetime | None = None
    last: CommandView | None = None
    overrides: int = 0


class Forbidding(msgspec.Struct, frozen=True, kw_only=True):
    """An interlock that forbids a control now: it holds, or (`unknown`) nobody knows."""

    interlock: str
    unknown: bool = False
    firm: bool = False


class ControlDetail(msgspec.Struct, frozen=True, kw_only=True):
    """A control in full: what it is, how it stands, what forbids it now, its newest commands."""

    as_of: int
    control: Control
    state: ControlView
    forbidding: tuple[Forbidding, ...] = ()
    interlocks: tuple[str, ...] = ()
    automations: tuple[str, ...] = ()
    commands: tuple[CommandView, ...] = ()


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
