"""Takes what is due to its channel, off the hub's loop: at least once, one by one per channel."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress

import structlog

from console.channels import Address
from console.clock import Clock
from console.domain.notice_facts import Trouble
from console.domain.notices import Attempt, Notice
from console.domain.sites import Site
from console.errors import StoreError
from console.hub.journal import Journal
from console.wording.notices import letter

TIMEOUT_S = 15.0  # then the attempt has failed, whatever its thread still does
LOOK_S = 1.0  # so often it is looked what has become due

Send = Callable[[Address, str, str], Attempt]

log = structlog.get_logger()


class Postman:
    """One thread at most per channel: a service that hangs holds up nobody but itself.

    Killed between sending and writing down that it was sent, the hub sends once more.
    """

    def __init__(
        self,
        site: Site,
        clock: Clock,
        journal: Journal,
        *,
        channels: Mapping[str, Address],
        send: Send,
    ) -> None:
        self._site = site
        self._clock = clock
        self._journal = journal
        self._outbox = journal.outbox
        self._channels = channels
        self._send = send
        self._under_way: set[str] = set()
        self._hanging: set[str] = set()
        self._stirred = asyncio.Event()
        self._outbox.on_change = self._stirred.set

    async def work(self) -> None:
        """Deliver for ever."""
        try:
            async with asyncio.TaskGroup() as deliveries:
                while True:
                    self._stirred.clear()
                    if self._outbox.waiting:
                        await self._set_out(deliveries)
                    # Not wait_for: it may lose a cancellation, and the hub would never end.
                    with suppress(TimeoutError):
                        async with asyncio.timeout(LOOK_S):
                            await self._stirred.wait()
        except* StoreError as failed:
            raise failed.exceptions[0] from None

    async def _set_out(self, deliveries: asyncio.TaskGroup) -> None:
        async with self._journal.turn:  # whoever holds it sees only what is committed
            due = self._outbox.due(self._under_way | self._hanging)
        for notice in due:
            self._under_way.add(notice.channel)
            deliveries.create_task(self._deliver(notice))

    async def _deliver(self, notice: Notice) -> None:
        attempt = await self._attempt(notice)
        if attempt.trouble is not None:
            log.warning(
                "notice not delivered",
                notice=notice.id,
                channel=notice.channel,
                trouble=attempt.trouble.value,
                status=attempt.status,
            )
        async with self._journal.turn:
            told = self._outbox.settle(notice.id, attempt)
            more = [] if told is None else [(self._clock.now(), told)]
            await self._journal.commit(more=more)
        self._under_way.discard(notice.channel)
        self._stirred.set()

    async def _attempt(self, notice: Notice) -> Attempt:
        address = self._channels.get(notice.channel)
        if address is None:  # the channel went out of the settings while this waited
            return Attempt(Trouble.ADDRESS)
        text = letter(notice, self._site)
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[Attempt] = loop.create_future()

        def run() -> None:
            attempt = self._send(address, text.title, text.body)
            with suppress(RuntimeError):  # the loop may be gone by now
                loop.call_soon_threadsafe(done, attempt)

        def done(attempt: Attempt) -> None:
            self._hanging.discard(notice.channel)
            if not answered.done():
                answered.set_result(attempt)

        self._hanging.add(notice.channel)
        # A daemon: the hub's end does not wait for a service.
        threading.Thread(target=run, name=f"notice-{notice.channel}", daemon=True).start()
        try:
            async with asyncio.timeout(TIMEOUT_S):
                return await answered
        except TimeoutError:
            return Attempt(Trouble.TIMEOUT)
