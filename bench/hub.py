"""A hub, or its broker alone, in a process of its own, for the benches."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from console.domain.ids import DeviceId, KindId, RuleId, SceneId, SensorId, SiteId, ZoneId
from console.domain.rules import Level, LimitRule, NoDataRule
from console.domain.sites import Device, Scene, Sensor, Site, Zone
from console.domain.values import Bilingual, Priority

NAME = Bilingual(zh="测", en="bench")
START_TIMEOUT_S = 15
STOP_TIMEOUT_S = 10


def make_site(sensors: int, on_delay_s: float = 30.0) -> Site:
    """Return a site of so many one-sensor devices, each with a limit and a no-data rule.

    The first one's limit has no delay, and is of high priority.
    """
    levels = (
        Level(priority=Priority.MEDIUM, limit=120, clear=108),
        Level(priority=Priority.HIGH, limit=250, clear=225),
    )
    alarm = Level(priority=Priority.HIGH, limit=120, clear=108)
    high = LimitRule(id=RuleId("high"), name=NAME, levels=levels, on_delay_s=on_delay_s)
    prompt = LimitRule(id=RuleId("prompt"), name=NAME, levels=(alarm,))
    silent = NoDataRule(id=RuleId("silent"), name=NAME, priority=Priority.LOW, least_s=3600)
    zone, scene = ZoneId("z"), SceneId("air")
    return Site(
        id=SiteId("bench"),
        name=NAME,
        latitude=30.66,
        longitude=104.02,
        time_zone="Asia/Shanghai",
        zones={zone: Zone(id=zone, name=NAME)},
        scenes={scene: Scene(id=scene, name=NAME)},
        devices={device.id: device for device in map(_device, range(sensors))},
        rules={rule.id: rule for rule in (high, prompt, silent)},
    )


def _device(number: int) -> Device:
    device = DeviceId(f"d{number}")
    sensor = Sensor(
        id=SensorId(f"{device}/pm10"),
        device=device,
        quantity="pm10",
        name=NAME,
        unit="µg/m³",
        low=0,
        high=1_000,
        period_s=60,
        rules=(RuleId("high" if number else "prompt"), RuleId("silent")),
    )
    return Device(
        id=device,
        kind=KindId("probe"),
        name=NAME,
        zone=ZoneId("z"),
        scene=SceneId("air"),
        latitude=30.66,
        longitude=104.02,
        sensors=(sensor,),
    )


class RunningHub:
    """Runs from enter to exit; with no sensors only the broker runs.

    `module` is run as a program in place of this one, with the same arguments.
    """

    def __init__(
        self, folder: Path, sensors: int, on_delay_s: float = 30.0, *, module: str = "bench.hub"
    ) -> None:
        self._module = module
        self._folder = folder
        self._sensors = sensors
        self._on_delay_s = on_delay_s
        self.socket = folder / "hub.sock"
        self.store = folder / "data" / "store.db"

    def __enter__(self) -> Self:
        given = [str(self._folder), str(self._sensors), str(self._on_delay_s)]
        command = [sys.executable, "-m", self._module, *given]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if self._sensors:
            self._wait()
        else:
            assert self.process.stdout is not None
            self._accounts = json.loads(self.process.stdout.readline())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.terminate()
        self.process.wait(STOP_TIMEOUT_S)

    def broker(self, account: str) -> dict[str, Any]:
        """Return how `account` reaches the broker."""
        if not self._sensors:
            found: dict[str, Any] = self._accounts[account]
            return found
        return self.ask(f"broker?account={account}")

    def ask(self, view: str) -> dict[str, Any]:
        """Ask the hub."""
        with httpx.Client(transport=httpx.HTTPTransport(uds=str(self.socket))) as client:
            answer: dict[str, Any] = client.get(f"http://hub/v1/{view}").json()
            return answer

    def _wait(self) -> None:
        give_up = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < give_up:
            with socket.socket(socket.AF_UNIX) as door:
                if door.connect_ex(str(self.socket)) == 0:
                    break
            time.sleep(0.05)
        while not self.ask("health")["broker"]["connected"]:
            time.sleep(0.05)


def _main(folder: Path, sensors: int, on_delay_s: float) -> None:
    from console.hub.service import run
    from console.settings import Settings

    if sensors:
        site = make_site(sensors, on_delay_s)
        run(Settings(data=folder / "data", socket=folder / "hub.sock"), site)
    else:
        asyncio.run(_broker_only(folder))


async def _broker_only(folder: Path) -> None:
    from console.contract.codec import encode
    from console.hub.embedded import EmbeddedBroker

    broker = EmbeddedBroker(folder / "broker", root="wanshou", site="bench")
    await broker.start()
    accounts = {name: json.loads(encode(broker.access(name))) for name in ("console", "device")}
    print(json.dumps(accounts), flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        await broker.stop()


if __name__ == "__main__":
    _main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
