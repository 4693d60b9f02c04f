"""What the hub does for itself now and then: watch the disk, forget old readings."""

from __future__ import annotations

import asyncio

import structlog

from console.clock import Clock
from console.domain.readings import Reading
from console.errors import StoreError
from console.hub.engine import Engine
from console.hub.flow import Flow
from console.hub.journal import Journal
from console.hub.own_device import DISK_FREE, PERIOD_S
from console.store.store import Store

DAY_MS = 86_400_000
FORGET_EVERY_S = 3_600.0
FORGET_FIRST_S = 60.0  # a hub that is restarted more often must forget, too
MIB = 1024 * 1024

log = structlog.get_logger()


class Upkeep:
    """Keeps an eye on the disk; below `reserve_mib` deliveries wait on the broker."""

    def __init__(self, clock: Clock, engine: Engine, journal: Journal, store: Store) -> None:
        self._clock = clock
        self._engine = engine
        self._journal = journal
        self._store = store

    async def watch_disk(self, flow: Flow, reserve_mib: int) -> None:
        """Measure free space for ever; pause and resume the flow of readings by it."""
        while True:
            free = self._store.free_bytes() // MIB
            paused = free < reserve_mib
            if paused is not flow.paused:
                log.warning("readings wait on the broker" if paused else "readings flow again")
            flow.paused = paused
            if not paused:
                self._store.restore_ballast()
            await self._take(free)
            await asyncio.sleep(PERIOD_S)

    async def forget(self, retention_days: float) -> None:
        """Drop readings older than the retention, soon and then hourly, for ever."""
        pause_s = FORGET_FIRST_S
        while True:
            await asyncio.sleep(pause_s)
            pause_s = FORGET_EVERY_S
            before = self._clock.now() - round(retention_days * DAY_MS)
            try:
                gone = await asyncio.to_thread(self._store.forget, before)
            except StoreError as error:
                if error.code not in ("store_full", "store_busy"):
                    raise
                log.warning("old readings not forgotten", why=error.code)
            else:
                log.info("old readings forgotten", readings=gone)

    async def _take(self, free_mib: int) -> None:
        now = self._clock.now()
        async with self._journal.turn:
            self._engine.measure(Reading(DISK_FREE, now, float(free_mib)))
            if not self._journal.idle():
                await self._journal.commit()
