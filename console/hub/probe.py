"""Find out whether an external broker really keeps what it acknowledges.

A stock mosquitto acknowledges everything and silently drops most of a stream that its
subscriber is not there to take; nothing in the protocol tells. So it is tried.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from typing import NamedTuple

from console.clock import WallClock
from console.hub.access import Access
from console.hub.broker import BrokerLink, forget_session
from console.hub.brokers import Broker
from console.hub.external import ExternalBroker
from console.hub.mailbox import Mailbox

MESSAGES = 1_500
PATIENCE_S = 60.0
CONNECT_MOST_S = 10.0
QUIET_S = 2.0
POLL_S = 0.02
DROPS = "broker_drops"


class ProbeResult(NamedTuple):
    """How many messages the broker acknowledged, and how many of them it then delivered."""

    acknowledged: int
    delivered: int

    @property
    def drops(self) -> bool:
        """Say whether acknowledged messages were lost; none delivered at all proves nothing.

        (An account that may not use the probe's topic looks like that.)
        """
        return 0 < self.delivered < self.acknowledged


async def warn_of_drops(broker: Broker, link: BrokerLink, *, base: str) -> None:
    """Try whether someone else's broker keeps what it acknowledges; warn on `link` if not."""
    if not isinstance(broker, ExternalBroker):
        return
    result = await probe(broker.access("hub"), base=base)
    if result is not None and result.drops:
        link.warn(DROPS, sent=result.acknowledged, kept=result.delivered)


async def probe(access: Access, *, base: str, patience_s: float = PATIENCE_S) -> ProbeResult | None:
    """Send a burst to a durable session that is offline, then count; None when it cannot be tried.

    `base` is `{root}/{site}`; the probe's own topic below it and its session are gone after.
    """
    name = secrets.token_hex(8)
    client_id, topic = f"wanshou-probe-{name}", f"{base}/probe/{name}"
    try:
        async with asyncio.timeout(patience_s):
            return await _try(access, client_id, topic)
    except TimeoutError:
        return None
    finally:
        await asyncio.to_thread(forget_session, access, client_id)


async def _try(access: Access, client_id: str, topic: str) -> ProbeResult:
    reader, _ = _link(access, client_id, [topic])
    await _run(reader, lambda: reader.subscribed)
    writer, _ = _link(access, f"{client_id}-w", [])
    try:
        for number in range(MESSAGES):
            writer.publish(topic, b"%d" % number)
        await _run(writer, lambda: writer.connected and not writer.waiting)
    finally:
        await asyncio.to_thread(forget_session, access, f"{client_id}-w")
    reader, mailbox = _link(access, client_id, [topic])
    reader.start()
    try:
        return ProbeResult(writer.sent, await _count(reader, mailbox))
    finally:
        await asyncio.to_thread(reader.stop)


async def _count(link: BrokerLink, mailbox: Mailbox) -> int:
    seen: set[bytes] = set()
    while len(seen) < MESSAGES:
        try:
            async with asyncio.timeout(QUIET_S if link.connected else CONNECT_MOST_S):
                taken = await mailbox.take(MESSAGES)
        except TimeoutError:
            break
        seen.update(delivery.payload for delivery in taken)
        link.acknowledge(taken)
    return len(seen)


def _link(access: Access, client_id: str, filters: list[str]) -> tuple[BrokerLink, Mailbox]:
    mailbox = Mailbox(2 * MESSAGES, asyncio.get_running_loop())
    link = BrokerLink(
        access, client_id=client_id, filters=filters, mailbox=mailbox, now=WallClock().now
    )
    return link, mailbox


async def _run(link: BrokerLink, is_done: Callable[[], bool]) -> None:
    link.start()
    try:
        while not is_done():
            await asyncio.sleep(POLL_S)
    finally:
        await asyncio.to_thread(link.stop)
