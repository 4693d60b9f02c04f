"""A real hub in a process of its own, with its real broker and store."""

from __future__ import annotations

import faulthandler
import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from console.client.hub import HubClient
from console.contract.telemetry import Topics, encode_telemetry
from console.contract.views import BrokerAccess, Health
from console.domain.sites import Site
from console.errors import ConsoleError
from console.settings import BrokerSettings, NotifySettings, RoleSettings, Settings

PATIENCE_S = 20.0


class HubProcess:
    """Starts, kills and starts again; everything stays in `folder`."""

    def __init__(
        self,
        folder: Path,
        site: Site,
        *,
        roles: RoleSettings | None = None,
        broker: BrokerSettings | None = None,
        drill_from: int | None = None,
        notify: NotifySettings | None = None,
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.site = site
        self.settings = Settings(
            data=folder / "data",
            socket=folder / "hub.sock",
            roles=roles or RoleSettings(),
            broker=broker or BrokerSettings(),
            notify=notify or NotifySettings(file=folder / "notify.toml"),
        )
        (folder / "notify.toml").touch(0o600)  # no channel, unless a test writes one
        self._order = folder / "order.json"
        self._order.write_bytes(
            msgspec.json.encode([self.settings, site, drill_from], enc_hook=str)
        )
        self.process: subprocess.Popen[bytes] | None = None
        self.client = HubClient(self.settings.socket)

    @property
    def log(self) -> str:
        """Return what the hub said."""
        return (self.folder / "hub.log").read_text()

    def start(self) -> None:
        """Start and wait until it listens to its broker."""
        with (self.folder / "hub.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.hubs", str(self._order)],
                stdout=log,
                stderr=log,
                cwd=Path(__file__).parent.parent,
            )
        wait_until(self._ready)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; return the exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_S)

    def close(self) -> None:
        """End what still runs, and let go of the socket."""
        if self.process is not None and self.process.poll() is None:
            self.stop()
        self.client.close()

    def access(self, account: str) -> BrokerAccess:
        """Return how an account reaches the broker."""
        return self.client.ask("broker", BrokerAccess, account=account)

    def health(self) -> Health:
        """Ask how it is."""
        return self.client.ask("health", Health)

    def select(self, query: str, *arguments: object) -> list[tuple[Any, ...]]:
        """Read the store's tables as anyone could."""
        store = sqlite3.connect(f"file:{self.settings.data / 'store.db'}?mode=ro", uri=True)
        try:
            return store.execute(query, arguments).fetchall()
        finally:
            store.close()

    def _ready(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise AssertionError(f"the hub ended with {self.process.returncode}: {self.log}")
        try:
            return self.health().broker.connected
        except ConsoleError:
            return False


@contextmanager
def running_hub(folder: Path, site: Site, **choices: Any) -> Iterator[HubProcess]:
    """Run a hub for the length of a test."""
    hub = HubProcess(folder, site, **choices)
    hub.start()
    try:
        yield hub
    finally:
        hub.close()


def wait_until(is_so: Callable[[], object], patience_s: float = PATIENCE_S) -> None:
    """Wait until something becomes true; fail when it does not."""
    give_up = time.monotonic() + patience_s
    while not is_so():
        if time.monotonic() > give_up:
            raise AssertionError(f"waited {patience_s} s in vain for {is_so}")
        time.sleep(0.02)


def publish(access: BrokerAccess, topic: str, payload: bytes | str, *options: str) -> None:
    """Say something with the stock client."""
    command = ["mosquitto_pub", "-h", access.host, "-p", str(access.port), "-q", "1", *options]
    if access.username is not None:
        command += ["-u", access.username, "-P", access.password or ""]
    said = payload.encode() if isinstance(payload, str) else payload
    how = "-s" if said else "-n"  # the client takes nothing for no input
    subprocess.run([*command, "-t", topic, how], input=said, check=True, timeout=PATIENCE_S)


def measure(hub: HubProcess, device: str, value: float, quantity: str = "pm10") -> None:
    """Let a device say something, and wait until it is on record."""
    now = int(hub.health().data_time.timestamp() * 1000)
    before = hub.health().readings
    topic = Topics(hub.site.root, hub.site.id).telemetry(device)
    publish(hub.access("device"), topic, encode_telemetry(now, {quantity: value}))
    wait_until(lambda: hub.health().readings > before)


def _main(order: Path) -> None:
    from console.hub.service import run

    settings, site, drill_from = json.loads(order.read_bytes())
    run(
        msgspec.convert(settings, Settings, dec_hook=lambda kind, value: kind(value)),
        msgspec.convert(site, Site),
        drill_from=drill_from,
    )


if __name__ == "__main__":
    faulthandler.register(signal.SIGUSR1)  # `kill -USR1` tells where it hangs
    _main(Path(sys.argv[1]))
