"""What is drawn with a sensor's values: the limits that judge them, and when alerts stood."""

from __future__ import annotations

from collections.abc import Iterable

from console.clock import moment
from console.contract.mark_views import MarksView
from console.domain.gauges import Mean, Value
from console.domain.rules import LimitRule, Rule
from console.domain.values import Priority
from console.widgets.chart.parts import Across, Run
from console.widgets.ink import Ink
from console.wording import priority_word
from console.wording.closeup import Close
from console.wording.screens import Say, say

# Lines and words, not glyphs: none stands reversed.
INKS: dict[Priority, Ink] = {
    Priority.CRITICAL: "high",
    Priority.HIGH: "high",
    Priority.MEDIUM: "medium",
    Priority.LOW: "low",
}


def judging_values(rules: Iterable[Rule]) -> list[LimitRule]:
    """Return the rules with limits on values as they are measured, or on their mean: other
    figures have no place on the scale of values."""
    limits = (rule for rule in rules if isinstance(rule, LimitRule))
    return [rule for rule in limits if isinstance(rule.gauge, Value | Mean)]


def limits_of(rules: Iterable[Rule]) -> list[Across]:
    """Return the limit and clear lines of rules, limits first."""
    lines: list[Across] = []
    clears: list[Across] = []
    for rule in judging_values(rules):
        for level in rule.levels:
            word = priority_word(level.priority)
            if isinstance(rule.gauge, Mean):
                word = say(Close.MEAN_OF, priority=word)
            lines.append(Across(level.limit, word, INKS[level.priority]))
            if level.clear != level.limit:
                clears.append(Across(level.clear, say(Say.CLEAR), "faint", faint=True))
    return lines + clears


def runs_of(marks: MarksView) -> list[Run]:
    """Return when alerts stood, the worst last: it lies over the others."""
    return [
        Run(
            moment(one.began),
            None if one.ended is None else moment(one.ended),
            INKS[one.priority],
        )
        for one in sorted(marks.stood, key=lambda one: one.priority.rank)
    ]
