"""What a report of a case is made of, as asked of the hub: the case, its facts, its sensors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from console.clock import moment, utc
from console.contract.case_views import CaseDetail, CaseView
from console.contract.hub import Hub
from console.contract.mark_views import MarksView, StoodView
from console.contract.views import SensorView, Snapshot
from console.domain.ids import CaseId, SensorId
from console.domain.sites import Site
from console.errors import NotFound
from console.reporting.plotted import Plotted, ask_plotted, ask_sensor, document

CURVES_MOST = 4
STRETCH_MOST = timedelta(days=366)
BACK = timedelta(days=31)  # the alert of a case began no longer before it, or is not looked for
LEAD = (timedelta(hours=1), timedelta(days=1))  # shown before the alert, a half of what it took
TAIL = (timedelta(minutes=15), timedelta(hours=12))  # and after the end, a quarter of it

Tell = Callable[[float], None]


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """What a sensor of a case measured in [start, end); its alert was raised at `raised`."""

    plotted: Plotted
    start: datetime
    end: datetime
    raised: datetime


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """A case at data time `now`, with what its sensors measured before and after."""

    as_of: int
    now: datetime
    drill: bool
    site: Site
    detail: CaseDetail
    curves: tuple[Curve, ...] = ()
    curves_left_out: int = 0


def ask_case_file(hub: Hub, id: CaseId, tell: Tell) -> CaseFile:
    """Return all that a report of a case needs; raise NotFound."""
    detail = hub.ask(f"cases/{id}", CaseDetail)
    snapshot = hub.ask("snapshot", Snapshot)
    wanted = sensors_of(detail.case)
    curves: list[Curve] = []
    for count, sensor in enumerate(wanted[:CURVES_MOST]):
        tell(count / len(wanted[:CURVES_MOST]))
        try:
            curves.append(_curve(hub, ask_sensor(hub, sensor), detail.case, snapshot.now))
        except NotFound:  # the site no longer has it; the case tells of it by name
            continue
    return CaseFile(
        as_of=snapshot.as_of,
        now=snapshot.now,
        drill=snapshot.drill is not None,
        site=snapshot.site,
        detail=detail,
        curves=tuple(curves),
        curves_left_out=max(len(wanted) - CURVES_MOST, 0),
    )


def case_data(file: CaseFile) -> dict[str, Any]:
    """Return the same for programs: keys that stay, moments in RFC 3339, values in their unit."""
    return {
        "report": "case",
        "as_of": file.as_of,
        "at": file.now,
        "drill": file.drill,
        "site": file.site.id,
        "case": file.detail.case,
        "progress": file.detail.progress,
        "history": file.detail.history,
        "charts": [_chart_data(curve) for curve in file.curves],
        "charts_left_out": file.curves_left_out,
    }


def sensors_of(case: CaseView) -> list[SensorId]:
    """Return the sensors a case is about, each once; devices measure nothing themselves."""
    targets = dict.fromkeys(point.target for point in case.points)
    return [SensorId(target) for target in targets if "/" in target]


def stretch_of(case: CaseView, raised: datetime, now: datetime) -> tuple[datetime, datetime]:
    """Return what to show of a sensor: from well before its alert until after the case's end, the
    newest part of a stretch too long."""
    over = case.closed_at or case.verified_at or now
    took = max(over - raised, timedelta())
    end = min(over + _within(took / 4, TAIL), max(now, over))
    start = raised - _within(took / 2, LEAD)
    return max(start, end - STRETCH_MOST), end


def _curve(hub: Hub, view: SensorView, case: CaseView, now: datetime) -> Curve:
    bounds: dict[str, Any] = {"start": case.opened_at - BACK, "end": now}
    marks = hub.ask(f"sensors/{view.sensor.id}/marks", MarksView, **bounds)
    raised = _raised(case, marks.stood)
    start, end = stretch_of(case, raised, now)
    plotted = ask_plotted(hub, view, (moment(start), moment(end)))
    return Curve(plotted=plotted, start=start, end=end, raised=raised)


def _raised(case: CaseView, stood: Sequence[StoodView]) -> datetime:
    """Return when what the case is about began; where it is not known, when it was opened."""
    return next(_beginnings(case, stood), case.opened_at)


def _beginnings(case: CaseView, stood: Sequence[StoodView]) -> Iterator[datetime]:
    ours = {alert.partition("@")[0] for alert in case.alerts}
    for run in reversed(stood):
        if run.alert in ours and run.began <= case.opened_at:
            yield run.began


def _chart_data(curve: Curve) -> dict[str, Any]:
    bounds = moment(curve.start), moment(curve.end)
    [sensor] = document([curve.plotted], bounds)["sensors"]
    return {**sensor, "start": utc(bounds[0]), "end": utc(bounds[1]), "raised": curve.raised}


def _within(length: timedelta, span: tuple[timedelta, timedelta]) -> timedelta:
    return max(span[0], min(span[1], length))
