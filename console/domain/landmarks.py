"""What a site plan shows besides devices: rivers, lakes, parks, roads, gates."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.domain.ids import ZoneId
from console.domain.values import Bilingual

Place = tuple[float, float]


class LandmarkKind(StrEnum):
    """What a landmark is, and so how its points are joined."""

    RIVER = "river"
    ROAD = "road"
    LAKE = "lake"
    PARK = "park"
    GATE = "gate"

    @property
    def least(self) -> int:
        """Return how many points it takes: one for a gate, two for a line, three for an area."""
        return _LEAST[self]


_LEAST = {
    LandmarkKind.RIVER: 2,
    LandmarkKind.ROAD: 2,
    LandmarkKind.LAKE: 3,
    LandmarkKind.PARK: 3,
    LandmarkKind.GATE: 1,
}


class Landmark(msgspec.Struct, frozen=True, kw_only=True):
    """Something that lies in the land: `points` are latitude and longitude in degrees, along a
    line, or around an area whose last point joins its first. `zone` is the one it is."""

    kind: LandmarkKind
    name: Bilingual
    points: tuple[Place, ...]
    zone: ZoneId | None = None
