"""The desks that decide about cases together."""

from __future__ import annotations

from console.domain.sites import Site
from console.hub.case_desk import CaseDesk
from console.hub.case_matter import Matter
from console.hub.clock_desk import ClockDesk
from console.hub.course_desk import CourseDesk
from console.hub.directive_desk import DirectiveDesk
from console.hub.engine import Engine
from console.hub.patrol_desk import PatrolDesk
from console.hub.remedy_desk import RemedyDesk
from console.hub.ruling import Handlers
from console.hub.workshop import Workshop


def case_handlers(site: Site, engine: Engine) -> Handlers:
    """Return the one handler of every operation about cases, and what units say of them."""
    matter = Matter(site, engine)
    return {
        **CaseDesk(site, engine.casebook, matter).handlers,
        **RemedyDesk(site, engine.proving.terms, Workshop(site, engine)).handlers,
        **CourseDesk(engine.casebook, matter).handlers,
        **ClockDesk(engine.deadlines).handlers,
        **DirectiveDesk(engine.casebook, engine.shifts, matter).handlers,
        **PatrolDesk(engine.units, engine.casebook, engine.accountability).handlers,
    }
