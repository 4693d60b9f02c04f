"""Where rules can hang: on a sensor or a device that measures what they are about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from console.domain.air_index import POLLUTANTS
from console.domain.findings import Findings, under
from console.domain.gauges import AirIndex, WaterClass
from console.domain.ids import RuleId
from console.domain.meters.water_class import is_item
from console.domain.rules import (
    LimitRule,
    NoDataRule,
    OfflineRule,
    QualityRule,
    RecurringRule,
    Rule,
)
from console.domain.water_class import ITEMS

ON_DEVICES = "offline, quality, air-index, water-class, recurring"
ON_SENSORS = "limit, change, deviation, unchanged, count, air-index, no-data, recurring"


def check_places(
    names: Sequence[str],
    rules: Mapping[RuleId, Rule],
    key: str,
    findings: Findings,
    *,
    measured: str | Collection[str],
) -> None:
    """Note the rules among `names` that cannot work where they hang.

    That is a sensor, whose quantity is `measured`, or a device that measures all of these. Rules
    that are not known are passed over.
    """
    of_device = not isinstance(measured, str)
    quantities = [measured] if isinstance(measured, str) else measured
    for index, name in enumerate(names):
        rule, at = rules.get(RuleId(name)), under(key, index)
        if rule is None:
            continue
        if not _fits(rule, of_device=of_device):
            expected = ON_DEVICES if of_device else ON_SENSORS
            findings.add("rule_misplaced", at, found=name, expected=expected)
        elif isinstance(rule, RecurringRule):
            _check_base(rule, names, rules, at, findings)
        elif isinstance(rule, LimitRule):
            missing = _missing(rule, quantities, of_device=of_device)
            if missing:
                findings.add("rule_unfed", at, found=name, expected=", ".join(missing))


def _fits(rule: Rule, *, of_device: bool) -> bool:
    match rule:
        case OfflineRule() | QualityRule():
            return of_device
        case NoDataRule():
            return not of_device
        case RecurringRule():
            return True
        case LimitRule():
            alike = isinstance(rule.gauge, AirIndex)
            return alike or isinstance(rule.gauge, WaterClass) is of_device


def _check_base(
    rule: RecurringRule,
    names: Sequence[str],
    rules: Mapping[RuleId, Rule],
    key: str,
    findings: Findings,
) -> None:
    """Note a pattern of a rule that is not there beside it, or that has no episodes."""
    base = rules.get(rule.of)
    if rule.of not in names or not (base is None or isinstance(base, LimitRule)):
        findings.add("pattern_alone", key, found=rule.id, expected=rule.of)


def _missing(rule: LimitRule, quantities: Collection[str], *, of_device: bool) -> Sequence[str]:
    """Return what would have to be measured here for the rule to know anything.

    An index needs all six pollutants: with one missing for good it could rise and never fall.
    """
    match rule.gauge:
        case AirIndex():
            if of_device:
                return [one for one in POLLUTANTS if one not in quantities]
            return () if set(quantities) <= set(POLLUTANTS) else POLLUTANTS
        case WaterClass(lake=lake):
            found = any(is_item(one, lake=lake) for one in quantities)
            return () if found else [one for one in ITEMS if is_item(one, lake=lake)]
        case _:
            return ()
