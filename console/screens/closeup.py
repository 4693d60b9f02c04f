"""The lines of one sensor: picker, trend, readings and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from zoneinfo import ZoneInfo

from textual.geometry import Size

from console.clock import moment
from console.contract.views import ReadingView
from console.domain.rules import LimitRule
from console.domain.samples import Sample, join_ms
from console.domain.sites import Sensor
from console.live import Live
from console.screens.detail import pairs
from console.screens.glance import DOUBT, INK_OF, OUT, of_target, out_with, soft
from console.screens.ruletext import rule_lines
from console.widgets import Column, Entry, Fitted, Ink, Line, fit, fit_columns, row, wrap
from console.widgets.chart import Across, Frame, Series, chart, scale_of
from console.wording import (
    chosen,
    local,
    number,
    online_word,
    plain,
    priority_word,
    quality_word,
    quantity,
)
from console.wording.names import place_name
from console.wording.plant import Plant
from console.wording.plant_facts import test_word
from console.wording.screens import Say, minute, say, time_of_day

PICKER = (
    Column(key="glyph", width=2),
    Column(key="name", width=14, grow=1),
    Column(key="value", width=8, right=True),
    Column(key="unit", width=7, rank=1),
)
READINGS_SHOWN = 200


def picker_entries(live: Live, sensors: Sequence[Sensor], width: int) -> list[Entry]:
    """Return one entry for each sensor, called by its id, under the name of its device."""
    fitted = fit_columns(PICKER, width - 1)
    site = live.mirror.site
    entries: list[Entry] = []
    above = None
    for sensor in sensors:
        if sensor.device != above:
            above = sensor.device
            entries.append(Entry(None, ((chosen(site.devices[above].name), "title"),)))
        entries.append(Entry(sensor.id, partial(_picker_row, live, fitted, sensor)))
    return entries


def _picker_row(live: Live, fitted: Fitted, sensor: Sensor) -> Line:
    glance = of_target(live, sensor.id)
    cells: dict[str, tuple[str, Ink]] = {
        "glyph": (glance.glyph, glance.ink),
        "name": (chosen(sensor.name), "text"),
        "value": (
            number(live.picture.value(sensor.id), sensor.decimals),
            "text" if glance.sound else "unknown",
        ),
        "unit": (plain(sensor.unit), "faint"),
    }
    return row(fitted, cells)


def trend_lines(
    live: Live, sensor: Sensor, told: Sequence[ReadingView], span_ms: int, room: Size
) -> list[Line]:
    """Return the trend over the last `span_ms`, or nothing where there is no reading."""
    zone = live.mirror.site.time_zone
    now = live.now()
    points = [(moment(reading.at), reading.value) for reading in reversed(told)]
    newest, at = live.picture.value(sensor.id), live.picture.at(sensor.id)
    if newest is not None and at is not None and (not points or at > points[-1][0]):
        points.append((at, newest))
    points = [point for point in points if point[0] >= now - span_ms]
    if not points or room.height < 5:
        return []
    frame = Frame(
        start=now - span_ms,
        end=now,
        width=room.width - 2,
        height=room.height - 1,
        decimals=sensor.decimals,
        zone=ZoneInfo(zone),
    )
    value = quantity(newest, sensor.unit, sensor.decimals)
    glance = of_target(live, sensor.id)
    first: Line = (
        (" ", "text"),
        (glance.glyph, glance.ink),
        (f" {value}", "strong" if glance.sound else "unknown"),
        (f"  {glance.word}", soft(glance.ink)),
    )
    samples = [Sample(at, at, v, v, v) for at, v in points]
    across = limits(live, sensor)
    scale = scale_of(
        [(v, v) for _, v in points], across, rows=frame.height - 2, decimals=frame.decimals
    )
    series = Series(samples=samples, join_ms=join_ms(None, sensor.period_s))
    return [first, *chart([series], across, frame, scale)]


def limits(live: Live, sensor: Sensor) -> list[Across]:
    """Return the limit and clear lines of the sensor's rules, limits first."""
    lines: list[Across] = []
    clears: list[Across] = []
    for rule_id in sensor.rules:
        rule = live.mirror.site.rules.get(rule_id)
        if not isinstance(rule, LimitRule):
            continue
        for level in rule.levels:
            ink = soft(INK_OF[level.priority])
            lines.append(Across(level.limit, priority_word(level.priority), ink))
            if level.clear != level.limit:
                clears.append(Across(level.clear, say(Say.CLEAR), "faint", faint=True))
    return lines + clears


def reading_lines(
    live: Live, sensor: Sensor, told: Sequence[ReadingView], width: int
) -> list[Line]:
    """Return the newest readings on record, newest first."""
    zone = live.mirror.site.time_zone
    lines: list[Line] = []
    for reading in told[:READINGS_SHOWN]:
        value = quantity(reading.value, sensor.unit, sensor.decimals)
        quality = quality_word(reading.quality)
        lines.append(
            (
                (fit(time_of_day(reading.at, zone), 10), "muted"),
                (fit(value, 14, right=True), "text"),
                (fit("  " + quality, max(width - 24, 0)), "faint"),
            )
        )
    return lines or [((say(Say.HISTORY_NONE), "muted"),)]


def about_lines(live: Live, sensor: Sensor, width: int) -> list[Line]:
    """Return what the sensor is, where it stands and what watches it."""
    site = live.mirror.site
    device = site.devices[sensor.device]
    zone, scene = site.zones.get(device.zone), site.scenes.get(device.scene)
    link = live.mirror.devices.get(device.id)
    low, high = number(sensor.low, sensor.decimals), number(sensor.high, sensor.decimals)
    end = say(Say.PERIOD_START if sensor.at == "start" else Say.PERIOD_END)
    online = online_word(link.online if link else None)
    if link is not None and link.since is not None:
        online = say(Say.LINK_SINCE, word=online, at=local(link.since, site.time_zone))
    rows = [
        (Say.DEVICE, chosen(device.name)),
        (Say.LINK, online),
        (Say.RANGE, say(Say.RANGE_LINE, low=low, high=high, unit=plain(sensor.unit))),
        (Say.PERIOD, say(Say.PERIOD_LINE, seconds=f"{sensor.period_s:g}", end=end)),
    ]
    if zone is not None:
        rows.append((Say.ZONE, chosen(zone.name)))
        if zone.landmark is not None:
            rows.append((Say.LANDMARK, chosen(zone.landmark)))
    if scene is not None:
        rows.append((Say.SCENE, chosen(scene.name)))
    if device.aliases:
        rows.append((Say.ALIASES, ", ".join(map(plain, device.aliases))))
    lines = [*state_lines(live, sensor, width), *pairs(rows, width)]
    known = [site.rules[rule] for rule in sensor.rules if rule in site.rules]
    known += [site.rules[rule] for rule in device.rules if rule in site.rules]
    if not known:
        lines += pairs([(Say.RULE, say(Say.NO_RULE))], width)
    for rule in known:
        lines += ((), *rule_lines(site, rule, sensor.decimals, width, sensor.unit))
    return lines


def state_lines(live: Live, sensor: Sensor, width: int) -> list[Line]:
    """Return why the sensor is not believed, or not listened to, where that is so."""
    site, zone = live.mirror.site, live.mirror.site.time_zone
    said: list[tuple[str, Ink]] = []
    view = out_with(live, sensor.id)
    if view is not None:
        out = say(
            Plant.OUT_LINE,
            place=place_name(site, view.target),
            at=minute(view.at, zone),
            person=plain(view.by),
            note=plain(view.note),
        )
        said += [(f"{OUT} {out}", "medium"), (say(Plant.OUT_ALERTS), "muted")]
    doubt = live.mirror.around.doubts.get(sensor.id)
    if doubt is not None:
        tests = ", ".join(map(test_word, doubt.tests))
        told = say(Plant.DOUBTED_LINE, at=minute(doubt.since, zone), tests=tests)
        said.append((f"{DOUBT} {told}", "unknown"))
    if not said:
        return []
    return [*[((line, ink),) for text, ink in said for line in wrap(text, width)], ()]
