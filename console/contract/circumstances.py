"""What is so besides alerts and cases, folded from facts: the same for hub and console."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from console.clock import moment
from console.contract.calls import Symptoms
from console.contract.facts import Fact
from console.contract.state_views import DoubtView, DutyView, FloodView, LoadView, OutOfServiceView
from console.domain.automation_facts import AutomationEnded
from console.domain.automation_folding import after_telling, standing_after
from console.domain.automations import AutomationStanding, Over
from console.domain.control_facts import CommandSent
from console.domain.control_folding import Told, folded
from console.domain.controls import ControlState
from console.domain.facts import (
    FloodBegan,
    FloodEnded,
    SensorDoubted,
    SensorTrusted,
    ServiceResumed,
    ServiceStopped,
    SuppressionBegan,
    SuppressionEnded,
    of_alert,
    of_automation,
    of_control,
    of_unit,
)
from console.domain.ids import ControlId, SensorId, UnitId
from console.domain.load import CALLS, Minutes
from console.domain.readying import told
from console.domain.shift_facts import (
    HandoverAccepted,
    HandoverLapsed,
    HandoverOffered,
    PersonEnrolled,
    ShiftEnded,
    ShiftStarted,
)
from console.domain.shifts import Handover
from console.domain.unit_states import UnitState


class Circumstances:
    """Doubts, what is out of service, suppressions in effect, load, duties, open handovers, what
    controls do."""

    def __init__(self) -> None:
        self.doubts: dict[SensorId, DoubtView] = {}
        self.out_of_service: dict[str, OutOfServiceView] = {}
        self.suppressions: dict[str, None] = {}
        self.symptoms = Symptoms()
        self.minutes = Minutes()
        self.flood: FloodView | None = None
        self.duties: dict[str, DutyView] = {}
        self.handovers: dict[str, Handover] = {}
        self.units: dict[UnitId, UnitState] = {}
        self.controls: dict[ControlId, ControlState] = {}
        self.automations: dict[str, AutomationStanding] = {}

    def apply(self, fact: Fact) -> None:
        """Fold in the next fact; what says nothing of these things changes nothing."""
        if of_alert(fact.what):
            if self._counts(fact) and self.flood is not None:
                self.flood = replace(self.flood, count=self.flood.count + 1)
            return  # most facts, and in a storm nearly all
        self._apply_to_plant(fact)
        self._apply_to_load(fact)
        self._apply_to_shift(fact)
        self._apply_to_units(fact)
        self._apply_to_controls(fact)
        self._apply_to_automations(fact)

    def recall(self, facts: Iterable[Fact]) -> None:
        """Count again what called before a restart; a flood has counted it already."""
        for fact in facts:
            self._counts(fact)

    def load(self) -> LoadView:
        """Return the load as a view."""
        return LoadView(minutes=self.minutes.counted(), flood=self.flood)

    def _counts(self, fact: Fact) -> bool:
        at = moment(fact.at)
        if isinstance(fact.what, CALLS):
            self.minutes.pass_time(at)
        called = self.symptoms.calls(fact)
        if called:
            self.minutes.take(at)
        return called

    def _apply_to_plant(self, fact: Fact) -> None:
        match fact.what:
            case SensorDoubted() as doubted:
                self.doubts[doubted.sensor] = DoubtView(
                    sensor=doubted.sensor, tests=doubted.tests, since=fact.at
                )
            case SensorTrusted(sensor=sensor):
                self.doubts.pop(sensor, None)
            case ServiceStopped() as stopped:
                self.out_of_service[stopped.target] = OutOfServiceView(
                    target=stopped.target,
                    scope=stopped.scope,
                    note=stopped.note,
                    by=fact.who.person if fact.who else "",
                    at=fact.at,
                )
            case ServiceResumed(target=target):
                self.out_of_service.pop(target, None)

    def _apply_to_load(self, fact: Fact) -> None:
        match fact.what:
            case SuppressionBegan(suppression=suppression):
                self.suppressions[suppression] = None
            case SuppressionEnded(suppression=suppression):
                self.suppressions.pop(suppression, None)
            case FloodBegan() as began:
                self.flood = FloodView(first=began.first, since=fact.at, count=began.count)
            case FloodEnded():
                self.flood = None

    def _apply_to_shift(self, fact: Fact) -> None:
        match fact.what:
            case ShiftStarted() as began:
                self.duties[began.seat] = DutyView(
                    seat=began.seat, person=began.person, role=began.role, since=fact.at
                )
            case ShiftEnded(seat=seat):
                self.duties.pop(seat, None)
            case PersonEnrolled(person=person, role=role):
                for duty in list(self.duties.values()):
                    if duty.person == person:
                        self.duties[duty.seat] = replace(duty, role=role)
            case HandoverOffered(handover=handover):
                self.handovers[handover.id] = handover
            case HandoverAccepted(handover=id) | HandoverLapsed(handover=id):
                self.handovers.pop(id, None)

    def _apply_to_units(self, fact: Fact) -> None:
        what = fact.what
        if not of_unit(what):
            return
        by = fact.who.person if fact.who else ""
        after = told(self.units.pop(what.unit, None), what, by, moment(fact.at))
        if after is not None:
            self.units[what.unit] = after

    def _apply_to_controls(self, fact: Fact) -> None:
        what = fact.what
        if not of_control(what):
            return
        before = self.controls.get(what.control, ControlState(control=what.control))
        self.controls[what.control] = folded(what, before, _told(fact))
        if isinstance(what, CommandSent) and what.automation in self.automations:
            standing = self.automations[what.automation]
            self.automations[what.automation] = after_telling(standing, what.control)

    def _apply_to_automations(self, fact: Fact) -> None:
        what = fact.what
        if not of_automation(what):
            return
        id = what.automation
        if isinstance(what, AutomationEnded) and what.why is Over.GONE:
            self.automations.pop(id, None)
            return
        before = self.automations.get(id, AutomationStanding(automation=id))
        self.automations[id] = standing_after(what, before, _told(fact))


def _told(fact: Fact) -> Told:
    by = fact.who.person if fact.who else None
    return Told(at=moment(fact.at), by=by, reason=fact.reason)
