"""Whatever anyone publishes is counted by source and reason, and the hub goes on."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from console.contract.telemetry import Topics
from console.contract.views import BrokerAccess, Page, ReadingView
from console.wording.rejections import REASONS
from tests.brokers import publish, warning_of
from tests.hubs import HubProcess, running_hub, wait_until
from tests.sites import probe, sensor_of, small_site

pytestmark = pytest.mark.real

SITE = small_site(probe("p1"))
TOPICS = Topics(SITE.root, SITE.id)
P1, PM10 = TOPICS.telemetry("p1"), TOPICS.telemetry("p1", "pm10")
PAST = 1_700_000_000_000
HOSTILE = "\x1b]0;owned\x07\x1b[2J[red]x[-red]\u202eevil\u2066\x9b31m"


def many(at: str, values: str = '{"pm10": 1}') -> bytes:
    """Return a payload of parts that need not be right."""
    return f'{{"at": {at}, "values": {values}}}'.encode()


GARBAGE: list[tuple[str, bytes, tuple[str, str]]] = [
    (P1, b"\xff\xfe\x00", ("p1", "not_utf8")),
    (P1, b"", ("p1", "not_json")),
    (P1, b"<xml/>", ("p1", "not_json")),
    (P1, many(f"{PAST}", '{"pm10": NaN}'), ("p1", "not_finite")),
    (P1, many(f"{PAST}", '{"pm10": -Infinity}'), ("p1", "not_finite")),
    (P1, many(f"{PAST}", '{"pm10": null}'), ("p1", "not_finite")),
    (PM10, b"NaN", ("p1", "not_finite")),
    (PM10, b"-1.7e308", ("p1", "value_absurd")),
    (P1, many(f"{PAST}", "{}"), ("p1", "no_values")),
    (P1, b'{"values": {"pm10": 1}}', ("p1", "no_time")),
    (P1, many("5"), ("p1", "time_absurd")),
    (P1, many("9e15"), ("p1", "time_ahead")),
    (P1, many("1e400"), ("p1", "bad_time")),
    (P1, many('"yesterday"'), ("p1", "bad_time")),
    (P1, many('"2026-01-01T00:00:00"'), ("p1", "time_without_zone")),
    (P1, many(f"{PAST}", '{"\\u001b[31m": 1}'), ("p1", "unknown_quantity")),
    (P1, many(f"{PAST}", "[1]"), ("p1", "wrong_shape")),
    (P1, many(f"{PAST}", '{"pm10": "112"}'), ("p1", "wrong_shape")),
    (PM10, b"true", ("p1", "wrong_shape")),
    (P1, b'{"at":' * 9_000, ("p1", "wrong_shape")),
    (P1, b'{"x":' * 9_000, ("p1", "too_deep")),
    (P1, b'"' + b"y" * 900_000 + b'"', ("p1", "too_large")),
    (TOPICS.telemetry("nobody"), b"1", ("nobody", "unknown_device")),
    (TOPICS.telemetry(HOSTILE), b"1", (HOSTILE, "unknown_device")),
    (TOPICS.telemetry("z" * 9_000), b"1", ("z" * 80, "unknown_device")),
    (TOPICS.telemetry(""), b"1", (TOPICS.telemetry(""), "unknown_device")),
    (TOPICS.status("p1"), b"perhaps", ("p1", "wrong_shape")),
    (TOPICS.status("nobody"), b"online", ("nobody", "unknown_device")),
]


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    with running_hub(tmp_path_factory.mktemp("hub"), SITE) as running:
        yield running


def counted(hub: HubProcess) -> set[tuple[str, str]]:
    """Return what the hub says it turned away."""
    return {(r.source, r.reason) for r in hub.health().rejections}


def stored(hub: HubProcess) -> list[float]:
    """Return what came of the one probe."""
    history = hub.client.ask(f"sensors/{sensor_of('p1')}/history", Page[ReadingView])
    return [reading.value for reading in history.items]


def told(hub: HubProcess, *options: str) -> str:
    """Return what `wanshou hub health` prints."""
    command = [sys.executable, "-m", "console", "--socket", str(hub.settings.socket)]
    return subprocess.run(
        [*command, "--language", "en", "hub", "health", *options],
        capture_output=True,
        check=True,
        text=True,
        cwd=Path(__file__).parents[2],
    ).stdout


async def test_garbage_is_counted_and_what_is_right_still_arrives(hub: HubProcess) -> None:
    device = hub.access("device")
    rubbish = [(topic, payload) for topic, payload, _ in GARBAGE]
    await publish(device, [*rubbish, (PM10, b"12.5")])
    wait_until(lambda: stored(hub))
    assert stored(hub) == [12.5]
    assert counted(hub) >= {expected for *_, expected in GARBAGE}
    assert hub.health().rejected >= len(GARBAGE)


async def test_what_the_broker_turns_away_is_counted_too(hub: HubProcess) -> None:
    device = hub.access("device")
    await publish(device, [("elsewhere/x", b"1"), (TOPICS.alert("A-1"), b"x")], client_id="spy")
    await publish(device, [(TOPICS.telemetry("hub", "disk-free"), b"0")], client_id="liar")
    await warning_of(device, TOPICS.telemetry_filter, client_id="ear")
    await warning_of(msgspec.structs.replace(device, password="no"), client_id="thief")
    say(device, b"GET / HTTP/1.1\r\n\r\n")
    say(device, b"\x10\x0c\x00\x04MQTT\x05\x02\x00\x3c\x00\x00")
    expected = {
        ("spy", "topic_forbidden"),
        ("liar", "topic_forbidden"),
        ("ear", "filter_forbidden"),
        ("thief", "login_refused"),
        ("127.0.0.1", "not_mqtt"),
        ("127.0.0.1", "protocol_version"),
    }
    wait_until(lambda: counted(hub) >= expected)
    assert not hub.client.ask("sensors/hub/disk-free/history", Page[ReadingView]).items


async def test_health_says_so_and_no_terminal_obeys_it(hub: HubProcess) -> None:
    await publish(hub.access("device"), [(TOPICS.telemetry(HOSTILE), b"1")])
    wait_until(lambda: (HOSTILE, "unknown_device") in counted(hub))
    document, table = told(hub, "--json"), told(hub)
    assert (HOSTILE, "unknown_device") in {
        (r["source"], r["reason"]) for r in json.loads(document)["rejections"]
    }
    for text in (document, table):
        assert all(line.isprintable() for line in text.splitlines())
    assert "unknown device" in table


def test_every_reason_has_words() -> None:
    assert {reason for *_, (_, reason) in GARBAGE} <= REASONS.keys()


def say(access: BrokerAccess, rubbish: bytes) -> None:
    """Send bytes to the broker's port and wait for it to hang up."""
    with socket.create_connection((access.host, access.port), 5) as connection, suppress(OSError):
        connection.sendall(rubbish)
        while connection.recv(100):
            pass
