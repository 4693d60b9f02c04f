"""A plot in the terminal: what it is of, the chart, what it comes to, when alerts stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo

from console.clock import utc
from console.contract.mark_views import StoodView
from console.domain.ids import RuleId
from console.domain.samples import join_ms
from console.reporting.plotted import BY, Plotted
from console.widgets.chart import Across, Frame, Series, chart, scale_of
from console.widgets.chart.of_sensor import INKS, limits_of, runs_of
from console.widgets.ink import Ink, Line, clip
from console.wording import chosen, local, number, plain, priority_word
from console.wording.commands import say

SERIES: tuple[Ink, ...] = ("accent", "good", "medium", "unknown", "low", "high")
STOOD_SHOWN = 6
MARK = "━━"

Pair = tuple[int, int]


def drawn(
    plotted: Sequence[Plotted], bounds: Pair, room: Pair, *, zone: tzinfo | None = None
) -> list[Line]:
    """Return the plot in `room` (columns, lines of the chart) of [start, end) (ms), times in
    `zone` (the machine's own without one).

    It has limits and alerts only where it is of one sensor.
    """
    lines = [*_heads(plotted, bounds, zone), *_chart(plotted, bounds, room, zone), ()]
    lines += [_figures(one, ink) for one, ink in zip(plotted, SERIES, strict=False)]
    if len(plotted) == 1:
        lines += _stood(plotted[0], zone)
    return [clip(line, max(room[0], 1)) for line in lines]


def _heads(plotted: Sequence[Plotted], bounds: Pair, zone: tzinfo | None) -> Iterator[Line]:
    single = len(plotted) == 1
    for one, ink in zip(plotted, SERIES, strict=False):
        mark: Line = () if single else ((f"{MARK} ", ink),)
        yield (
            *mark,
            (f"{chosen(one.device)} {chosen(one.sensor.name)}", "strong"),
            (f"  {plain(one.sensor.id)}  {plain(one.sensor.unit)}", "muted"),
        )
    start, end = (local(utc(at), zone)[:16] for at in bounds)
    told = say("plot.stretch", start=start, end=end)
    if (per := plotted[0].past.per) is not None:
        told = f"{told}  {say(BY[per])}"
    yield ((told, "faint"),)


def _chart(plotted: Sequence[Plotted], bounds: Pair, room: Pair, zone: tzinfo | None) -> list[Line]:
    across: list[Across] = limits_of(plotted[0].rules) if len(plotted) == 1 else []
    series = [
        Series(
            samples=one.past.samples, join_ms=join_ms(one.past.per, one.sensor.period_s), ink=ink
        )
        for one, ink in zip(plotted, SERIES, strict=False)
    ]
    frame = Frame(
        start=bounds[0],
        end=bounds[1],
        width=room[0],
        height=room[1],
        decimals=max(one.sensor.decimals for one in plotted),
        zone=zone,
    )
    spans = [(sample.low, sample.high) for one in series for sample in one.samples]
    scale = scale_of(spans, across, rows=frame.height - 2, decimals=frame.decimals)
    runs = runs_of(plotted[0].past.marks) if len(plotted) == 1 else []
    return chart(series, across, frame, scale, runs)


def _figures(one: Plotted, ink: Ink) -> Line:
    sensor, samples = one.sensor, [sample for sample in one.past.samples if sample.sound]
    if not samples:
        return ((say("plot.none", id=plain(sensor.id)), "muted"),)
    told = say(
        "plot.figures",
        low=number(min(sample.low for sample in samples), sensor.decimals),
        mean=number(mean([sample.value for sample in samples]), sensor.decimals),
        high=number(max(sample.high for sample in samples), sensor.decimals),
        last=number(samples[-1].value, sensor.decimals),
        unit=plain(sensor.unit),
    )
    return ((f"{MARK} ", ink), (told.rstrip(), "text"))


def mean(values: Sequence[float]) -> float:
    """Return the mean of values, however large: none of their sums need be finite."""
    return sum(value / len(values) for value in values)


def _stood(one: Plotted, zone: tzinfo | None) -> Iterator[Line]:
    stood = one.past.marks.stood
    names = {rule.id: chosen(rule.name) for rule in one.rules}
    for run in stood[-STOOD_SHOWN:]:
        yield ((f"{MARK} ", INKS[run.priority]), (_run(run, names, zone), "text"))
    if len(stood) > STOOD_SHOWN:
        yield ((say("plot.more", count=len(stood) - STOOD_SHOWN), "muted"),)


def _run(run: StoodView, names: Mapping[RuleId, str], zone: tzinfo | None) -> str:
    told = {
        "priority": priority_word(run.priority),
        "rule": names.get(run.rule, plain(run.rule)),
        "start": local(run.began, zone)[5:16],
        "alert": plain(run.alert),
    }
    if run.ended is None:
        return say("plot.stands", **told)
    return say("plot.stood", **told, end=local(run.ended, zone)[5:16])
