"""A rule in words: its limits, how binding they are, where they come from, from when to when."""

from __future__ import annotations

from console.domain.gauges import AirIndex, Count, Unchanged, Value, WaterClass
from console.domain.rules import LimitRule, Rule
from console.domain.sites import Site
from console.screens.glance import sign_of
from console.widgets import Ink, Line, wrap
from console.wording import chosen, label_word, number, plain, priority_word
from console.wording.conditions import condition_words
from console.wording.plant import Plant
from console.wording.rules import delay_words, judged_words, level_words
from console.wording.screens import Say, say

COUNTED = Unchanged | Count | AirIndex | WaterClass


def rule_lines(site: Site, rule: Rule, decimals: int, width: int, unit: str = "") -> list[Line]:
    """Return a rule with its limits, how binding they are, and where they come from."""
    lines: list[Line] = [((say(Say.RULE), "title"),)]
    lines += wrapped(f"{chosen(rule.name)} ({label_word(rule.label)})", width)
    if not isinstance(rule, LimitRule) or rule.gauge != Value():
        lines += wrapped(judged_words(rule, site), width, "muted")
    for said in _levels(rule, decimals, unit):
        lines += wrapped(said, width)
    if rule.only_when is not None:
        only = say(Plant.ONLY_WHEN, condition=condition_words(rule.only_when, site))
        lines += wrapped(only, width, "muted")
    if delays := delay_words(rule):
        lines += wrapped(delays, width, "muted")
    source = "  ".join(text for text in (chosen(rule.source), _validity(rule)) if text)
    if several := len(site.editions.get(rule.id, ())):
        source += f"  {say(Plant.EDITIONS, count=several)}"
    return [*lines, *(wrapped(source, width, "muted") if source else ())]


def wrapped(text: str, width: int, ink: Ink = "text") -> list[Line]:
    """Return a text as lines."""
    return [((line, ink),) for line in wrap(text, max(width, 10))]


def _levels(rule: Rule, decimals: int, unit: str) -> list[str]:
    """Return the rule's levels, the most severe first."""
    if not isinstance(rule, LimitRule) or isinstance(rule.gauge, COUNTED):
        return list(reversed(level_words(rule, unit)))
    return [
        say(
            Say.LIMIT_LINE,
            priority=priority_word(level.priority),
            sign=sign_of(rule),
            limit=number(level.limit, decimals),
            clear=number(level.clear, decimals),
            unit=plain(unit),
        ).rstrip()
        for level in reversed(rule.levels)
    ]


def _validity(rule: Rule) -> str:
    edition = plain(rule.edition)
    start = rule.valid_from.isoformat() if rule.valid_from else ""
    end = rule.valid_to.isoformat() if rule.valid_to else ""
    word = {
        (True, True): Plant.IN_FORCE,
        (True, False): Plant.IN_FORCE_FROM,
        (False, True): Plant.IN_FORCE_UNTIL,
    }.get((bool(start), bool(end)))
    if word is None:
        return edition
    return say(word, edition=edition, start=start, end=end).strip()
