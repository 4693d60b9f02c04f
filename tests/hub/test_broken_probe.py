"""A real hub and a broken probe: a repair is asked for, and the air is left alone."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import msgspec
import pytest

from console.contract.telemetry import Topics
from console.contract.views import AlertDetail, AlertView, DeviceDetail, Page, SensorView, Snapshot
from console.domain.doubts import Test
from console.domain.ids import SensorId
from tests.hub.test_doubts import DOUBTFUL, doubting_site
from tests.hubs import HubProcess, publish, running_hub, wait_until
from tests.sites import HIGH, sensor_of

pytestmark = pytest.mark.real

STEP_MS = 30_000
P1, P2 = sensor_of("p1"), sensor_of("p2")


class Probes:
    """What two probes say, each reading half a minute after the one before."""

    def __init__(self, hub: HubProcess, *, back: int) -> None:
        self._hub = hub
        self._access = hub.access("device")
        self._topics = Topics(hub.site.root, hub.site.id)
        self._at = int(time.time() * 1000) - back * STEP_MS

    def say(self, device: str, *values: float) -> None:
        """Publish with the stock client, and wait until the hub has stored it all."""
        lines = []
        for value in values:
            self._at += STEP_MS
            lines.append(msgspec.json.encode({"at": self._at, "values": {"pm10": value}}))
        for line in lines:
            publish(self._access, self._topics.telemetry(device), line)
        query = "SELECT count(*) FROM readings WHERE at = ?"
        wait_until(lambda: self._hub.select(query, self._at) == [(1,)])


def alerts(hub: HubProcess) -> dict[tuple[str, str], AlertView]:
    """Return what is in the queue, by rule and target; silence aside."""
    page = hub.client.ask("alerts", Page[AlertView])
    return {(a.rule, a.target): a for a in page.items if "silent" not in a.rule}


def doubted(hub: HubProcess) -> dict[SensorId, tuple[Test, ...]]:
    """Return which sensors are listed as doubted, and why."""
    page = hub.client.ask("sensors", Page[SensorView], doubted="true")
    return {v.sensor.id: v.doubt.tests for v in page.items if v.doubt is not None}


def test_a_broken_probe_asks_for_a_repair_and_neither_raises_nor_clears(tmp_path: Path) -> None:
    with running_hub(tmp_path, doubting_site("p1", "p2")) as hub:
        probes = Probes(hub, back=60)
        probes.say("p1", 120, 121)
        probes.say("p2", 20, 21)
        assert set(alerts(hub)) == {(HIGH, P1)}  # what is true is told
        probes.say("p1", *[130] * 15)  # stuck, above the limit
        probes.say("p2", *[1500, 300, 1500])  # jumping about, above the limit
        broken = {(DOUBTFUL, "p1"), (DOUBTFUL, "p2")}
        wait_until(lambda: set(alerts(hub)) == {(HIGH, P1), *broken})
        assert doubted(hub) == {P1: (Test.FLAT,), P2: (Test.RANGE,)}
        probes.say("p1", 1500, 20, 1500)
        probes.say("p2", 300, 301)
        air = alerts(hub)[HIGH, P1]
        assert air.standing
        assert hub.client.ask(f"alerts/{air.id}", AlertDetail).alert.occurrence == 1

        hub.stop(signal.SIGKILL)
        hub.start()
        assert set(alerts(hub)) == {(HIGH, P1), *broken}
        snapshot = hub.client.ask("snapshot", Snapshot)
        assert {view.sensor for view in snapshot.doubts} == {P1, P2}
        (doubt,) = hub.client.ask("devices/p1", DeviceDetail).doubts
        assert doubt.sensor == P1
        told = "SELECT count(*) FROM facts WHERE body LIKE '%SensorDoubted%'"
        assert hub.select(told) == [(2,)]

        probes = Probes(hub, back=5)  # after all that was said before
        probes.say("p1", 20, 21, 22)
        probes.say("p2", 20)
        wait_until(lambda: not alerts(hub)[HIGH, P1].standing)
        assert not alerts(hub)[DOUBTFUL, "p1"].standing
        assert set(doubted(hub)) == {P2}
