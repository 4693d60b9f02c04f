"""The hub's link on the embedded broker: nothing acknowledged that was not committed."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import msgspec
import pytest

from console.clock import WallClock
from console.errors import SettingsError
from console.hub.access import Access, external_access, shown_url
from console.hub.broker import OUTGOING_MOST, PAYLOAD_MOST, BrokerLink
from console.hub.mailbox import Mailbox
from console.hub.server_config import WINDOW, unacknowledged_window
from tests.brokers import (
    BASE,
    embedded,
    free_port,
    linked,
    numbered,
    payloads,
    publish,
    receive,
    until,
    warning_of,
)
from tests.hub.test_embedded import in_flight

TELEMETRY = f"{BASE}/telemetry/#"
NOBODY = Access(host="127.0.0.1", port=1, tls=False, username=None, password=None, root="wanshou")


async def a_link(access: Access, *filters: str) -> BrokerLink:
    mailbox = Mailbox(10, asyncio.get_running_loop())
    return BrokerLink(
        access, client_id="one", filters=filters, mailbox=mailbox, now=WallClock().now
    )


@pytest.mark.real
async def test_only_what_is_acknowledged_is_forgotten(tmp_path: Path) -> None:
    async with embedded(tmp_path) as broker:
        hub, hub_id = broker.access("hub"), broker.hub_client_id
        async with linked(hub, TELEMETRY, client_id=hub_id) as (link, mailbox):
            await publish(broker.access("device"), numbered(f"{BASE}/telemetry/a", 10))
            got = await receive(mailbox, 10)
            assert await in_flight(broker) == 10
            link.acknowledge(got[:4])
            async with asyncio.timeout(5):
                while await in_flight(broker) != 6:
                    await asyncio.sleep(0.02)


@pytest.mark.real
async def test_a_late_acknowledgement_never_hits_another_message(tmp_path: Path) -> None:
    """Packet ids restart at 1 with the broker: those of before mean other messages now."""
    async with embedded(tmp_path, watched=True) as broker:
        hub, hub_id = broker.access("hub"), broker.hub_client_id
        async with linked(hub, TELEMETRY, client_id=hub_id) as (link, mailbox):
            await publish(broker.access("device"), numbered(f"{BASE}/telemetry/a", 5))
            before = await receive(mailbox, 5)
            assert broker.pid is not None
            os.kill(broker.pid, signal.SIGKILL)
            await until(lambda: link.epoch > before[0].epoch and link.subscribed)
            await publish(broker.access("device"), numbered(f"{BASE}/telemetry/b", 5, 5))
            after = await receive(mailbox, 5)
            assert {one.mid for one in after} & {one.mid for one in before}
            held = await in_flight(broker)
            link.acknowledge(before)
            await asyncio.sleep(0.3)
            assert await in_flight(broker) == held
            link.acknowledge(after)
            async with asyncio.timeout(5):
                while await in_flight(broker) != held - 5:
                    await asyncio.sleep(0.02)


@pytest.mark.real
async def test_what_came_while_the_hub_was_away_comes_on_its_return(tmp_path: Path) -> None:
    async with embedded(tmp_path) as broker:
        hub, hub_id = broker.access("hub"), broker.hub_client_id
        async with linked(hub, TELEMETRY, f"{BASE}/status/+", client_id=hub_id):
            pass
        await publish(broker.access("device"), numbered(f"{BASE}/telemetry/a", 3_000))
        async with linked(hub, TELEMETRY, f"{BASE}/status/+", client_id=hub_id) as (link, mailbox):
            got = await receive(mailbox, 3_000)
            link.acknowledge(got)
        assert [int(one.payload) for one in got] == list(range(3_000))
        assert all(one.qos == 1 and not one.retained for one in got)


@pytest.mark.real
async def test_a_backlog_of_large_payloads_comes_in_one_go(tmp_path: Path) -> None:
    """A server that allows its readers too little memory cuts the hub off, again and again."""
    async with embedded(tmp_path) as broker:
        hub, hub_id = broker.access("hub"), broker.hub_client_id
        async with linked(hub, TELEMETRY, client_id=hub_id):
            pass
        large = [
            (topic, payload.ljust(20_000))
            for topic, payload in numbered(f"{BASE}/telemetry/a", 600)
        ]
        await publish(broker.access("device"), large)
        async with linked(hub, TELEMETRY, client_id=hub_id) as (link, mailbox):
            got = await receive(mailbox, 600)
            assert {one.epoch for one in got} == {link.epoch}


@pytest.mark.real
async def test_an_oversized_payload_is_cut_just_beyond_the_limit(tmp_path: Path) -> None:
    async with (
        embedded(tmp_path) as broker,
        linked(broker.access("hub"), TELEMETRY, client_id="hub") as (_, mailbox),
    ):
        await publish(broker.access("device"), [(f"{BASE}/telemetry/a", b"x" * 900_000)])
        (got,) = await receive(mailbox, 1)
        assert len(got.payload) == PAYLOAD_MOST + 1


@pytest.mark.real
async def test_publishes_made_while_away_are_sent_later(tmp_path: Path) -> None:
    async with embedded(tmp_path) as broker:
        link = await a_link(broker.access("hub"))
        for topic, payload in numbered(f"{BASE}/command/lamp/light", 20):
            assert link.publish(topic, payload)
        async with linked(broker.access("device"), f"{BASE}/command/#", client_id="lamp") as (
            _,
            mailbox,
        ):
            link.start()
            assert len(payloads(await receive(mailbox, 20))) == 20
            await until(lambda: link.sent == 20)
        await asyncio.to_thread(link.stop)


@pytest.mark.real
async def test_a_refused_login_is_told(tmp_path: Path) -> None:
    async with embedded(tmp_path) as broker:
        wrong = msgspec.structs.replace(broker.access("hub"), password="wrong")
        assert await warning_of(wrong) == "broker_login_refused"


@pytest.mark.real
async def test_a_refused_subscription_is_told(tmp_path: Path) -> None:
    async with embedded(tmp_path) as broker:
        link = await a_link(broker.access("device"), TELEMETRY, f"{BASE}/command/#")
        link.start()
        await until(lambda: link.warning is not None)
        assert link.connected
        assert not link.subscribed
        await asyncio.to_thread(link.stop)
    assert link.warning == "broker_subscription_refused"
    assert link.warning_parameters == {"filters": [TELEMETRY]}


async def test_no_broker_is_no_error_and_stopping_is_quick() -> None:
    link = await a_link(msgspec.structs.replace(NOBODY, port=free_port()))
    link.start()
    await until(lambda: link.warning == "broker_unreachable")
    assert not link.connected
    async with asyncio.timeout(5):
        await asyncio.to_thread(link.stop)


async def test_publishing_has_a_limit() -> None:
    link = await a_link(NOBODY)
    results = [link.publish("t", b"") for _ in range(OUTGOING_MOST + 3)]
    assert results.count(False) == 3
    assert link.unsent == 3
    assert link.waiting == OUTGOING_MOST


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("a/#", "a/b", True),
        ("a/#", "a", True),
        ("a/+/c", "a/b/+", True),
        ("a/+", "a/b/c", False),
        ("a/telemetry/#", "a/status/+", False),
        ("#", "a", True),
        ("a", "a", True),
    ],
)
async def test_overlapping_filters_are_refused(one: str, other: str, overlap: bool) -> None:
    if overlap:
        with pytest.raises(ValueError, match="overlapping"):
            await a_link(NOBODY, one, other)
    else:
        await a_link(NOBODY, one, other)


def test_a_filter_ending_in_a_hash_counts_twice() -> None:
    assert unacknowledged_window(["a/#", "b/+", "c"]) == 4 * WINDOW


@pytest.mark.parametrize(
    ("url", "shown", "login"),
    [
        ("mqtt://broker.example", "mqtt://broker.example:1883", (None, None)),
        ("mqtts://u:p%40w@h:99", "mqtts://h:99", ("u", "p@w")),
        ("mqtt://[::1]:1883/", "mqtt://[::1]:1883", (None, None)),
    ],
)
def test_addresses(url: str, shown: str, login: tuple[str | None, str | None]) -> None:
    access = external_access(url, root="wanshou")
    assert shown_url(access) == shown
    assert (access.username, access.password) == login


@pytest.mark.parametrize(
    "url", ["", "broker", "http://h", "mqtt://", "mqtt://h:99999", "mqtt://h/path", "mqtt://u:s3@"]
)
def test_other_addresses_are_refused_without_repeating_them(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        external_access(url, root="wanshou")
    assert caught.value.parameters == {"key": "broker.url"}
