"""The console on a real hub and broker, by keys only: see, acknowledge, note, lose, resume."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.clock import WallClock
from console.contract.telemetry import Topics, encode_telemetry
from console.contract.views import AlertDetail
from console.domain.ids import DeviceId
from console.following import following
from console.widgets.sheet import Sheet
from tests.hubs import HubProcess, publish, running_hub
from tests.sites import probe, small_site

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]

PATIENCE = 600


class Watch:
    """Eyes on one running console."""

    def __init__(self, app: ConsoleApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    def reads(self, selector: str) -> str:
        """Return the lines of `selector`."""
        return "\n".join(
            "".join(text for text, _ in line)
            for sheet in self.app.workplace.query(selector).results(Sheet)
            for line in sheet.lines
        )

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        for _ in range(PATIENCE):
            if is_so():
                return
            await self.pilot.pause(0.05)
        raise AssertionError(self.reads("Sheet"))


def measure(hub: HubProcess, value: float) -> None:
    topics = Topics(hub.site.root, hub.site.id)
    payload = encode_telemetry(WallClock().now(), {"pm10": value})
    publish(hub.access("device"), topics.telemetry(DeviceId("a")), payload)


async def test_by_keys_against_a_real_hub(tmp_path: Path) -> None:
    with running_hub(tmp_path, small_site(probe("a"), probe("b"))) as hub:
        app = ConsoleApp(following(hub.settings))
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            watch = Watch(app, pilot)
            await watch.until(lambda: "values ● " in watch.reads("#head"))
            measure(hub, 41.0)
            await watch.until(lambda: " 41" in watch.reads("#tiles"))
            measure(hub, 312.0)
            await watch.until(lambda: "312" in watch.reads("#trouble"))
            assert "▲" in watch.reads("#trouble")
            await pilot.press("2")
            await watch.until(lambda: "look at the site first" in watch.reads("#detail"))
            await pilot.press("n", "d", "u", "s", "t", "enter")
            await watch.until(lambda: "“dust”" in watch.reads("#detail"))
            await pilot.press("a")
            await watch.until(lambda: "✓" in watch.reads("#alerts"))
            told = hub.client.ask("alerts/A-1", AlertDetail)
            assert told.alert.acknowledged_by is not None
            assert told.alert.notes == 1

            hub.stop(signal.SIGKILL)
            await watch.until(lambda: "not evaluated" in watch.reads("#head"))
            await pilot.press("a", "n")
            assert app.is_running
            hub.start()
            await watch.until(lambda: "1 acknowledged" in watch.reads("#head"))
            await pilot.press("5")
            await watch.until(lambda: "mqtt://" in watch.reads("#figures"))
            await pilot.press("q")
        assert app.return_code == 0
