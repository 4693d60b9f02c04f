"""A warning before anyone is sent: what the neighbours have, too, no patrol finds here."""

from __future__ import annotations

from console.contract.diagnosis_views import DiagnosisView
from console.domain.ids import SensorId
from console.screens.asking import AskingHub
from console.screens.caselist import target_of
from console.screens.choose import Choose
from console.screens.fitness import Matter
from console.screens.why import ask_why
from console.wording.diagnosis import regional_warning


def warn_if_regional(here: AskingHub, dialog: Choose, matter: Matter) -> None:
    """Say on top of `dialog` that it is regional: at once where that was told with the case, else
    as soon as the hub has answered."""
    told = matter.case.suggested if matter.case is not None else ()
    for one in told:
        warning = regional_warning(one.verdicts)
        if warning is not None:
            dialog.warn(warning)
            return
    sensor = _sensor(here, matter)
    if sensor is None:
        return

    def work() -> None:
        answer = ask_why(here.live.hub, sensor).told
        verdicts = answer.verdicts if isinstance(answer, DiagnosisView) else ()
        warning = regional_warning(verdicts)
        if warning is not None:
            here.app.call_from_thread(dialog.warn, warning)

    here.run_worker(work, thread=True, group="regional", exclusive=True)


def _sensor(here: AskingHub, matter: Matter) -> SensorId | None:
    """Return the sensor that a matter is about, if it is about one."""
    target = target_of(here.live, matter.case) if matter.case is not None else None
    if matter.alerts:
        target = matter.alerts[0].target
    sensors = here.live.mirror.site.sensors()
    return SensorId(target) if target is not None and target in sensors else None
