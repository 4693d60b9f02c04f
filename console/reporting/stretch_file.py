"""What a report of a day or a shift is made of, as asked of the hub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from console.clock import moment
from console.contract.case_report import CaseReport
from console.contract.case_views import CaseView
from console.contract.hub import Hub
from console.contract.load_views import LoadReportView, Raised, RaisedView
from console.contract.shift_views import HandoverLine, HandoverView
from console.contract.views import Page, Snapshot
from console.domain.ids import SensorId, TargetId
from console.domain.load_report import LoadReport
from console.domain.sites import Site
from console.domain.values import Priority
from console.errors import NotFound, Refused
from console.past_cases import ask_case_report
from console.reporting.plotted import Plotted, ask_plotted, ask_sensor
from console.reporting.stretches import Bounds

WORST_MOST = 5
HANDOVERS_MOST = 200
NEXT = timedelta(days=1)  # what falls due in it is told of

Tell = Callable[[float], None]


class Worst(msgspec.Struct, frozen=True, kw_only=True):
    """A sensor that raised alerts `count` times, `priority` at the worst, with what it measured."""

    plotted: Plotted
    count: int
    priority: Priority


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Something of an open case that is to be done by `at`: a `remedy`, or else a step."""

    case: CaseView
    at: datetime
    remedy: int | None = None
    term: str | None = None


class StretchFile(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of time as known at data time `now`; `snapshot` is of now, too.

    `over` tells that it lies in the past, so that what is so now says nothing of its end.
    """

    snapshot: Snapshot
    start: datetime
    end: datetime
    over: bool
    cases: CaseReport
    load: LoadReport
    raised: tuple[Raised, ...]
    worst: tuple[Worst, ...]
    handovers: tuple[HandoverLine, ...]
    due: tuple[Due, ...]
    handover: HandoverView | None = None

    @property
    def site(self) -> Site:
        """Return the site it is about."""
        return self.snapshot.site


def ask_stretch(
    hub: Hub, bounds: Bounds, tell: Tell, *, snapshot: Snapshot, worst: int = WORST_MOST
) -> StretchFile:
    """Return all that a report of [start, end) needs, up to now; raise what the hub raises."""
    start, until = bounds
    end = min(until, snapshot.now)
    if end <= start:
        raise Refused("empty_stretch")
    query: dict[str, Any] = {"from": start, "to": end}
    load = hub.ask("reports/load", LoadReportView, **query).report
    tell(0.2)
    raised = hub.ask("reports/raised", RaisedView, **query).raised
    tell(0.3)
    cases = ask_case_report(hub, start, end)
    tell(0.5)
    handovers = hub.ask("handovers", Page[HandoverLine], limit=HANDOVERS_MOST).items
    return StretchFile(
        snapshot=snapshot,
        start=start,
        end=end,
        over=until < snapshot.now,
        cases=cases,
        load=load,
        raised=raised,
        worst=tuple(_worst(hub, (start, end), raised, worst, tell)),
        handovers=tuple(sorted(_of(handovers, start, end), key=lambda one: one.at)),
        due=tuple(sorted(_due(snapshot.cases, end + NEXT), key=lambda one: one.at)),
    )


def stretch_data(kind: str, file: StretchFile) -> dict[str, Any]:
    """Return the same for programs; what is of now and not of the stretch stands under `now`."""
    now = file.snapshot
    return {
        "report": kind,
        "as_of": now.as_of,
        "at": now.now,
        "drill": now.drill is not None,
        "site": now.site.id,
        "start": file.start,
        "end": file.end,
        "raised": file.raised,
        "load": file.load,
        "cases": file.cases,
        "worst": [
            {"sensor": one.plotted.sensor.id, "count": one.count, "priority": one.priority}
            for one in file.worst
        ],
        "handovers": file.handovers,
        "handover": file.handover,
        "due": [
            {"case": one.case.id, "at": one.at, "remedy": one.remedy, "term": one.term}
            for one in file.due
        ],
        "now": {
            "alerts": now.alerts,
            "cases": now.cases,
            "out_of_service": now.out_of_service,
            "duties": now.duties,
        },
    }


def _of(handovers: Sequence[HandoverLine], start: datetime, end: datetime) -> list[HandoverLine]:
    return [line for line in handovers if start <= line.at < end]


def _worst(
    hub: Hub, bounds: Bounds, raised: Sequence[Raised], most: int, tell: Tell
) -> Iterator[Worst]:
    """Yield the sensors with the gravest alerts, the most often raised first among equals."""
    counts: Counter[TargetId] = Counter()
    gravest: dict[TargetId, Priority] = {}
    for one in raised:
        if "/" in one.target:
            counts[one.target] += one.count
            before = gravest.get(one.target, one.priority)
            gravest[one.target] = max(before, one.priority, key=lambda p: p.rank)
    order = sorted(counts, key=lambda target: (-gravest[target].rank, -counts[target], target))
    for place, target in enumerate(order[:most]):
        tell(0.6 + 0.4 * place / most)
        try:
            view = ask_sensor(hub, SensorId(target))
        except NotFound:  # the site no longer has it
            continue
        plotted = ask_plotted(hub, view, (moment(bounds[0]), moment(bounds[1])))
        yield Worst(plotted=plotted, count=counts[target], priority=gravest[target])


def _due(cases: Sequence[CaseView], before: datetime) -> Iterator[Due]:
    for case in cases:
        for remedy in case.remedies:
            if remedy.done_at is None and remedy.due is not None and remedy.due < before:
                yield Due(case=case, at=remedy.due, remedy=remedy.number)
        for clock in (case.clock, case.whole):
            if clock is not None and clock.due is not None and clock.due < before:
                yield Due(case=case, at=clock.due, term=clock.term)
