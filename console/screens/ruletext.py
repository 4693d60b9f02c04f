"""A rule in words: its limits, how binding they are, where they come from, from when to when."""

from __future__ import annotations

from console.domain.rules import (
    LimitRule,
    NoDataRule,
    OfflineRule,
    QualityRule,
    RecurringRule,
    Rule,
)
from console.domain.sites import Site
from console.screens.glance import sign_of
from console.widgets import Ink, Line, wrap
from console.wording import chosen, figure, label_word, number, plain, priority_word, rule_name
from console.wording.gauges import gauge_word, validity
from console.wording.plant import Plant
from console.wording.screens import Say, say

DAY_S = 86_400
HOUR_S = 3_600


def rule_lines(site: Site, rule: Rule, decimals: int, width: int, unit: str = "") -> list[Line]:
    """Return a rule with its limits, how binding they are, and where they come from."""
    lines: list[Line] = [((say(Say.RULE), "title"),)]
    lines += wrapped(f"{chosen(rule.name)} ({label_word(rule.label)})", width)
    match rule:
        case LimitRule():
            lines += _limits(rule, decimals, width, unit)
        case NoDataRule():
            priority = priority_word(rule.priority)
            lines += wrapped(say(Say.NO_DATA_LINE, priority=priority, periods=rule.periods), width)
        case OfflineRule():
            lines += wrapped(say(Say.OFFLINE_LINE, priority=priority_word(rule.priority)), width)
        case QualityRule():
            lines += wrapped(say(Plant.QUALITY_LINE, priority=priority_word(rule.priority)), width)
        case RecurringRule():
            lines += wrapped(_recurring(site, rule), width)
    source = "  ".join(text for text in (plain(rule.source), validity(rule)) if text)
    return [*lines, *(wrapped(source, width, "muted") if source else ())]


def wrapped(text: str, width: int, ink: Ink = "text") -> list[Line]:
    """Return a text as lines."""
    return [((line, ink),) for line in wrap(text, max(width, 10))]


def _limits(rule: LimitRule, decimals: int, width: int, unit: str) -> list[Line]:
    lines: list[Line] = []
    judged = gauge_word(rule.gauge)
    if judged:
        lines += wrapped(judged, width, "muted")
    for level in reversed(rule.levels):
        said = say(
            Say.LIMIT_LINE,
            priority=priority_word(level.priority),
            sign=sign_of(rule),
            limit=number(level.limit, decimals),
            clear=number(level.clear, decimals),
            unit=plain(unit),
        )
        lines += wrapped(said.rstrip(), width)
    return lines


def _recurring(site: Site, rule: RecurringRule) -> str:
    return say(
        Plant.NOW_AND_THEN_LINE,
        priority=priority_word(rule.priority),
        rule=rule_name(site, rule.of),
        times=rule.times,
        days=figure(rule.within_s / DAY_S),
        hours=figure(rule.shorter_than_s / HOUR_S),
    )
