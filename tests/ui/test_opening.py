"""The console as it is started: a picture first, the wall when the hub has answered."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from console.app import OpeningApp
from console.screens.opening import Opening
from console.screens.workplace import Workplace
from tests.ui.stage import Stage, quiet, unreached

SOCKET = "/run/wanshou/[/]hub.sock"


def started(stage: Stage) -> OpeningApp:
    return OpeningApp(lambda: stage.live, Opening(SOCKET), theme=stage.theme)


async def at_wall(app: OpeningApp, pilot: Pilot[int]) -> None:
    while not isinstance(app.screen, Workplace):
        await pilot.pause(0.01)


async def test_the_wall_follows_with_what_the_hub_answered() -> None:
    app = started(quiet())
    async with app.run_test(size=(120, 40)) as pilot:
        await at_wall(app, pilot)
        assert app.current_mode == "wall"
        assert not app.workplace.has_class("-waiting")


async def test_a_hub_that_does_not_answer_is_waited_for_on_the_wall() -> None:
    app = started(unreached())
    async with app.run_test(size=(120, 40)) as pilot:
        await at_wall(app, pilot)
        assert app.workplace.has_class("-waiting")


@pytest.mark.parametrize("key", ["2", "slash", "colon", "a", "question_mark", "enter"])
async def test_keys_typed_too_early_do_no_harm(key: str) -> None:
    app = started(quiet())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await at_wall(app, pilot)
        assert app.is_running


async def test_one_may_leave_at_once() -> None:
    app = started(quiet())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        await pilot.pause()
    assert app.return_value is None
