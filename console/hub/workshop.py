"""A case's sensors in service and out of it: one step each, in the commit of the case's own act."""

from __future__ import annotations

from console.domain.cases import Case
from console.domain.ids import DeviceId, SensorId
from console.domain.sites import Site
from console.hub.engine import Engine


class Workshop:
    """Takes out what a case is about while it is serviced; the work note is the case's id."""

    def __init__(self, site: Site, engine: Engine) -> None:
        self._sensors = site.sensors()
        self._devices = site.devices
        self._engine = engine

    def take_out(self, case: Case, person: str, now: int) -> None:
        """Take the case's sensors and devices out of service; what is out already stays so."""
        withheld = self._engine.withheld
        out = withheld.out_of_service()
        for target in self._targets(case):
            if target not in out:
                withheld.stop(target, case.id, person, now)

    def put_back(self, case: Case, note: str | None, now: int) -> None:
        """Put back what was taken out for this case, and nothing else."""
        for target in self._engine.withheld.worked_on(case.id):
            self._engine.withheld.resume(target, note, now)

    def _targets(self, case: Case) -> list[str]:
        alerts = [self._engine.alert(alert).target for alert in case.alerts]
        about = [] if case.about is None else [case.about]
        targets = dict.fromkeys([*(w.point.target for w in case.watched), *alerts, *about])
        return [
            target
            for target in targets
            if SensorId(target) in self._sensors or DeviceId(target) in self._devices
        ]
