"""What a case's sensors measured before and after: drawn, with what was done, and in figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from console.clock import moment
from console.contract.case_views import CaseView
from console.contract.facts import Fact
from console.domain.case_facts import CaseClosed, CaseVerified, RemedyDone
from console.domain.patrol_facts import PatrolOnSite, UnitDispatched
from console.domain.rollups import Per
from console.domain.rules import Side
from console.domain.samples import Sample
from console.domain.sites import Site
from console.reporting.case_file import CaseFile, Curve
from console.reporting.document import Block, Chart, Figure, Figures, Paragraph
from console.reporting.framing import at, zone_of
from console.reporting.plotted import Mark
from console.widgets.chart.of_sensor import judging_values
from console.wording import action_word, chosen, number, plain, unit_name
from console.wording.documents import Doc, tell

MARKS_MOST = 9  # on one drawing; the newest of those between the first and the last
ROLLED = {Per.MINUTE: Doc.CHART_BY_MINUTE, Per.HOUR: Doc.CHART_BY_HOUR}


def measured(file: CaseFile) -> Iterator[Block]:
    """Yield a chart and its figures for each sensor of the case."""
    if not file.curves:
        yield Paragraph(tell(Doc.NOT_MEASURED))
    for curve in file.curves:
        start, end = moment(curve.start), moment(curve.end)
        marks = marks_of(file, curve)
        yield Chart(
            caption=_caption(file.site, curve),
            plotted=curve.plotted,
            start=start,
            end=end,
            zone=zone_of(file.site),
            marks=tuple(mark for mark in marks if start <= mark.at <= end),
        )
        if figures := tuple(_figures(file.detail.case, curve)):
            yield Figures(figures)
    if file.curves_left_out:
        yield Paragraph(tell(Doc.CURVES_MORE, count=file.curves_left_out))


def marks_of(file: CaseFile, curve: Curve) -> list[Mark]:
    """Return what happened to the case, in order of time."""
    raised = Mark(at=moment(curve.raised), word=tell(Doc.MARK_RAISED), ink="high")
    marks = [raised, *(m for fact in file.detail.history for m in _mark(file, fact))]
    if len(marks) > MARKS_MOST:
        marks = [marks[0], *marks[1 - MARKS_MOST :]]
    return sorted(marks, key=lambda mark: mark.at)


def _mark(file: CaseFile, fact: Fact) -> Iterator[Mark]:
    when, what, site = moment(fact.at), fact.what, file.site
    match what:
        case UnitDispatched():
            unit = unit_name(site, what.unit)
            yield Mark(at=when, word=tell(Doc.MARK_SENT, unit=unit), ink="faint")
        case PatrolOnSite():
            unit = unit_name(site, what.unit)
            yield Mark(at=when, word=tell(Doc.MARK_SITE, unit=unit), ink="accent")
        case RemedyDone():
            yield Mark(at=when, word=_done(file.detail.case, what), ink="medium")
        case CaseVerified():
            yield Mark(at=when, word=tell(Doc.MARK_VERIFIED), ink="good")
        case CaseClosed():
            yield Mark(at=when, word=tell(Doc.MARK_CLOSED), ink="faint")


def _done(case: CaseView, what: RemedyDone) -> str:
    ordered = next((r for r in case.remedies if r.number == what.remedy), None)
    action = action_word(ordered.action) if ordered else plain(str(what.remedy))
    return tell(Doc.MARK_DONE, action=action)


def _caption(site: Site, curve: Curve) -> str:
    plotted = curve.plotted
    name = f"{chosen(plotted.device)} {chosen(plotted.sensor.name)}"
    start, end = at(site, curve.start), at(site, curve.end)
    unit = plotted.sensor.unit or "–"
    told = tell(Doc.CHART, sensor=name, unit=unit, start=start, end=end)
    per = plotted.past.per
    return told if per is None else tell(ROLLED[per], chart=told)


def _figures(case: CaseView, curve: Curve) -> Iterator[Figure]:
    """Yield mean and worst before, while it stood, and after: of values that are believed."""
    since = _remedied(case)
    stretches: list[tuple[Doc, datetime, datetime | None]] = [
        (Doc.BEFORE, curve.start, curve.raised),
        (Doc.STOOD, curve.raised, since),
    ]
    if since is not None:
        stretches.append((Doc.AFTER, since, curve.end))
    for name, start, end in stretches:
        bounds = moment(start), moment(end or curve.end)
        samples = [
            one
            for one in curve.plotted.past.samples
            if one.sound and bounds[0] <= one.middle < bounds[1]
        ]
        if samples:
            yield _figure(tell(name), samples, curve)


def _figure(label: str, samples: list[Sample], curve: Curve) -> Figure:
    sensor = curve.plotted.sensor
    low = any(rule.side is Side.LOW for rule in judging_values(curve.plotted.rules))
    mean = number(sum(one.value / len(samples) for one in samples), sensor.decimals)
    value = f"{mean} {plain(sensor.unit)}".rstrip()
    if low:
        least = number(min(one.low for one in samples), sensor.decimals)
        return Figure(label, value, tell(Doc.MEAN_LEAST, least=least))
    most = number(max(one.high for one in samples), sensor.decimals)
    return Figure(label, value, tell(Doc.MEAN_MOST, most=most))


def _remedied(case: CaseView) -> datetime | None:
    """Return when the last remedy was done, once all are."""
    done = [remedy.done_at for remedy in case.remedies]
    known = [when for when in done if when is not None]
    return max(known) if known and len(known) == len(done) else None
