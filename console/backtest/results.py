"""What rules would have said of a recording."""

from __future__ import annotations

from datetime import datetime

import msgspec

from console.domain.ids import RuleId, TargetId
from console.domain.rules import Rule
from console.domain.values import Priority


class Episode(msgspec.Struct, kw_only=True):
    """One raising of a rule's alert until it returned; `None` while the recording ends in it.

    `peak` is the most extreme figure judged, `readings` how many were, from the raising until
    before the return (a raising between two readings has the figure of the one before): where the
    recording has gaps they cover less than the duration. A pattern judges no figure.
    """

    rule: RuleId
    target: TargetId
    raised: datetime
    returned: datetime | None = None
    duration_s: float | None = None
    peak: float | None = None
    priority: Priority
    readings: int = 0


class Totals(msgspec.Struct, kw_only=True):
    """One rule at one sensor or device: `values` there are, how many had a valid figure to judge.

    `unit` is that of the figures. `valid_share` is that of all periods from the first to the last
    row; `past` counts the figures past the lowest limit. An episode that has no end lasts until
    the last row.
    """

    rule: RuleId
    target: TargetId
    columns: tuple[str, ...]
    unit: str
    rows: int = 0
    values: int = 0
    valid: int = 0
    valid_share: float = 0.0
    past: int = 0
    episodes: int = 0
    duration_s: float = 0.0
    longest_s: float = 0.0
    peak: float | None = None


class Backtest(msgspec.Struct, kw_only=True):
    """What the rules would have said of the recording."""

    rules: list[Rule]
    zone: str
    period_s: float
    first: datetime | None = None
    last: datetime | None = None
    totals: list[Totals]
    items: list[Episode]
