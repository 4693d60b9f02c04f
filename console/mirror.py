"""The picture a console holds: a snapshot with every fact since folded in.

At every fact it is what the hub would then answer. Touched on the screen's thread only.
"""

from __future__ import annotations

from console.contract.alert_folding import folded as alert_folded
from console.contract.alert_folding import known_by, raised
from console.contract.case_folding import closed_before, folded, opened
from console.contract.case_views import CaseView
from console.contract.circumstances import Circumstances
from console.contract.facts import Fact
from console.contract.manning import manned
from console.contract.snapshots import circumstances_of
from console.contract.views import (
    AlertView,
    BrokerAccess,
    DeviceView,
    DrillView,
    LatestView,
    Snapshot,
    WhoAmI,
)
from console.domain.alert_facts import AlertFact, AlertRaised
from console.domain.alerts import State
from console.domain.case_facts import CaseClosed, CaseFact, CaseOpened, CaseReopened
from console.domain.facts import DeviceCameOnline, DeviceWentOffline, of_alert, of_case, of_shift
from console.domain.ids import AlertId, CaseId, DeviceId, SensorId
from console.domain.sites import Site


class OutOfOrder(Exception):
    """A fact came that is not the next one: the picture would be wrong without a word."""

    def __init__(self, expected: int, got: int) -> None:
        super().__init__(f"fact {got} after fact {expected - 1}")
        self.expected = expected
        self.got = got


class Mirror:
    """Everything known at fact `as_of`; `alerts` holds those that are not normal (withheld ones
    too), `cases` those not closed.

    `site`, `who` and `broker` are there once `ready`; `latest` is as of the snapshot, since
    readings are not facts.
    """

    site: Site
    who: WhoAmI
    broker: BrokerAccess

    def __init__(self) -> None:
        self.ready = False
        self.as_of = 0
        self.alerts: dict[AlertId, AlertView] = {}
        self.cases: dict[CaseId, CaseView] = {}
        self.devices: dict[DeviceId, DeviceView] = {}
        self.latest: dict[SensorId, LatestView] = {}
        self.drill: DrillView | None = None
        self.around = Circumstances()

    def queue(self) -> list[AlertView]:
        """Return the alerts that stand before the operator, each for itself."""
        return [
            view for view in self.alerts.values() if view.state.in_queue and view.symptom_of is None
        ]

    def reset(self, snapshot: Snapshot) -> None:
        """Forget everything for what `snapshot` says."""
        self.as_of = snapshot.as_of
        self.site = snapshot.site
        self.who = snapshot.who
        self.broker = snapshot.broker
        self.drill = snapshot.drill
        self.alerts = {
            view.id: view
            for view in snapshot.alerts
            if view.state is not State.NORMAL or view.symptom_of is not None
        }
        self.cases = {view.id: view for view in snapshot.cases}
        self.devices = {view.id: view for view in snapshot.devices}
        self.latest = {view.sensor: view for view in snapshot.latest}
        self.around = circumstances_of(snapshot)
        self.ready = True

    def apply(self, fact: Fact) -> None:
        """Fold in the next fact; raise `OutOfOrder` if it is another one."""
        if not self.ready or fact.n != self.as_of + 1:
            raise OutOfOrder(self.as_of + 1, fact.n)
        self.as_of = fact.n
        self.around.apply(fact)
        if of_shift(fact.what):
            self.who = manned(self.who, self.around.duties.get(self.who.seat))
        if of_case(fact.what):
            self._apply_to_case(fact.what, fact)
            return
        if of_alert(fact.what):
            self._apply_to_alert(fact.what, fact)
            return
        match fact.what:
            case DeviceCameOnline(device=device):
                self.devices[device] = DeviceView(id=device, online=True, since=fact.at)
            case DeviceWentOffline(device=device):
                self.devices[device] = DeviceView(id=device, online=False, since=fact.at)
            case _:
                pass  # of no consequence here: a reading by hand, a line in the log

    def _apply_to_alert(self, what: AlertFact, fact: Fact) -> None:
        before = self.alerts.get(what.alert) or known_by(what, fact)
        if isinstance(what, AlertRaised):
            after = raised(what, fact, before)
        elif before is not None:
            after = alert_folded(before, what, fact)
        else:
            return  # one that was normal when this picture began, and still is
        if after.state is State.NORMAL and after.symptom_of is None:
            self.alerts.pop(what.alert, None)
        else:
            self.alerts[what.alert] = after

    def _apply_to_case(self, what: CaseFact, fact: Fact) -> None:
        match what:
            case CaseOpened():
                self.cases[what.case] = opened(what, fact)
            case CaseClosed():
                self.cases.pop(what.case, None)
            case CaseReopened():
                if (before := closed_before(what)) is not None:
                    self.cases[what.case] = folded(before, what, fact)
            case _ if what.case in self.cases:
                self.cases[what.case] = folded(self.cases[what.case], what, fact)
            case _:
                pass  # a case that was closed before this picture began
