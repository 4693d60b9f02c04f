"""mosquitto as an external broker: sessions, logins, TLS, and what it silently drops."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

import msgspec
import pytest

from console.errors import SettingsError
from console.hub.mailbox import Delivery
from console.hub.probe import MESSAGES, probe
from tests.brokers import (
    BASE,
    MOSQUITTO_REQUIRED,
    linked,
    make_certificate,
    mosquitto,
    numbered,
    payloads,
    publish,
    receive,
    until,
    warning_of,
)

pytestmark = pytest.mark.real
TELEMETRY = f"{BASE}/telemetry/#"


async def test_the_session_keeps_what_came_while_away(tmp_path: Path) -> None:
    with mosquitto(tmp_path, *MOSQUITTO_REQUIRED) as access:
        async with linked(access, TELEMETRY, client_id="hub"):
            pass
        await publish(access, numbered(f"{BASE}/telemetry/a", 2_000))
        async with linked(access, TELEMETRY, client_id="hub") as (link, mailbox):
            got: list[Delivery] = []
            while len(got) < 2_000:
                batch = await receive(mailbox, 1)
                link.acknowledge(batch)
                got += batch
        assert [int(one.payload) for one in got] == list(range(2_000))


async def test_what_is_not_acknowledged_comes_again(tmp_path: Path) -> None:
    with mosquitto(tmp_path, *MOSQUITTO_REQUIRED) as access:
        async with linked(access, TELEMETRY, client_id="hub") as (link, mailbox):
            await publish(access, numbered(f"{BASE}/telemetry/a", 10))
            link.acknowledge((await receive(mailbox, 10))[:4])
            await asyncio.sleep(0.2)
        async with linked(access, TELEMETRY, client_id="hub") as (link, mailbox):
            assert payloads(await receive(mailbox, 6)) == [b"%d" % n for n in range(4, 10)]


async def test_a_mailbox_that_is_full_for_long_loses_nothing(tmp_path: Path) -> None:
    """mosquitto does not keep to its window: what finds no room is left with the broker."""
    with mosquitto(tmp_path, *MOSQUITTO_REQUIRED) as access:
        async with linked(access, TELEMETRY, client_id="hub", capacity=50, wait_most_s=0.1) as (
            link,
            mailbox,
        ):
            await publish(access, numbered(f"{BASE}/telemetry/a", 500))
            await until(lambda: link.epoch > 0)  # the connection was shed
            assert len(mailbox) == 50
            seen: set[bytes] = set()
            while len(seen) < 500:
                batch = await mailbox.take(50)
                link.acknowledge(batch)
                seen.update(payloads(batch))


async def test_user_and_password(tmp_path: Path) -> None:
    with mosquitto(tmp_path, login=("hub", "sesame: öffne #1")) as access:
        async with linked(access, TELEMETRY, client_id="hub") as (_, mailbox):
            await publish(access, [(f"{BASE}/telemetry/a", b"1")])
            assert payloads(await receive(mailbox, 1)) == [b"1"]
        wrong = msgspec.structs.replace(access, password="wrong")
        assert await warning_of(wrong) == "broker_login_refused"


# paho leaves the socket of a failed handshake to the garbage collector.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <ssl.SSLSocket")
async def test_tls_with_a_given_authority_and_none_other(tmp_path: Path) -> None:
    with mosquitto(tmp_path, tls=True) as access:
        async with linked(access, TELEMETRY, client_id="hub") as (_, mailbox):
            await publish(access, [(f"{BASE}/telemetry/a", b"1")])
            assert payloads(await receive(mailbox, 1)) == [b"1"]
        (tmp_path / "other").mkdir()
        stranger = make_certificate(tmp_path / "other")
        wary = msgspec.structs.replace(access, ca_file=str(stranger))
        assert await warning_of(wary) == "broker_tls_refused"
        gc.collect()
        missing = msgspec.structs.replace(access, ca_file=str(tmp_path / "none.pem"))
        with pytest.raises(SettingsError):
            async with linked(missing, TELEMETRY, client_id="other"):
                pass


async def test_the_probe_finds_out_what_a_stock_broker_drops(tmp_path: Path) -> None:
    with mosquitto(tmp_path) as access:
        found = await probe(access, base=BASE)
    assert found is not None
    assert found.acknowledged == MESSAGES
    assert 0 < found.delivered < MESSAGES
    assert found.drops


async def test_the_probe_is_content_with_the_required_configuration(tmp_path: Path) -> None:
    with mosquitto(tmp_path, *MOSQUITTO_REQUIRED) as access:
        found = await probe(access, base=BASE)
    assert found == (MESSAGES, MESSAGES)
    assert not found.drops


async def test_the_probe_gives_up_on_a_broker_that_lets_nobody_in(tmp_path: Path) -> None:
    with mosquitto(tmp_path, login=("hub", "right")) as access:
        wrong = msgspec.structs.replace(access, password="wrong")
        assert await probe(wrong, base=BASE, patience_s=0.5) is None
