"""Draw the README's pictures: the real console on a running demo, exported by the product.

`make pictures` runs it. The demo's story plays meanwhile, so the pictures show what a newcomer
sees at the same moments.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from console.app import ConsoleApp
from console.following import following
from console.settings import load
from console.widgets.sheet import Sheet
from console.wording import catalog

IMAGES = Path(__file__).parent / "images"
SIZE = (120, 36)
FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")
PATIENCE = 1_200
PAUSE_S = 0.1


class Photographer:
    """Looks at one console and keeps what it shows."""

    def __init__(self, app: ConsoleApp, pilot: Pilot[int]) -> None:
        self._app = app
        self._pilot = pilot

    def reads(self) -> str:
        """Return everything written on the workplace."""
        sheets = self._app.workplace.query(Sheet)
        return "\n".join("".join(text for text, _ in line) for s in sheets for line in s.lines)

    async def until(self, is_so: Callable[[str], bool]) -> None:
        """Wait until what is written is so."""
        for _ in range(PATIENCE):
            if is_so(self.reads()):
                return
            await self._pilot.pause(PAUSE_S)
        raise SystemExit(f"it never came to that:\n{self.reads()}")

    async def press(self, *keys: str) -> None:
        """Press keys, letting the screen follow each."""
        for key in keys:
            await self._pilot.press(key)
            await self._pilot.pause(0.6)

    def keep(self, name: str) -> None:
        """Write the picture."""
        IMAGES.mkdir(exist_ok=True)
        # A picture loads nothing from anywhere: the reader's own monospace font will do.
        svg = FONT.sub("", self._app.export_screenshot(title="wanshou"))
        (IMAGES / f"{name}.svg").write_text(svg, "utf-8")
        print(f"docs/images/{name}.svg")


async def take(socket: Path) -> None:
    """Play the loop by keys, as the README's tour tells it, and keep the pictures."""
    catalog.use("en")
    settings = load({"socket": str(socket)}).settings
    app = ConsoleApp(following(settings, drill=True))
    async with app.run_test(size=SIZE) as pilot:
        eye = Photographer(app, pilot)
        await eye.until(lambda said: "1 unacknowledged" in said or "2 unacknowledged" in said)
        eye.keep("1-wall")
        await eye.press("2", "a")
        eye.keep("2-alert")
        await eye.press("d", "enter", "enter", "3")
        await eye.until(lambda said: "idling vehicles" in said)
        eye.keep("3-findings")
        for _ in range(2):
            await eye.press("o", "enter", "enter")
        await eye.until(lambda said: " %" in said and "not normal" not in said)
        eye.keep("4-verifying")
        await eye.until(lambda said: "by its sensor" in said)
        await eye.press("x", "enter")
        eye.keep("5-closed")
        await eye.press("7")
        eye.keep("6-plan")


def main() -> None:
    """Run a demo without a screen and sit down before it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "console", "demo", "--headless", "--data", folder]
        demo = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, env={**os.environ, "WANSHOU_LANGUAGE": "en"}
        )
        try:
            asyncio.run(take(Path(folder) / "hub.sock"))
        finally:
            demo.send_signal(signal.SIGTERM)
            demo.wait()


if __name__ == "__main__":
    main()
