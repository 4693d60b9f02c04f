"""What happens to the alerts somebody watches, told as it happens."""

from __future__ import annotations

from collections.abc import Mapping, Set

import msgspec

from console.commands.watched import WatchedThings
from console.contract.facts import Fact
from console.contract.hub import Hub
from console.contract.views import AlertDetail, AlertView, Snapshot
from console.domain.alert_facts import (
    AlertAcknowledged,
    AlertCleared,
    AlertFolded,
    AlertRaised,
    AlertRetired,
    AlertReturned,
    AlertRose,
    AlertUnacknowledged,
)
from console.domain.alerts import State
from console.domain.ids import AlertId, DeviceId, TargetId
from console.domain.sites import Site
from console.domain.values import Priority

_LEADS_TO: dict[type, State] = {
    AlertRaised: State.UNACKNOWLEDGED,
    AlertRose: State.UNACKNOWLEDGED,
    AlertAcknowledged: State.ACKNOWLEDGED,
    AlertUnacknowledged: State.UNACKNOWLEDGED,
    AlertReturned: State.RETURNED,
    AlertCleared: State.NORMAL,
    AlertFolded: State.NORMAL,
    AlertRetired: State.NORMAL,
}


class _Known(msgspec.Struct, frozen=True):
    """What is remembered of an alert; as many as the site has rules at targets."""

    target: TargetId
    state: State
    priority: Priority


class WatchedAlerts(WatchedThings[AlertId, _Known]):
    """Alerts; the goal is a state."""

    def _listed(self, snapshot: Snapshot) -> dict[AlertId, _Known]:
        return {alert.id: _known(alert) for alert in snapshot.alerts}

    def _asked(self, hub: Hub, id: AlertId) -> _Known:
        return _known(hub.ask(f"alerts/{id}", AlertDetail).alert)

    def _about(self, fact: Fact) -> AlertId | None:
        return getattr(fact.what, "alert", None)

    def _begun(self, fact: Fact) -> _Known | None:
        what = fact.what
        if not isinstance(what, AlertRaised):
            return None
        return _Known(what.target, what.withheld or State.UNACKNOWLEDGED, what.priority)

    def _after(self, before: _Known, fact: Fact) -> _Known:
        priority: Priority = getattr(fact.what, "priority", before.priority)
        return _Known(before.target, _state_after(fact.what, before.state), priority)

    def _place(self, known: _Known) -> State:
        return known.state

    def _facets(self, known: _Known, site: Site) -> Mapping[str, Set[str]]:
        have = {"state": {known.state.value}, "priority": {known.priority.value}}
        device = site.devices.get(DeviceId(known.target.partition("/")[0]))
        if device is not None:
            have |= {"scene": {device.scene}, "zone": {device.zone}, "device": {device.id}}
            have |= {"kind": {device.kind}}
        return have

    def _shown(self, id: AlertId, fact: Fact) -> str:
        return f"{id}@{getattr(fact.what, 'occurrence', '')}"


def _state_after(what: object, before: State) -> State:
    """Return the state a fact leads to: the one it names, or that of what withholds the alert."""
    named: State | None = getattr(what, "state", None) or getattr(what, "withheld", None)
    return named or _LEADS_TO.get(type(what), before)


def _known(alert: AlertView) -> _Known:
    return _Known(alert.target, alert.state, alert.priority)
