"""All desks together: who decides what."""

from __future__ import annotations

from console.domain.sites import Site
from console.hub.alert_desk import AlertDesk
from console.hub.case_desks import case_handlers
from console.hub.engine import Engine
from console.hub.log_desk import LogDesk
from console.hub.plant_desks import plant_handlers
from console.hub.ruling import Handlers
from console.hub.shelf_desk import ShelfDesk
from console.hub.shift_desk import ShiftDesk
from console.hub.unit_desk import UnitDesk


def all_handlers(site: Site, engine: Engine) -> Handlers:
    """Return the one handler of every operation."""
    return {
        **AlertDesk(engine).handlers,
        **ShelfDesk(site.policy, engine).handlers,
        **plant_handlers(site, engine),
        **case_handlers(site, engine),
        **UnitDesk(site, engine.units, engine.casebook).handlers,
        **ShiftDesk(engine.shifts).handlers,
        **LogDesk(site, engine).handlers,
    }
