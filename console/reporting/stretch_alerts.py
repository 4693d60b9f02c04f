"""What was raised in a stretch of time: by scene and priority, how soon answered, where worst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from console.contract.case_report import Lasted, Passage
from console.domain.ids import DeviceId, SceneId, TargetId
from console.domain.sites import Site
from console.domain.values import Priority
from console.reporting.document import (
    Block,
    Cell,
    Column,
    Figure,
    Figures,
    Heading,
    spark_of,
    table,
)
from console.reporting.framing import span
from console.reporting.stretch_file import StretchFile, Worst
from console.widgets.chart.of_sensor import judging_values
from console.wording import chosen, number, plain, priority_word, target_name
from console.wording.documents import Doc, tell

GRAVEST_FIRST = tuple(reversed(Priority))
TOOK = {
    Passage.SENT: Doc.TOOK_SENT,
    Passage.FOUND: Doc.TOOK_FOUND,
    Passage.REMEDIED: Doc.TOOK_REMEDIED,
    Passage.VERIFIED: Doc.TOOK_VERIFIED,
    Passage.CLOSED: Doc.TOOK_CLOSED,
}


def alerts(file: StretchFile) -> Iterator[Block]:
    """Yield how many were raised where, and the sensors that had the gravest."""
    titles = [Column(tell(Doc.SCENE))]
    titles += [Column(priority_word(one), right=True) for one in GRAVEST_FIRST]
    rows = list(_scenes(file))
    if rows:
        yield table(tell(Doc.BY_SCENE), [*titles, Column(tell(Doc.ALL), right=True)], rows)
    if file.worst:
        heads = [
            Column(tell(Doc.SENSOR)),
            Column(tell(Doc.PRIORITY)),
            Column(tell(Doc.RAISED_TIMES), right=True),
            Column(tell(Doc.LEAST_MOST), right=True),
            Column(tell(Doc.TREND)),
        ]
        yield table(tell(Doc.WORST), heads, [_worst(file.site, one) for one in file.worst])


def response(file: StretchFile) -> Iterator[Block]:
    """Yield how soon alerts were answered, and how long each step of cases took."""
    figures = [
        Figure(
            tell(Doc.ACKNOWLEDGED, priority=priority_word(one.priority)),
            span(one.median_s),
            tell(Doc.MEDIAN_OF, count=one.acknowledged, pending=one.pending),
        )
        for one in file.load.acknowledging.responses
        if one.median_s is not None
    ]
    figures += [_lasted(one) for one in file.cases.lasted]
    if figures:
        yield Heading(tell(Doc.RESPONSE))
        yield Figures(tuple(figures))


def _scenes(file: StretchFile) -> Iterator[tuple[Cell, ...]]:
    counts: Counter[tuple[SceneId | None, Priority]] = Counter()
    for one in file.raised:
        counts[_scene(file.site, one.target), one.priority] += one.count
    for scene in (*file.site.scenes, None):
        numbers = [counts[scene, priority] for priority in GRAVEST_FIRST]
        if any(numbers):
            name = chosen(file.site.scenes[scene].name) if scene else tell(Doc.ELSEWHERE)
            yield (name, *(str(count or "") for count in numbers), str(sum(numbers)))


def _scene(site: Site, target: TargetId) -> SceneId | None:
    device = site.devices.get(DeviceId(target.partition("/")[0]))
    return device.scene if device is not None else None


def _worst(site: Site, one: Worst) -> tuple[Cell, ...]:
    plotted = one.plotted
    sensor, samples = plotted.sensor, [s for s in plotted.past.samples if s.sound]
    reached = ""
    if samples:
        low, high = min(s.low for s in samples), max(s.high for s in samples)
        told = f"{number(low, sensor.decimals)} – {number(high, sensor.decimals)}"
        reached = f"{told} {plain(sensor.unit)}".rstrip()
    limits = [level.limit for rule in judging_values(plotted.rules) for level in rule.levels[:1]]
    trend = spark_of([sample.value for sample in samples], limits[0] if limits else None)
    name, priority = target_name(site, sensor.id), priority_word(one.priority)
    return name, priority, str(one.count), reached, trend


def _lasted(one: Lasted) -> Figure:
    beside = tell(Doc.AVERAGE_OF, count=one.of)
    return Figure(tell(TOOK[one.passage]), span(one.mean_s), beside)
