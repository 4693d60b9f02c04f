"""The key figures of scenes as the hub shows them."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.domain.ids import SceneId
from console.domain.key_figures import Bar, KeyFigure

Point = tuple[datetime, float]


class FigureView(msgspec.Struct, frozen=True, kw_only=True):
    """A key figure as it is now. `value` None is unknown; `fresh` of `of` sensors said anything."""

    figure: KeyFigure
    value: float | None = None
    against: float | None = None
    at: datetime | None = None
    fresh: int = 0
    of: int = 0
    bars: tuple[Bar, ...] = ()
    points: tuple[Point, ...] = ()
    usual: tuple[Point, ...] = ()


class SceneFigures(msgspec.Struct, frozen=True, kw_only=True):
    """All key figures of a scene, in the site file's order."""

    as_of: int
    now: datetime
    scene: SceneId
    figures: tuple[FigureView, ...]
