"""What automations tell controls: step by step while they are at work, and back afterwards."""

from __future__ import annotations

from console.domain.automating import Controls, States, next_deeds, ours, steps, timed
from console.domain.automation_facts import AutomationBlocked
from console.domain.automations import Automation, Deed
from console.domain.commanding import Facts, Order
from console.domain.control_facts import (
    CommandConfirmed,
    CommandContradicted,
    CommandRefused,
    CommandTimedOut,
    ControlModeChanged,
    InterlockTripped,
)
from console.domain.control_standing import calming, insists_at
from console.domain.controls import ControlState, Mode
from console.domain.ids import ControlId
from console.domain.sites import Site
from console.errors import Conflict, Refused
from console.hub.agenda import DEEDS, Agenda
from console.hub.automation_states import AutomationStates
from console.hub.control_book import ControlBook

RETRY_MS = 30_000  # what may not be told now is tried again
FAILURES = CommandRefused | CommandTimedOut | CommandContradicted
OVER = "over"  # why a control is told its safe value


class AutomationDeeds:
    """Tells controls what automations want of them; what came of it is kept with their states."""

    def __init__(
        self, site: Site, controls: ControlBook, states: AutomationStates, agenda: Agenda
    ) -> None:
        self._controls = site.controls()
        self._automations = site.automations
        self._book = controls
        self._states = states
        self._agenda = agenda
        self._lasting = _lasting(site)
        controls.follow(self._heard)

    @property
    def at_work(self) -> tuple[Controls, States]:
        """Return every control, and how it stands."""
        return self._controls, self._book.states

    def wake(self, moment: int) -> None:
        """Look at all automations again at `moment` (ms)."""
        self._agenda.add(moment, DEEDS, "")

    def carry_out(self, automation: Automation, now: int) -> None:
        """Tell what is to be told next, or bring back what this automation left behind."""
        if automation.trial:
            return
        if not self._states[automation.id].standing.active:
            self._bring_back(automation, now)
            return
        ready, later = next_deeds(automation, self._states[automation.id], now)
        if later is not None:
            self.wake(later)
        for deed in ready:
            self._tell(automation, deed, now)

    def bring_back_all(self, automation: str, now: int) -> None:
        """Bring back everything that an automation which is gone left behind."""
        for id, state in list(self._book.states.items()):
            if ours(automation, state):
                self._calm(id, automation, now)

    # Inside ---------------------------------------------------------------------------

    def _tell(self, automation: Automation, deed: Deed, now: int) -> None:
        control, state = self._controls[deed.control], self._book.states[deed.control]
        if state.pending is not None:
            return  # what comes of that stirs again
        if state.reported == deed.value and not timed(deed, control):
            self._states.done(automation.id, deed.control)
            self.wake(now)
            return
        order = Order(value=deed.value, run_s=deed.run_s, automation=automation.id)
        try:
            self._book.tell(deed.control, order, now)
        except (Refused, Conflict) as error:
            self._blocked(automation, deed, error, now)
        else:
            self._states.told(automation.id, deed.control)

    def _blocked(
        self, automation: Automation, deed: Deed, error: Refused | Conflict, now: int
    ) -> None:
        interlock = error.parameters.get("interlock")
        fact = AutomationBlocked(
            automation=automation.id,
            control=deed.control,
            code=error.code,
            interlock=None if interlock is None else str(interlock),
        )
        self._states.blocked(fact, now)
        self.wake(now + RETRY_MS)

    def _bring_back(self, automation: Automation, now: int) -> None:
        """Tell the safe value, the last step first; the one before waits until these are back."""
        if not automation.undo:
            return
        for step in reversed(steps(automation)):
            left = [
                deed.control
                for deed in step
                if ours(automation.id, self._book.states[deed.control])
                and not self._wanted(deed.control)
            ]
            for control in left:
                self._calm(control, automation.id, now)
            if left:
                return

    def _wanted(self, control: ControlId) -> bool:
        """Tell whether an automation at work has this control now: it will tell it itself."""
        return any(
            control in one.controls
            for one in self._automations.values()
            if self._states[one.id].standing.active and not one.trial
        )

    def _calm(self, id: ControlId, automation: str, now: int) -> None:
        control, state = self._controls[id], self._book.states[id]
        if calming(control, state):
            return
        if insists_at(control, state) > now:
            self.wake(insists_at(control, state))
            return
        try:
            order = Order(value=control.safe, automation=automation, why=OVER)
            self._book.tell(id, order, now)
        except Conflict:  # somebody holds it, or works on it: it is theirs now
            self.wake(now + RETRY_MS)

    def _heard(self, before: ControlState, facts: Facts, now: int) -> None:
        """Take note of what came of a command, and of controls that are free again."""
        for fact in facts:
            if isinstance(fact, ControlModeChanged | InterlockTripped):
                self._free(fact, before.control)
            elif (owner := self._owner(before)) is None:
                continue
            elif isinstance(fact, CommandConfirmed):
                self._states.done(owner, before.control)
            elif isinstance(fact, FAILURES) and before.pending is not None:
                self._states.failed(owner, before.control, now)
        self.wake(now)

    def _owner(self, before: ControlState) -> str | None:
        """Return the automation at work that told a control what it was told last."""
        command = before.pending or before.last
        owner = None if command is None else command.automation
        if owner is None or owner not in self._automations:
            return None
        return owner if self._states[owner].standing.active else None

    def _free(self, fact: ControlModeChanged | InterlockTripped, control: ControlId) -> None:
        if isinstance(fact, ControlModeChanged) and fact.mode is not Mode.AUTOMATIC:
            return
        for id in self._lasting.get(control, ()):
            self._states.undone(id, control)


def _lasting(site: Site) -> dict[ControlId, list[str]]:
    """Return, by control, the automations that want something of it without an end."""
    controls, found = site.controls(), dict[ControlId, list[str]]()
    for one in site.automations.values():
        for deed in one.deeds:
            if not timed(deed, controls[deed.control]):
                found.setdefault(deed.control, []).append(one.id)
    return found
