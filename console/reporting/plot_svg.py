"""A plot as an SVG drawing: own writer, no font of its own, every text escaped.

One drawing serves a file of its own, and a page, wide or as narrow as a phone (`Sheet`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from console.clock import moment, utc
from console.domain.samples import Sample, join_ms, thinned
from console.reporting.plot_sheet import FILE, STYLE, Plane, Sheet
from console.reporting.plotted import BY, Mark, Plotted
from console.widgets.chart import Across, scale_of, time_label, time_ticks
from console.widgets.chart.of_sensor import INKS, limits_of
from console.widgets.chart.times import time_step
from console.widgets.ink import Ink
from console.wording import chosen, local, number, plain, priority_word
from console.wording.commands import say

STRIP = 6  # how thick the stretches are in which alerts stood
GAP = 14  # between two words at the right
DISC = 9  # of a mark's number
SERIES: tuple[Ink, ...] = ("accent", "good", "medium", "unknown", "low", "high")


def svg_of(
    plotted: Sequence[Plotted],
    bounds: tuple[int, int],
    *,
    sheet: Sheet = FILE,
    marks: Sequence[Mark] = (),
    zone: tzinfo | None = None,
) -> str:
    """Return the drawing; limits, alerts and numbered `marks` only where it is of one sensor."""
    single = plotted[0] if len(plotted) == 1 else None
    across = limits_of(single.rules) if single is not None else []
    decimals = max(one.sensor.decimals for one in plotted)
    spans = [(s.low, s.high) for one in plotted for s in one.past.samples]
    scale = scale_of(spans, across, rows=sheet.rows, decimals=decimals)
    plane = Plane(bounds, scale, sheet, zone)
    parts = [*_frame(plotted, plane, decimals)]
    if single is not None:
        parts += [*_band(single, plane), *_limits(across, plane, decimals)]
    for one, ink in reversed(list(zip(plotted, SERIES, strict=False))):
        parts += _series(one, plane, sheet.colour(ink))
    if single is not None:
        parts += [*_stood(single, plane), *_marks(marks, plane)]
    size = f'width="{sheet.width}" height="{sheet.height}"'
    box = f'viewBox="0 0 {sheet.width} {sheet.height}"'
    if sheet.themed:
        return "\n".join((f'<svg class="plot" {box} role="img">', *parts, "</svg>"))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img">'
    back = f'<rect {size} fill="{sheet.ground}"/>'
    return "\n".join((head, f"<style>{STYLE}</style>", back, *parts, "</svg>", ""))


def _frame(plotted: Sequence[Plotted], plane: Plane, decimals: int) -> Iterator[str]:
    """Yield title, grid, figures and times."""
    sheet = plane.sheet
    names = [f"{chosen(one.device)} {chosen(one.sensor.name)}" for one in plotted]
    yield f"<title>{escape(', '.join(names))}</title>"
    if sheet.titled:
        yield from _titles(plotted, names, plane)
    for tick in plane.scale.ticks:
        y = plane.y(tick)
        yield _line((sheet.left, y), (plane.rim, y), "grid")
        yield _text((sheet.left - 8, y + 4), number(tick, decimals), anchor="end")
    yield _line((sheet.left, plane.floor), (plane.rim, plane.floor), "axis")
    step = time_step(*plane.bounds, sheet.ticks)
    for at in time_ticks(*plane.bounds, sheet.ticks, plane.zone):
        x = plane.x(at)
        yield _line((x, plane.floor), (x, plane.floor + 5), "axis")
        yield _text((x, plane.floor + 24), time_label(at, step, plane.zone), anchor="middle")


def _titles(plotted: Sequence[Plotted], names: Sequence[str], plane: Plane) -> Iterator[str]:
    x = 16.0
    for name, ink in zip(names, SERIES, strict=False):
        shown = plane.sheet.colour(ink) if len(names) > 1 else ""
        yield _text((x, 26), name, kind="title", fill=shown)
        x += 11.0 * sum(2 if ord(char) > 0x2E7F else 1 for char in name) + 16
    first = plotted[0]
    start, end = (local(utc(at), plane.zone)[:16] for at in plane.bounds)
    told = [plain(first.sensor.unit), say("plot.stretch", start=start, end=end)]
    if first.past.per is not None:
        told.append(say(BY[first.past.per]))
    yield _text((16, 47), "   ".join(filter(None, told)))


def _band(one: Plotted, plane: Plane) -> Iterator[str]:
    """Yield the room between least and greatest, one shape for each stretch without a gap."""
    for run in _unbroken(one, plane.sheet.parts):
        if any(sample.low != sample.high for sample in run):
            above = [(plane.x(s.middle), plane.y(s.high)) for s in run]
            below = [(plane.x(s.middle), plane.y(s.low)) for s in reversed(run)]
            points = _points(above + below)
            yield f'<polygon class="band" fill="{plane.sheet.colour("accent")}" points="{points}"/>'


def _series(one: Plotted, plane: Plane, colour: str) -> Iterator[str]:
    sheet = plane.sheet
    for run in _unbroken(one, sheet.parts):
        points = _points([(plane.x(s.middle), plane.y(s.value)) for s in run])
        if len(run) > 1:
            yield f'<polyline class="line" stroke="{colour}" points="{points}"/>'
        else:
            yield _circle(plane, run[0], 1.8, f'fill="{colour}"')
    for sample in one.past.samples:
        if sample.hand:
            yield _circle(
                plane, sample, 4.5, f'fill="{sheet.ground}" stroke="{colour}" stroke-width="1.8"'
            )
        elif not sample.sound:
            yield _circle(plane, sample, 1.8, f'fill="{sheet.colour("unknown")}"')


def _limits(across: Sequence[Across], plane: Plane, decimals: int) -> Iterator[str]:
    """Yield the lines with their words at the right; words that would touch give way."""
    taken: list[float] = []
    sheet = plane.sheet
    for one in across:
        inside = plane.scale.holds(one.value)
        if one.faint and not inside:
            continue
        y, colour = plane.y(one.value), sheet.colour(one.ink)
        if inside:
            kind = "clear" if one.faint else "limit"
            yield _line((sheet.left, y), (plane.rim, y), kind, stroke=colour)
        if one.faint and sheet.inside:
            continue
        while any(abs(y - other) < GAP for other in taken):
            y += 1 if inside or one.value < plane.scale.low else -1
        if one.faint and y != plane.y(one.value):
            continue
        taken.append(y)
        arrow = "" if inside else "↑ " if one.value > plane.scale.high else "↓ "
        words = f"{arrow}{number(one.value, decimals)} {one.word}"
        if sheet.inside:
            yield _text((sheet.left + 3, y - 4), words, fill=colour)
        else:
            yield _text((plane.rim + 8, y + 4), words, fill=colour)


def _marks(marks: Sequence[Mark], plane: Plane) -> Iterator[str]:
    """Yield what happened meanwhile: a line down from each number, those of one moment aside."""
    top, reach = plane.sheet.top, 2 * DISC + 1
    before = 0.0
    for count, mark in enumerate(marks, 1):
        x, colour = plane.x(mark.at), plane.sheet.colour(mark.ink)
        disc = max(x, before + reach)
        before = disc
        yield _line((x, top - 4), (x, plane.floor), "mark", stroke=colour)
        at = f'cx="{disc:.1f}" cy="{top - 8 - DISC}" r="{DISC}"'
        told = escape(f"{mark.word} {local(utc(mark.at), plane.zone)[:16]}")
        yield f'<circle {at} fill="{colour}"><title>{told}</title></circle>'
        number_at = (disc, top - 4 - DISC)
        yield _text(number_at, str(count), anchor="middle", fill=plane.sheet.ground)


def _stood(one: Plotted, plane: Plane) -> Iterator[str]:
    """Yield the stretches in which alerts stood, under the axis, the worst on top."""
    names = {rule.id: chosen(rule.name) for rule in one.rules}
    for run in sorted(one.past.marks.stood, key=lambda run: run.priority.rank):
        left = plane.x(moment(run.began))
        right = plane.x(plane.bounds[1] if run.ended is None else moment(run.ended))
        told = f"{priority_word(run.priority)} {names.get(run.rule, plain(run.rule))}"
        until = local(run.ended, plane.zone)[:16] if run.ended else ""
        words = escape(f"{told} {plain(run.alert)} {local(run.began, plane.zone)[:16]} – {until}")
        place = f'x="{left:.1f}" y="{plane.floor - STRIP / 2}" height="{STRIP}"'
        fill = plane.sheet.colour(INKS[run.priority])
        width = f'width="{max(right - left, 2):.1f}"'
        yield f'<rect {place} {width} rx="2" fill="{fill}"><title>{words}</title></rect>'


def _unbroken(one: Plotted, parts: int) -> Iterator[list[Sample]]:
    apart = join_ms(one.past.per, one.sensor.period_s)
    past = one.past
    believed = (sample for sample in past.samples if sample.sound)
    sound = list(thinned(believed, past.start, past.end - past.start, parts))
    run = sound[:1]
    for before, sample in pairwise(sound):
        if sample.at - before.until > apart:
            yield run
            run = []
        run.append(sample)
    if run:
        yield run


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _circle(plane: Plane, sample: Sample, radius: float, look: str) -> str:
    x, y = plane.x(sample.middle), plane.y(sample.value)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" {look}/>'


def _line(
    start: tuple[float, float], end: tuple[float, float], kind: str, *, stroke: str = ""
) -> str:
    look = f" stroke={quoteattr(stroke)}" if stroke else ""
    ends = f'x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
    return f'<line class="{kind}" {ends}{look}/>'


def _text(
    at: tuple[float, float], words: str, *, kind: str = "", anchor: str = "", fill: str = ""
) -> str:
    look = f" class={quoteattr(kind)}" if kind else ""
    look += f" text-anchor={quoteattr(anchor)}" if anchor else ""
    look += f" style={quoteattr(f'fill:{fill}')}" if fill else ""
    return f'<text x="{at[0]:.1f}" y="{at[1]:.1f}"{look}>{escape(words)}</text>'
