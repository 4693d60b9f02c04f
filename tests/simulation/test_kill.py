"""Killed at any moment, hub and broker lose nothing that was acknowledged and double nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

import pytest

from tests.hubs import HubProcess, wait_until
from tests.simulation.publisher import HonestPublisher
from tests.sites import probe, small_site

pytestmark = [pytest.mark.real, pytest.mark.drill, pytest.mark.timeout(600)]

SITE = small_site(*(probe(f"p{i}") for i in range(20)))
FULL = os.environ.get("WANSHOU_DRILL") == "full"
HUB_KILLS = 20 if FULL else 4
BROKER_KILLS = 5 if FULL else 2
CATCH_UP_S = 90.0


def broker_pid(hub: HubProcess) -> int | None:
    """Return the process id of the hub's broker, while it has one."""
    assert hub.process is not None
    found = subprocess.run(
        ["pgrep", "-P", str(hub.process.pid), "nats-server"],
        capture_output=True,
        text=True,
        check=False,
    )
    return int(found.stdout) if found.stdout.strip() else None


def restarted(hub: HubProcess, killed: int) -> bool:
    """Tell whether another broker runs in place of the one that was killed."""
    return broker_pid(hub) not in (None, killed)


def stored(hub: HubProcess) -> list[tuple[str, int]]:
    """Return every stored reading of the probes."""
    return hub.select("SELECT sensor, at FROM readings WHERE sensor LIKE 'p%'")


def check(hub: HubProcess, publisher: HonestPublisher) -> None:
    """Compare the publisher's log with the tables."""
    publisher.stop()
    wait_until(publisher.settled, CATCH_UP_S)
    wait_until(lambda: len(stored(hub)) >= publisher.total, CATCH_UP_S)
    readings = stored(hub)
    assert len(readings) == len(set(readings)), "a reading is stored twice"
    assert set(readings) == publisher.acknowledged, "readings lost, or out of nowhere"
    numbers = [n for (n,) in hub.select("SELECT n FROM facts ORDER BY n")]
    assert numbers == list(range(1, len(numbers) + 1)), "facts have gaps"


def test_killing_the_hub_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    chance = random.Random(20)
    hub = HubProcess(tmp_path, SITE)
    hub.start()
    publisher = HonestPublisher(hub.access("device"), SITE)
    try:
        for _ in range(HUB_KILLS):
            time.sleep(chance.uniform(0.3, 1.2))
            hub.stop(signal.SIGKILL)
            time.sleep(chance.uniform(0.0, 0.3))
            hub.start()
        check(hub, publisher)
    finally:
        publisher.stop()
        publisher.close()
        hub.close()


def test_killing_the_broker_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    hub = HubProcess(tmp_path, SITE)
    hub.start()
    publisher = HonestPublisher(hub.access("device"), SITE)
    try:
        for _ in range(BROKER_KILLS):
            time.sleep(chance.uniform(0.5, 1.5))
            wait_until(lambda: broker_pid(hub))
            killed = broker_pid(hub)
            assert killed is not None
            os.kill(killed, signal.SIGKILL)
            wait_until(partial(restarted, hub, killed))
        check(hub, publisher)
        assert hub.health().broker.restarts == BROKER_KILLS
    finally:
        publisher.stop()
        publisher.close()
        hub.close()
