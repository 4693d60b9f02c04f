"""Controls and the figures of scenes as the hub shows them."""

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
