"""Scenes: the key figures of one, what it can be told, and what it does by itself."""

from __future__ import annotations

from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from console.contract.scene_views import SceneFigures
from console.domain.ids import DeviceId, SceneId, TargetId
from console.errors import ConsoleError
from console.keys import bindings
from console.live import Live
from console.screens.answered import Answered, answer_of
from console.screens.figurelines import figure_lines
from console.screens.scenelists import AUTOMATIONS, CONTROLS, SceneList, scene_entries
from console.screens.telling import ask_control
from console.screens.turns import Turns
from console.screens.workplace import Workplace, empty
from console.widgets import Entry, Heading, Ledger, Line, Pane, Panel
from console.wording import chosen
from console.wording.scenes import Scenes as Words
from console.wording.screens import say

REFRESH_S = 5.0


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
        self._answer = Answered[SceneFigures]()
        self._turns = Turns[SceneId](lambda scene: self._ask(scene))

    def body(self) -> ComposeResult:
        """What to choose from, and what was chosen."""
        yield Panel(Ledger(id="scenes", opens=False), id="scenes-panel")
        with Container(id="scene"):
            yield Panel(Pane(id="figures"), id="figures-panel")
            with Container(id="doing"):
                yield Panel(Heading("controls"), Ledger(id="controls"), id="controls-panel")
                yield Panel(
                    Heading("automations"), Ledger(id="automations"), id="automations-panel"
                )

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
            self._asked, self._answer = scene, Answered()
            self._turns.ask(scene)
        self._settle_room(scene)
        self._paint_figures(scene)
        self._paint_list("controls", CONTROLS, Words.NO_CONTROLS)
        self._paint_list("automations", AUTOMATIONS, Words.NO_AUTOMATIONS)

    @property
    def _scene(self) -> SceneId | None:
        selected = self.query_one("#scenes", Ledger).selected
        return None if selected is None else SceneId(selected)

    def _paint_scenes(self) -> None:
        ledger = self.query_one("#scenes", Ledger)
        ledger.show(scene_entries(self.live, ledger.room))
        self.query_one("#scenes-panel", Panel).entitle(((say(Words.SCENES), "title"),))

    def _paint_figures(self, scene: SceneId) -> None:
        pane = self.query_one("#figures", Pane)
        width = max(pane.size.width - 3, 10)
        title: Line = ((chosen(self.live.mirror.site.scenes[scene].name), "strong"),)
        self.query_one("#figures-panel", Panel).entitle(title)
        if (told := self._answer.told) is None:
            pane.put(empty(self._answer.trouble or say(Words.ASKING), width))
            return
        lines = figure_lines(told.figures, self.live.mirror.site, width)
        pane.put(lines or empty(say(Words.NO_FIGURES), width))

    def _paint_list(self, of: str, listed: SceneList[Any], nothing: Words) -> None:
        ledger, scene = self.query_one(f"#{of}", Ledger), self._scene
        assert scene is not None  # one is chosen
        fitted = listed.fitted(ledger.room)
        entries = listed.entries(self.live, scene, fitted)
        none = [Entry(None, line) for line in empty(say(nothing), ledger.room)]
        ledger.show(entries or none)
        self.query_one(f"#{of}-heading", Heading).title(fitted if entries else ())
        count: Line = ((str(len(entries)), "muted"),)
        self.query_one(f"#{of}-panel", Panel).entitle(((say(listed.title), "title"),), count)

    def _settle_room(self, scene: SceneId) -> None:
        """Give figures all the room where there is nothing to tell and nothing by itself."""
        idle = not any(one.of(self.live, scene) for one in (CONTROLS, AUTOMATIONS))
        self.query_one("#doing").set_class(idle, "-idle")

    # What the hub says ----------------------------------------------------------------

    def _ask_again(self) -> None:
        if self.is_current and self.live.ready and self._scene is not None:
            self._turns.ask(self._scene)

    @work(thread=True, group="scene")
    def _ask(self, scene: SceneId) -> None:
        hub = self.live.hub
        told = answer_of(lambda: hub.ask(f"scenes/{scene}/figures", SceneFigures))
        self.post_message(Heard(scene, told))

    @on(Heard)
    def _heard(self, event: Heard) -> None:
        if event.scene == self._asked:
            self._answer.take(event.told)
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
