"""What only the running hub knows of itself, as views."""

from __future__ import annotations

import msgspec

from console import __version__
from console.clock import Clock, utc
from console.contract.views import BrokerAccess, BrokerHealth, DrillView, Health
from console.errors import ConsoleError
from console.hub.board import Board
from console.hub.broker import BrokerLink
from console.hub.brokers import Broker
from console.hub.bus import Bus
from console.hub.drill import Drill
from console.hub.journal import Journal
from console.hub.mailbox import Mailbox
from console.hub.tally import Tally
from console.store.store import Store


class Gauges(msgspec.Struct, frozen=True, kw_only=True):
    """Where the figures of the health view are read."""

    board: Board
    bus: Bus
    journal: Journal
    mailbox: Mailbox
    store: Store
    tally: Tally


class RunningHub:
    """The hub's own condition."""

    def __init__(
        self,
        clock: Clock,
        broker: Broker,
        link: BrokerLink,
        gauges: Gauges,
        *,
        drill: Drill | None,
    ) -> None:
        self._clock = clock
        self._broker = broker
        self._link = link
        self._gauges = gauges
        self._drill = drill
        self._started_at = clock.now()

    def access(self, account: str) -> BrokerAccess:
        """Return how `account` reaches the broker."""
        return self._broker.access(account)

    def drill(self) -> DrillView | None:
        """Return the drill in progress, if one is."""
        return self._drill.view if self._drill is not None else None

    def health(self) -> Health:
        """Return how the hub is."""
        gauges, tally = self._gauges, self._gauges.tally
        return Health(
            version=__version__,
            as_of=gauges.board.as_of,
            started_at=utc(self._started_at),
            data_time=utc(self._clock.now()),
            drill=self._drill is not None,
            broker=self._broker_health(),
            deliveries=tally.deliveries,
            readings=tally.readings,
            late=tally.late,
            duplicates=tally.duplicates,
            rejected=tally.rejected,
            rejections=tally.rejections(),
            mailbox=len(gauges.mailbox),
            mailbox_capacity=gauges.mailbox.capacity,
            mailbox_dropped=gauges.mailbox.dropped,
            store_bytes=gauges.store.size_bytes(),
            disk_free_bytes=gauges.store.free_bytes(),
            store_full=gauges.journal.full,
            followers=len(gauges.bus),
        )

    def _broker_health(self) -> BrokerHealth:
        return BrokerHealth(
            url=self._broker.url,
            connected=self._link.connected and self._link.subscribed,
            embedded=self._broker.embedded,
            restarts=self._broker.restarts,
            warning=self._link.warning or _code(self._broker.trouble),
            queue_bytes=self._broker.queue_bytes(),
        )


def _code(trouble: ConsoleError | None) -> str | None:
    return trouble.code if trouble is not None else None
