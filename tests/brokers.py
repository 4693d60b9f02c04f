"""Real brokers for tests, and clients to try them with."""

from __future__ import annotations

import asyncio
import getpass
import shutil
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from console.clock import WallClock
from console.hub.access import Access
from console.hub.broker import BrokerLink
from console.hub.embedded import EmbeddedBroker
from console.hub.mailbox import Delivery, Mailbox

ROOT, SITE = "wanshou", "s"
BASE = f"{ROOT}/{SITE}"
PATIENCE_S = 20.0

# Without these mosquitto drops most of what it acknowledged (README of the broker settings).
MOSQUITTO_REQUIRED = (
    "persistence true",
    "autosave_interval 5",
    "max_queued_messages 0",
    "max_queued_bytes 200000000",
    "max_inflight_messages 1000",
    "set_tcp_nodelay true",
)

_CERTIFICATE = (
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    " -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1,DNS:localhost"
)


def free_port() -> int:
    """Return a port nobody listens on now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


async def until(is_so: Callable[[], object], patience_s: float = PATIENCE_S) -> None:
    """Wait until something becomes true; fail when it does not."""
    async with asyncio.timeout(patience_s):
        while not is_so():
            await asyncio.sleep(0.01)


@asynccontextmanager
async def embedded(
    folder: Path, *, root: str = ROOT, site: str = SITE, watched: bool = False
) -> AsyncIterator[EmbeddedBroker]:
    """Run the embedded broker in `folder`; `watched` restarts it when it is killed."""
    broker = EmbeddedBroker(folder, root=root, site=site)
    await broker.start()
    watch = asyncio.create_task(broker.watch()) if watched else None
    try:
        yield broker
    finally:
        await broker.stop()
        if watch is not None:
            await watch


@contextmanager
def mosquitto(
    folder: Path, *lines: str, tls: bool = False, login: tuple[str, str] | None = None
) -> Iterator[Access]:
    """Run mosquitto with `lines` of configuration; skip the test where there is none."""
    program = shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("mosquitto is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    config = [f"listener {port} 127.0.0.1", f"user {getpass.getuser()}", *lines]
    config.append(f"persistence_location {folder}/")
    if login is None:
        config.append("allow_anonymous true")
    else:
        passwords = folder / "passwords"
        subprocess.run(
            ["mosquitto_passwd", "-b", "-c", str(passwords), *login],
            check=True,
            capture_output=True,
        )
        config += ["allow_anonymous false", f"password_file {passwords}"]
    certificate = make_certificate(folder) if tls else None
    if certificate is not None:
        config += [f"certfile {certificate}", f"keyfile {folder / 'key.pem'}"]
    (folder / "mosquitto.conf").write_text("\n".join(config) + "\n")
    with (folder / "mosquitto.log").open("wb") as log:
        child = subprocess.Popen(
            [program, "-c", str(folder / "mosquitto.conf")], stdout=log, stderr=log
        )
    try:
        _await_port(port, child)
        yield Access(
            host="127.0.0.1",
            port=port,
            tls=tls,
            username=login[0] if login else None,
            password=login[1] if login else None,
            root=ROOT,
            ca_file=str(certificate) if certificate else None,
        )
    finally:
        child.terminate()
        child.wait(10)


def make_certificate(folder: Path, name: str = "certificate.pem") -> Path:
    """Make a self-signed certificate for loopback, its key in `key.pem` beside it."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed")
    made = folder / name
    subprocess.run(
        [program, *_CERTIFICATE.split(), "-keyout", str(folder / "key.pem"), "-out", str(made)],
        check=True,
        capture_output=True,
    )
    return made


@asynccontextmanager
async def linked(
    access: Access,
    *filters: str,
    client_id: str,
    capacity: int = 20_000,
    wait_most_s: float = 5.0,
) -> AsyncIterator[tuple[BrokerLink, Mailbox]]:
    """Run a link over `filters`, connected and subscribed, with its mailbox."""
    mailbox = Mailbox(capacity, asyncio.get_running_loop(), wait_most_s=wait_most_s)
    link = BrokerLink(
        access, client_id=client_id, filters=filters, mailbox=mailbox, now=WallClock().now
    )
    link.start()
    try:
        await until(lambda: link.connected and link.subscribed)
        yield link, mailbox
    finally:
        await asyncio.to_thread(link.stop)


async def warning_of(access: Access, *filters: str, client_id: str = "asker") -> str | None:
    """Return what a link has to say about a broker once it was answered."""
    mailbox = Mailbox(10, asyncio.get_running_loop())
    link = BrokerLink(
        access, client_id=client_id, filters=filters, mailbox=mailbox, now=WallClock().now
    )
    link.start()
    try:
        await until(lambda: link.warning or (link.connected and link.subscribed))
    finally:
        await asyncio.to_thread(link.stop)
    return link.warning


async def publish(
    access: Access,
    messages: Iterable[tuple[str, bytes]],
    *,
    client_id: str = "publisher",
    retain: bool = False,
) -> None:
    """Publish with QoS 1 and wait until the broker has acknowledged everything."""
    async with linked(access, client_id=client_id) as (link, _):
        for topic, payload in messages:
            assert link.publish(topic, payload, retain=retain)
        await until(lambda: not link.waiting)


async def receive(mailbox: Mailbox, count: int, patience_s: float = PATIENCE_S) -> list[Delivery]:
    """Take deliveries until there are `count`."""
    taken: list[Delivery] = []
    async with asyncio.timeout(patience_s):
        while len(taken) < count:
            taken += await mailbox.take(count - len(taken))
    return taken


def payloads(deliveries: Sequence[Delivery]) -> list[bytes]:
    """Return what was delivered, in order."""
    return [delivery.payload for delivery in deliveries]


def numbered(topic: str, count: int, start: int = 0) -> list[tuple[str, bytes]]:
    """Return `count` messages to `topic` whose payloads are consecutive numbers."""
    return [(topic, b"%d" % number) for number in range(start, start + count)]


def _await_port(port: int, child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert child.poll() is None, "the broker ended at once"
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the broker does not listen")
