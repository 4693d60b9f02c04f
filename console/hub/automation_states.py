"""How every automation stands, as it is kept; what happens to one is folded in here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from console.domain.automating import begun_on
from console.domain.automation_facts import (
    AutomationBegan,
    AutomationBlocked,
    AutomationEnded,
    AutomationFact,
)
from console.domain.automation_folding import after_telling, standing_after
from console.domain.automations import (
    Automation,
    AutomationStanding,
    AutomationState,
    Over,
    Tried,
)
from console.domain.control_folding import Told
from console.domain.ids import ControlId
from console.domain.kept import Kept
from console.hub.changes import Changes

OWN_ENDS = (Over.DONE, Over.FAILED, Over.UNTIL)  # after these it waits for its condition anew


class AutomationStates:
    """One state for each automation of the site, and those of automations that are gone."""

    def __init__(
        self, automations: Mapping[str, Automation], changes: Changes, kept: Iterable[Kept]
    ) -> None:
        self._changes = changes
        stored = {one.standing.automation: one for one in kept if isinstance(one, AutomationState)}
        self._gone = {id: one for id, one in stored.items() if id not in automations}
        self._states = {
            id: stored.get(id, AutomationState(standing=AutomationStanding(automation=id)))
            for id in automations
        }

    def __getitem__(self, id: str) -> AutomationState:
        return self._states[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._states)

    def gone(self) -> list[str]:
        """Return the automations that the site file has no more."""
        return list(self._gone)

    def drop_gone(self, now: int) -> None:
        """Put on record that they are over, and forget them."""
        for id, state in self._gone.items():
            if state.standing.active:
                self._changes.happened(now, (AutomationEnded(automation=id, why=Over.GONE),))
            self._changes.drop(AutomationState, id)
        self._gone = {}

    def put(self, state: AutomationState) -> AutomationState:
        """Keep a state."""
        id = state.standing.automation
        self._states[id] = state
        self._changes.keep(id, state)
        return state

    def happen(self, fact: AutomationFact, told: Told, today: str) -> None:
        """Note a fact and fold it in."""
        self._changes.happened(told.at, (fact,))
        before = self._states[fact.automation]
        state = replace(before, standing=standing_after(fact, before.standing, told))
        if isinstance(fact, AutomationBegan):
            begun = begun_on(before, today) + 1
            state = replace(state, done=(), tried={}, barred={}, day=today, begun=begun)
        elif isinstance(fact, AutomationEnded):
            state = replace(state, spent=fact.why in OWN_ENDS)
        self.put(state)

    def done(self, id: str, control: ControlId) -> None:
        """Note that a control does what an automation told it."""
        state = self._states[id]
        tried = {name: one for name, one in state.tried.items() if name != control}
        if control not in state.done:
            self.put(replace(state, done=(*state.done, control), tried=tried))

    def undone(self, id: str, control: ControlId) -> None:
        """Note that a control does not do it any more, and is to be told again."""
        state = self._states[id]
        if control in state.done:
            self.put(replace(state, done=tuple(one for one in state.done if one != control)))

    def failed(self, id: str, control: ControlId, now: int) -> None:
        """Note that a control did not do what it was told."""
        state = self._states[id]
        times = state.tried[control].times if control in state.tried else 0
        self.put(replace(state, tried={**state.tried, control: Tried(times + 1, now)}))

    def told(self, id: str, control: ControlId) -> None:
        """Note that a control could be told."""
        state = self._states[id]
        barred = {name: why for name, why in state.barred.items() if name != control}
        standing = after_telling(state.standing, control)
        if barred != state.barred or standing != state.standing:
            self.put(replace(state, barred=barred, standing=standing))

    def blocked(self, fact: AutomationBlocked, now: int) -> None:
        """Note what keeps an automation from telling a control something, each once."""
        state = self._states[fact.automation]
        why = f"{fact.code}:{fact.interlock or ''}"
        if state.barred.get(fact.control) == why:
            return
        self._changes.happened(now, (fact,))
        standing = standing_after(fact, state.standing, Told(at=now))
        self.put(replace(state, standing=standing, barred={**state.barred, fact.control: why}))
