"""Where places fall on a map of cells: metres around a centre, as wide as they are tall."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from console.domain.landmarks import Place

EARTH_M = 6_371_008.8  # mean radius
ASPECT = 2.0  # a cell is so many times as tall as it is wide
FINEST = 0.25  # metres to a column: closer nothing is known
ZOOM = 1.5  # a step
STEPS_MAX = 24
ROUND = (1, 2, 5)

Cell = tuple[int, int]


class Ground(msgspec.Struct, frozen=True):
    """Metres east and north of the centre of a site."""

    east: float
    north: float


class Projection(msgspec.Struct, frozen=True, kw_only=True):
    """Equirectangular about (`latitude`, `longitude`): `scale` metres to a column, ASPECT times as
    many to a row. Column 0 and row 0 hold what lies `west` and `north` metres off the centre;
    columns grow eastward, rows southward, both without end."""

    latitude: float
    longitude: float
    scale: float
    west: float = 0.0
    north: float = 0.0

    def ground(self, place: Place) -> Ground:
        """Return how far off the centre a place is."""
        latitude, longitude = place
        around = (longitude - self.longitude + 180.0) % 360.0 - 180.0
        narrow = math.cos(math.radians(self.latitude))
        return Ground(
            EARTH_M * math.radians(around) * narrow,
            EARTH_M * math.radians(latitude - self.latitude),
        )

    def point(self, place: Place) -> tuple[float, float]:
        """Return column and row of a place, with what is left of a cell."""
        ground = self.ground(place)
        column = (ground.east - self.west) / self.scale
        return column, (self.north - ground.north) / (self.scale * ASPECT)

    def cell(self, place: Place) -> Cell:
        """Return the cell that holds a place."""
        column, row = self.point(place)
        return math.floor(column), math.floor(row)

    def finer(self, steps: int, at: tuple[float, float]) -> Projection:
        """Return it `steps` of ZOOM closer, with what is at column and row `at` still there."""
        scale = max(self.scale / ZOOM**steps, FINEST)
        less = self.scale - scale
        return replace(
            self,
            scale=scale,
            west=self.west + at[0] * less,
            north=self.north - at[1] * less * ASPECT,
        )

    def moved(self, columns: float, rows: float) -> Projection:
        """Return it with the map so many cells further east and south."""
        return replace(
            self,
            west=self.west + columns * self.scale,
            north=self.north - rows * self.scale * ASPECT,
        )


def fitted(centre: Place, places: Iterable[Place], size: Sequence[int]) -> Projection:
    """Return the projection that shows all of `places` in `size` columns and rows, as large as it
    can, in the middle."""
    columns, rows = max(size[0], 1), max(size[1], 1)
    start = Projection(latitude=centre[0], longitude=centre[1], scale=1.0)
    grounds = [start.ground(place) for place in places] or [Ground(0.0, 0.0)]
    west, east = _bounds([ground.east for ground in grounds])
    south, north = _bounds([ground.north for ground in grounds])
    # What lies on the last edge of a cell belongs to the next: half a cell is left for that.
    across = (east - west) / max(columns - 1, 0.5)
    down = (north - south) / (max(rows - 1, 0.5) * ASPECT)
    scale = max(across, down, FINEST)
    return replace(
        start,
        scale=scale,
        west=(west + east) / 2 - columns * scale / 2,
        north=(south + north) / 2 + rows * scale * ASPECT / 2,
    )


def bar(scale: float, room: int) -> tuple[int, int]:
    """Return a round number of metres and how many columns it takes, at most `room` of them."""
    most = max(scale * room, 1.0)
    power = 10 ** math.floor(math.log10(most))
    metres = max(step * power for step in ROUND if step * power <= most * (1 + 1e-9))
    return metres, max(1, min(room, round(metres / scale)))


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    return min(values), max(values)
