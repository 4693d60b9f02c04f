"""Rules that come in several editions, each in force on days of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from console.domain.ids import RuleId
from console.domain.rules import RecurringRule, Rule


def in_force(editions: Sequence[Rule], day: date) -> Rule:
    """Return the edition in force on `day`; where none is, the last before it, else the first.

    `editions` are in order of their validity and do not overlap.
    """
    begun = [rule for rule in editions if rule.valid_from is None or rule.valid_from <= day]
    return begun[-1] if begun else editions[0]


def rules_on(editions: Mapping[RuleId, Sequence[Rule]], day: date) -> dict[RuleId, Rule]:
    """Return each rule's edition for `day`."""
    return {id: in_force(several, day) for id, several in editions.items()}


def changes_next(editions: Mapping[RuleId, Sequence[Rule]], after: date) -> date | None:
    """Return the first day after `after` on which another edition comes into force."""
    begins = (rule.valid_from for several in editions.values() for rule in several)
    return min((day for day in begins if day is not None and day > after), default=None)


def ordered(editions: Iterable[Rule]) -> tuple[Rule, ...] | None:
    """Return editions of one rule in order of their validity.

    Nothing where two of them are in force on one day, are no rules of the same kind, or count
    the episodes of different rules.
    """
    several = sorted(editions, key=lambda rule: rule.valid_from or date.min)
    for earlier, later in pairwise(several):
        if later.valid_from is None or (earlier.valid_to or date.max) >= later.valid_from:
            return None
        if type(earlier) is not type(later) or _base(earlier) != _base(later):
            return None
    return tuple(several)


def _base(rule: Rule) -> RuleId | None:
    return rule.of if isinstance(rule, RecurringRule) else None
