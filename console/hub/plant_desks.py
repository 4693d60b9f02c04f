"""The desks that decide about the plant: what is measured, out of service, told to devices."""

from __future__ import annotations

from console.domain.sites import Site
from console.hub.automation_desk import AutomationDesk
from console.hub.control_desk import ControlDesk
from console.hub.engine import Engine
from console.hub.ruling import Handlers
from console.hub.sensor_desk import SensorDesk
from console.hub.service_desk import ServiceDesk


def plant_handlers(site: Site, engine: Engine) -> Handlers:
    """Return the one handler of every operation about what is measured, told and automatic."""
    return {
        **ServiceDesk(engine.withheld).handlers,
        **SensorDesk(site, engine).handlers,
        **ControlDesk(engine.controls).handlers,
        **AutomationDesk(engine.plant.automations).handlers,
    }
