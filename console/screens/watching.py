"""Every rule that watches a sensor: how it stands now, what it judges, how far from its limits."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from console.clock import moment
from console.contract.rule_views import By, Concern, Explanation
from console.domain.alerts import State
from console.domain.gauges import AirIndex, Count, Unchanged, WaterClass
from console.domain.rules import LimitRule, Rule, Side
from console.live import Live
from console.screens.detail import pairs
from console.screens.glance import INK_OF, soft
from console.widgets import Ink, Line, wrap
from console.wording import (
    age,
    chosen,
    figure,
    label_word,
    number,
    plain,
    priority_glyph,
    priority_word,
    quantity,
    state_word,
)
from console.wording.closeup import Close
from console.wording.conditions import condition_words
from console.wording.rules import (
    delay_words,
    judged_words,
    level_words,
    withheld_words,
)
from console.wording.screens import say, time_of_day

WHOLE = Unchanged | Count | AirIndex | WaterClass
Said = tuple[str, Ink, str]  # glyph, ink, words


def watching_lines(live: Live, told: Explanation, decimals: int, width: int) -> list[Line]:
    """Return every rule with its state, what it judges and where it comes from."""
    lines: list[Line] = []
    for concern in sorted(told.concerns, key=_weight):
        if lines:
            lines.append(())
        lines += _concern(live, concern, decimals, width)
    return lines


def standing_of(live: Live, concern: Concern) -> Said:
    """Return how a rule stands at its target now; what is not known reads unknown."""
    if not live.evaluated:
        return "?", "unknown", say(Close.NOT_KNOWN)
    zone = live.mirror.site.time_zone
    alert, delay = concern.alert, concern.delay
    if not concern.in_force:
        return "–", "muted", say(Close.NOT_IN_FORCE)
    if delay is not None and not delay.ending:
        said = say(
            Close.DELAYED,
            at=time_of_day(delay.since, zone),
            due=time_of_day(delay.due, zone),
            priority=priority_word(delay.priority),
        )
        return "◐", soft(INK_OF[delay.priority]), said
    if alert is not None and (alert.standing or alert.state is not State.NORMAL):
        return _alerting(live, concern)
    if concern.applies is False:
        return "–", "muted", say(Close.ASLEEP)
    if isinstance(concern.rule, LimitRule):
        return _resting(live, concern)
    return "·", "muted", say(Close.QUIET)


def _alerting(live: Live, concern: Concern) -> Said:
    alert, delay, zone = concern.alert, concern.delay, live.mirror.site.time_zone
    assert alert is not None
    ink = soft(INK_OF[alert.priority]) if alert.standing else "muted"
    if delay is not None:
        at, due = time_of_day(delay.since, zone), time_of_day(delay.due, zone)
        return priority_glyph(alert.priority), ink, say(Close.ENDING, at=at, due=due)
    said = say(
        Close.STANDS,
        priority=priority_word(alert.priority),
        at=time_of_day(alert.raised_at, zone),
        alert=plain(alert.id),
        state=state_word(alert.state),
    )
    if not alert.standing:
        return "↩", "muted", say(Close.OVER, alert=plain(alert.id), state=state_word(alert.state))
    return priority_glyph(alert.priority), ink, said


def _resting(live: Live, concern: Concern) -> Said:
    """Return how a rule with limits is that does not stand: only evidence says that it is fine."""
    if any(each.by in (By.DOUBT, By.OUT_OF_SERVICE) for each in concern.withheld):
        return "?", "unknown", say(Close.NOT_KNOWN)
    if concern.judged is None:
        return "?", "unknown", say(Close.NOT_KNOWN)
    now = live.now()
    if moment(concern.judged.until) < now:
        told = age(live.age_s(moment(concern.judged.at)))
        return "?", "unknown", say(Close.TOO_OLD, age=told)
    return "·", "good", say(Close.QUIET)


def _concern(live: Live, concern: Concern, decimals: int, width: int) -> Iterator[Line]:
    rule = concern.rule
    glyph, ink, words = standing_of(live, concern)
    name = f"{chosen(rule.name)}"
    for place, part in enumerate(wrap(name, max(width - 3, 10))):
        yield (((f"{glyph} " if place == 0 else "  "), ink), (part, "strong"))
    for part in wrap(words, max(width - 2, 10)):
        yield (("  ", "text"), (part, soft(ink)))
    yield from pairs(list(_rows(live, concern, decimals)), width)


def _rows(live: Live, concern: Concern, decimals: int) -> Iterator[tuple[StrEnum, str]]:
    rule, zone = concern.rule, live.mirror.site.time_zone
    if concern.judged is not None and isinstance(rule, LimitRule):
        judged = concern.judged
        word = Close.JUDGED_LEAST if judged.least else Close.JUDGED_AT
        value = _figure(rule, judged.value, concern.unit, decimals)
        told = say(word, value=value, at=time_of_day(judged.at, zone))
        away = _away(rule, concern, decimals)
        yield Close.JUDGED_NOW, "  ".join((told, *away))
    yield Close.JUDGES, judged_words(rule, live.mirror.site)
    yield Close.LEVELS, "\n".join(reversed(level_words(rule, concern.unit)))
    if delays := delay_words(rule):
        yield Close.DELAYS, delays
    if rule.only_when is not None:
        yield Close.ONLY_WHEN, condition_words(rule.only_when, live.mirror.site)
    if concern.withheld:
        yield (
            Close.HELD_BACK,
            "\n".join(withheld_words(each, live.mirror.site) for each in concern.withheld),
        )
    yield Close.SOURCE, f"{chosen(rule.source)} ({label_word(rule.label)})"
    if edition := _edition(rule):
        yield Close.EDITION, edition
    following = concern.following
    if following is not None and following.valid_from is not None:
        levels = "; ".join(level_words(following, concern.unit))
        day = following.valid_from.isoformat()
        yield Close.NEXT, say(Close.FOLLOWING, day=day, levels=levels)


def _away(rule: LimitRule, concern: Concern, decimals: int) -> Iterator[str]:
    """Yield how far it is to the next limit, and while one is passed, to its clear value."""
    if concern.judged is None or isinstance(rule.gauge, WaterClass):
        return
    sign = 1 if rule.side is Side.HIGH else -1
    value = concern.judged.value

    def told(distance: float) -> str:
        return _figure(rule, abs(distance), concern.unit, decimals)

    passed = [level for level in rule.levels if (value - level.limit) * sign > 0]
    beyond = [level for level in rule.levels if (value - level.limit) * sign <= 0]
    if passed:
        priority = priority_word(passed[-1].priority)
        yield say(Close.PAST_LIMIT, distance=told(value - passed[-1].limit), priority=priority)
    elif concern.alert is not None and concern.alert.standing:
        yield say(Close.TO_CLEAR, distance=told(value - rule.levels[0].clear))
    if beyond:
        priority = priority_word(beyond[0].priority)
        yield say(Close.TO_LIMIT, distance=told(beyond[0].limit - value), priority=priority)


def _figure(rule: LimitRule, value: float, unit: str, decimals: int) -> str:
    match rule.gauge:
        case Unchanged():
            return age(value)
        case Count() | AirIndex():
            return number(value, 0)
        case WaterClass():
            return figure(value)
        case _:
            return quantity(value, unit, decimals)


def _edition(rule: Rule) -> str:
    if not (rule.edition or rule.valid_from or rule.valid_to):
        return ""
    start = rule.valid_from.isoformat() if rule.valid_from else "…"
    end = rule.valid_to.isoformat() if rule.valid_to else "…"
    validity = f"{start} – {end}"
    return f"{plain(rule.edition)} ({validity})" if rule.edition else validity


def _weight(concern: Concern) -> tuple[int, int]:
    """Order what stands first, then what is about to, then the rest as the site has it."""
    if concern.alert is not None and concern.alert.standing:
        return 0, -concern.alert.priority.rank
    return (1, 0) if concern.delay is not None else (2, 0)
