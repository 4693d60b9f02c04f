"""Cases as lines: what each is about, how bad it is, and how long its step has taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import partial

from console.clock import moment
from console.contract.case_views import AssignmentView, CaseView
from console.contract.views import AlertView
from console.domain.cases import OVER, Leg, Step
from console.domain.ids import AlertId, DeviceId, SensorId, TargetId, ZoneId
from console.domain.sites import Site
from console.lineup import worst_first
from console.live import Live
from console.screens.asked import marked
from console.screens.glance import of_alert
from console.widgets import Cells, Column, Entry, Fitted, Ink, Line, fit_columns, row, titled
from console.wording import age, case_name, plain, step_word, unit_name
from console.wording.dispatch import Work
from console.wording.screens import Say, say

STEPS: dict[Step, Work] = {
    Step.COLLECTED: Work.STEP_COLLECTED,
    Step.FILED: Work.STEP_FILED,
    Step.DISPATCHED: Work.STEP_DISPATCHED,
    Step.HANDLING: Work.STEP_HANDLING,
    Step.FED_BACK: Work.STEP_FED_BACK,
    Step.VERIFIED: Work.STEP_VERIFIED,
}
_STEP = Column(key="step", width=14, least=8)
CASE = (
    Column(key="glyph", width=2),
    Column(key="id", width=6, grow=1, most=8, least=5),
    Column(key="what", width=14, grow=6, most=60, least=12),
    Column(key="unit", width=14, grow=1, most=26, rank=1, least=8),
    Column(key="since", width=5, right=True),
)
_TITLES: dict[str, StrEnum] = {
    "id": Say.COL_CASE,
    "step": Say.COL_STATE,
    "what": Say.COL_WHERE,
    "unit": Work.COL_UNIT,
    "since": Say.COL_AGE,
}
STEP_CASE = (*CASE[:2], _STEP, *CASE[2:])


def case_columns(width: int, *, by_step: bool) -> Fitted:
    """Return the columns of cases that fit; without the step where cases stand under it."""
    titles = {key: say(word) for key, word in _TITLES.items()}
    return fit_columns(titled(CASE if by_step else STEP_CASE, titles), width - 1)


def case_entries(
    live: Live, cases: Sequence[CaseView], width: int, *, by_step: bool
) -> list[Entry]:
    """Return cases in their order: under the names of their steps (`by_step`), or with the step
    in each line."""
    fitted = case_columns(width, by_step=by_step)

    def lines(here: Iterable[CaseView]) -> list[Entry]:
        return [Entry(case.id, partial(_case_row, live, fitted, case)) for case in here]

    if not by_step:
        return lines(cases)
    entries: list[Entry] = []
    for step, word in STEPS.items():
        here = [case for case in cases if case.step == step]
        if entries:
            entries.append(Entry(None, ()))
        count: Line = ((f" {len(here)}", "muted"),) if here else ()
        ink: Ink = "title" if here else "faint"
        entries.append(Entry(None, ((say(word), ink), *count)))
        entries += lines(here)
    return entries


def place_of(site: Site, case: CaseView) -> ZoneId | None:
    """Return the zone of a case: its own, or that of what it watches."""
    if case.zone is not None or not case.points:
        return case.zone
    device = site.devices.get(device_of(case.points[0].target))
    return device.zone if device else None


def device_of(target: TargetId) -> DeviceId:
    """Return the device of a sensor, or the device itself."""
    return DeviceId(target.partition("/")[0])


def target_of(live: Live, case: CaseView) -> TargetId | None:
    """Return what to look at close up for a case."""
    if case.points:
        return case.points[0].target
    alerts = alerts_of(live, case)
    return alerts[0].target if alerts else None


def alerts_of(live: Live, case: CaseView) -> list[AlertView]:
    """Return the alerts of a case that are still in the queue, worst first."""
    known = live.mirror.alerts
    return worst_first(known[alert] for alert in case.alerts if alert in known)


def case_with(live: Live, alert: AlertId) -> CaseView | None:
    """Return the case that an alert is being worked on in."""
    return next((case for case in live.mirror.cases.values() if alert in case.alerts), None)


def out(case: CaseView) -> tuple[AssignmentView, ...]:
    """Return the assignments of units that are out for a case."""
    return tuple(task for task in case.assignments if task.leg not in OVER)


def since(case: CaseView) -> int:
    """Return since when a case has been in its step (ms): with remedies, since the oldest thing
    that waits."""
    tasks = out(case)
    done = {remedy.finding for remedy in case.remedies if remedy.done_at is not None}
    match case.step:
        case Step.DISPATCHED:
            at = [task.sent_at for task in tasks]
        case Step.HANDLING if not case.findings:
            at = [task.changed_at for task in tasks if task.leg is Leg.ON_SITE]
        case Step.HANDLING:
            at = [finding.at for finding in case.findings if finding.number not in done]
            at += [remedy.ordered_at for remedy in case.remedies if remedy.done_at is None]
        case Step.FED_BACK:
            at = [case.settled_at] if case.settled_at else []
        case Step.VERIFIED:
            at = [case.verified_at] if case.verified_at else []
        case _:
            at = [case.opened_at]
    return moment(min(at, default=case.changed_at))


def worst(live: Live, case: CaseView) -> tuple[str, Ink]:
    """Return the glyph and ink of the worst alert of a case."""
    alerts = alerts_of(live, case)
    if not alerts:
        return ("·", "muted") if live.evaluated else ("?", "unknown")
    glance = of_alert(live, alerts[0])
    return glance.glyph, glance.ink


def sensor_of(site: Site, target: TargetId | None) -> SensorId | None:
    """Return the sensor to look at for a target: itself, or its device's first."""
    device = site.devices.get(device_of(target)) if target else None
    if device is None or not device.sensors:
        return None
    ids = [sensor.id for sensor in device.sensors]
    return SensorId(target) if target in ids else ids[0]


def _case_row(live: Live, fitted: Fitted, case: CaseView) -> Line:
    return row(fitted, _cells(live, case))


def _cells(live: Live, case: CaseView) -> Cells:
    site = live.mirror.site
    units = ", ".join(unit_name(site, task.unit) for task in out(case))
    return {
        "glyph": worst(live, case),
        "id": (plain(case.id), "strong"),
        "step": (step_word(case.step), "accent"),
        "what": marked(live, ((case_name(site, case), "text"),), case.id),
        "unit": (units, "muted"),
        "since": (age(live.age_s(since(case))), "text"),
    }
