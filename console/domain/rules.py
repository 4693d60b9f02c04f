"""When an alert should stand."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from console.domain.ids import RuleId
from console.domain.values import Bilingual, Priority


class Label(StrEnum):
    """How binding a rule's figures are; shown wherever the rule is."""

    LEGAL = "legal"
    REFERENCE = "reference"
    CONVENTION = "convention"
    UNVERIFIED = "unverified"


class Side(StrEnum):
    """Which side of the limit is trouble."""

    HIGH = "high"
    LOW = "low"


class Level(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of a limit rule: past `limit` it stands, back past `clear` it ends (unit of the
    sensor)."""

    priority: Priority
    limit: float
    clear: float


class LimitRule(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="limit"):
    """A value past a limit for `on_delay_s`, until back past its clear value for `off_delay_s`.

    Levels run from mild to severe. A reading is evidence for one and a half of its sensor's
    periods; without evidence no delay runs. With `window_s` the value judged is the mean over
    that many seconds up to the reading, valid when readings cover `valid_share` of them.
    `verify_s` is how long a case about it must see it normal before it may close. `edition` names
    the edition of the standard its figures are from, in force from `valid_from` to `valid_to`.
    """

    id: RuleId
    name: Bilingual
    side: Side = Side.HIGH
    levels: tuple[Level, ...]
    on_delay_s: float = 0.0
    off_delay_s: float = 0.0
    window_s: float = 0.0
    valid_share: float = 0.75
    label: Label = Label.CONVENTION
    source: str = ""
    verify_s: float = 900.0
    edition: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    guidance: Bilingual | None = None


class NoDataRule(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="no-data"):
    """A sensor silent for `periods` of its own period (at least `least_s`)."""

    id: RuleId
    name: Bilingual
    priority: Priority
    periods: float = 3.0
    least_s: float = 10.0
    label: Label = Label.CONVENTION
    source: str = ""
    verify_s: float = 900.0
    guidance: Bilingual | None = None


class OfflineRule(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="offline"):
    """A device whose last will says offline, for `on_delay_s`; what hangs behind it folds in."""

    id: RuleId
    name: Bilingual
    priority: Priority
    on_delay_s: float = 0.0
    off_delay_s: float = 0.0
    label: Label = Label.CONVENTION
    source: str = ""
    verify_s: float = 900.0
    guidance: Bilingual | None = None


Rule = LimitRule | NoDataRule | OfflineRule
