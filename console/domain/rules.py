"""When an alert should stand."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from console.domain.conditions import Condition
from console.domain.gauges import Gauge, Mean, Value
from console.domain.ids import RuleId
from console.domain.values import Bilingual, Priority

UNSAID = Bilingual(zh="", en="")  # no source was given


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
    figure judged)."""

    priority: Priority
    limit: float
    clear: float


class AnyRule(msgspec.Struct, frozen=True, kw_only=True):
    """What every rule says.

    `verify_s` is how long a case about it must see it normal before it may close. `edition` names
    the edition of the standard its figures are from, in force from `valid_from` to `valid_to`
    (both days included). An alert of a `latching` rule that ends unseen waits for a person.
    Outside `only_when` its alerts are withheld by design. `source` says where its figures are from.
    """

    id: RuleId
    name: Bilingual
    label: Label = Label.CONVENTION
    source: Bilingual = UNSAID
    verify_s: float = 900.0
    edition: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    guidance: Bilingual | None = None
    latching: bool = True
    only_when: Condition | None = None

    def in_force(self, day: date) -> bool:
        """Tell whether its figures are in force on `day` (local to the site)."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


class LimitRule(AnyRule, frozen=True, kw_only=True, tag_field="kind", tag="limit"):
    """A figure past a limit for `on_delay_s`, until back past its clear value for `off_delay_s`.

    Levels run from mild to severe; `gauge` says which figure of the readings is judged. It is
    evidence for one and a half of its sensor's periods; without evidence no delay runs.
    """

    side: Side = Side.HIGH
    levels: tuple[Level, ...]
    on_delay_s: float = 0.0
    off_delay_s: float = 0.0
    gauge: Gauge = Value()

    @property
    def window_s(self) -> float:
        """Return how long a stretch of readings its figure is made of, 0 for a single one."""
        return self.gauge.window_s if isinstance(self.gauge, Mean) else 0.0


class NoDataRule(AnyRule, frozen=True, kw_only=True, tag_field="kind", tag="no-data"):
    """A sensor silent for `periods` of its own period (at least `least_s`)."""

    priority: Priority
    periods: float = 3.0
    least_s: float = 10.0


class OfflineRule(AnyRule, frozen=True, kw_only=True, tag_field="kind", tag="offline"):
    """A device whose last will says offline, for `on_delay_s`; what hangs behind it folds in."""

    priority: Priority
    on_delay_s: float = 0.0
    off_delay_s: float = 0.0


class QualityRule(AnyRule, frozen=True, kw_only=True, tag_field="kind", tag="quality"):
    """A device with a sensor whose readings are doubtful for `on_delay_s`: it needs a repair."""

    priority: Priority
    on_delay_s: float = 0.0
    off_delay_s: float = 0.0


class RecurringRule(AnyRule, frozen=True, kw_only=True, tag_field="kind", tag="recurring"):
    """Now and then: rule `of` was raised and returned `times` within `within_s`, each time for
    less than `shorter_than_s`. One standing alert instead of a stream of them."""

    of: RuleId
    priority: Priority
    times: int = 3
    within_s: float = 7 * 86_400.0
    shorter_than_s: float = 4 * 3_600.0


Rule = LimitRule | NoDataRule | OfflineRule | QualityRule | RecurringRule
