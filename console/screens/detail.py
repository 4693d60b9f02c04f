"""One alert in full: what stands, where, what to do, what the rule says, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from console.clock import moment, utc
from console.contract.facts import Fact
from console.contract.views import AlertDetail, AlertView
from console.domain.ids import DeviceId, SensorId
from console.domain.rules import LimitRule, NoDataRule, OfflineRule, Rule
from console.domain.sites import Site
from console.live import Live
from console.screens.caselist import case_with
from console.screens.glance import (
    act_on,
    age_of,
    bound_of,
    decimals_of,
    limit_of,
    of_alert,
    sign_of,
    soft,
)
from console.widgets import Ink, Line, fit, spark, wrap
from console.wording import (
    age,
    chosen,
    label_word,
    local,
    number,
    plain,
    priority_word,
    quantity,
    sentence,
    state_word,
    step_word,
    target_name,
)
from console.wording.dispatch import Work
from console.wording.screens import Say, say, time_of_day

LABEL = 14


def detail_lines(live: Live, alert: AlertView, told: AlertDetail | None, width: int) -> list[Line]:
    """Return everything to know about `alert`; `told` is the hub's fuller answer, if here."""
    site = live.mirror.site
    glance = of_alert(live, alert)
    state = state_word(alert.state) if live.evaluated else ""
    lines: list[Line] = [
        (
            (glance.glyph, glance.ink),
            (f" {plain(act_on(alert))}  ", "strong"),
            (f"{glance.word}  ", soft(glance.ink)),
            (state, "muted"),
        ),
        ((target_name(site, alert.target), "strong"),),
        (),
    ]
    figures = _figures(live, alert, width)
    trend = live.picture.trend(SensorId(alert.target))
    if trend:
        drawn = spark(trend, len(trend), bound=bound_of(site, glance))
        figures.insert(1, ((" " * LABEL, "text"), *drawn))
    lines += figures
    lines += ((), _title(Say.GUIDANCE))
    lines += _guidance(told, width)
    rule = site.rules.get(alert.rule)
    if rule is not None:
        sensor = site.sensors().get(SensorId(alert.target))
        unit = sensor.unit if sensor else ""
        lines += ((), *rule_lines(site, rule, decimals_of(site, alert.target), width, unit))
    history = told.history if told is not None else None
    lines += ((), _title(Say.HISTORY), *history_lines(site, history, width))
    return lines


def rule_lines(site: Site, rule: Rule, decimals: int, width: int, unit: str = "") -> list[Line]:
    """Return a rule with its limits, how binding they are, and where they come from."""
    lines = [_title(Say.RULE), *_wrapped(f"{chosen(rule.name)} ({label_word(rule.label)})", width)]
    match rule:
        case LimitRule():
            for level in reversed(rule.levels):
                said = say(
                    Say.LIMIT_LINE,
                    priority=priority_word(level.priority),
                    sign=sign_of(rule),
                    limit=number(level.limit, decimals),
                    clear=number(level.clear, decimals),
                    unit=plain(unit),
                )
                lines += _wrapped(said.rstrip(), width)
        case NoDataRule():
            priority = priority_word(rule.priority)
            lines += _wrapped(say(Say.NO_DATA_LINE, priority=priority, periods=rule.periods), width)
        case OfflineRule():
            lines += _wrapped(say(Say.OFFLINE_LINE, priority=priority_word(rule.priority)), width)
    if rule.source:
        lines += _wrapped(plain(rule.source), width, "muted")
    return lines


def pairs(rows: Sequence[tuple[StrEnum, str]], width: int) -> list[Line]:
    """Return words and what they are, in two columns."""
    lines: list[Line] = []
    for word, text in rows:
        for place, part in enumerate(wrap(text, max(width - LABEL, 8))):
            name = say(word) if place == 0 else ""
            lines.append(((fit(name, LABEL), "muted"), (part, "text")))
    return lines


def _figures(live: Live, alert: AlertView, width: int) -> list[Line]:
    site = live.mirror.site
    zone = site.time_zone
    case = case_with(live, alert.id)
    sensor = site.sensors().get(SensorId(alert.target))
    device = site.devices.get(DeviceId(alert.target.partition("/")[0]))
    rows: list[tuple[StrEnum, str]] = []
    if case is not None:
        rows.append((Work.CASE, f"{plain(case.id)}   {step_word(case.step)}"))
    if sensor is not None:
        value = live.picture.value(sensor.id)
        now = f"{quantity(value, sensor.unit, sensor.decimals)}  {limit_of(site, alert)}"
        measured = age(live.age_s(live.picture.at(sensor.id)))
        rows.append((Say.VALUE_NOW, f"{now}   {measured}"))
    rows.append((Say.RAISED_AT, f"{local(alert.raised_at, zone)}   {age_of(live, alert)}"))
    if alert.acknowledged_by is not None:
        at = time_of_day(alert.acknowledged_at, zone) if alert.acknowledged_at else ""
        said = say(Say.BY_AT, person=plain(alert.acknowledged_by), at=at)
        rows.append((Say.ACKNOWLEDGED_BY, said))
    if device is not None and device.zone in site.zones:
        place = site.zones[device.zone]
        landmark = f"  {chosen(place.landmark)}" if place.landmark else ""
        rows.append((Say.WHERE, chosen(place.name) + landmark))
    return pairs(rows, width)


def _guidance(told: AlertDetail | None, width: int) -> list[Line]:
    if told is None:
        return [((say(Say.HISTORY_LOADING), "faint"),)]
    if told.guidance is None:
        return _wrapped(say(Say.NO_GUIDANCE), width, "muted")
    return _wrapped(chosen(told.guidance), width)


def history_lines(site: Site, told: Sequence[Fact] | None, width: int) -> list[Line]:
    """Return facts as sentences, newest first; `None` while the hub has not answered."""
    if told is None:
        return [((say(Say.HISTORY_LOADING), "faint"),)]
    if not told:
        return [((say(Say.HISTORY_NONE), "muted"),)]
    lines: list[Line] = []
    for fact in reversed(told):
        at = time_of_day(utc(moment(fact.at)), site.time_zone)
        for place, part in enumerate(wrap(sentence(fact, site), max(width - 10, 10))):
            lines.append(((fit(at if place == 0 else "", 10), "faint"), (part, "text")))
    return lines


def _title(word: Say) -> Line:
    return ((say(word), "title"),)


def _wrapped(text: str, width: int, ink: Ink = "text") -> list[Line]:
    return [((line, ink),) for line in wrap(text, max(width, 10))]
