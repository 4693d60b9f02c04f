"""What a site may set for its alerts and shifts; the defaults are the field's usual figures."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Burden(StrEnum):
    """What a number of annunciations is to the person they call."""

    WELL = "well"
    MANAGEABLE = "manageable"
    TOO_MUCH = "too-much"


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """Annunciations in a stretch of time: up to `target` is well, up to `most` is manageable."""

    target: float
    most: float

    def burden(self, count: float) -> Burden:
        """Return what `count` in the band's stretch is to a person."""
        if count <= self.target:
            return Burden.WELL
        return Burden.MANAGEABLE if count <= self.most else Burden.TOO_MUCH


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """Figures that a site sets, durations in seconds.

    A flood begins above `flood_over` annunciations in ten minutes and ends below `flood_under`.
    Bands: ISA-18.2 Table 5 as quoted by secondary sources. A chattering alert is raised
    `chatter_times` within `chatter_s`; one over in less than `fleeting_s` is fleeting; one that
    stands longer than `stale_s` is stale. An acknowledgement within `hasty_s`, or more than
    `bulk_most` of them within `bulk_s`, was hardly read.
    """

    shelve_max_s: float = 8 * 3600
    handover_s: float = 900
    flood_over: int = 10
    flood_under: int = 5
    ten_minutes: Band = Band(target=1, most=2)
    hour: Band = Band(target=6, most=12)
    day: Band = Band(target=144, most=288)
    chatter_times: int = 3
    chatter_s: float = 60
    fleeting_s: float = 60
    stale_s: float = 24 * 3600
    hasty_s: float = 2
    bulk_most: int = 5
    bulk_s: float = 10
