"""Rules that judge a figure, as written: a kind for each gauge."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from console.domain.air_index import EDITIONS
from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.gauges import (
    AirIndex,
    Change,
    Count,
    Deviation,
    Gauge,
    Mean,
    Unchanged,
    Value,
    WaterClass,
)
from console.domain.ids import RuleId
from console.domain.rule_parts import (
    RawDelayed,
    RawLevelled,
    RawRule,
    check_levels,
    check_share,
    delays,
    duration,
    shared,
    stretch,
    within,
)
from console.domain.rules import Level, LimitRule, Side
from console.domain.values import Priority

STRETCH_D_MAX = 2  # what looks back further is a report, not an alert
TIMES_MAX = 1_000
NEAREST_MAX = 64


class RawLimit(RawLevelled, frozen=True, kw_only=True):
    """Single readings, or their mean over `window`."""

    window: str = "0s"
    valid_share: float = 0.75


class RawChange(RawLevelled, frozen=True, kw_only=True):
    """The change over a stretch of time; where it falls, limits are negative."""

    over: str


class RawDeviation(RawLevelled, frozen=True, kw_only=True):
    """The deviation from the neighbours' median."""

    least: int = 3
    nearest: int = 0


class RawUnchanged(RawRule, frozen=True, kw_only=True):
    """The same value for longer than `lasting`."""

    priority: Priority
    lasting: str


class RawCount(RawRule, frozen=True, kw_only=True):
    """Past `limit` so many separate `times` within a stretch of time."""

    priority: Priority
    side: Side = Side.HIGH
    limit: float
    clear: float
    within: str
    times: int = 3


class RawAirIndex(RawDelayed, frozen=True, kw_only=True):
    """The air quality index of an `edition` of HJ 633; limits are index values."""

    levels: tuple[Level, ...]
    valid_share: float = 0.75


class RawClasses(msgspec.Struct, frozen=True, kw_only=True):
    """By how many `classes` water is worse than it should be."""

    priority: Priority
    classes: int


class RawWaterClass(RawDelayed, frozen=True, kw_only=True):
    """Water of a worse class than `target`."""

    target: int
    lake: bool = False
    levels: tuple[RawClasses, ...]


def limit(id: RuleId, raw: RawLimit, key: str, findings: Findings) -> LimitRule:
    """Return the rule; note what is wrong with it."""
    check_share(raw.valid_share, key, findings)
    at, gauge = under(key, "window"), Value()
    if not seconds(raw.window):
        duration(raw.window, at, findings)  # of no length, or no duration at all
        return _levelled(id, raw, gauge, key, findings)
    window_s = stretch(raw.window, at, findings, most_d=STRETCH_D_MAX)
    mean = Mean(window_s=window_s, valid_share=raw.valid_share)
    return _levelled(id, raw, mean, key, findings)


def change(id: RuleId, raw: RawChange, key: str, findings: Findings) -> LimitRule:
    """Return the rule; note what is wrong with it."""
    over_s = stretch(raw.over, under(key, "over"), findings, most_d=STRETCH_D_MAX)
    return _levelled(id, raw, Change(over_s=over_s), key, findings)


def deviation(id: RuleId, raw: RawDeviation, key: str, findings: Findings) -> LimitRule:
    """Return the rule; note what is wrong with it."""
    within(raw.nearest, under(key, "nearest"), findings, least=0, most=NEAREST_MAX)
    most = raw.nearest if raw.nearest > 0 else NEAREST_MAX
    within(raw.least, under(key, "least"), findings, least=1, most=most)
    return _levelled(id, raw, Deviation(nearest=raw.nearest, least=raw.least), key, findings)


def unchanged(id: RuleId, raw: RawUnchanged, key: str, findings: Findings) -> LimitRule:
    """Return the rule; note what is wrong with it."""
    at = under(key, "lasting")
    lasting_s = stretch(raw.lasting, at, findings, most_d=STRETCH_D_MAX)
    level = Level(priority=raw.priority, limit=lasting_s, clear=lasting_s)
    common = shared(raw, key, findings)
    return LimitRule(id=id, levels=(level,), gauge=Unchanged(), **common)


def count(id: RuleId, raw: RawCount, key: str, findings: Findings) -> LimitRule:
    """Return the rule; note what is wrong with it."""
    right = raw.clear <= raw.limit if raw.side is Side.HIGH else raw.clear > raw.limit
    if not right:
        expected = f"{'<=' if raw.side is Side.HIGH else '>'} {raw.limit:g}"
        at = under(key, "clear")
        findings.add("clear_side", at, found=f"{raw.clear:g}", expected=expected)
    within(raw.times, under(key, "times"), findings, least=2, most=TIMES_MAX)
    within_s = stretch(raw.within, under(key, "within"), findings, most_d=STRETCH_D_MAX)
    level = Level(priority=raw.priority, limit=raw.times - 0.5, clear=raw.times - 0.5)
    gauge = Count(limit=raw.limit, clear=raw.clear, within_s=within_s)
    common = shared(raw, key, findings)
    return LimitRule(id=id, levels=(level,), gauge=gauge, **common)


def air_index(id: RuleId, raw: RawAirIndex, key: str, findings: Findings) -> LimitRule:
    """Return the rule; note what is wrong with it."""
    check_share(raw.valid_share, key, findings)
    if not raw.edition:
        findings.add("missing_key", under(key, "edition"), expected=", ".join(EDITIONS))
    elif raw.edition not in EDITIONS:
        findings.unknown("unknown_word", under(key, "edition"), raw.edition, EDITIONS)
    check_levels(raw.levels, Side.HIGH, key, findings)
    gauge = AirIndex(edition=raw.edition, valid_share=raw.valid_share)
    common = shared(raw, key, findings) | delays(raw, key, findings)
    return LimitRule(id=id, levels=raw.levels, gauge=gauge, **common)


def water_class(id: RuleId, raw: RawWaterClass, key: str, findings: Findings) -> LimitRule:
    """Return the rule; note what is wrong with it."""
    within(raw.target, under(key, "target"), findings, least=1, most=5)
    levels = _by_classes(raw.levels, key, findings)
    check_levels(levels, Side.HIGH, key, findings)
    gauge = WaterClass(target=raw.target, lake=raw.lake)
    common = shared(raw, key, findings) | delays(raw, key, findings)
    return LimitRule(id=id, levels=levels, gauge=gauge, **common)


def _levelled(
    id: RuleId, raw: RawLevelled, gauge: Gauge, key: str, findings: Findings
) -> LimitRule:
    check_levels(raw.levels, raw.side, key, findings)
    common = shared(raw, key, findings) | delays(raw, key, findings)
    return LimitRule(id=id, side=raw.side, levels=raw.levels, gauge=gauge, **common)


def _by_classes(written: Sequence[RawClasses], key: str, findings: Findings) -> tuple[Level, ...]:
    """Return levels on a figure of whole classes: past the limit is at least that many."""
    for index, level in enumerate(written):
        at = under(under(under(key, "levels"), index), "classes")
        within(level.classes, at, findings, least=1, most=5)
    return tuple(
        Level(priority=each.priority, limit=each.classes - 0.5, clear=each.classes - 0.5)
        for each in written
    )
