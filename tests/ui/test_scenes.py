"""The workplace of scenes: figures, what can be told, what is done by itself."""

from __future__ import annotations

from msgspec.structs import replace

from console.contract.controls import CommandDevice, ReleaseControl
from console.domain.automation_facts import AutomationBegan, AutomationSuspended
from console.domain.automations import Reason
from console.domain.conditions import SensorIs
from console.domain.control_facts import CommandConfirmed, CommandSent
from console.domain.ids import CommandId, ControlId, SceneId, SensorId
from console.domain.key_figures import Shape
from tests.ui.hands import at_console
from tests.ui.stage import Stage, afternoon

PUMP = ControlId("pump-wanshou/run")
FIRST = CommandId("pump-wanshou/run#1")


def told(stage: Stage) -> None:
    """An automation began, and its pump runs."""
    automation = stage.hub.site.automations["irrigate-wanshou"]
    dry = SensorIs(sensor=SensorId("soil-3/soil-moisture"), below=60)
    because = (Reason(part=dry, value=55.0),)
    for fact in (
        AutomationBegan(automation=automation.id, because=because),
        CommandSent(control=PUMP, command=FIRST, value=1, expires=0, automation=automation.id),
        CommandConfirmed(control=PUMP, command=FIRST, value=1, runs=True),
    ):
        stage.hub.happened(fact)


async def test_a_scene_shows_its_figures_controls_and_automations() -> None:
    stage = afternoon()
    async with at_console(stage, (120, 40)) as operator:
        await operator.press("9", "j")
        figures = operator.reads("#figures")
        assert "Tank levels" in figures
        assert "64 %" in figures
        assert "Wanshou Park pump" in operator.reads("#controls")
        assert "?" in operator.reads("#controls"), "nobody knows yet what it does"
        told(stage)
        await operator.settle()
        line = operator.row("#controls", "Wanshou Park pump")
        assert "on" in line
        assert "at work: " in operator.reads("#automations")


async def test_what_is_in_hand_is_told_and_released() -> None:
    stage = afternoon()
    async with at_console(stage, (120, 40)) as operator:
        await operator.press("9", "j", "tab", "tab", "t")
        await operator.press("tab")
        await operator.type("on")
        await operator.press("enter", "enter", "enter")
        await operator.settle()
        [command] = [one for one in stage.hub.done if isinstance(one, CommandDevice)]
        assert (command.control, command.value) == ("tank-wanshou/makeup", 1.0)
        await operator.press("r", "enter")
        await operator.settle()
        assert any(isinstance(one, ReleaseControl) for one in stage.hub.done)


async def test_a_suspended_automation_says_by_whom() -> None:
    stage = afternoon()
    async with at_console(stage, (120, 40)) as operator:
        await operator.press("9")
        stage.hub.happened(AutomationSuspended(automation="lamps-night"))
        await operator.settle()
        assert "suspended by" in operator.reads("#automations")


async def test_the_next_scene_is_a_key_away_and_a_ninth_is_shown_like_the_others() -> None:
    stage = afternoon()
    site = stage.hub.site
    air = site.scenes[SceneId("air")]
    ninth = replace(air, id=SceneId("noise"), figures=air.figures[1:2])
    stage.hub.site = replace(site, scenes=site.scenes | {ninth.id: ninth})
    async with at_console(stage, (120, 40)) as operator:
        await operator.press("9", "left_curly_bracket")
        assert operator.reads("#figures-panel .title").strip() == "Air"
        assert "PM10 side by side" in operator.reads("#figures")
        assert [one.shape for one in ninth.figures] == [Shape.SIDE_BY_SIDE]


async def test_it_fits_a_small_terminal() -> None:
    async with at_console(afternoon(), (60, 20)) as operator:
        await operator.press("9")
        assert all(len(line) <= 60 for line in operator.reads("#figures").splitlines())
