"""An operator's hands and eyes: press keys, let everything settle, read what is there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets._toast import Toast

from console.app import ConsoleApp
from console.widgets.sheet import Sheet
from console.widgets.tiles import Tiles
from tests.ui.stage import Stage


class Operator:
    """One person at one console."""

    def __init__(self, stage: Stage, app: ConsoleApp, pilot: Pilot[int]) -> None:
        self.stage = stage
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press `keys` one by one; afterwards everything has settled."""
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type `text`."""
        names = {" ": "space", "-": "minus", "!": "exclamation_mark", ".": "full_stop"}
        await self.press(*(names.get(letter, letter) for letter in text))

    async def settle(self) -> None:
        """Wait for workers, take in what arrived, draw it."""
        asked = -1
        while asked != len(self.stage.hub.asked):
            asked = len(self.stage.hub.asked)
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            self.app.drain()
            self.app.workplace.look()
            await self.pilot.pause()

    def reads(self, selector: str = "Sheet") -> str:
        """Return the lines of what is on the screen on top."""
        sheets = self.app.screen.query(selector).results(Sheet)
        return "\n".join(
            "".join(text for text, _ in line)
            for sheet in sheets
            if sheet.is_on_screen
            for line in sheet.lines
        )

    def tile(self, key: str) -> str:
        """Return what the tile called `key` on the wall says."""
        return "".join(text for text, _ in self.app.screen.query_one(Tiles).tile(key))

    def row(self, selector: str, words: str) -> str:
        """Return the line of `selector` that has `words`."""
        lines = self.reads(selector).splitlines()
        return next(line for line in lines if words in line)

    def told(self) -> str:
        """Return the toasts."""
        return "\n".join(str(toast.render()) for toast in self.app.screen.query(Toast))


@asynccontextmanager
async def at_console(stage: Stage, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Operator]:
    """Open the console and wait until it shows something."""
    app = stage.app()
    async with app.run_test(size=size, notifications=True) as pilot:
        operator = Operator(stage, app, pilot)
        await operator.settle()
        yield operator
