"""What each patrol unit is at: its task, and how ready it is."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from console.contract.case_views import AssignmentView, CaseView
from console.domain.ids import UnitId
from console.domain.unit_states import UnitState, UnitStatus, status_of
from console.live import Live
from console.screens.caselist import out
from console.widgets import Ink

Task = tuple[CaseView, AssignmentView]
GLYPHS: dict[UnitStatus, tuple[str, Ink]] = {
    UnitStatus.AVAILABLE: ("○", "good"),
    UnitStatus.RESERVED: ("◇", "low"),
    UnitStatus.ASSIGNED: ("→", "accent"),
    UnitStatus.EN_ROUTE: ("→", "accent"),
    UnitStatus.ON_SITE: ("●", "accent"),
    UnitStatus.OFF_DUTY: ("·", "faint"),
    UnitStatus.OUT_OF_SERVICE: ("⊘", "medium"),
}


REFUSED = (UnitStatus.OFF_DUTY, UnitStatus.OUT_OF_SERVICE)


def tasks(live: Live) -> dict[UnitId, Task]:
    """Return what each unit that is out is at."""
    cases = live.mirror.cases.values()
    return {task.unit: (case, task) for case in cases for task in out(case)}


def said_of(live: Live, unit: UnitId) -> UnitState | None:
    """Return what was said of a unit's readiness, if anything that still counts."""
    return live.mirror.around.units.get(unit)


def status(live: Live, unit: UnitId) -> UnitStatus:
    """Return how ready a unit is."""
    site = live.mirror.site
    known, task = site.units.get(unit), tasks(live).get(unit)
    if known is None:
        return UnitStatus.OUT_OF_SERVICE
    legs = [task[1].leg] if task is not None else []
    zone = ZoneInfo(site.time_zone)
    return status_of(known, said_of(live, unit), legs, live.now(), zone)
