"""One sensor's trend: what is drawn, and what a moment of it reads."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from console.clock import moment, utc
from console.contract.mark_views import MarksView
from console.domain.gauges import Mean, Value
from console.domain.rollups import Per
from console.domain.rules import LimitRule
from console.domain.samples import Sample, join_ms
from console.domain.sites import Sensor, Site
from console.live import Live
from console.past import Past
from console.screens.glance import INK_OF, of_target, soft
from console.widgets import Line
from console.widgets.chart import Across, Frame, Run, Series
from console.widgets.trend import Plot
from console.wording import local, number, plain, priority_word, quality_word, quantity
from console.wording.closeup import Close
from console.wording.screens import Say, say

BY = {Per.MINUTE: Close.BY_MINUTE, Per.HOUR: Close.BY_HOUR}


def trend_of(
    live: Live, past: Past, newest: Sequence[Sample], bounds: tuple[int, int]
) -> Plot | None:
    """Return what to draw of [start, end) (ms): the past, then what came since; nothing where
    there is no reading."""
    sensor, site = past.sensor, live.mirror.site
    last = past.samples[-1].until if past.samples else bounds[0]
    samples = [s for s in past.samples if s.until >= bounds[0]]
    if past.per is not Per.HOUR:
        samples += [sample for sample in newest if last < sample.at <= bounds[1]]
    if not samples:
        return None
    glance = of_target(live, sensor.id)
    value = quantity(live.picture.value(sensor.id), sensor.unit, sensor.decimals)
    head: Line = (
        (glance.glyph, glance.ink),
        (f" {value}", "strong" if glance.sound else "unknown"),
        (f"  {glance.word}", soft(glance.ink)),
        (f"   {say(BY[past.per])}" if past.per else "", "faint"),
    )
    return Plot(
        subject=f"{sensor.id} {bounds[1] - bounds[0]}",
        head=head,
        series=Series(samples=samples, join_ms=join_ms(past.per, sensor.period_s)),
        across=limits(site, sensor),
        runs=runs_of(past.marks),
        frame=Frame(
            start=bounds[0],
            end=bounds[1],
            width=0,
            height=0,
            decimals=sensor.decimals,
            zone=ZoneInfo(site.time_zone),
        ),
        tell=lambda at, sample: _reading(site, past, at, sample),
    )


def limits(site: Site, sensor: Sensor) -> list[Across]:
    """Return the limit and clear lines of the rules that judge the sensor's values, limits first:
    other figures have no place on their scale."""
    lines: list[Across] = []
    clears: list[Across] = []
    for rule_id in sensor.rules:
        rule = site.rules.get(rule_id)
        if not isinstance(rule, LimitRule) or not isinstance(rule.gauge, Value | Mean):
            continue
        mean = isinstance(rule.gauge, Mean)
        for level in rule.levels:
            ink = soft(INK_OF[level.priority])
            word = priority_word(level.priority)
            word = say(Close.MEAN_OF, priority=word) if mean else word
            lines.append(Across(level.limit, word, ink))
            if level.clear != level.limit:
                clears.append(Across(level.clear, say(Say.CLEAR), "faint", faint=True))
    return lines + clears


def runs_of(marks: MarksView) -> list[Run]:
    """Return when alerts stood, the worst last: it lies over the others."""
    stood = sorted(marks.stood, key=lambda one: one.priority.rank)
    return [
        Run(
            moment(one.began),
            None if one.ended is None else moment(one.ended),
            soft(INK_OF[one.priority]),
        )
        for one in stood
    ]


def _reading(site: Site, past: Past, at: int, sample: Sample | None) -> Line:
    """Return what a moment reads: when, how much, of what worth, and what stood then."""
    sensor = past.sensor
    when = local(utc(sample.at if sample else at), site.time_zone)
    shown = when[11:] if past.end - past.start <= 24 * 3_600_000 else when[5:16]
    line: Line = ((f"{shown}  ", "accent"),)
    if sample is None:
        line += ((say(Close.NOTHING_THERE), "muted"),)
    else:
        line += ((quantity(sample.value, sensor.unit, sensor.decimals), "strong"),)
        line += ((f"  {_worth(past, sample)}", "muted"),)
    for one in past.marks.stood:
        if moment(one.began) <= at and (one.ended is None or at < moment(one.ended)):
            said = say(Close.STOOD, priority=priority_word(one.priority), alert=plain(one.alert))
            line += ((f"  {said}", soft(INK_OF[one.priority])),)
    return line


def _worth(past: Past, sample: Sample) -> str:
    sensor = past.sensor
    if sample.until > sample.at:
        low, high = number(sample.low, sensor.decimals), number(sample.high, sensor.decimals)
        return say(Close.MEAN_BETWEEN, low=low, high=high)
    if sample.hand:
        told = (one for one in past.marks.recorded if moment(one.at) == sample.at)
        one = next(told, None)
        if one is None or one.by is None:
            return say(Close.BY_HAND)
        return say(Close.BY_HAND_BY, person=plain(one.by), how=plain(one.how))
    return quality_word(1 if sample.sound else 3)
