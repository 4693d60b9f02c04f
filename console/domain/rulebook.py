"""The rules of presets and of a site file, read strictly and checked for sense.

What each kind says is in `rules_of_figures` and `rules_of_standing`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from console.domain import rules_of_figures as figures
from console.domain import rules_of_standing as standing
from console.domain.findings import Findings, under
from console.domain.grammar import read_condition
from console.domain.ids import RuleId
from console.domain.references import IN_RULES
from console.domain.rule_parts import RawRule
from console.domain.rules import Rule
from console.domain.strict import read, table

_RULE_ID = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*", re.ASCII)


class Kind(NamedTuple):
    """How a kind of rule is written, and how such a rule is made of what was written."""

    written: type[RawRule]
    make: Callable[[RuleId, Any, str, Findings], Rule]


KINDS: dict[str, Kind] = {
    "limit": Kind(figures.RawLimit, figures.limit),
    "change": Kind(figures.RawChange, figures.change),
    "deviation": Kind(figures.RawDeviation, figures.deviation),
    "unchanged": Kind(figures.RawUnchanged, figures.unchanged),
    "count": Kind(figures.RawCount, figures.count),
    "air-index": Kind(figures.RawAirIndex, figures.air_index),
    "water-class": Kind(figures.RawWaterClass, figures.water_class),
    "no-data": Kind(standing.RawNoData, standing.no_data),
    "offline": Kind(standing.RawOffline, standing.offline),
    "quality": Kind(standing.RawQuality, standing.quality),
    "recurring": Kind(standing.RawRecurring, standing.recurring),
}


def read_rules(raw: object, findings: Findings) -> dict[RuleId, Rule]:
    """Return the sound rules of the table `rules`; note what is wrong with the others."""
    rules: dict[RuleId, Rule] = {}
    for name, written in table(raw, "rules", findings).items():
        key = under("rules", name)
        if not _RULE_ID.fullmatch(name):
            findings.add("bad_id", key, found=name[:40])
        rule = _read_rule(RuleId(name), table(written, key, findings), key, findings)
        if rule:
            rules[rule.id] = rule
    return rules


def _read_rule(id: RuleId, raw: Mapping[str, Any], key: str, findings: Findings) -> Rule | None:
    name = raw.get("kind")
    if not isinstance(name, str):
        findings.add("missing_key", under(key, "kind"), expected=", ".join(KINDS))
        return None
    if name not in KINDS:
        findings.unknown("unknown_word", under(key, "kind"), name, KINDS)
        return None
    kind = KINDS[name]
    written = read({k: v for k, v in raw.items() if k != "only_when"}, kind.written, key, findings)
    when = None
    if "only_when" in raw:
        at = under(key, "only_when")
        when = read_condition(raw["only_when"], at, IN_RULES, findings)
    if written is None:
        return None
    rule = kind.make(id, written, key, findings)
    return rule if when is None else replace(rule, only_when=when)
