"""A plot as an SVG drawing: own writer, no font of its own, every text escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

import msgspec

from console.clock import moment, utc
from console.commands.plot_drawn import BY
from console.commands.plot_points import Plotted
from console.domain.samples import Sample, join_ms, thinned
from console.widgets.chart import Across, Scale, scale_of, time_label, time_ticks
from console.widgets.chart.of_sensor import INKS, limits_of
from console.widgets.chart.times import time_step
from console.widgets.ink import Ink
from console.wording import chosen, local, number, plain, priority_word
from console.wording.commands import say

WIDTH, HEIGHT = 1000, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 130, 64, 52
ROWS = 14  # as many as in a terminal: the scale has so many round figures
TICKS = 9
STRIP = 6  # how thick the stretches are in which alerts stood
PARTS = 300  # so many values side by side can be told apart
GAP = 14  # between two words at the right
COLOURS: dict[Ink, str] = {
    "accent": "#1f6f9f",
    "good": "#2e7d4f",
    "low": "#5b6b7f",
    "medium": "#a86a00",
    "high": "#b3261e",
    "unknown": "#7b4ea3",
    "faint": "#8a929c",
}
SERIES: tuple[Ink, ...] = ("accent", "good", "medium", "unknown", "low", "high")
STYLE = (
    "text{font:13px system-ui,'Noto Sans','Noto Sans CJK SC',sans-serif;fill:#3d4650}"
    ".title{font-size:17px;font-weight:600;fill:#1b2127}"
    ".grid{stroke:#dfe3e8}.axis{stroke:#8a929c}.line{fill:none;stroke-width:1.8;"
    "stroke-linejoin:round;stroke-linecap:round}.limit{stroke-width:1.2;stroke-dasharray:6 4}"
    ".clear{stroke-width:1;stroke-dasharray:2 4}.band{opacity:.18}"
)


class Plane(msgspec.Struct, frozen=True):
    """Where moments and values lie on the drawing."""

    bounds: tuple[int, int]
    scale: Scale

    def x(self, at: int) -> float:
        """Return how far to the right a moment lies."""
        start, end = self.bounds
        at = max(start, min(end, at))
        return LEFT + (at - start) / (end - start) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        """Return how far down a value lies."""
        return TOP + self.scale.share(value) * (HEIGHT - TOP - BOTTOM)


def svg_of(plotted: Sequence[Plotted], bounds: tuple[int, int]) -> str:
    """Return the drawing; limits and alerts only where it is of one sensor."""
    single = plotted[0] if len(plotted) == 1 else None
    across = limits_of(single.rules) if single is not None else []
    decimals = max(one.sensor.decimals for one in plotted)
    spans = [(s.low, s.high) for one in plotted for s in one.past.samples]
    plane = Plane(bounds, scale_of(spans, across, rows=ROWS, decimals=decimals))
    parts = [*_frame(plotted, plane, decimals)]
    if single is not None:
        parts += [*_band(single, plane), *_limits(across, plane, decimals)]
    for one, ink in reversed(list(zip(plotted, SERIES, strict=False))):
        parts += _series(one, plane, COLOURS[ink])
    if single is not None:
        parts += _stood(single, plane)
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    back = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    return "\n".join((head, f"<style>{STYLE}</style>", back, *parts, "</svg>", ""))


def _frame(plotted: Sequence[Plotted], plane: Plane, decimals: int) -> Iterator[str]:
    """Yield title, grid, figures and times."""
    first = plotted[0]
    names = [f"{chosen(one.device)} {chosen(one.sensor.name)}" for one in plotted]
    yield f"<title>{escape(', '.join(names))}</title>"
    x = 16.0
    for name, ink in zip(names, SERIES, strict=False):
        shown = COLOURS[ink] if len(names) > 1 else ""
        yield _text((x, 26), name, kind="title", fill=shown)
        x += 11.0 * sum(2 if ord(char) > 0x2E7F else 1 for char in name) + 16
    start, end = (local(utc(at))[:16] for at in plane.bounds)
    told = [plain(first.sensor.unit), say("plot.stretch", start=start, end=end)]
    if first.past.per is not None:
        told.append(say(BY[first.past.per]))
    yield _text((16, 47), "   ".join(filter(None, told)))
    for tick in plane.scale.ticks:
        y = plane.y(tick)
        yield _line((LEFT, y), (WIDTH - RIGHT, y), "grid")
        yield _text((LEFT - 8, y + 4), number(tick, decimals), anchor="end")
    bottom = HEIGHT - BOTTOM
    yield _line((LEFT, bottom), (WIDTH - RIGHT, bottom), "axis")
    step = time_step(*plane.bounds, TICKS)
    for at in time_ticks(*plane.bounds, TICKS, None):
        x = plane.x(at)
        yield _line((x, bottom), (x, bottom + 5), "axis")
        yield _text((x, bottom + 24), time_label(at, step, None), anchor="middle")


def _band(one: Plotted, plane: Plane) -> Iterator[str]:
    """Yield the room between least and greatest, one shape for each stretch without a gap."""
    for run in _unbroken(one):
        if any(sample.low != sample.high for sample in run):
            above = [(plane.x(s.middle), plane.y(s.high)) for s in run]
            below = [(plane.x(s.middle), plane.y(s.low)) for s in reversed(run)]
            points = _points(above + below)
            yield f'<polygon class="band" fill="{COLOURS["accent"]}" points="{points}"/>'


def _series(one: Plotted, plane: Plane, colour: str) -> Iterator[str]:
    for run in _unbroken(one):
        points = _points([(plane.x(s.middle), plane.y(s.value)) for s in run])
        if len(run) > 1:
            yield f'<polyline class="line" stroke="{colour}" points="{points}"/>'
        else:
            yield _circle(plane, run[0], 1.8, f'fill="{colour}"')
    for sample in one.past.samples:
        if sample.hand:
            yield _circle(plane, sample, 4.5, f'fill="#fff" stroke="{colour}" stroke-width="1.8"')
        elif not sample.sound:
            yield _circle(plane, sample, 1.8, f'fill="{COLOURS["unknown"]}"')


def _limits(across: Sequence[Across], plane: Plane, decimals: int) -> Iterator[str]:
    """Yield the lines with their words at the right; words that would touch give way."""
    taken: list[float] = []
    for one in across:
        inside = plane.scale.holds(one.value)
        if one.faint and not inside:
            continue
        y, colour = plane.y(one.value), COLOURS.get(one.ink, COLOURS["faint"])
        if inside:
            kind = "clear" if one.faint else "limit"
            yield _line((LEFT, y), (WIDTH - RIGHT, y), kind, stroke=colour)
        while any(abs(y - other) < GAP for other in taken):
            y += 1 if inside or one.value < plane.scale.low else -1
        if one.faint and y != plane.y(one.value):
            continue
        taken.append(y)
        arrow = "" if inside else "↑ " if one.value > plane.scale.high else "↓ "
        words = f"{arrow}{number(one.value, decimals)} {one.word}"
        yield _text((WIDTH - RIGHT + 8, y + 4), words, fill=colour)


def _stood(one: Plotted, plane: Plane) -> Iterator[str]:
    """Yield the stretches in which alerts stood, under the axis, the worst on top."""
    names = {rule.id: chosen(rule.name) for rule in one.rules}
    for run in sorted(one.past.marks.stood, key=lambda run: run.priority.rank):
        left = plane.x(moment(run.began))
        right = plane.x(plane.bounds[1] if run.ended is None else moment(run.ended))
        told = f"{priority_word(run.priority)} {names.get(run.rule, plain(run.rule))}"
        until = local(run.ended)[:16] if run.ended else ""
        words = escape(f"{told} {plain(run.alert)} {local(run.began)[:16]} – {until}")
        place = f'x="{left:.1f}" y="{HEIGHT - BOTTOM - STRIP / 2}" height="{STRIP}"'
        fill = COLOURS[INKS[run.priority]]
        width = f'width="{max(right - left, 2):.1f}"'
        yield f'<rect {place} {width} rx="2" fill="{fill}"><title>{words}</title></rect>'


def _unbroken(one: Plotted) -> Iterator[list[Sample]]:
    apart = join_ms(one.past.per, one.sensor.period_s)
    past = one.past
    believed = (sample for sample in past.samples if sample.sound)
    sound = list(thinned(believed, past.start, past.end - past.start, PARTS))
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
