"""The hub's ear on the broker: what it subscribes to, and where that waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from console.contract.telemetry import Topics
from console.hub.broker import BrokerLink
from console.hub.brokers import Broker
from console.hub.mailbox import Mailbox
from console.hub.server_config import unacknowledged_window


def listening(
    broker: Broker, topics: Topics, *, drill: bool, now: Callable[[], int]
) -> tuple[Mailbox, BrokerLink]:
    """Return the mailbox of everything the hub listens to, and the link that fills it.

    In a drill its driver's clock is heard, too.
    """
    filters = [topics.telemetry_filter, topics.status_filter, topics.state_filter]
    filters.append(topics.patrol_report_filter)
    if drill:
        filters.append(topics.clock)
    mailbox = Mailbox(unacknowledged_window(filters), asyncio.get_running_loop())
    link = BrokerLink(
        broker.access("hub"),
        client_id=broker.hub_client_id,
        filters=filters,
        mailbox=mailbox,
        now=now,
    )
    return mailbox, link
