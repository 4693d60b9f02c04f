"""A sensor close up on a real hub: its trend, what its rules judge, a reading taken by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.app import ConsoleApp
from console.clock import WallClock
from console.contract.telemetry import Topics, encode_telemetry
from console.contract.views import SensorView
from console.domain.ids import DeviceId
from console.following import following
from tests.hubs import publish, running_hub, wait_until
from tests.sites import probe, small_site
from tests.ui.test_real_hub import Watch

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]


async def test_close_up_against_a_real_hub(tmp_path: Path) -> None:
    with running_hub(tmp_path, small_site(probe("a"), probe("b"))) as hub:
        topics, access = Topics(hub.site.root, hub.site.id), hub.access("device")
        now = WallClock().now()
        for minute in range(50, -1, -2):  # the newest is of now: it is evidence for a while
            payload = encode_telemetry(now - minute * 60_000, {"pm10": 42.0 + minute})
            publish(access, topics.telemetry(DeviceId("a")), payload)
        # The broker has them all; a console that asks before the hub has is told of none.
        wait_until(lambda: hub.client.ask("sensors/a/pm10", SensorView).latest.value == 42.0)
        app = ConsoleApp(following(hub.settings))
        async with app.run_test(size=(160, 60), notifications=True) as pilot:
            watch = Watch(app, pilot)
            await watch.until(lambda: "values ● " in watch.reads("#head"))
            await pilot.press("4")
            await watch.until(lambda: "42" in watch.reads("#trend"))
            await watch.until(lambda: "does not stand" in watch.reads("#rules"))
            assert "No other device" not in watch.reads("#near")
            publish(
                access,
                topics.telemetry(DeviceId("a")),
                encode_telemetry(WallClock().now(), {"pm10": 312.0}),
            )
            await watch.until(lambda: "stands since" in watch.reads("#rules"))
            assert "past high" in " ".join(watch.reads("#rules").split())
            await pilot.press("r", "4", "4", "enter", "m", "enter")
            await watch.until(lambda: "by hand" in " ".join(watch.reads("#quality").split()))
            await watch.until(lambda: "○" in watch.reads("#trend"))
            for _ in range(4):
                await pilot.press("t")
            await watch.until(lambda: "mean by hour" in watch.reads("#trend"))
            await pilot.press("8")
            await watch.until(lambda: "Annunciations" in watch.reads("#report"))
            await pilot.press("q")
