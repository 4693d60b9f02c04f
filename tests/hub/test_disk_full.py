"""A full disk is an alert and a refusal, never a crash: the hub starts, waits and goes on."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.contract.sensors import RecordReading
from console.contract.telemetry import Topics
from console.contract.views import AlertView, Page
from console.errors import Refused, StoreError
from console.store.ballast import make_room
from tests.hubs import HubProcess, publish, running_hub, wait_until
from tests.sites import probe, sensor_of, small_site

pytestmark = pytest.mark.real

DISK_MIB = 160  # the reserve is 64, the ballast 24
SITE = small_site(probe("p1"))
P1 = Topics(SITE.root, SITE.id).telemetry("p1")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk of our own can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def occupy(disk: Path) -> None:
    """Leave not a byte free."""
    file = os.open(disk / "someone-else", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for size in (2**20, 4096, 1):
        try:
            while True:
                os.write(file, bytes(size))
        except OSError:
            continue
    os.close(file)


def by_hand(value: float) -> RecordReading:
    return RecordReading(sensor=sensor_of("p1"), value=value, how="by eye")


def disk_alerts(hub: HubProcess) -> list[AlertView]:
    return list(hub.client.ask("alerts", Page[AlertView], device="hub").items)


def stored(hub: HubProcess) -> set[float]:
    return {value for (value,) in hub.select("SELECT value FROM readings_fresh")}


@pytest.mark.again
def test_it_starts_on_a_full_disk_refuses_while_it_is_and_loses_nothing(disk: Path) -> None:
    with running_hub(disk, SITE) as hub:
        publish(hub.access("device"), P1, '{"at": 1700000000000, "values": {"pm10": 1}}')
        wait_until(lambda: stored(hub) == {1})
        assert hub.stop() == 0
        occupy(disk)

        hub.start()  # on what the ballast set free
        wait_until(lambda: disk_alerts(hub))
        assert disk_alerts(hub)[0].rule == "hub.disk"
        assert hub.client.do(by_hand(2)).fact

        publish(hub.access("device"), P1, '{"at": 1700000010000, "values": {"pm10": 3}}')
        occupy(disk)  # that, too
        with pytest.raises(Refused, match="store_full"):
            hub.client.do(by_hand(4))
        assert hub.health().disk_free_bytes == 0

        (disk / "someone-else").unlink()
        wait_until(lambda: stored(hub) == {1, 2, 3})
        assert hub.client.do(by_hand(5)).fact


def test_a_disk_without_room_for_anything_is_named(disk: Path) -> None:
    make_room(disk)
    occupy(disk)
    with pytest.raises(StoreError, match="store_full"):
        make_room(disk)
