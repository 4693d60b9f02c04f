"""What is asked before a unit is sent: which one, the best first, and whether one is sure."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.ids import UnitId
from console.domain.unit_states import UnitStatus
from console.live import Live
from console.screens.choose import Offer
from console.screens.fitness import Matter, ranking
from console.screens.glance import act_on
from console.screens.readiness import status, tasks
from console.screens.roster import candidates
from console.wording import case_name, plain, target_name, unit_name
from console.wording.course import Course
from console.wording.dispatch import Work
from console.wording.screens import say


def offer_units(live: Live, matter: Matter, *, first: UnitId | None) -> Offer:
    """Return the units to send to `matter`, `first` selected; one that is at something else is
    sent only on purpose."""
    somebody = any(ranked.can_go for ranked in ranking(live, matter))
    text = "" if somebody else say(Work.NOBODY_FREE)
    if somebody and matter.case is None:
        text = say(Work.SEND_OPENS, alerts=_names(matter))
    return Offer(
        title=say(Work.SEND_TITLE, what=_called(live, matter)),
        text=text,
        rows=lambda width: candidates(live, matter, width),
        first=first,
        sure=_sure(live, matter),
    )


def only_anyway(live: Live, unit: UnitId) -> bool:
    """Tell whether a unit is sent only on purpose: it is at something else, or reserved."""
    return unit in tasks(live) or status(live, unit) is UnitStatus.RESERVED


def _sure(live: Live, matter: Matter) -> Callable[[str], str]:
    def sure(key: str) -> str:
        unit = f"{unit_name(live.mirror.site, UnitId(key))} ({plain(key)})"
        task = tasks(live).get(UnitId(key))
        if task is not None:
            return say(Course.SEND_ANYWAY, unit=unit, case=plain(task[0].id))
        if status(live, UnitId(key)) is UnitStatus.RESERVED:
            return say(Course.SEND_RESERVED, unit=unit)
        if matter.case is not None:
            return say(Work.SEND_SURE, unit=unit, case=plain(matter.case.id))
        return say(Work.SEND_OPEN_SURE, unit=unit, alerts=_names(matter))

    return sure


def _called(live: Live, matter: Matter) -> str:
    site = live.mirror.site
    if matter.case is not None:
        return f"{plain(matter.case.id)} {case_name(site, matter.case)}"
    return ", ".join(dict.fromkeys(target_name(site, a.target) for a in matter.alerts))


def _names(matter: Matter) -> str:
    return ", ".join(plain(act_on(alert)) for alert in matter.alerts)
