"""Where the broker's thread leaves deliveries and the hub's loop takes them, in batches.

Policy when full: QoS 0 is dropped and counted; QoS 1 waits (the broker's window is smaller than
the mailbox, so this is for brokers that do not keep to theirs), and after a while is turned
away unacknowledged, so that the broker keeps it.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from typing import NamedTuple

# Well below the keep-alive (broker.py): a network thread blocked longer loses its connection.
WAIT_MOST_S = 5.0
# Large payloads fill memory long before their number fills the mailbox.
BYTES_MOST = 64 * 1024 * 1024


class Delivery(NamedTuple):
    """One MQTT message as it arrived; `arrived` in ms since the epoch.

    `mid` means something only within `epoch`, the connection that delivered it.
    """

    topic: str
    payload: bytes
    arrived: int
    retained: bool
    qos: int
    mid: int
    epoch: int


class Mailbox:
    """A bounded box between one offering thread and one taking task.

    `capacity` holds for QoS 0 and QoS 1 apart, so a flood of one cannot crowd out the other.
    """

    def __init__(
        self,
        capacity: int,
        loop: asyncio.AbstractEventLoop,
        *,
        bytes_most: int = BYTES_MOST,
        wait_most_s: float = WAIT_MOST_S,
    ) -> None:
        self.capacity = capacity
        self._bytes_most = bytes_most
        self._wait_most_s = wait_most_s
        self._loop = loop
        self._box: deque[Delivery] = deque()
        self._lock = threading.Lock()
        self._room = threading.Condition(self._lock)
        self._filled = asyncio.Event()
        self._woken = False
        self._held = [0, 0]
        self._bytes = 0
        self._dropped = 0
        self._closed = False

    def __len__(self) -> int:
        return len(self._box)

    @property
    def dropped(self) -> int:
        """Return how many QoS 0 deliveries found the mailbox full."""
        return self._dropped

    def offer(self, delivery: Delivery) -> bool:
        """Leave a delivery (any one thread); False when it was not taken in."""
        kind = 1 if delivery.qos else 0
        with self._lock:
            if self._is_full(kind, len(delivery.payload)):
                if kind == 0:
                    self._dropped += 1
                    return False
                if not self._room.wait_for(
                    lambda: self._closed or not self._is_full(kind, len(delivery.payload)),
                    self._wait_most_s,
                ):
                    return False
            if self._closed:
                return False
            self._box.append(delivery)
            self._held[kind] += 1
            self._bytes += len(delivery.payload)
            if self._woken:
                return True
            self._woken = True
        self._wake()
        return True

    async def take(self, most: int, *, moderate_s: float = 0.0) -> list[Delivery]:
        """Wait for at least one delivery and return up to `most`, oldest first.

        When fewer than `most` wait, let more gather for `moderate_s` (1-2 ms costs nothing
        and saves most wake-ups at steady rates). Being cancelled loses nothing, and is the
        only way to end waiting once the mailbox is closed and empty.
        """
        while not self._box:
            await self._filled.wait()
            self._filled.clear()
        if len(self._box) < most and moderate_s > 0:
            await asyncio.sleep(moderate_s)
        with self._lock:
            taken = [self._box.popleft() for _ in range(min(most, len(self._box)))]
            for delivery in taken:
                self._held[1 if delivery.qos else 0] -= 1
                self._bytes -= len(delivery.payload)
            self._woken = bool(self._box)
            self._filled.clear()
            self._room.notify_all()
        return taken

    def close(self) -> None:
        """Take nothing in any more, and let an offer that waits for room go on."""
        with self._lock:
            self._closed = True
            self._room.notify_all()

    def _is_full(self, kind: int, size: int) -> bool:
        over = self._bytes + size > self._bytes_most and self._bytes > 0
        return over or self._held[kind] >= self.capacity

    def _wake(self) -> None:
        # A loop that has ended has nobody left to wake.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._filled.set)
