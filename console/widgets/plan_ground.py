"""What lies under the devices of a map: water, green, roads, and the outline of a zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from console.domain.landmarks import Landmark, LandmarkKind
from console.widgets.ink import Ink
from console.widgets.plan_canvas import Canvas
from console.widgets.plan_marks import WIDTH, Mark
from console.widgets.plan_projection import Cell, Projection

GROUND: Ink = "faint"
WATER, GREEN, ROAD, GATE = "~", "'", "=", "∩"
GREEN_EVERY = 4
LAKE_EVERY = 2


class Box(msgspec.Struct, frozen=True):
    """Columns `left` to `right` and rows `top` to `bottom`, all of them within."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, at: Cell) -> bool:
        """Tell whether a cell lies in it."""
        return self.left <= at[0] <= self.right and self.top <= at[1] <= self.bottom


def lay_ground(canvas: Canvas, plan: Iterable[Landmark], projection: Projection) -> None:
    """Draw landmarks: areas first, then what runs through them, gates last."""
    for landmark in sorted(plan, key=lambda landmark: _ORDER.index(landmark.kind)):
        points = [projection.point(place) for place in landmark.points]
        match landmark.kind:
            case LandmarkKind.PARK:
                canvas.fill(points, GREEN, GROUND, every=GREEN_EVERY)
            case LandmarkKind.LAKE:
                canvas.fill(points, WATER, GROUND, every=LAKE_EVERY)
                canvas.stroke([*points, points[0]], WATER, GROUND)
            case LandmarkKind.RIVER:
                canvas.stroke(points, WATER, GROUND)
            case LandmarkKind.ROAD:
                canvas.stroke(points, ROAD, GROUND)
            case LandmarkKind.GATE:
                column, row = projection.cell(landmark.points[0])
                if canvas.free(column, row, 1):
                    canvas.write(column, row, GATE, "muted", hold=False)


def middle(landmark: Landmark, projection: Projection) -> Cell:
    """Return the cell a landmark's name belongs to: half-way along, or amid its outline."""
    points = [projection.point(place) for place in landmark.points]
    if landmark.kind in (LandmarkKind.RIVER, LandmarkKind.ROAD):
        column, row = points[len(points) // 2]
    else:
        column = sum(x for x, _ in points) / len(points)
        row = sum(y for _, y in points) / len(points)
    return int(column), int(row)


def box_of(own: Sequence[Mark], others: Iterable[Mark]) -> Box | None:
    """Return the box around marks with a cell to spare; none where others stand within it."""
    if len(own) < 2:
        return None
    box = Box(
        min(mark.at[0] for mark in own) - 2,
        min(mark.at[1] for mark in own) - 1,
        max(mark.at[0] for mark in own) + WIDTH + 1,
        max(mark.at[1] for mark in own) + 1,
    )
    crowded = any(box.holds(mark.at) for mark in others)
    return None if crowded else box


def outline(canvas: Canvas, box: Box) -> None:
    """Draw a box lightly, under all else."""
    for column in range(box.left + 1, box.right):
        canvas.dot(column, box.top, "┄", GROUND)
        canvas.dot(column, box.bottom, "┄", GROUND)
    for row in range(box.top + 1, box.bottom):
        canvas.dot(box.left, row, "┆", GROUND)
        canvas.dot(box.right, row, "┆", GROUND)
    corners = ((box.left, box.top, "╭"), (box.right, box.top, "╮"),
               (box.left, box.bottom, "╰"), (box.right, box.bottom, "╯"))  # fmt: skip
    for column, row, corner in corners:
        canvas.dot(column, row, corner, GROUND)


_ORDER = (
    LandmarkKind.PARK,
    LandmarkKind.LAKE,
    LandmarkKind.RIVER,
    LandmarkKind.ROAD,
    LandmarkKind.GATE,
)
