"""What a snapshot, or the store, says of circumstances: taken up for folding facts into."""

from __future__ import annotations

from collections.abc import Iterable

from console.clock import utc
from console.contract.calls import Symptoms
from console.contract.circumstances import Circumstances
from console.contract.state_views import DoubtView, DutyView, FloodView, OutOfServiceView
from console.contract.views import Snapshot
from console.domain.automations import AutomationState
from console.domain.conditions import Remembered
from console.domain.controls import ControlState
from console.domain.doubts import Doubt
from console.domain.kept import Kept
from console.domain.load import Flood, Minutes
from console.domain.service import OutOfService
from console.domain.shifts import Duty, Handover, HandoverStep
from console.domain.unit_states import UnitState


def circumstances_of(snapshot: Snapshot) -> Circumstances:
    """Return the circumstances a snapshot tells of."""
    around = Circumstances()
    around.doubts = {view.sensor: view for view in snapshot.doubts}
    around.out_of_service = {view.target: view for view in snapshot.out_of_service}
    around.suppressions = dict.fromkeys(snapshot.suppressions)
    around.symptoms = Symptoms(view.id for view in snapshot.alerts if view.symptom_of is not None)
    around.minutes = Minutes(snapshot.load.minutes)
    around.flood = snapshot.load.flood
    around.duties = {view.seat: view for view in snapshot.duties}
    around.handovers = {handover.id: handover for handover in snapshot.handovers}
    around.units = {state.unit: state for state in snapshot.units}
    around.automations = {one.automation: one for one in snapshot.automations}
    around.controls = {state.control: state for state in snapshot.controls}
    return around


def circumstances_from(kept: Iterable[Kept]) -> Circumstances:
    """Return the circumstances that small nouns tell of; the load by minute is not among them."""
    around = Circumstances()
    for what in kept:
        _take_up(around, what)
    return around


def _take_up(around: Circumstances, what: Kept) -> None:
    match what:
        case Doubt():
            around.doubts[what.sensor] = DoubtView(
                sensor=what.sensor, tests=what.tests, since=utc(what.since)
            )
        case OutOfService():
            around.out_of_service[what.target] = OutOfServiceView(
                target=what.target,
                scope=what.scope,
                note=what.note,
                by=what.by,
                at=utc(what.at),
            )
        case Remembered(active=True):
            around.suppressions[what.id] = None
        case Flood():
            around.flood = FloodView(first=what.first, since=utc(what.since), count=what.count)
        case Duty():
            around.duties[what.seat] = DutyView(
                seat=what.seat, person=what.person, role=what.role, since=utc(what.since)
            )
        case Handover(step=HandoverStep.OFFERED):
            around.handovers[what.id] = what
        case UnitState():
            around.units[what.unit] = what
        case AutomationState():
            around.automations[what.standing.automation] = what.standing
        case ControlState():
            around.controls[what.control] = what
        case _:
            pass  # people who may sign on; what a condition remembers; a handover that is over
