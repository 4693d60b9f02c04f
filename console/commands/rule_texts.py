"""Rules as rows and fields for people: what is judged, how binding it is, and why."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.rule_views import Concern, Explanation, RuleDetail
from console.domain.gauges import Count, Unchanged, WaterClass
from console.domain.rules import LimitRule, Rule
from console.domain.sites import Site
from console.printing import Column
from console.wording import (
    chosen,
    figure,
    label_word,
    local,
    plain,
    priority_word,
    state_word,
)
from console.wording.commands import say
from console.wording.conditions import condition_words
from console.wording.rules import (
    applies_words,
    delay_words,
    guidance_words,
    judged_words,
    kind_words,
    level_words,
    withheld_words,
)
from console.wording.spans import span

RULE_COLUMNS: tuple[Column[Rule], ...] = (
    Column("id", lambda rule: plain(rule.id)),
    Column("name", lambda rule: chosen(rule.name)),
    Column("levels", lambda rule: "; ".join(_short_levels(rule))),
    Column("label", lambda rule: label_word(rule.label)),
    Column("edition", lambda rule: plain(rule.edition)),
)


def rule_fields(detail: RuleDetail) -> Iterator[tuple[str, str]]:
    """Return a rule in full."""
    rule = detail.rule
    yield "id", plain(rule.id)
    yield "name", chosen(rule.name)
    yield from _judging(rule)
    if rule.only_when is not None:
        yield "only_when", condition_words(rule.only_when)
    yield from _standing(rule)
    yield "in_force", _in_force(rule, in_force=detail.in_force, day=detail.day.isoformat())
    yield "following", _following(detail.following)
    yield "used_by", " ".join(map(plain, detail.used_by)) or say("rule.unused")
    if rule.guidance is not None:
        yield "guidance", chosen(rule.guidance)


def concern_fields(
    concern: Concern, explanation: Explanation, site: Site | None = None
) -> Iterator[tuple[str, str]]:
    """Return all that is to say about one rule at one target; without a site things go by ids."""
    rule = concern.rule
    yield "rule", f"{chosen(rule.name)} ({plain(rule.id)})"
    if concern.target != explanation.target:
        yield "target", plain(concern.target)
    yield from _judging(rule, concern.unit, site)
    yield "judged_now", _now(concern)
    yield "only_when", applies_words(concern, site)
    yield from _standing(rule)
    day = explanation.day.isoformat()
    yield "in_force", _in_force(rule, in_force=concern.in_force, day=day)
    yield "following", _following(concern.following, concern.unit)
    if concern.guidance is not None:
        yield "guidance", chosen(concern.guidance)
    yield "guidance_from", guidance_words(concern.guidance_from)
    yield "withheld", _withheld(concern, site)
    yield "alert", _alert(concern)


def validity(rule: Rule) -> str:
    """Return the days a rule's edition is in force."""
    begin = rule.valid_from.isoformat() if rule.valid_from else "…"
    end = rule.valid_to.isoformat() if rule.valid_to else "…"
    return f"{begin} – {end}"


def kind_of(rule: Rule) -> str:
    """Return the kind a rule is written as in TOML."""
    match rule:
        case LimitRule(gauge=gauge):
            tag = gauge.__struct_config__.tag
            return str(tag) if tag not in ("value", "mean") else "limit"
        case _:
            return str(rule.__struct_config__.tag)


def _judging(rule: Rule, unit: str = "", site: Site | None = None) -> Iterator[tuple[str, str]]:
    yield "kind", f"{kind_words(rule)} ({kind_of(rule)})"
    yield "judged", judged_words(rule, site)
    yield "levels", "\n".join(level_words(rule, unit))
    yield "delays", delay_words(rule)
    yield "verify", span(rule.verify_s)


def _standing(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "label", label_word(rule.label)
    yield "source", chosen(rule.source)


def _in_force(rule: Rule, *, in_force: bool, day: str) -> str:
    words = say("rule.in.force" if in_force else "rule.not.in.force", day=day)
    if not rule.edition:
        return words
    if rule.valid_from is None and rule.valid_to is None:
        return say("rule.edition.undated", edition=rule.edition, words=words)
    return say("rule.edition", edition=rule.edition, validity=validity(rule), words=words)


def _withheld(concern: Concern, site: Site | None) -> str:
    told = [withheld_words(each, site) for each in concern.withheld]
    return "\n".join(told) or say("rule.not.withheld")


def _now(concern: Concern) -> str:
    """Return the newest figure that was judged, and the delay that runs."""
    told = []
    if (judged := concern.judged) is not None:
        word = "rule.judged.least" if judged.least else "rule.judged"
        value = f"{figure(judged.value)} {plain(concern.unit)}".rstrip()
        told.append(say(word, value=value, at=local(judged.at)))
    if (delay := concern.delay) is not None:
        word = "rule.delay.ending" if delay.ending else "rule.delay"
        priority = priority_word(delay.priority)
        told.append(say(word, at=local(delay.since), due=local(delay.due), priority=priority))
    return "\n".join(told)


def _following(rule: Rule | None, unit: str = "") -> str:
    if rule is None:
        return ""
    return "\n".join([validity(rule), *level_words(rule, unit)])


def _alert(concern: Concern) -> str:
    alert = concern.alert
    if alert is None:
        return say("rule.never.raised")
    return say(
        "rule.alert",
        id=alert.id,
        state=state_word(alert.state),
        priority=priority_word(alert.priority),
        value=figure(alert.value),
    )


def _short_levels(rule: Rule) -> list[str]:
    match rule:
        case LimitRule(gauge=Unchanged() | Count() | WaterClass()):
            return level_words(rule)
        case LimitRule(levels=levels):
            return [
                say(
                    "level",
                    priority=priority_word(level.priority),
                    limit=f"{level.limit:g}",
                    clear=f"{level.clear:g}",
                )
                for level in levels
            ]
        case _:
            return [priority_word(rule.priority)]
