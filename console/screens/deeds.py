"""A workplace with a case, alerts or a unit in hand: all there is to do, by menu or by name."""

from __future__ import annotations

from msgspec.structs import replace

from console.contract.case_views import CaseView
from console.domain.ids import UnitId
from console.keys import ACTIONS
from console.screens.acting import Act, Scene, go_through
from console.screens.deed_table import DEEDS, OF_ALERTS, OF_CASE, OF_UNIT
from console.screens.fitness import Matter
from console.screens.menu import Choice, Menu
from console.screens.possible import KEYS, act_lines, caps_of, case_acts
from console.screens.readiness import tasks
from console.screens.workplace import Workplace
from console.widgets import Line
from console.widgets.scroll import Spot
from console.wording.deeds import Deed
from console.wording.dispatch import Work
from console.wording.keycaps import key_word
from console.wording.screens import say


class Deeds(Workplace):
    """A workplace where such acts have something to be done to."""

    def matter(self) -> Matter | None:
        """Return what is in hand: a case, or alerts."""
        raise NotImplementedError

    def unit_in_hand(self) -> UnitId | None:
        """Return the unit that is selected, if units are what is looked at."""
        return None

    def scene(self) -> Scene:
        """Return what is in hand; of a unit that is out, also its case."""
        unit, live = self.unit_in_hand(), self.live
        if unit is not None:
            task = tasks(live).get(unit)
            return Scene(live=live, unit=unit, case=task[0] if task is not None else None)
        matter = self.matter() if live.ready else None
        if matter is None:
            return Scene(live=live)
        return Scene(live=live, case=matter.case, alerts=matter.alerts)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what cannot be done to what is in hand."""
        possible = super().check_action(action, parameters)
        if action != "act" or not possible or not parameters:
            return possible
        return DEEDS[str(parameters[0])].why_not(self.scene()) is None

    def action_menu(self) -> None:
        """Offer everything that can be done now about what is in hand."""
        scene = self.scene()
        if scene.case is None and scene.unit is None and not scene.alerts:
            self.tell(say(Work.NOTHING_IN_HAND), well=False)
            return
        offer(self, scene)

    def offers(self, case: CaseView, width: int) -> tuple[list[Line], list[Spot]]:
        """Return what can be done about `case` with a key of its own, as lines to be clicked."""
        return act_lines(case_acts(self.live, case), caps_of(self.active_bindings), width)

    def action_act(self, id: str) -> None:
        """Do one of them."""
        objection = self.begin(DEEDS[id], self.scene())
        if objection:
            self.tell(objection, well=False)

    def begin(self, act: Act, scene: Scene) -> str | None:
        """Ask what is to be asked and have it done; return why not, in words, where it cannot."""
        why = act.why_not(scene)
        if why is not None:
            return refusal(act, scene, why)
        self.unmark()
        go_through(self, act, scene)
        return None

    def begin_by_name(self, id: str, scene: Scene) -> str | None:
        """Do what is called `id`; return why not, in words, where it cannot be done."""
        return self.begin(DEEDS[id], scene)

    def begin_on(self, act: Act, case: CaseView) -> None:
        """Do something to `case`, whatever else is in hand; say why not where it cannot be."""
        objection = self.begin(act, Scene(live=self.live, case=case))
        if objection:
            self.tell(objection, well=False)


def offer(here: Deeds, scene: Scene) -> None:
    """Show the menu; what is chosen there is done."""
    if scene.unit is not None:
        title, table = say(Deed.UNIT_MENU, unit=scene.what), OF_UNIT
    elif scene.case is not None:
        title, table = say(Deed.CASE_MENU, case=scene.what), OF_CASE
    else:
        alerts = ", ".join(alert.id for alert in scene.alerts)
        title, table = say(Deed.ALERT_MENU, alerts=alerts), OF_ALERTS
    daily = _daily(here, scene.case) if scene.unit is None and scene.case is not None else []
    choices = [Choice(a.key, a.id, a.name(scene), a.why_not(scene)) for a in table]

    if not daily:
        why = here.why_not("act")
        choices = [replace(each, why=why) for each in choices] if why is not None else choices

    async def chosen(id: str | None) -> None:
        if id is not None:
            await here.run_action(ACTIONS[id])

    here.app.push_screen(Menu(title, [*daily, *choices]), chosen)


def _daily(here: Deeds, case: CaseView) -> list[Choice]:
    """Return what has a key of its own and can be done now."""
    found = []
    for act in case_acts(here.live, case):
        action = KEYS[act.id].action
        if act.why is None and hasattr(here, f"action_{action.partition('(')[0]}"):
            found.append(Choice(KEYS[act.id].keys.partition(",")[0], act.id, key_word(act.id)))
    return found


def refusal(act: Act, scene: Scene, why: str) -> str:
    """Return why an act cannot be done, in words."""
    name = f"{scene.what}: {act.name(scene)}" if scene.what else act.name(scene)
    return say(Deed.CANNOT, act=name, why=why)
