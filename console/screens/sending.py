"""Opening a case and sending a unit, from any workplace with an alert or a case in hand."""

from __future__ import annotations

from console.contract.cases import DispatchUnit, OpenCase
from console.contract.request import Request
from console.contract.views import AlertView
from console.domain.ids import CaseId, UnitId
from console.domain.unit_states import UnitStatus
from console.keys import bindings
from console.screens.acts import Outcome
from console.screens.caselist import case_with
from console.screens.choose import Choose, Offer, Picked
from console.screens.deeds import Deeds
from console.screens.fitness import Matter, ranking
from console.screens.glance import act_on
from console.screens.readiness import status, tasks
from console.screens.regional import warn_if_regional
from console.screens.roster import candidates
from console.widgets import Entry
from console.wording import case_name, plain, target_name, unit_name
from console.wording.course import Course
from console.wording.dispatch import Work
from console.wording.screens import say


class Sending(Deeds):
    """A workplace from which units are sent."""

    BINDINGS = bindings("sending")

    def action_dispatch(self) -> None:
        """Choose a unit, the best one first, and send it; without a case one is opened."""
        matter = self.matter()
        if matter is None:
            self.tell(say(Work.NOTHING_IN_HAND), well=False)
            return
        live, site = self.live, self.live.mirror.site
        if not site.units:
            self.tell(say(Work.NO_UNITS), well=False)
            return
        alerts = _names(matter.alerts)

        def sure(key: str) -> str:
            unit = f"{unit_name(site, UnitId(key))} ({plain(key)})"
            now, task = status(live, UnitId(key)), tasks(live).get(UnitId(key))
            if task is not None:
                return say(Course.SEND_ANYWAY, unit=unit, case=plain(task[0].id))
            if now is UnitStatus.RESERVED:
                return say(Course.SEND_RESERVED, unit=unit)
            if matter.case is not None:
                return say(Work.SEND_SURE, unit=unit, case=plain(matter.case.id))
            return say(Work.SEND_OPEN_SURE, unit=unit, alerts=alerts)

        def rows(width: int) -> list[Entry]:
            return candidates(live, matter, width)

        somebody = any(ranked.can_go for ranked in ranking(live, matter))
        text = "" if somebody else say(Work.NOBODY_FREE)
        if somebody and matter.case is None:
            text = say(Work.SEND_OPENS, alerts=alerts)
        offer = Offer(
            title=say(Work.SEND_TITLE, what=self._called(matter)),
            text=text,
            rows=rows,
            first=self.unit_in_hand(),
            sure=sure,
        )

        def chosen(picked: Picked | None) -> None:
            if picked is not None:
                self._send(matter, UnitId(picked.key))

        dialog = Choose(offer)
        self.app.push_screen(dialog, chosen)
        warn_if_regional(self, dialog, matter)

    def action_open_case(self) -> None:
        """Open a case from what is in hand, at once."""
        matter = self.matter()
        if matter is None or (matter.case is None and not matter.alerts):
            self.tell(say(Work.NOTHING_IN_HAND), well=False)
        elif matter.case is not None:
            taken = next((alert for alert in matter.alerts), None)
            named = plain(act_on(taken)) if taken else plain(matter.case.id)
            case = plain(matter.case.id)
            self.tell(say(Work.ALREADY_IN_CASE, alert=named, case=case))
        else:
            for_all = tuple(alert.id for alert in matter.alerts)
            self.unmark()
            self.ask_hub([OpenCase(alerts=for_all)])

    def matter_of(self, alerts: list[AlertView]) -> Matter | None:
        """Return the case that the alerts are in already, or the alerts."""
        if not alerts:
            return None
        cases = [case_with(self.live, alert.id) for alert in alerts]
        return Matter(next((case for case in cases if case is not None), None), tuple(alerts))

    def _send(self, matter: Matter, unit: UnitId) -> None:
        anyway = unit in tasks(self.live) or status(self.live, unit) is UnitStatus.RESERVED
        if matter.case is not None:
            self.ask_hub([DispatchUnit(case=matter.case.id, unit=unit, anyway=anyway)])
            return

        def then(opened: Outcome) -> list[Request]:
            if not opened.id:
                return []
            return [DispatchUnit(case=CaseId(opened.id), unit=unit, anyway=anyway)]

        opening = OpenCase(alerts=tuple(alert.id for alert in matter.alerts))
        self.ask_hub([opening], then=then, also=(unit,))

    def _called(self, matter: Matter) -> str:
        site = self.live.mirror.site
        if matter.case is not None:
            return f"{plain(matter.case.id)} {case_name(site, matter.case)}"
        return ", ".join(dict.fromkeys(target_name(site, a.target) for a in matter.alerts))


def _names(alerts: tuple[AlertView, ...]) -> str:
    return ", ".join(plain(act_on(alert)) for alert in alerts)
