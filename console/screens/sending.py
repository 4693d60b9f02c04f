"""Opening a case and sending a unit, from any workplace with an alert or a case in hand."""

from __future__ import annotations

from console.contract.cases import DispatchUnit, OpenCase
from console.contract.request import Request
from console.contract.views import AlertView
from console.domain.ids import CaseId, UnitId
from console.keys import bindings
from console.screens.acts import Outcome
from console.screens.caselist import case_with
from console.screens.choose import Choose, Picked
from console.screens.deeds import Deeds
from console.screens.fitness import Matter
from console.screens.glance import act_on
from console.screens.offering import offer_units, only_anyway
from console.screens.regional import warn_if_regional
from console.wording import plain
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
        if not self.live.mirror.site.units:
            self.tell(say(Work.NO_UNITS), well=False)
            return
        offer = offer_units(self.live, matter, first=self.unit_in_hand())

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
        anyway = only_anyway(self.live, unit)
        if matter.case is not None:
            self.ask_hub([DispatchUnit(case=matter.case.id, unit=unit, anyway=anyway)])
            return

        def then(opened: Outcome) -> list[Request]:
            if not opened.id:
                return []
            return [DispatchUnit(case=CaseId(opened.id), unit=unit, anyway=anyway)]

        opening = OpenCase(alerts=tuple(alert.id for alert in matter.alerts))
        self.ask_hub([opening], then=then, also=(unit,))
