"""The rules of presets and of a site file, read strictly and checked for sense."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Literal

import msgspec

from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.gauges import Gauge, Mean, Value
from console.domain.ids import RuleId
from console.domain.rules import Label, Level, LimitRule, NoDataRule, OfflineRule, Rule, Side
from console.domain.strict import read, table
from console.domain.values import Bilingual, Priority

WINDOW_S_MAX = 2 * 86_400.0  # a longer mean is a report, not an alert
WINDOW_WRITTEN = "2d"
VERIFY = "15m"  # how long a case must see it normal, unless the rule says otherwise

_RULE_ID = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*", re.ASCII)


class RawLimit(msgspec.Struct, frozen=True, kw_only=True):
    """A limit rule as written; delays, its averaging window and verify window are durations."""

    kind: Literal["limit"]
    name: Bilingual
    side: Side = Side.HIGH
    levels: tuple[Level, ...]
    on_delay: str = "0s"
    off_delay: str = "0s"
    window: str = "0s"
    valid_share: float = 0.75
    verify: str = VERIFY
    label: Label = Label.CONVENTION
    source: str = ""
    edition: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    guidance: Bilingual | None = None


class RawNoData(msgspec.Struct, frozen=True, kw_only=True):
    """A no-data rule as written."""

    kind: Literal["no-data"]
    name: Bilingual
    priority: Priority
    periods: float = 3.0
    least: str = "10s"
    verify: str = VERIFY
    label: Label = Label.CONVENTION
    source: str = ""
    guidance: Bilingual | None = None


class RawOffline(msgspec.Struct, frozen=True, kw_only=True):
    """An offline rule as written; delays are durations."""

    kind: Literal["offline"]
    name: Bilingual
    priority: Priority
    on_delay: str = "0s"
    off_delay: str = "0s"
    verify: str = VERIFY
    label: Label = Label.CONVENTION
    source: str = ""
    guidance: Bilingual | None = None


RawRule = RawLimit | RawNoData | RawOffline

_KINDS: dict[str, type[RawRule]] = {
    "limit": RawLimit,
    "no-data": RawNoData,
    "offline": RawOffline,
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
    kind = raw.get("kind")
    if not isinstance(kind, str):
        findings.add("missing_key", under(key, "kind"), expected=", ".join(_KINDS))
        return None
    if kind not in _KINDS:
        findings.unknown("unknown_word", under(key, "kind"), kind, _KINDS)
        return None
    match read(raw, _KINDS[kind], key, findings):
        case RawLimit() as limit:
            return _limit(id, limit, key, findings)
        case RawNoData() as silent:
            return _no_data(id, silent, key, findings)
        case RawOffline() as offline:
            return _offline(id, offline, key, findings)
        case _:
            return None


def _limit(id: RuleId, raw: RawLimit, key: str, findings: Findings) -> LimitRule:
    _check_levels(raw, under(key, "levels"), findings)
    _check_mean(raw, key, findings)
    return LimitRule(
        id=id,
        name=raw.name,
        side=raw.side,
        levels=raw.levels,
        on_delay_s=duration(raw.on_delay, under(key, "on_delay"), findings),
        off_delay_s=duration(raw.off_delay, under(key, "off_delay"), findings),
        gauge=_gauge(raw, key, findings),
        verify_s=duration(raw.verify, under(key, "verify"), findings),
        label=raw.label,
        source=raw.source,
        edition=raw.edition,
        valid_from=raw.valid_from,
        valid_to=raw.valid_to,
        guidance=raw.guidance,
    )


def _gauge(raw: RawLimit, key: str, findings: Findings) -> Gauge:
    window_s = duration(raw.window, under(key, "window"), findings)
    return Mean(window_s=window_s, valid_share=raw.valid_share) if window_s else Value()


def _no_data(id: RuleId, raw: RawNoData, key: str, findings: Findings) -> NoDataRule:
    if raw.periods < 1:
        findings.add("bad_range", under(key, "periods"), found=str(raw.periods), expected=">= 1")
    return NoDataRule(
        id=id,
        name=raw.name,
        priority=raw.priority,
        periods=raw.periods,
        least_s=duration(raw.least, under(key, "least"), findings),
        verify_s=duration(raw.verify, under(key, "verify"), findings),
        label=raw.label,
        source=raw.source,
        guidance=raw.guidance,
    )


def _offline(id: RuleId, raw: RawOffline, key: str, findings: Findings) -> OfflineRule:
    return OfflineRule(
        id=id,
        name=raw.name,
        priority=raw.priority,
        on_delay_s=duration(raw.on_delay, under(key, "on_delay"), findings),
        off_delay_s=duration(raw.off_delay, under(key, "off_delay"), findings),
        verify_s=duration(raw.verify, under(key, "verify"), findings),
        label=raw.label,
        source=raw.source,
        guidance=raw.guidance,
    )


def duration(written: str, key: str, findings: Findings) -> float:
    """Return the seconds that `written` says; note where it is no duration."""
    found = seconds(written)
    if found is None:
        findings.add("bad_duration", key, found=written[:40], expected="10s, 5m, 1h")
        return 0.0
    return found


def _check_mean(raw: RawLimit, key: str, findings: Findings) -> None:
    if not 0 < raw.valid_share <= 1:
        at, found = under(key, "valid_share"), f"{raw.valid_share:g}"
        findings.add("bad_range", at, found=found, expected="> 0, <= 1")
    if (seconds(raw.window) or 0) > WINDOW_S_MAX:
        at = under(key, "window")
        findings.add("bad_range", at, found=raw.window[:40], expected=f"<= {WINDOW_WRITTEN}")
    if raw.valid_from and raw.valid_to and raw.valid_from > raw.valid_to:
        at, expected = under(key, "valid_to"), f">= {raw.valid_from.isoformat()}"
        findings.add("bad_range", at, found=raw.valid_to.isoformat(), expected=expected)


def _check_levels(raw: RawLimit, key: str, findings: Findings) -> None:
    if not raw.levels:
        findings.add("no_levels", key)
    sign = 1 if raw.side is Side.HIGH else -1
    for index, level in enumerate(raw.levels):
        if sign * level.clear > sign * level.limit:
            findings.add(
                "clear_side",
                under(under(key, index), "clear"),
                found=f"{level.clear:g}",
                expected=f"{'<=' if sign > 0 else '>='} {level.limit:g}",
            )
    for index, (mild, severe) in enumerate(pairwise(raw.levels), start=1):
        rises = sign * severe.limit > sign * mild.limit and sign * severe.clear >= sign * mild.clear
        if not rises or severe.priority.rank <= mild.priority.rank:
            findings.add("levels_order", under(key, index), found=severe.priority.value)
