"""What is asked about a case: which other one, which alert, which unit."""

from __future__ import annotations

from collections.abc import Sequence

from console.domain.ids import AlertId, CaseId, UnitId
from console.screens.acting import Act, Asked, Scene
from console.screens.ask import Answers
from console.screens.caselist import out
from console.screens.choose import Offer
from console.screens.glance import act_on, of_alert
from console.widgets import Entry, Line
from console.wording import case_name, plain, step_word, target_name, unit_name
from console.wording.deeds import Deed
from console.wording.screens import say


def others(scene: Scene) -> list[str]:
    """Return the other cases, those of the same zone first."""
    cases = scene.live.mirror.cases.values()
    zone = scene.case.zone if scene.case is not None else None
    here = scene.case.id if scene.case is not None else None
    near = sorted(cases, key=lambda case: case.zone != zone)
    return [case.id for case in near if case.id != here]


def loose(scene: Scene) -> list[AlertId]:
    """Return the alerts in no case, worst first: those in hand, if there are such."""
    taken = {alert for case in scene.live.mirror.cases.values() for alert in case.alerts}
    marked = [alert.id for alert in scene.alerts if alert.id not in taken]
    return marked or [a.id for a in scene.live.lineup.queue if a.id not in taken]


def _case_rows(scene: Scene, cases: Sequence[str], width: int) -> list[Entry]:
    known, site = scene.live.mirror.cases, scene.live.mirror.site
    rows = []
    for id in cases:
        case = known[CaseId(id)]
        name: Line = ((f"{plain(id)}  ", "strong"), (case_name(site, case), "text"))
        rows.append(Entry(id, (*name, (f"  {step_word(case.step)}", "muted"))))
    return rows


def which_case(
    act: Act, scene: Scene, said: Answers, *, sure: bool = False, always: bool = True
) -> Asked | None:
    """Ask for another case; not `always` only where none is in hand."""
    if scene.case is not None and not always:
        return None
    here = scene.what

    def agree(other: str) -> str:
        return say(Deed.DUPLICATE_SURE, case=here, other=plain(other))

    return Offer(
        title=say(Deed.WHICH_CASE, act=act.name(scene), what=here or _named(scene)),
        rows=lambda width: _case_rows(scene, others(scene), width),
        sure=agree if sure else None,
    )


def _named(scene: Scene) -> str:
    return ", ".join(plain(act_on(alert)) for alert in scene.alerts)


def which_alert(act: Act, scene: Scene, said: Answers) -> Asked | None:
    """Ask for an alert that is in no case, unless such were marked."""
    known = scene.live.mirror.alerts
    free = loose(scene)
    if {alert.id for alert in scene.alerts} & set(free):
        return None  # these were marked

    def rows(width: int) -> list[Entry]:
        found = []
        for id in free:
            glance = of_alert(scene.live, known[id])
            name = target_name(scene.live.mirror.site, known[id].target)
            line: Line = (
                (f"{glance.glyph:<3}", glance.ink),
                (f"{plain(act_on(known[id]))}  ", "strong"),
            )
            found.append(Entry(id, (*line, (name, "text"))))
        return found

    return Offer(title=say(Deed.WHICH_ALERT, act=act.name(scene), what=scene.what), rows=rows)


def which_unit(act: Act, scene: Scene, said: Answers) -> Asked | None:
    """Ask for the unit to call off, where several are out."""
    units = away(scene)
    if len(units) == 1:
        return None
    site = scene.live.mirror.site
    return Offer(
        title=say(Deed.WHICH_UNIT, case=scene.what),
        rows=lambda width: [
            Entry(unit, ((f"{plain(unit)}  ", "strong"), (unit_name(site, unit), "text")))
            for unit in units
        ],
    )


def away(scene: Scene) -> list[UnitId]:
    """Return the units to call off: the one in hand, or all that are out for the case."""
    units = [task.unit for task in out(scene.case)] if scene.case is not None else []
    return [scene.unit] if scene.unit is not None and scene.unit in units else units
