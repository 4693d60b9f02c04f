"""All desks together: who decides what."""

from __future__ import annotations

from console.domain.sites import Site
from console.hub.alert_desk import AlertDesk
from console.hub.case_desk import CaseDesk
from console.hub.case_matter import Matter
from console.hub.clock_desk import ClockDesk
from console.hub.course_desk import CourseDesk
from console.hub.directive_desk import DirectiveDesk
from console.hub.engine import Engine
from console.hub.log_desk import LogDesk
from console.hub.patrol_desk import PatrolDesk
from console.hub.remedy_desk import RemedyDesk
from console.hub.ruling import Handlers
from console.hub.sensor_desk import SensorDesk
from console.hub.service_desk import ServiceDesk
from console.hub.shelf_desk import ShelfDesk
from console.hub.shift_desk import ShiftDesk
from console.hub.unit_desk import UnitDesk
from console.hub.workshop import Workshop


def all_handlers(site: Site, engine: Engine) -> Handlers:
    """Return the one handler of every operation."""
    matter = Matter(site, engine)
    return {
        **AlertDesk(engine).handlers,
        **ShelfDesk(site.policy, engine).handlers,
        **ServiceDesk(engine.withheld).handlers,
        **SensorDesk(site, engine).handlers,
        **CaseDesk(site, engine.casebook, matter).handlers,
        **RemedyDesk(site, engine.proving.terms, Workshop(site, engine)).handlers,
        **CourseDesk(engine.casebook, matter).handlers,
        **ClockDesk(engine.deadlines).handlers,
        **DirectiveDesk(engine.casebook, engine.shifts, matter).handlers,
        **PatrolDesk(engine.units, engine.casebook, engine.accountability).handlers,
        **UnitDesk(site, engine.units, engine.casebook).handlers,
        **ShiftDesk(engine.shifts).handlers,
        **LogDesk(site, engine).handlers,
    }
