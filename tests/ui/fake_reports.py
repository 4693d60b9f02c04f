"""What a hub in memory answers to reports: counted by the product's own rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from console.clock import moment
from console.contract.load_views import LoadReportView
from console.contract.projection import case_view
from console.contract.shift_views import HandoverLine
from console.contract.views import Page
from console.domain.facts import of_alert
from console.domain.load import annunciates
from console.domain.load_count import Before, LoadCount, Named, Told

if TYPE_CHECKING:
    from tests.ui.fakes import FakeHub


def reported(view: str, query: Mapping[str, Any], hub: FakeHub) -> Any:
    """Answer a view of cases, handovers or load."""
    as_of = len(hub.facts)
    match view:
        case "cases":
            cases = list(hub.casework.cases.values())
            if "alert" in query:
                wanted = set(query["alert"])
                cases = [c for c in cases if c.outcome is not None and wanted & set(c.alerts)]
            return Page(items=tuple(map(case_view, cases)), as_of=as_of)
        case "handovers":
            lines: tuple[HandoverLine, ...] = ()
            return Page(items=lines, as_of=as_of)
        case _:
            return _load(query, hub)


def _load(query: Mapping[str, Any], hub: FakeHub) -> LoadReportView:
    start, end = query["from"], query["to"]
    span = moment(start), moment(end)
    views = hub.snapshot().alerts
    known = {view.id: Named(view.rule, view.target, view.priority) for view in views}
    count = LoadCount(span, hub.site.policy, known=known, before=Before({}, False))
    for fact in hub.facts:
        at, what = moment(fact.at), fact.what
        if of_alert(what) and span[0] <= at < span[1]:
            by = fact.who.person if fact.who is not None else None
            count.take(Told(at, what, by, annunciates(what)))
    return LoadReportView(as_of=len(hub.facts), start=start, end=end, report=count.report())
