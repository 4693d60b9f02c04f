"""What lies under the devices of a map: water, green, roads, and the outline of a zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from console.domain.landmarks import Landmark, LandmarkKind
from console.widgets.ink import Ink
from console.widgets.plan_canvas import Canvas, Point
from console.widgets.plan_marks import WIDTH, Mark
from console.widgets.plan_projection import Cell, Projection

GROUND: Ink = "faint"
WATER, GREEN, ROAD, GATE = "~", "'", "=", "∩"
LAKE_EVERY = 2
BED = 0.5  # rows between the banks of a river


class Box(msgspec.Struct, frozen=True):
    """Columns `left` to `right` and rows `top` to `bottom`, all of them within."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, at: Cell) -> bool:
        """Tell whether a cell lies in it."""
        return self.left <= at[0] <= self.right and self.top <= at[1] <= self.bottom


def lay_ground(
    canvas: Canvas, plan: Iterable[Landmark], projection: Projection, *, ascii: bool = False
) -> None:
    """Draw landmarks: areas first, then what runs through them, gates last."""
    for landmark in sorted(plan, key=lambda landmark: _ORDER.index(landmark.kind)):
        points = [projection.point(place) for place in landmark.points]
        around = [*points, points[0]]
        match landmark.kind:
            case LandmarkKind.PARK:
                _line(canvas, around, GREEN, every=2, ascii=ascii)
            case LandmarkKind.LAKE:
                canvas.fill(points, WATER, GROUND, every=LAKE_EVERY)
                _line(canvas, around, WATER, ascii=ascii)
            case LandmarkKind.RIVER:
                _line(canvas, points, WATER, ascii=ascii)
                _line(canvas, [(x, y + BED) for x, y in points], WATER, ascii=ascii)
            case LandmarkKind.ROAD:
                _line(canvas, points, ROAD, every=3, ascii=ascii)
            case LandmarkKind.GATE:
                column, row = projection.cell(landmark.points[0])
                if canvas.free(column, row, 1):
                    canvas.write(column, row, GATE, "text")


def _line(
    canvas: Canvas, points: Sequence[Point], plain: str, *, every: int = 1, ascii: bool
) -> None:
    if ascii:
        canvas.stroke(points, plain, GROUND)
    else:
        canvas.trace(points, GROUND, every=every)


def ways(landmark: Landmark, projection: Projection) -> list[Cell]:
    """Return the cells that a landmark's name may stand at, the best first: along a line from its
    middle outward, or amid an outline."""
    points = [projection.point(place) for place in landmark.points]
    if landmark.kind not in (LandmarkKind.RIVER, LandmarkKind.ROAD):
        count = len(points)
        return [(int(sum(x for x, _ in points) / count), int(sum(y for _, y in points) / count))]
    order = sorted(range(len(points)), key=lambda index: abs(index - len(points) // 2))
    return [(int(points[index][0]), int(points[index][1])) for index in order]


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
