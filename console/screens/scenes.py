"""Scenes: the key figures of one, what it can be told, and what it does by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from console.contract.scene_views import SceneFigures
from console.contract.views import AlertView
from console.domain.ids import DeviceId, SceneId, TargetId
from console.errors import ConsoleError
from console.keys import bindings
from console.live import Live
from console.screens.caselist import device_of
from console.screens.figurelines import figure_lines
from console.screens.scenelists import (
    automation_entries,
    automations_of,
    control_entries,
    controls_of,
)
from console.screens.telling import ask_control
from console.screens.turns import Turns
from console.screens.workplace import Workplace, empty
from console.widgets import Entry, Ledger, Line, Pane, Panel, fit
from console.wording import chosen, explain
from console.wording.scenes import Scenes as Words
from console.wording.screens import say

REFRESH_S = 5.0
HUB = "hub"  # the scene of what keeps the others going: the health screen shows it

Entries = Callable[[Live, SceneId, int], list[Entry]]


class Heard(Message):
    """The hub told a scene's figures, or why it could not."""

    def __init__(self, scene: SceneId, told: SceneFigures | ConsoleError) -> None:
        super().__init__()
        self.scene = scene
        self.told = told


class Scenes(Workplace):
    """Which scene on the left; its figures, controls and automations on the right."""

    place = "scenes"
    BINDINGS = bindings("scenes")
    CSS_PATH = "scenes.tcss"
    AUTO_FOCUS = "#scenes"

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self._asked: SceneId | None = None
        self._told: SceneFigures | None = None
        self._trouble = ""
        self._turns = Turns[SceneId](lambda scene: self._ask(scene))

    def body(self) -> ComposeResult:
        """What to choose from, and what was chosen."""
        yield Panel(Ledger(id="scenes", opens=False), id="scenes-panel")
        with Container(id="scene"):
            yield Panel(Pane(id="figures"), id="figures-panel")
            with Container(id="doing"):
                yield Panel(Ledger(id="controls"), id="controls-panel")
                yield Panel(Ledger(id="automations"), id="automations-panel")

    def on_mount(self) -> None:
        """Ask for figures again while this is what is looked at."""
        self.set_interval(REFRESH_S, self._ask_again)

    def on_screen_resume(self) -> None:
        """Ask at once."""
        self._asked = None
        super().on_screen_resume()

    def paint(self) -> None:
        """Draw the choice, then the scene."""
        self._paint_scenes()
        scene = self._scene
        if scene is None:
            return
        if scene != self._asked:
            self._asked, self._told, self._trouble = scene, None, ""
            self._turns.ask(scene)
        self._settle_room(scene)
        self._paint_figures(scene)
        self._paint_list("controls", control_entries, Words.CONTROLS, Words.NO_CONTROLS)
        self._paint_list("automations", automation_entries, Words.AUTOMATIONS, Words.NO_AUTOMATIONS)

    @property
    def _scene(self) -> SceneId | None:
        selected = self.query_one("#scenes", Ledger).selected
        return None if selected is None else SceneId(selected)

    def _paint_scenes(self) -> None:
        site = self.live.mirror.site
        ledger = self.query_one("#scenes", Ledger)
        calls = Counter(site.devices[device_of(one.target)].scene for one in self._calling())
        ledger.show(
            [
                Entry(id, _scene_row(chosen(one.name), calls[id], ledger.room))
                for id, one in site.scenes.items()
                if id != HUB
            ]
        )
        self.query_one("#scenes-panel", Panel).entitle(((say(Words.SCENES), "title"),))

    def _calling(self) -> list[AlertView]:
        """Return the alerts an operator should see, on devices of the site."""
        mirror = self.live.mirror
        return [
            alert
            for alert in mirror.alerts.values()
            if alert.state.in_queue and device_of(alert.target) in mirror.site.devices
        ]

    def _paint_figures(self, scene: SceneId) -> None:
        pane = self.query_one("#figures", Pane)
        width = max(pane.size.width - 3, 10)
        title: Line = ((chosen(self.live.mirror.site.scenes[scene].name), "strong"),)
        self.query_one("#figures-panel", Panel).entitle(title)
        if self._told is None:
            pane.put(empty(self._trouble or say(Words.ASKING), width))
            return
        lines = figure_lines(self._told.figures, self.live.mirror.site, width)
        pane.put(lines or empty(say(Words.NO_FIGURES), width))

    def _paint_list(self, of: str, entries_of: Entries, name: Words, nothing: Words) -> None:
        ledger, scene = self.query_one(f"#{of}", Ledger), self._scene
        assert scene is not None  # one is chosen
        entries = entries_of(self.live, scene, ledger.room)
        none = [Entry(None, line) for line in empty(say(nothing), ledger.room)]
        ledger.show(entries or none)
        count: Line = ((str(len(entries)), "muted"),)
        self.query_one(f"#{of}-panel", Panel).entitle(((say(name), "title"),), count)

    def _settle_room(self, scene: SceneId) -> None:
        """Give figures all the room where there is nothing to tell and nothing by itself."""
        idle = not controls_of(self.live, scene) and not automations_of(self.live, scene)
        self.query_one("#doing").set_class(idle, "-idle")

    # What the hub says ----------------------------------------------------------------

    def _ask_again(self) -> None:
        if self.is_current and self.live.ready and self._scene is not None:
            self._turns.ask(self._scene)

    @work(thread=True, group="scene")
    def _ask(self, scene: SceneId) -> None:
        try:
            told = self.live.hub.ask(f"scenes/{scene}/figures", SceneFigures)
        except ConsoleError as error:
            self.post_message(Heard(scene, error))
        else:
            self.post_message(Heard(scene, told))

    @on(Heard)
    def _heard(self, event: Heard) -> None:
        if event.scene == self._asked:
            if isinstance(event.told, ConsoleError):
                self._trouble = explain(event.told)[0]
            else:
                self._told, self._trouble = event.told, ""
        self._turns.answered()
        self.look()

    @on(Ledger.Selected)
    def _chosen(self) -> None:
        self.look()

    # Acts -----------------------------------------------------------------------------

    def pointed_at(self) -> TargetId | None:
        """Return the device of the control in hand."""
        control = self._in("controls")
        return None if control is None else DeviceId(control.partition("/")[0])

    def action_turn(self, by: int) -> None:
        """Look at the next scene, or the one before."""
        ledger = self.query_one("#scenes", Ledger)
        keys = [key for key in ledger.keys if key is not None]
        if keys and ledger.selected in keys:
            ledger.select(keys[(keys.index(ledger.selected) + by) % len(keys)])

    def action_tell(self, act: str) -> None:
        """Tell the control in hand something, release it, or let its device be worked on."""
        control = self._in("controls")
        if control is None:
            self.tell(say(Words.NO_CONTROL), well=False)
            return
        first = control.partition("/")[0] if act == "maintain" else control
        ask_control(self, act, first)

    def action_suspend(self) -> None:
        """Suspend the automation in hand, or let it work again."""
        automation = self._in("automations")
        if automation is None:
            self.tell(say(Words.NO_AUTOMATION), well=False)
            return
        standing = self.live.mirror.around.automations.get(automation)
        suspended = standing is not None and standing.suspended
        ask_control(self, "resume" if suspended else "suspend", automation)

    def _in(self, of: str) -> str | None:
        return self.query_one(f"#{of}", Ledger).selected if self.is_mounted else None


def _scene_row(name: str, calls: int, width: int) -> Line:
    count = str(calls) if calls else ""
    room = max(width - len(count) - 2, 4)
    return ((fit(name, room), "text"), (" ", "text"), (count, "medium"))
