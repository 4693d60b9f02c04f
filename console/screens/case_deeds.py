"""What can be done about a case besides its daily acts: the table, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from console.contract.case_course import (
    CancelCase,
    CompareDays,
    EscalateCase,
    FileCase,
    GatherAlerts,
    LinkCases,
    MarkDuplicate,
    NoteCase,
    ReadDirective,
    RejectCase,
    ReopenCase,
    ResumeCase,
    ReturnCase,
    StandDown,
    SuspendCase,
)
from console.contract.request import Request
from console.domain.cases import Step
from console.domain.durations import seconds
from console.domain.ids import AlertId, CaseId
from console.screens.acting import (
    Act,
    Scene,
    ask_reason,
    ask_time,
    ask_words,
    first_of,
)
from console.screens.ask import Answers
from console.screens.case_asks import away, loose, others, which_alert, which_case, which_unit
from console.screens.caselist import out
from console.screens.edit_deed import EDIT
from console.wording.deeds import Deed
from console.wording.screens import say

Hindrance = Callable[[Scene], str | None]
STARTED = (Step.FED_BACK, Step.VERIFIED)


def _hindered(
    *steps: Step, unless: Deed, rests: Deed | None = None
) -> Callable[[Scene], str | None]:
    """Return what says why a case at none of `steps` cannot have it done."""

    def why(scene: Scene) -> str | None:
        case = scene.case
        if case is None:
            return say(Deed.NO_CASE)
        closed = case.step is Step.CLOSED and Step.CLOSED not in steps
        return first_of(
            (
                (closed, say(Deed.CLOSED)),
                (bool(steps) and case.step not in steps, say(unless)),
                (rests is not None and case.suspension is not None, say(Deed.RESTS)),
            )
        )

    return why


_OPEN = _hindered(unless=Deed.CLOSED)
_WORKING = tuple(step for step in Step if step not in (Step.COLLECTED, Step.CLOSED))
_WORKED_ON = _hindered(*_WORKING, unless=Deed.ONLY_COLLECTED)


def _resume(scene: Scene) -> str | None:
    rests = scene.case is not None and scene.case.suspension is not None
    return _OPEN(scene) or (None if rests else say(Deed.RESTS_NOT))


def _compare(scene: Scene) -> str | None:
    points = scene.case.points if scene.case is not None else ()
    if points and all(point.of_days for point in points):
        return say(Deed.COMPARED)
    return _WORKED_ON(scene) or (None if points else say(Deed.NO_SENSOR))


def _cancel(scene: Scene) -> str | None:
    worked = scene.case is not None and bool(scene.case.findings or scene.case.remedies)
    return _OPEN(scene) or (say(Deed.WORK_WAS_DONE) if worked else None)


def _read(scene: Scene) -> str | None:
    directive = scene.case.directive if scene.case is not None else None
    if directive is None:
        return say(Deed.NO_DIRECTIVE)
    me = scene.live.mirror.who.person
    read = any(receipt.person == me for receipt in directive.read)
    return say(Deed.ALREADY_READ) if read else None


def _stand_down(scene: Scene) -> str | None:
    gone = scene.case is not None and bool(out(scene.case))
    return _OPEN(scene) or (None if gone else say(Deed.UNIT_FREE))


def _with_another(scene: Scene) -> str | None:
    return _OPEN(scene) or (None if others(scene) else say(Deed.ALONE))


def _gather(scene: Scene) -> str | None:
    if scene.case is None and not scene.live.mirror.cases:
        return say(Deed.NO_CASE)
    closed = scene.case is not None and scene.case.step is Step.CLOSED
    if closed:
        return say(Deed.CLOSED)
    return None if loose(scene) else say(Deed.NOTHING_TO_GATHER)


# what is done


def _id(scene: Scene) -> CaseId:
    return scene.case.id if scene.case is not None else CaseId("")


def _plain(kind: Callable[..., Request]) -> Callable[[Scene, Answers], Request]:
    return lambda scene, said: kind(case=_id(scene))


def _reasoned(kind: Callable[..., Request]) -> Callable[[Scene, Answers], Request]:
    return lambda scene, said: kind(case=_id(scene), reason=said[-1])


def _gathering(scene: Scene, said: Answers) -> GatherAlerts:
    free = loose(scene)
    marked = {alert.id for alert in scene.alerts} & set(free)
    alerts = [id for id in free if id in marked] or [AlertId(said[-1])]
    case = _id(scene) if scene.case is not None else CaseId(said[0])
    return GatherAlerts(case=case, alerts=tuple(alerts))


def _suspending(scene: Scene, said: Answers) -> SuspendCase:
    return SuspendCase(case=_id(scene), for_s=seconds(said[0]) or 0.0, reason=said[1])


def _standing_down(scene: Scene, said: Answers) -> StandDown:
    unit = said[0] if len(said) > 1 else away(scene)[0]
    return StandDown(case=_id(scene), unit=unit, reason=said[-1])


_REASON = (ask_reason,)
_COLLECTED = _hindered(Step.COLLECTED, unless=Deed.NOT_COLLECTED)

CASE_DEEDS: tuple[Act, ...] = (
    Act(request=ReadDirective, key="m", hindrance=_read, make=_plain(ReadDirective)),
    Act(request=FileCase, key="i", hindrance=_COLLECTED, make=_plain(FileCase)),
    Act(
        request=RejectCase,
        key="R",
        hindrance=_COLLECTED,
        make=_reasoned(RejectCase),
        asks=_REASON,
    ),
    Act(
        request=NoteCase,
        key="n",
        hindrance=_OPEN,
        make=lambda scene, said: NoteCase(case=_id(scene), note=said[0]),
        asks=(ask_words(Deed.NOTE),),
    ),
    EDIT,
    Act(
        request=GatherAlerts,
        key="a",
        hindrance=_gather,
        make=_gathering,
        asks=(partial(which_case, always=False), which_alert),
    ),
    Act(
        request=StandDown,
        key="w",
        hindrance=_stand_down,
        make=_standing_down,
        asks=(which_unit, ask_reason),
    ),
    Act(
        request=ReturnCase,
        key="r",
        hindrance=_hindered(*STARTED, unless=Deed.NOT_RETURNED),
        make=_reasoned(ReturnCase),
        asks=_REASON,
    ),
    Act(
        request=SuspendCase,
        key="s",
        hindrance=_hindered(*_WORKING, unless=Deed.ONLY_COLLECTED, rests=Deed.RESTS),
        make=_suspending,
        asks=(ask_time("4h"),),
    ),
    Act(request=ResumeCase, key="s", hindrance=_resume, make=_plain(ResumeCase)),
    Act(request=CompareDays, key="h", hindrance=_compare, make=_plain(CompareDays)),
    Act(
        request=EscalateCase,
        key="E",
        hindrance=_WORKED_ON,
        make=_reasoned(EscalateCase),
        asks=_REASON,
    ),
    Act(
        request=LinkCases,
        key="l",
        hindrance=_with_another,
        make=lambda scene, said: LinkCases(case=_id(scene), other=CaseId(said[0])),
        asks=(which_case,),
    ),
    Act(
        request=MarkDuplicate,
        key="u",
        hindrance=_with_another,
        make=lambda scene, said: MarkDuplicate(case=_id(scene), other=CaseId(said[0])),
        asks=(partial(which_case, sure=True),),
    ),
    Act(
        request=CancelCase,
        key="X",
        hindrance=_cancel,
        make=_reasoned(CancelCase),
        asks=_REASON,
    ),
    Act(
        request=ReopenCase,
        key="O",
        hindrance=_hindered(Step.CLOSED, unless=Deed.NOT_CLOSED),
        make=_reasoned(ReopenCase),
        asks=_REASON,
    ),
)
