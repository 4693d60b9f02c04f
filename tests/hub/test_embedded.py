"""The embedded broker: what it writes, who may do what, and that it outlives its accidents."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from console.child import die_with_parent
from console.errors import SettingsError
from console.hub.credentials import load_credentials
from console.hub.embedded import EmbeddedBroker
from console.hub.jetstream import QUEUE, STREAMS, ServerSession
from console.hub.rejections import read_rejection
from console.hub.server_config import QUEUE_BYTES, WINDOW
from tests.brokers import (
    BASE,
    PATIENCE_S,
    embedded,
    linked,
    numbered,
    payloads,
    publish,
    receive,
    until,
    warning_of,
)

pytestmark = pytest.mark.real
REFUSED = "broker_subscription_refused"
TELEMETRY = f"{BASE}/telemetry/#"

RUN_BROKER = """
import asyncio, sys
from pathlib import Path
from console.hub.embedded import EmbeddedBroker
async def main():
    broker = EmbeddedBroker(Path(sys.argv[1]), root="wanshou", site="s")
    await broker.start()
    print(broker.pid, broker.port, flush=True)
    await broker.watch()
asyncio.run(main())
"""


def is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def session(broker: EmbeddedBroker) -> ServerSession:
    return broker._session()


async def in_flight(broker: EmbeddedBroker) -> int:
    """Return how many deliveries wait for an acknowledgement, over all sessions."""
    async with session(broker) as server:
        page = await server.ask(f"CONSUMER.LIST.{QUEUE}")
    return sum(consumer["num_ack_pending"] for consumer in page["consumers"])


async def test_what_is_written_is_private_and_stopping_leaves_no_process(tmp_path: Path) -> None:
    async with embedded(tmp_path / "broker") as broker:
        pid = broker.pid
        assert pid is not None
        assert (tmp_path / "broker").stat().st_mode & 0o777 == 0o700
        for name in ("server.json", "accounts.json"):
            assert (tmp_path / "broker" / name).stat().st_mode & 0o777 == 0o600
        config = json.loads((tmp_path / "broker" / "server.json").read_text())
        assert config["host"] == config["mqtt"]["host"] == "127.0.0.1"
        assert broker.queue_bytes() == 0
    assert not is_running(pid)
    assert broker.pid is None


async def test_port_accounts_and_client_id_stay(tmp_path: Path) -> None:
    async with embedded(tmp_path) as broker:
        first = (broker.port, broker.hub_client_id, broker.access("device"))
    async with embedded(tmp_path) as broker:
        assert (broker.port, broker.hub_client_id, broker.access("device")) == first


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
async def test_an_address_that_is_not_ours_is_named(tmp_path: Path, host: str) -> None:
    broker = EmbeddedBroker(tmp_path, root="wanshou", site="s", host=host)
    with pytest.raises(SettingsError) as caught:
        await broker.start()
    await broker.stop()
    assert caught.value.code == "broker_host_unusable"
    assert caught.value.parameters["host"] == host


async def test_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        broker = EmbeddedBroker(tmp_path, root="wanshou", site="s", port=port)
        with pytest.raises(SettingsError) as caught:
            await broker.start()
        await broker.stop()
    assert caught.value.code == "broker_port_busy"
    assert caught.value.parameters == {"key": "broker.port", "port": port}


def test_damaged_credentials_are_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / "accounts.json").write_text('{"client_id": ')
    with pytest.raises(SettingsError) as caught:
        load_credentials(tmp_path)
    assert caught.value.parameters["file"] == str(tmp_path / "accounts.json")
    assert (tmp_path / "accounts.json").read_text() == '{"client_id": '


async def test_a_device_cannot_empty_the_queue_or_speak_for_the_hub(tmp_path: Path) -> None:
    rejected: list[tuple[str, str]] = []
    async with embedded(tmp_path) as broker:
        broker.on_rejection = lambda source, reason: rejected.append((source, reason))
        hub, hub_id = broker.access("hub"), broker.hub_client_id
        async with linked(hub, TELEMETRY, f"{BASE}/alert/+", client_id=hub_id):
            pass
        device = broker.access("device")
        await publish(device, numbered(f"{BASE}/telemetry/a", 50), client_id="good")
        attack = [
            (f"$JS/API/STREAM/PURGE/{QUEUE}", b""),
            ("$JS/API/STREAM/DELETE/$MQTT_sess", b""),
            (f"{BASE}/alert/a-1", b"all is well"),
            (f"{BASE}/telemetry/hub/disk-free", b"900000"),
            (f"{BASE}/status/hub", b"offline"),
        ]
        await publish(device, attack, client_id="bad")
        async with linked(hub, TELEMETRY, f"{BASE}/alert/+", client_id=hub_id) as (_, mailbox):
            got = await receive(mailbox, 50)
        await until(lambda: len(rejected) >= 5)
    assert payloads(got) == payloads_of(50)
    assert len(mailbox) == 0
    assert rejected == [("bad", "topic_forbidden")] * 5


def payloads_of(count: int) -> list[bytes]:
    return [payload for _, payload in numbered("t", count)]


async def test_the_console_may_listen_but_not_speak(tmp_path: Path) -> None:
    async with embedded(tmp_path) as broker:
        console, device = broker.access("console"), broker.access("device")
        async with linked(console, f"{BASE}/#", client_id="screen") as (_, seen):
            await publish(console, [(f"{BASE}/telemetry/a", b"forged")], client_id="liar")
            await publish(device, [(f"{BASE}/telemetry/a", b"true")])
            assert payloads(await receive(seen, 1)) == [b"true"]
        assert await warning_of(console, "other/#") == REFUSED


async def test_a_device_reads_its_commands_only(tmp_path: Path) -> None:
    async with embedded(tmp_path) as broker:
        device, hub = broker.access("device"), broker.access("hub")
        async with linked(
            device, f"{BASE}/command/lamp-1/#", f"{BASE}/patrol/p-1", client_id="lamp-1"
        ) as (_, mailbox):
            await publish(
                hub, [(f"{BASE}/command/lamp-1/light", b"on"), (f"{BASE}/patrol/p-1", b"")]
            )
            assert sorted(payloads(await receive(mailbox, 2))) == [b"", b"on"]
        assert await warning_of(device, TELEMETRY) == REFUSED
        assert await warning_of(device, f"{BASE}/clock") == REFUSED


async def test_the_driver_owns_the_clock(tmp_path: Path) -> None:
    async with embedded(tmp_path) as broker:
        hub, driver = broker.access("hub"), broker.access("driver")
        async with (
            linked(hub, f"{BASE}/clock", client_id="hub") as (link, mailbox),
            linked(driver, f"{BASE}/clock/answer", client_id="driver") as (_, answers),
        ):
            await publish(driver, [(f"{BASE}/clock", b"tick")])
            await publish(broker.access("device"), [(f"{BASE}/clock", b"forged")], client_id="d")
            assert payloads(await receive(mailbox, 1)) == [b"tick"]
            link.publish(f"{BASE}/clock/answer", b"adopted")
            assert payloads(await receive(answers, 1)) == [b"adopted"]
        assert len(mailbox) == 0


async def test_streams_are_capped_also_after_an_older_release(tmp_path: Path) -> None:
    async with embedded(tmp_path) as broker, session(broker) as server:
        for name, wanted in STREAMS.items():
            kept = (await server.ask(f"STREAM.INFO.{name}"))["config"]
            assert wanted.items() <= kept.items()
            await server.ask(f"STREAM.UPDATE.{name}", {**kept, "max_bytes": 1_000_000})
    async with embedded(tmp_path) as broker, session(broker) as server:
        kept = (await server.ask(f"STREAM.INFO.{QUEUE}"))["config"]
        assert kept["max_bytes"] == QUEUE_BYTES


async def test_an_existing_session_gets_todays_window(tmp_path: Path) -> None:
    async with embedded(tmp_path) as broker:
        async with linked(broker.access("hub"), TELEMETRY, client_id=broker.hub_client_id):
            pass
        async with session(broker) as server:
            for config in await windows(server):
                changed = {**config, "ack_wait": 30_000_000_000, "max_ack_pending": 100}
                await server.ask(
                    f"CONSUMER.DURABLE.CREATE.{QUEUE}.{config['durable_name']}",
                    {"stream_name": QUEUE, "config": changed, "action": "update"},
                )
            assert [config["max_ack_pending"] for config in await windows(server)] == [100, 100]
    async with embedded(tmp_path) as broker, session(broker) as server:
        found = await windows(server)
        assert [config["max_ack_pending"] for config in found] == [WINDOW, WINDOW]
        assert {config["ack_wait"] for config in found} == {10_000_000_000}


async def windows(server: ServerSession) -> list[dict[str, Any]]:
    page = await server.ask(f"CONSUMER.LIST.{QUEUE}")
    return [consumer["config"] for consumer in page["consumers"]]


async def test_retained_messages_are_there_right_after_a_restart(tmp_path: Path) -> None:
    async with embedded(tmp_path) as broker:
        states = [(f"{BASE}/status/d-{number}", b"online") for number in range(50)]
        await publish(broker.access("device"), states, retain=True)
    async with (
        embedded(tmp_path) as broker,
        linked(broker.access("hub"), f"{BASE}/status/+", client_id="hub") as (_, mailbox),
    ):
        got = await receive(mailbox, 50)
    assert all(delivery.retained for delivery in got)


async def test_kill_of_the_broker_loses_nothing_and_it_comes_back(tmp_path: Path) -> None:
    async with embedded(tmp_path, watched=True) as broker:
        hub, hub_id = broker.access("hub"), broker.hub_client_id
        async with linked(hub, TELEMETRY, client_id=hub_id):
            pass
        await publish(broker.access("device"), numbered(f"{BASE}/telemetry/a", 2_000))
        killed = broker.pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        await until(lambda: broker.restarts == 1)
        assert broker.pid not in (None, killed)
        async with linked(hub, TELEMETRY, client_id=hub_id) as (_, mailbox):
            got = await receive(mailbox, 2_000)
    assert payloads(got) == payloads_of(2_000)


async def test_stopping_while_it_is_being_restarted_leaves_nothing(tmp_path: Path) -> None:
    broker = EmbeddedBroker(tmp_path, root="wanshou", site="s")
    await broker.start()
    watch = asyncio.create_task(broker.watch())
    assert broker.pid is not None
    os.kill(broker.pid, signal.SIGKILL)
    await asyncio.sleep(0.15)  # within the pause or the start that follows
    await broker.stop()
    await watch
    assert broker.pid is None


def test_kill_of_the_hub_takes_the_broker_along(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", RUN_BROKER, str(tmp_path)], stdout=subprocess.PIPE
    ) as hub:
        assert hub.stdout is not None
        pid, port = (int(word) for word in hub.stdout.readline().split())
        assert is_running(pid)
        hub.kill()
        hub.wait()

    async def comes_back() -> int:
        await until(lambda: not is_running(pid), PATIENCE_S)
        async with embedded(tmp_path) as broker:
            return broker.port

    assert asyncio.run(comes_back()) == port


def test_children_are_spawned_from_the_main_thread_only() -> None:
    caught: list[BaseException] = []

    def spawn() -> None:
        try:
            die_with_parent()
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=spawn)
    thread.start()
    thread.join()
    assert len(caught) == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('"dev1" - Publish Violation - Subject "a.b"', ("dev1", "topic_forbidden")),
        ('"a\\"b\\x1b" - character not supported for MQTT topics', ('a\\"b\\x1b', "topic_invalid")),
        ('"d" - authentication error - User "x"', ("d", "login_refused")),
        ('"d" - unable to connect: authentication error', None),
        ('"d" - maximum payload exceeded: 2000029 vs 1048576', ("d", "too_large")),
        ('"d" - invalid utf8 for topic "a\\xff"', ("d", "topic_invalid")),
        ('"" - unacceptable protocol version of 5', ("127.0.0.1", "protocol_version")),
        ("the first packet should be a CONNECT (16), got 48", ("127.0.0.1", "not_mqtt")),
        ('"d" - something else', None),
        ("no quotes", None),
    ],
)
def test_log_lines(line: str, expected: tuple[str, str] | None) -> None:
    found = read_rejection(f"[1] 2026/11/23 12:00:00.000000 [ERR] 127.0.0.1:1 - mid:5 - {line}")
    assert found == expected


def test_a_long_client_id_is_cut_short() -> None:
    found = read_rejection(f'[ERR] 127.0.0.1:1 - mid:5 - "{"x" * 9_000}" - Publish Violation')
    assert found is not None
    assert len(found.source) == 64
