"""The console in a real browser: opened, read, acted in, looked at, and ended."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from console.clock import WallClock
from console.contract.telemetry import Topics, encode_telemetry
from console.contract.views import AlertDetail
from console.domain.ids import DeviceId
from tests.hubs import HubProcess, publish, running_hub, wait_until
from tests.sites import probe, small_site
from tests.web.browser import CHROMIUM, Tab, browser, colours
from tests.web.serving import Serving, alive, consoles, serving

pytestmark = [
    pytest.mark.real,
    pytest.mark.timeout(180),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]

COLOURS = 100  # different bytes in the rows of a picture; a blank page has a handful


async def test_in_a_browser(tmp_path: Path) -> None:
    site = small_site(probe("a"), probe("b"))
    with running_hub(tmp_path, site) as hub, serving(hub.settings.socket) as server:
        async with browser() as open_tab:
            tab = await open_tab()
            await tab.go(server.address)
            await _sees_and_acts(tab, hub)
            await _is_drawn(tab, tmp_path / "page.png")
            assert all(url.startswith(f"http://{server.host}/") for url in tab.requested)
            await _the_address_is_dead(await open_tab(), server)
            await _ends_with_its_server(tab, server)


async def _sees_and_acts(tab: Tab, hub: HubProcess) -> None:
    await tab.wait(lambda shown: "values ●" in shown and "probe a" in shown)
    topics = Topics(hub.site.root, hub.site.id)
    payload = encode_telemetry(WallClock().now(), {"pm10": 312.0})
    publish(hub.access("device"), topics.telemetry(DeviceId("a")), payload)
    await tab.wait(lambda shown: "312" in shown and "▲" in shown)
    await tab.press("2")
    await tab.wait(lambda shown: "look at the site first" in shown)
    await tab.press("a")

    def acknowledged() -> bool:
        return hub.client.ask("alerts/A-1", AlertDetail).alert.acknowledged_by is not None

    await asyncio.to_thread(wait_until, acknowledged)
    await tab.wait(lambda shown: "✓" in shown)


async def _is_drawn(tab: Tab, file: Path) -> None:
    columns = await tab.evaluate("window.caught.terminal.cols")
    rows = await tab.evaluate("window.caught.terminal.rows")
    assert columns >= 100
    assert rows >= 30
    assert colours(await tab.picture(file)) > COLOURS


async def _the_address_is_dead(tab: Tab, server: Serving) -> None:
    await tab.go(server.address)
    async with asyncio.timeout(20):
        while "Refused" not in str(await tab.evaluate("document.body.innerText")):
            await asyncio.sleep(0.1)


async def _ends_with_its_server(tab: Tab, server: Serving) -> None:
    (console,) = consoles(server)
    server.process.send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(server.process.wait, 20) == 0
    await asyncio.to_thread(wait_until, lambda: not alive(console))
    async with asyncio.timeout(20):
        while "wanshou web" not in str(await tab.evaluate("document.body.innerText")):
            await asyncio.sleep(0.1)
