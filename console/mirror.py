"""The picture a console holds: a snapshot with every fact since folded in.

At every fact it is what the hub would then answer. Touched on the screen's thread only.
"""

from __future__ import annotations

from typing import get_args

from msgspec.structs import replace

from console.contract.case_folding import folded, opened
from console.contract.case_views import CaseView
from console.contract.facts import Fact
from console.contract.views import (
    AlertView,
    BrokerAccess,
    DeviceView,
    DrillView,
    LatestView,
    Snapshot,
    WhoAmI,
)
from console.domain.alerts import State
from console.domain.case_facts import CaseClosed, CaseFact, CaseOpened
from console.domain.facts import (
    AlertAcknowledged,
    AlertCleared,
    AlertEased,
    AlertFolded,
    AlertNoted,
    AlertRaised,
    AlertRetired,
    AlertReturned,
    AlertRose,
    DeviceCameOnline,
    DeviceWentOffline,
)
from console.domain.ids import AlertId, CaseId, DeviceId, SensorId
from console.domain.sites import Site

CASE_FACTS = get_args(CaseFact)


class OutOfOrder(Exception):
    """A fact came that is not the next one: the picture would be wrong without a word."""

    def __init__(self, expected: int, got: int) -> None:
        super().__init__(f"fact {got} after fact {expected - 1}")
        self.expected = expected
        self.got = got


class Mirror:
    """Everything known at fact `as_of`; `alerts` holds those in the queue, `cases` those not
    closed.

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

    def reset(self, snapshot: Snapshot) -> None:
        """Forget everything for what `snapshot` says."""
        self.as_of = snapshot.as_of
        self.site = snapshot.site
        self.who = snapshot.who
        self.broker = snapshot.broker
        self.drill = snapshot.drill
        in_queue = (view for view in snapshot.alerts if view.state is not State.NORMAL)
        self.alerts = {view.id: view for view in in_queue}
        self.cases = {view.id: view for view in snapshot.cases}
        self.devices = {view.id: view for view in snapshot.devices}
        self.latest = {view.sensor: view for view in snapshot.latest}
        self.ready = True

    def apply(self, fact: Fact) -> None:
        """Fold in the next fact; raise `OutOfOrder` if it is another one."""
        if not self.ready or fact.n != self.as_of + 1:
            raise OutOfOrder(self.as_of + 1, fact.n)
        self.as_of = fact.n
        if isinstance(fact.what, CASE_FACTS):
            self._apply_to_case(fact.what, fact)
            return
        match fact.what:
            case AlertRaised() as raised:
                self.alerts[raised.alert] = _raised(raised, fact)
            case AlertCleared(alert=alert) | AlertFolded(alert=alert) | AlertRetired(alert=alert):
                self.alerts.pop(alert, None)
            case (
                AlertRose(alert=alert)
                | AlertEased(alert=alert)
                | AlertReturned(alert=alert)
                | AlertAcknowledged(alert=alert)
                | AlertNoted(alert=alert)
            ) if alert in self.alerts:
                self.alerts[alert] = _changed(self.alerts[alert], fact)
            case DeviceCameOnline(device=device):
                self.devices[device] = DeviceView(id=device, online=True, since=fact.at)
            case DeviceWentOffline(device=device):
                self.devices[device] = DeviceView(id=device, online=False, since=fact.at)
            case _:
                pass  # of no consequence here: a reading by hand, a note on a cleared alert

    def _apply_to_case(self, what: CaseFact, fact: Fact) -> None:
        match what:
            case CaseOpened():
                self.cases[what.case] = opened(what, fact)
            case CaseClosed():
                self.cases.pop(what.case, None)
            case _ if what.case in self.cases:
                self.cases[what.case] = folded(self.cases[what.case], what, fact)
            case _:
                pass  # a case that was closed before this picture began


def _raised(raised: AlertRaised, fact: Fact) -> AlertView:
    return AlertView(
        id=raised.alert,
        occurrence=raised.occurrence,
        rule=raised.rule,
        target=raised.target,
        state=State.UNACKNOWLEDGED,
        standing=True,
        priority=raised.priority,
        limit=raised.limit,
        value=raised.value,
        raised_at=fact.at,
        changed_at=fact.at,
    )


def _changed(view: AlertView, fact: Fact) -> AlertView:
    match fact.what:
        case AlertRose() as rose:
            return replace(
                view,
                state=State.UNACKNOWLEDGED,
                priority=rose.priority,
                limit=rose.limit,
                value=rose.value,
                changed_at=fact.at,
                acknowledged_by=None,
                acknowledged_at=None,
            )
        case AlertEased() as eased:
            told = {"priority": eased.priority, "limit": eased.limit, "value": eased.value}
            return replace(view, **told, changed_at=fact.at)
        case AlertReturned() as returned:
            return replace(
                view,
                state=State.RETURNED,
                standing=False,
                value=returned.value,
                changed_at=fact.at,
            )
        case AlertAcknowledged():
            # Acknowledging what has returned ends it: its AlertCleared is the very next fact.
            return replace(
                view,
                state=State.ACKNOWLEDGED if view.standing else view.state,
                changed_at=fact.at,
                acknowledged_by=fact.who.person if fact.who else None,
                acknowledged_at=fact.at,
            )
        case AlertNoted():
            return replace(view, notes=view.notes + 1)
        case _:
            return view
