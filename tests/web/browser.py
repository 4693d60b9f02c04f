"""A headless Chromium, driven over its own WebSocket (the DevTools protocol)."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import aiohttp

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
PATIENCE_S = 40.0
OPTIONS = (
    "--headless=new",
    "--no-sandbox",  # it may run as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
    "--window-size=1200,760",
)
# The page's script keeps its terminal to itself; this catches it as it is made.
CATCH = """
Object.defineProperty(Object.prototype, "websocket_url", {
  configurable: true,
  set(address) {
    Object.defineProperty(this, "websocket_url", { value: address, writable: true });
    window.caught = this;
  },
});
"""
READ = """
(() => {
  const buffer = window.caught && window.caught.terminal.buffer.active;
  if (!buffer) return "";
  const lines = [];
  for (let n = 0; n < window.caught.terminal.rows; n++) {
    lines.push(buffer.getLine(n).translateToString(true));
  }
  return lines.join("\\n");
})()
"""


class Tab:
    """One tab: goes to addresses, presses keys, reads the terminal on the page."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._asked = 0
        self.requested: list[str] = []

    async def prepare(self) -> Self:
        """Listen to what the page asks for, and catch its terminal."""
        for domain in ("Page", "Runtime", "Network"):
            await self.ask(f"{domain}.enable")
        await self.ask("Page.addScriptToEvaluateOnNewDocument", source=CATCH)
        return self

    async def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser; return what it answers."""
        self._asked += 1
        await self._socket.send_json({"id": self._asked, "method": method, "params": parameters})
        async with asyncio.timeout(PATIENCE_S):
            while True:
                said = json.loads(await self._socket.receive_str())
                if said.get("method") == "Network.requestWillBeSent":
                    self.requested.append(said["params"]["request"]["url"])
                if said.get("id") == self._asked:
                    assert "error" not in said, said
                    answer: dict[str, Any] = said["result"]
                    return answer

    async def go(self, address: str) -> None:
        """Go to an address."""
        await self.ask("Page.navigate", url=address)

    async def evaluate(self, expression: str) -> Any:
        """Return what an expression comes to on the page."""
        answer = await self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    async def lines(self) -> str:
        """Return what the terminal shows."""
        return str(await self.evaluate(READ) or "")

    async def wait(self, is_so: Callable[[str], object]) -> str:
        """Wait until the terminal shows something; return all of it."""
        shown = ""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not is_so(shown := await self.lines()):
                    await asyncio.sleep(0.1)
        except TimeoutError:
            raise AssertionError(f"waited in vain; the terminal shows:\n{shown}") from None
        return shown

    async def press(self, keys: str) -> None:
        """Press keys that make letters, one after the other."""
        for key in keys:
            code = {"\r": "Enter"}.get(key, key)
            await self.ask("Input.dispatchKeyEvent", type="keyDown", key=code, text=key)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", key=code)

    async def picture(self, file: Path) -> bytes:
        """Take a picture of the page; keep it in `file`, and return it."""
        answer = await self.ask("Page.captureScreenshot", format="png")
        file.write_bytes(base64.b64decode(answer["data"]))
        return file.read_bytes()


@asynccontextmanager
async def browser() -> AsyncIterator[Callable[[], Any]]:
    """Run a browser for the length of a test; give what opens a tab."""
    assert CHROMIUM is not None
    with tempfile.TemporaryDirectory(prefix="w-", ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            [CHROMIUM, *OPTIONS, f"--user-data-dir={folder}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": folder},
        )
        try:
            port = await _port(Path(folder) / "DevToolsActivePort", process)
            async with aiohttp.ClientSession() as session:
                sockets: list[aiohttp.ClientWebSocketResponse] = []

                async def tab() -> Tab:
                    made = await session.put(f"http://127.0.0.1:{port}/json/new?about:blank")
                    address = (await made.json())["webSocketDebuggerUrl"]
                    sockets.append(await session.ws_connect(address, max_msg_size=0))
                    return await Tab(sockets[-1]).prepare()

                yield tab
                for socket in sockets:
                    await socket.close()
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


async def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    async with asyncio.timeout(PATIENCE_S):
        while not (file.exists() and file.read_text().strip()):
            assert process.poll() is None, "the browser did not start"
            await asyncio.sleep(0.05)
    return int(file.read_text().split()[0])


def colours(picture: bytes) -> int:
    """Return how many different bytes a PNG's rows are made of: a blank one has few."""
    data, place = b"", 8
    while place < len(picture):
        length = int.from_bytes(picture[place : place + 4], "big")
        if picture[place + 4 : place + 8] == b"IDAT":
            data += picture[place + 8 : place + 8 + length]
        place += length + 12
    return len(set(zlib.decompress(data)))
