"""One alert in full: what stands, where, what to do, what the rule says, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from console.clock import moment, utc
from console.contract.facts import Fact
from console.contract.views import AlertDetail, AlertView
from console.domain.ids import DeviceId, SensorId
from console.domain.rules import RecurringRule
from console.domain.sites import Site
from console.live import Live
from console.screens.asked import asked_line
from console.screens.caselist import case_with
from console.screens.episodes import episode_lines
from console.screens.glance import (
    act_on,
    age_of,
    bound_of,
    decimals_of,
    limit_of,
    of_alert,
    sensor_at,
    soft,
)
from console.screens.keptback import kept_back
from console.screens.ruletext import rule_lines, wrapped
from console.widgets import Line, fit, spark, wrap
from console.wording import (
    age,
    chosen,
    local,
    plain,
    quantity,
    sentence,
    state_word,
    step_word,
    target_name,
)
from console.wording.dispatch import Work
from console.wording.queue import Queue
from console.wording.screens import Say, say, time_of_day

LABEL = 14


def detail_lines(
    live: Live,
    alert: AlertView,
    told: AlertDetail | None,
    width: int,
    acts: Sequence[Line] = (),
) -> list[Line]:
    """Return everything to know about `alert`, and `acts` after what to do; `told` is the hub's
    fuller answer, if here."""
    site = live.mirror.site
    lines = [*_name(live, alert), *_figures(live, alert, width)]
    rule = site.rules.get(alert.rule)
    lines += ((), _title(Say.GUIDANCE))
    lines += _guidance(told, width)
    if acts:
        lines += ((), *acts)
    if alert.episodes or isinstance(rule, RecurringRule):
        lines += ((), ((say(Queue.EPISODES), "title"),))
        lines += episode_lines(alert.episodes, site.time_zone, width)
    if rule is not None:
        sensor = sensor_at(site, alert.target)
        unit = sensor.unit if sensor else ""
        lines += ((), *rule_lines(site, rule, decimals_of(site, alert.target), width, unit))
    history = told.history if told is not None else None
    lines += ((), _title(Say.HISTORY), *history_lines(site, history, width))
    return lines


def pairs(rows: Sequence[tuple[StrEnum, str]], width: int) -> list[Line]:
    """Return words and what they are, in two columns."""
    lines: list[Line] = []
    for word, text in rows:
        for place, part in enumerate(wrap(text, max(width - LABEL, 8))):
            name = say(word) if place == 0 else ""
            lines.append(((fit(name, LABEL), "muted"), (part, "text")))
    return lines


def _name(live: Live, alert: AlertView) -> list[Line]:
    glance = of_alert(live, alert)
    state = state_word(alert.state) if live.evaluated else ""
    return [
        (
            (glance.glyph, glance.ink),
            (f" {plain(act_on(alert))}  ", "strong"),
            (f"{glance.word}  ", soft(glance.ink)),
            (state, "muted"),
        ),
        ((target_name(live.mirror.site, alert.target), "strong"),),
        asked_line(live, alert.id),
    ]


def _figures(live: Live, alert: AlertView, width: int) -> list[Line]:
    site = live.mirror.site
    zone = site.time_zone
    case = case_with(live, alert.id)
    sensor = sensor_at(site, alert.target)
    device = site.devices.get(DeviceId(alert.target.partition("/")[0]))
    rows: list[tuple[StrEnum, str]] = []
    if case is not None:
        rows.append((Work.CASE, f"{plain(case.id)}   {step_word(case.step)}"))
    if sensor is not None:
        value = live.picture.value(sensor.id)
        now = f"{quantity(value, sensor.unit, sensor.decimals)}  {limit_of(site, alert)}"
        measured = age(live.age_s(live.picture.at(sensor.id)))
        rows.append((Say.VALUE_NOW, f"{now}   {measured}"))
    rows += kept_back(live, alert)
    rows.append((Say.RAISED_AT, f"{local(alert.raised_at, zone)}   {age_of(live, alert)}"))
    if alert.acknowledged_by is not None:
        at = time_of_day(alert.acknowledged_at, zone) if alert.acknowledged_at else ""
        said = say(Say.BY_AT, person=plain(alert.acknowledged_by), at=at)
        rows.append((Say.ACKNOWLEDGED_BY, said))
    if device is not None and device.zone in site.zones:
        place = site.zones[device.zone]
        landmark = f"  {chosen(place.landmark)}" if place.landmark else ""
        rows.append((Say.WHERE, chosen(place.name) + landmark))
    lines = pairs(rows, width)
    trend = live.picture.trend(SensorId(alert.target))
    if trend:
        drawn = spark(trend, len(trend), bound=bound_of(site, of_alert(live, alert)))
        below = next((n for n, (word, _) in enumerate(rows) if word == Say.VALUE_NOW), -1) + 1
        lines.insert(below, ((" " * LABEL, "text"), *drawn))
    return lines


def _guidance(told: AlertDetail | None, width: int) -> list[Line]:
    if told is None:
        return [((say(Say.HISTORY_LOADING), "faint"),)]
    if told.guidance is None:
        return wrapped(say(Say.NO_GUIDANCE), width, "muted")
    return wrapped(chosen(told.guidance), width)


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
