"""What happens to the alerts somebody watches, told as it happens."""

from __future__ import annotations

from collections.abc import Mapping, Set

import msgspec

from console.contract.facts import Fact, Unknown
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
from console.domain.values import Priority
from console.errors import NotFound
from console.printing import GAP, Format, json_text, put
from console.wording import local, plain, sentence

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


class WatchedAlerts:
    """Prints the facts about alerts that are wanted, and waits for a `goal` if there is one.

    With ids, the goal is that every one of them is in that state, also at the start; without,
    that any which fits comes into it.
    """

    def __init__(
        self,
        hub: Hub,
        wanted: Set[AlertId],
        query: Mapping[str, Set[str]],
        *,
        goal: State | None,
        how: Format,
    ) -> None:
        snapshot = hub.ask("snapshot", Snapshot)
        self.as_of = snapshot.as_of
        self._hub = hub
        self._site = snapshot.site
        self._wanted = wanted
        self._query = query
        self._goal = goal
        self._how = how
        self._known = {alert.id: _known(alert) for alert in snapshot.alerts}
        self._came_to: State | None = None
        for alert in wanted:
            self._remembered(alert)

    def take(self, fact: Fact) -> bool:
        """Print a fact if it is about an alert that is wanted; tell whether it was."""
        alert: AlertId | None = getattr(fact.what, "alert", None)
        if alert is None or isinstance(fact.what, Unknown):
            return False
        known = self._updated(alert, fact)
        if known is None or not self._fits(alert, known):
            return False
        self._came_to = known.state
        self._print(fact, alert)
        return True

    def reached(self) -> bool:
        """Tell whether the goal is."""
        if self._goal is None:
            return False
        if self._wanted:
            return all(self._known[alert].state is self._goal for alert in self._wanted)
        return self._came_to is self._goal

    def _updated(self, alert: AlertId, fact: Fact) -> _Known | None:
        what = fact.what
        if isinstance(what, AlertRaised):
            state = what.withheld or State.UNACKNOWLEDGED
            known = _Known(what.target, state, what.priority)
        else:
            before = self._remembered(alert)
            if before is None:
                return None
            known = _Known(
                before.target,
                _state_after(what, before.state),
                getattr(what, "priority", before.priority),
            )
        self._known[alert] = known
        return known

    def _remembered(self, alert: AlertId) -> _Known | None:
        if alert not in self._known:
            try:
                view = self._hub.ask(f"alerts/{alert}", AlertDetail).alert
            except NotFound:
                if alert in self._wanted:
                    raise
                return None
            self._known[alert] = _known(view)
        return self._known[alert]

    def _fits(self, alert: AlertId, known: _Known) -> bool:
        if self._wanted and alert not in self._wanted:
            return False
        device = self._site.devices.get(DeviceId(known.target.partition("/")[0]))
        have = {"state": known.state.value, "priority": known.priority.value}
        if device is not None:
            have |= {"scene": device.scene, "zone": device.zone, "device": device.id}
            have |= {"kind": device.kind}
        return all(have.get(name) in values for name, values in self._query.items())

    def _print(self, fact: Fact, alert: AlertId) -> None:
        match self._how:
            case Format.TABLE:
                when = local(fact.at)
                put(when + GAP + sentence(fact, self._site))
            case Format.IDS:
                put(plain(f"{alert}@{getattr(fact.what, 'occurrence', '')}"))
            case _:
                put(json_text(fact))


def _state_after(what: object, before: State) -> State:
    """Return the state a fact leads to: the one it names, or that of what withholds the alert."""
    named: State | None = getattr(what, "state", None) or getattr(what, "withheld", None)
    return named or _LEADS_TO.get(type(what), before)


def _known(alert: AlertView) -> _Known:
    return _Known(alert.target, alert.state, alert.priority)
