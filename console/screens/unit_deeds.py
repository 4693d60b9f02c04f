"""What can be said about how ready a unit is: the table, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable

from console.contract.patrols import (
    BeginDuty,
    EndDuty,
    FreeUnit,
    ReserveUnit,
    RestoreUnit,
    UnitRequest,
    WithdrawUnit,
)
from console.contract.request import Request
from console.domain.durations import seconds
from console.domain.ids import UnitId
from console.domain.unit_states import UnitStatus
from console.screens.acting import Act, Scene, ask_reason, ask_time
from console.screens.ask import Answers
from console.screens.readiness import status, tasks
from console.wording import plain
from console.wording.deeds import Deed
from console.wording.screens import say


def _in_state(*states: UnitStatus, unless: Deed) -> Callable[[Scene], str | None]:
    def why(scene: Scene) -> str | None:
        if scene.unit is None:
            return say(Deed.NO_UNIT)
        now = status(scene.live, scene.unit)
        if now.busy and scene.unit in tasks(scene.live):
            case = tasks(scene.live)[scene.unit][0]
            return say(Deed.AT_TASK, case=plain(case.id))
        return None if now in states else say(unless)

    return why


def _of_unit(kind: type[UnitRequest]) -> Callable[[Scene, Answers], Request]:
    return lambda scene, said: kind(unit=scene.unit or UnitId(""))


def _reserving(scene: Scene, said: Answers) -> ReserveUnit:
    for_s = seconds(said[0]) or 0.0
    return ReserveUnit(unit=scene.unit or UnitId(""), for_s=for_s, reason=said[1])


def _withdrawing(scene: Scene, said: Answers) -> WithdrawUnit:
    return WithdrawUnit(unit=scene.unit or UnitId(""), reason=said[0])


_FREE, _HELD = UnitStatus.AVAILABLE, UnitStatus.RESERVED
_HOME, _GONE = UnitStatus.OFF_DUTY, UnitStatus.OUT_OF_SERVICE
READY_DEEDS: tuple[Act, ...] = (
    Act(
        request=ReserveUnit,
        key="r",
        hindrance=_in_state(_FREE, unless=Deed.IS_RESERVED),
        make=_reserving,
        asks=(ask_time("1h"),),
    ),
    Act(
        request=FreeUnit,
        key="f",
        hindrance=_in_state(_HELD, unless=Deed.NOT_RESERVED),
        make=_of_unit(FreeUnit),
    ),
    Act(
        request=WithdrawUnit,
        key="w",
        hindrance=_in_state(_FREE, _HELD, _HOME, unless=Deed.IS_OUT),
        make=_withdrawing,
        asks=(ask_reason,),
    ),
    Act(
        request=RestoreUnit,
        key="b",
        hindrance=_in_state(_GONE, unless=Deed.NOT_OUT),
        make=_of_unit(RestoreUnit),
    ),
    Act(
        request=BeginDuty,
        key="i",
        hindrance=_in_state(_HOME, unless=Deed.ON_DUTY),
        make=_of_unit(BeginDuty),
    ),
    Act(
        request=EndDuty,
        key="o",
        hindrance=_in_state(_FREE, _HELD, unless=Deed.OFF_DUTY),
        make=_of_unit(EndDuty),
    ),
)
