"""The hub's two loops: deliveries in, time passing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from itertools import groupby

from msgspec.structs import replace

from console.clock import Clock
from console.contract.codec import encode
from console.contract.telemetry import Topics
from console.domain.readings import Reading
from console.domain.sites import Site
from console.hub.broker import BrokerLink
from console.hub.drill import Drill
from console.hub.engine import Engine
from console.hub.intake import Intake
from console.hub.journal import Journal
from console.hub.mailbox import Delivery, Mailbox
from console.hub.patrol_mail import PatrolMail

BATCH_MAX = 2_000  # readings in one transaction
ROWS_MIN = 1_000  # so many waiting readings are committed at once
WINDOW_S = 0.25  # else they wait this long: at low rates the commit is what wears a disk
MODERATION_S = 0.002
SETTLE_MS = 2_000  # after a (re)connect, before time may pass: let what waited come in first


class Flow:
    """Moves deliveries through intake, engine and journal, and acknowledges after commit."""

    told: Callable[[], int]  # how often devices were told something

    def __init__(
        self, site: Site, clock: Clock, engine: Engine, intake: Intake, *, journal: Journal
    ) -> None:
        self._clock = clock
        self._engine = engine
        self._intake = intake
        self._journal = journal
        self._topics = Topics(site.root, site.id)
        self._rows: list[Reading] = []
        self._unacknowledged: list[Delivery] = []
        self._listening_since: int | None = None
        self.paused = False

    async def receive(
        self, mailbox: Mailbox, link: BrokerLink, drill: Drill | None, *, mail: PatrolMail
    ) -> None:
        """Take deliveries for ever, readings and what patrols say in the order they came."""
        while True:
            batch = await mailbox.take(BATCH_MAX, moderate_s=MODERATION_S)
            while self.paused:
                await asyncio.sleep(WINDOW_S)
            for said, deliveries in groupby(batch, mail.is_saying):
                part = list(deliveries)
                if said:
                    await self._hear(part, link, mail)
                elif drill is None:
                    await self._take(part, link)
                elif drill.hold(part):
                    await self._step(drill, link)

    async def pass_time(
        self, link: BrokerLink, drill: Drill | None, *, on_connect: Callable[[], None]
    ) -> None:
        """Let deadlines fall due and waiting readings be committed, for ever."""
        epoch, hearing = -1, True
        while True:
            await asyncio.sleep(WINDOW_S)
            async with self._journal.turn:
                if hearing and not link.connected:
                    self._engine.deafen(self._clock.now())
                hearing = link.connected
                if link.epoch != epoch and link.connected:
                    epoch, self._listening_since = link.epoch, self._clock.now()
                    self._engine.listen(self._clock.now())
                    on_connect()
                if drill is None and self._settled(link):
                    self._engine.pass_time(self._clock.now())
                await self._commit(link)

    def _settled(self, link: BrokerLink) -> bool:
        since = self._listening_since
        return link.connected and since is not None and self._clock.now() - since >= SETTLE_MS

    async def _take(self, batch: Sequence[Delivery], link: BrokerLink) -> None:
        async with self._journal.turn:
            self._rows.extend(self._intake.take(batch, self._clock.now(), drill=False))
            self._unacknowledged.extend(batch)
            if len(self._rows) >= ROWS_MIN or not self._journal.idle():
                await self._commit(link)

    async def _hear(self, sayings: Sequence[Delivery], link: BrokerLink, mail: PatrolMail) -> None:
        """Let units act at once, also in a drill: it is data time that stands still."""
        async with self._journal.turn:
            await self._commit(link)  # what the readings before did is nobody's act
            answers = [await mail.hear(saying) for saying in sayings]
            self._unacknowledged.extend(sayings)
        for answer in answers:
            if answer is not None:
                link.publish(*answer)

    async def _step(self, drill: Drill, link: BrokerLink) -> None:
        async with self._journal.turn:
            held, said, answer = drill.release()
            now = self._clock.now()
            self._rows.extend(self._intake.take(held, now, drill=True))
            self._engine.pass_time(now)
            self._unacknowledged.extend([*held, *said])
            await self._commit(link)
        if answer is not None:
            answer = replace(answer, told=self.told())
            link.publish(self._topics.clock_answer, encode(answer))

    async def _commit(self, link: BrokerLink) -> None:
        if self._rows or self._unacknowledged or not self._journal.idle():
            rows, self._rows = self._rows, []
            deliveries, self._unacknowledged = self._unacknowledged, []
            if rows or not self._journal.idle():
                await self._journal.commit(rows)
            link.acknowledge(deliveries)
