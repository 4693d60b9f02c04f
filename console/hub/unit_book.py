"""What was said of units' readiness: reserved, withdrawn, on or off duty despite the shift."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from console.domain.ids import UnitId
from console.domain.kept import Kept
from console.domain.people import Unit
from console.domain.readying import told
from console.domain.sites import Site
from console.domain.unit_facts import UnitFact, UnitFreed
from console.domain.unit_states import UnitState, UnitStatus, on_duty, shift_changes, status_of
from console.errors import NotFound
from console.hub.agenda import UNITS, Agenda
from console.hub.casebook import Casebook
from console.hub.changes import Changes
from console.hub.nearest import nearest


class UnitBook:
    """Every unit of the site file with what was said of it; a reservation ends by itself."""

    def __init__(
        self,
        site: Site,
        cases: Casebook,
        changes: Changes,
        agenda: Agenda,
        *,
        kept: Iterable[Kept],
    ) -> None:
        self._units = site.units
        self._zone = ZoneInfo(site.time_zone)
        self._cases = cases
        self._changes = changes
        self._agenda = agenda
        self._states = {what.unit: what for what in kept if isinstance(what, UnitState)}
        agenda.keep(UNITS, self.fall_due)
        for state in self._states.values():
            self._arm(state)

    def unit(self, wanted: UnitId) -> Unit:
        """Return a unit of the roster; raise NotFound."""
        unit = self._units.get(wanted)
        if unit is None:
            raise NotFound("no_such_unit", id=wanted, nearest=nearest(wanted, self._units))
        return unit

    def state(self, unit: UnitId) -> UnitState:
        """Return what was said of a unit, if only that nothing was."""
        return self._states.get(unit) or UnitState(unit=unit)

    def status(self, unit: Unit, now: int) -> UnitStatus:
        """Return what a unit is at (`now` in ms)."""
        legs = [task.leg for _, task in self._cases.tasks(unit.id)]
        return status_of(unit, self._states.get(unit.id), legs, now, self._zone)

    def on_duty(self, unit: Unit, now: int) -> bool:
        """Tell whether a unit is on duty at `now` (ms), whatever else it is at."""
        return on_duty(unit, self._states.get(unit.id), now, self._zone)

    def shift_changes(self, unit: Unit, now: int) -> int | None:
        """Return when the roster next has a unit begin or end its duty (ms)."""
        return shift_changes(unit, now, self._zone)

    def say(self, what: UnitFact, by: str, now: int) -> None:
        """Let something be said of a unit."""
        after = told(self._states.get(what.unit), what, by, now)
        if after is None:
            self._states.pop(what.unit, None)
            self._changes.drop(UnitState, what.unit)
        else:
            self._states[what.unit] = after
            self._changes.keep(what.unit, after)
            self._arm(after)
        self._changes.happened(now, (what,))

    def fall_due(self, unit: UnitId, due: int) -> None:
        """End a reservation, if it is still that one."""
        state = self._states.get(unit)
        if state is not None and state.reserved is not None and state.reserved.until <= due:
            self.say(UnitFreed(unit=unit, lapsed=True), "", due)

    def _arm(self, state: UnitState) -> None:
        if state.reserved is not None:
            self._agenda.add(state.reserved.until, UNITS, state.unit)
