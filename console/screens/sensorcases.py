"""The cases about one sensor and its device: those open, and how the ones before ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from console.contract.case_views import CaseView
from console.domain.ids import AlertId
from console.domain.sites import Sensor
from console.live import Live
from console.screens.caselist import device_of
from console.widgets import Column, Entry, Fitted, Ink, Line, fit_columns, row
from console.wording import cause_word, local, outcome_word, plain, step_word
from console.wording.closeup import Close
from console.wording.screens import say

COLUMNS = (
    Column(key="id", width=6, most=8),
    Column(key="step", width=14, most=20, grow=1),
    Column(key="cause", width=14, grow=3),
    Column(key="at", width=11, rank=1),
)


def about(live: Live, sensor: Sensor, told: Iterable[CaseView]) -> list[CaseView]:
    """Return the cases about a sensor or its device, open ones first, then the newest.

    `told` are those that the hub told of; open ones are as they are now.
    """
    found = {case.id: case for case in told if case.outcome is not None}
    found |= {case.id: case for case in live.mirror.cases.values() if _concerns(live, sensor, case)}
    return sorted(
        found.values(), key=lambda c: (c.outcome is not None, -int(c.id.partition("-")[2]))
    )


def alerts_around(live: Live, sensor: Sensor) -> set[AlertId]:
    """Return the alerts on a sensor or its device that are not normal."""
    known = live.mirror.alerts.values()
    return {alert.id for alert in known if alert.target in (sensor.id, sensor.device)}


def case_rows(live: Live, cases: Sequence[CaseView], width: int) -> list[Entry]:
    """Return a line for each case."""
    fitted = fit_columns(COLUMNS, width - 1)
    return [Entry(case.id, partial(_row, live, fitted, case)) for case in cases]


def _concerns(live: Live, sensor: Sensor, case: CaseView) -> bool:
    if any(point.target in (sensor.id, sensor.device) for point in case.points):
        return True
    alerts = (live.mirror.alerts.get(alert) for alert in case.alerts)
    return any(a is not None and device_of(a.target) == sensor.device for a in alerts)


def _row(live: Live, fitted: Fitted, case: CaseView) -> Line:
    zone = live.mirror.site.time_zone
    causes = ", ".join(dict.fromkeys(cause_word(f.seen.cause) for f in case.findings))
    closed = case.outcome is not None
    at = case.closed_at or case.opened_at
    step: tuple[str, Ink] = (step_word(case.step), "accent")
    if case.outcome is not None:
        step = (outcome_word(case.outcome), "muted")
    return row(
        fitted,
        {
            "id": (plain(case.id), "strong" if not closed else "muted"),
            "step": step,
            "cause": (causes or say(Close.NO_CAUSE), "text" if causes else "faint"),
            "at": (local(at, zone)[5:16], "faint"),
        },
    )
