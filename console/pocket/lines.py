"""A patrol's task as lines of sixty cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rich.cells import cell_len

from console.domain.causes import Cause
from console.domain.sites import Sensor
from console.live import Live
from console.pocket.picks import PAGE, Picks
from console.pocket.task import Task, alerts_of, limit_of
from console.widgets import Ink, Line, between, clip, fit, joined, width_of, wrap
from console.widgets.ink import ELLIPSIS
from console.wording import (
    action_word,
    age,
    cause_word,
    chosen,
    figure,
    leg_word,
    plain,
    priority_glyph,
    priority_word,
    quantity,
    rule_name,
    standing_word,
    step_word,
    unit_name,
    zone_name,
)
from console.wording.pocket import say

SENSORS_MAX = 2
TREND = 3  # values on either side of a trend
STEADY = 0.02  # of what is measured: less is no trend
BAR = 16
SOON_S = 300.0  # before a unit must be heard of

_LIVE = "live"


def head(task: Task | None, live: Live, width: int) -> Line:
    """Draw who is where, and how fresh the picture is."""
    parts: list[Line] = []
    if task is not None:
        if task.case is not None:
            parts.append(((plain(task.case.id), "strong"),))
        if task.leg is not None:
            parts.append(((leg_word(task.leg), "accent"),))
        parts.append(((unit_name(live.mirror.site, task.unit.unit.id), "muted"),))
    left = joined(parts)
    return between(((" ", "text"), *left), (*_links(live), (" ", "text")), width)


def where_and_why(task: Task, live: Live, width: int) -> list[Line]:
    """Draw where it is, what is measured there, and why anyone is sent."""
    room = width - 2
    lines: list[Line] = [*_check(task, live), *_where(task, live, room)]
    lines += [_value(task, sensor, live) for sensor in task.sensors(live.mirror.site)][:SENSORS_MAX]
    lines += _why(task, live)
    lines += _look(task, live, room)
    lines += _verification(task)
    return [((" ", "text"), *clip(line, room)) for line in lines]


def causes(picks: Picks, task: Task, width: int) -> list[Line]:
    """Draw the causes in two columns, each with the digit that picks it; a tick says that it was
    reported already."""
    told = {f.seen.cause for f in task.case.findings} if task.case is not None else set()
    cells = [_cause(picks, number, told) for number in range(1, len(picks.shown()) + 1)]
    rows = -(-PAGE // 2)
    half = (width - 2) // 2
    lines: list[Line] = [_parting(say("causes"), width, say("more"))]
    for row in range(rows):
        pair = [cells[place] for place in (row, row + rows) if place < len(cells)]
        drawn = tuple((fit(text, half), ink) for text, ink in pair)
        lines.append(((" ", "text"), *drawn))
    return lines


def remedies(task: Task, chosen_one: int, width: int) -> list[Line]:
    """Draw what was ordered and whether it is done; `chosen_one` is what `f` is about."""
    case = task.case
    if case is None:
        return []
    lines: list[Line] = []
    for remedy in case.remedies:
        done = remedy.done_at is not None
        told = say("remedy", action=action_word(remedy.action), party=remedy.party)
        mark = ">" if remedy.number == chosen_one else " "
        box = "[x]" if done else "[ ]"
        ink: Ink = "good" if done else "text"
        lines.append(((f"{mark}{box} {remedy.number} {told}", ink),))
    parted = [_parting(say("remedies"), width)] if lines else []
    return [*parted, *(clip(line, width) for line in lines)]


def foot(keys: Sequence[tuple[str, str, bool]], state: Line, width: int) -> list[Line]:
    """Draw the keys, the ones of the moment in the accent, and what became of the last act."""
    drawn: list[Line] = [
        ((key, "accent"), (" " + say(word), "strong" if due else "muted"))
        for key, word, due in keys
    ]
    lines: list[Line] = []
    for parts in _fitted(drawn, width - 2):
        lines.append(((" ", "text"), *joined(parts)))
    lines[-1] = between(lines[-1], (*state, (" ", "text")), width)
    return lines


def message(text: str, width: int, ink: Ink = "high") -> list[Line]:
    """Draw a sentence over as many lines as it takes."""
    return [((" " + line, ink),) for line in wrap(text, width - 2)]


def trend_word(values: Sequence[float], scale: float) -> str:
    """Return which way `values` (oldest first) go, or nothing while there are too few."""
    if len(values) < 2 * TREND:
        return ""
    before, after = values[-2 * TREND : -TREND], values[-TREND:]
    change = (sum(after) - sum(before)) / TREND
    if abs(change) < STEADY * max(abs(scale), *map(abs, values[-2 * TREND :]), 1e-9):
        return say("steady")
    return say("rising") if change > 0 else say("falling")


def _parting(word: str, width: int, right: str = "") -> Line:
    """Draw a line across that says what is below it."""
    tail = f" {right} ─" if right else "─"
    room = max(width - 5 - cell_len(word) - cell_len(tail), 0)
    return ((" ─ ", "faint"), (word, "title"), (" " + "─" * room + tail, "faint"))


def _links(live: Live) -> Line:
    drill = live.mirror.drill if live.ready else None
    mark: Line = ((say("drill", speed=figure(drill.speed)), "watermark"),) if drill else ()
    standing = live.facts_standing()
    if standing == _LIVE:
        return joined((mark, ((say("facts") + " ", "muted"), ("●", "good"))))
    told = f"{say('facts')} ○ {standing_word(standing)} {age(live.facts_age_s())}"
    return joined((mark, ((told, "unknown"),)))


def _check(task: Task, live: Live) -> Iterator[Line]:
    """Draw the clock: when the unit must be heard of, or that it was not."""
    unit = task.unit
    if task.case is None or (unit.check_by is None and not unit.misses):
        return
    by = unit.check_by
    left_s = 0.0 if by is None else (round(by.timestamp() * 1000) - live.now()) / 1000
    waiting = len(unit.tasks) - 1
    more: Line = ((say("waits", count=waiting), "muted"),) if waiting > 0 else ()
    if unit.misses or left_s < 0:
        yield joined((((say("overdue"), "high"),), more))
    else:
        ink: Ink = "medium" if left_s < SOON_S else "muted"
        yield joined((((say("check.by", age=age(left_s)), ink),), more))


def _where(task: Task, live: Live, room: int) -> Iterator[Line]:
    site, case = live.mirror.site, task.case
    if case is not None and case.title:
        yield ((plain(case.title), "strong"),)
    if case is not None and case.zone is not None:
        zone = site.zones.get(case.zone)
        place: Line = ((zone_name(site, case.zone), "strong"),)
        landmark: Line = ()
        if zone is not None and zone.landmark is not None:
            landmark = ((chosen(zone.landmark), "text"),)
        whole = joined((place, landmark))
        yield from (whole,) if width_of(whole) <= room else (place, landmark)
    device = task.device(site)
    if device is None:
        return
    names = ", ".join(map(plain, device.aliases))
    also = (("  " + say("also", names=names), "muted"),) if names else ()
    yield ((chosen(device.name), "text"), *also)


def _value(task: Task, sensor: Sensor, live: Live) -> Line:
    value = live.picture.value(sensor.id)
    limit = limit_of(task, sensor, live)
    at = live.picture.at(sensor.id)
    parts: list[Line] = [
        ((chosen(sensor.name), "muted"),),
        ((say("now", value=quantity(value, sensor.unit, sensor.decimals)), "strong"),),
    ]
    if limit is not None:
        parts.append(((say("limit", limit=figure(limit)), "text"),))
    if word := trend_word(live.picture.trend(sensor.id), limit or 0.0):
        parts.append(((word, "accent"),))
    parts.append(((age(live.age_s(at)), "faint"),))
    return joined(parts)


def _why(task: Task, live: Live) -> Iterator[Line]:
    site = live.mirror.site
    for alert in alerts_of(task, live)[:SENSORS_MAX]:
        told = say(
            "raised",
            alert=f"{alert.id}@{alert.occurrence}",
            priority=f"{priority_glyph(alert.priority)} {priority_word(alert.priority)}",
            rule=rule_name(site, alert.rule),
            age=age(live.age_s(round(alert.raised_at.timestamp() * 1000))),
        )
        yield ((say("why") + "  ", "muted"), (told, "text"))


def _look(task: Task, live: Live, room: int) -> Iterator[Line]:
    site, case = live.mirror.site, task.case
    device = task.device(site)
    rule = site.rules.get(case.points[0].rule) if case is not None and case.points else None
    guidance = (rule.guidance if rule else None) or (device.guidance if device else None)
    if guidance is None or (case is not None and case.findings):
        return  # what was looked for is found: the room goes to what is done about it
    label = say("look") + "  "
    first, *rest = wrap(label + chosen(guidance), room)
    yield ((label, "muted"), (first.removeprefix(label), "text"))
    if rest:
        yield ((rest[0] + (ELLIPSIS if len(rest) > 1 else ""), "text"),)


def _verification(task: Task) -> Iterator[Line]:
    case, detail = task.case, task.detail
    if case is None or detail is None or case.settled_at is None:
        return
    full = int(detail.progress * BAR)
    bar = "█" * full + "▁" * (BAR - full)
    told = f"{bar} {int(detail.progress * 100)} %"
    yield ((step_word(case.step) + "  ", "muted"), (told, "good"))


def _cause(picks: Picks, number: int, told: Collection[Cause]) -> tuple[str, Ink]:
    cause = picks.shown()[number - 1]
    picked = cause in picks.counts
    count = picks.counts.get(cause)
    times = f" ×{count}" if count is not None else ""
    box = "[x]" if picked else "[✓]" if cause in told else "[ ]"
    ink: Ink = "strong" if picked else "good" if cause in told else "text"
    return f"{box} {number} {cause_word(cause)}{times}", ink


def _fitted(parts: list[Line], room: int) -> Iterator[list[Line]]:
    row: list[Line] = []
    for part in parts:
        if row and sum(map(width_of, (*row, part))) + 2 * len(row) > room:
            yield row
            row = []
        row.append(part)
    yield row
