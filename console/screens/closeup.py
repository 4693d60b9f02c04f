"""One sensor's trend: what is drawn, and what a moment of it reads."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from console.clock import moment, utc
from console.domain.rollups import Per
from console.domain.samples import Sample, join_ms
from console.domain.sites import Site
from console.live import Live
from console.past import Past
from console.screens.glance import INK_OF, of_target, soft
from console.screens.glance import newest as newest_of
from console.widgets import Ink, Line
from console.widgets.chart import Frame, Series
from console.widgets.chart.of_sensor import limits_of, runs_of
from console.widgets.trend import Plot
from console.wording import local, number, plain, priority_word, quality_word, quantity
from console.wording.closeup import Close
from console.wording.screens import say

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
    rules = [site.rules[rule] for rule in sensor.rules if rule in site.rules]
    return Plot(
        subject=f"{sensor.id} {bounds[1] - bounds[0]}",
        source=past,
        head=_head(live, past),
        series=Series(samples=samples, join_ms=join_ms(past.per, sensor.period_s)),
        across=limits_of(rules),
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


def _head(live: Live, past: Past) -> Line:
    """Return how the sensor stands now; of a value not of now also how old it is."""
    sensor = past.sensor
    glance = of_target(live, sensor.id)
    value = quantity(live.picture.value(sensor.id), sensor.unit, sensor.decimals)
    ink: Ink = "strong" if glance.sound else "unknown"
    aged: Line = ()
    if not live.current:
        ink, aged = "faint", ((f" {newest_of(live, sensor).age[0]}", "unknown"),)
    return (
        (glance.glyph, glance.ink),
        (f" {value}", ink),
        *aged,
        (f"  {glance.word}", soft(glance.ink)),
        (f"   {say(BY[past.per])}" if past.per else "", "faint"),
    )


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
