"""What a case is about, how bad it is, who is out for it, and how long its step has taken."""

from __future__ import annotations

from console.clock import moment
from console.contract.case_views import AssignmentView, CaseView
from console.contract.views import AlertView
from console.domain.cases import OVER, Leg, Step
from console.domain.ids import AlertId, DeviceId, SensorId, TargetId, ZoneId
from console.domain.sites import Site
from console.lineup import worst_first
from console.live import Live
from console.screens.glance import of_alert
from console.widgets import Ink
from console.wording import priority_glyph

STEPS: tuple[Step, ...] = tuple(step for step in Step if step is not Step.CLOSED)


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
        known = live.evaluated
        return (priority_glyph(case.priority), "muted") if known else ("?", "unknown")
    glance = of_alert(live, alerts[0])
    return glance.glyph, glance.ink


def sensor_of(site: Site, target: TargetId | None) -> SensorId | None:
    """Return the sensor to look at for a target: itself, or its device's first."""
    device = site.devices.get(device_of(target)) if target else None
    if device is None or not device.sensors:
        return None
    ids = [sensor.id for sensor in device.sensors]
    return SensorId(target) if target in ids else ids[0]
