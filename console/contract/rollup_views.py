"""What is told of readings that were rolled up."""

from __future__ import annotations

from datetime import datetime

import msgspec


class RollupView(msgspec.Struct, frozen=True, kw_only=True):
    """One sensor's readings of the minute or hour that starts at `at`.

    `count` of them were sound; mean, least, greatest and last value are theirs (in the sensor's
    unit, None without any). `doubtful` ones count for nothing else.
    """

    at: datetime
    count: int
    mean: float | None = None
    min: float | None = None
    max: float | None = None
    last: float | None = None
    doubtful: int = 0
