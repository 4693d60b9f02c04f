"""What the hub does for itself now and then: watch the disk, forget old readings."""

from __future__ import annotations

import asyncio

import msgspec
import structlog

from console.clock import Clock
from console.domain.readings import Reading
from console.domain.rollups import Per
from console.errors import StoreError
from console.hub.engine import NO_TIME, Engine
from console.hub.flow import Flow
from console.hub.journal import Journal
from console.hub.own_device import DISK_FREE, PERIOD_S
from console.store.store import Store

DAY_MS = 86_400_000
FORGET_EVERY_S = 3_600.0
FORGET_FIRST_S = 60.0  # a hub that is restarted more often must forget, too
HOURS_DAYS = 3_650.0  # ten years of a thousand sensors are about 5 GB
MIB = 1024 * 1024

log = structlog.get_logger()


class Retention(msgspec.Struct, frozen=True, kw_only=True):
    """How many days readings are kept, and what each minute of them comes to."""

    readings_days: float
    minutes_days: float


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

    async def forget(self, retention: Retention) -> None:
        """Drop what is older than it is kept for, soon and then hourly, for ever."""
        pause_s = FORGET_FIRST_S
        while True:
            await asyncio.sleep(pause_s)
            pause_s = FORGET_EVERY_S
            try:
                gone = await asyncio.to_thread(self._forget, retention, self._clock.now())
            except StoreError as error:
                if error.code not in ("store_full", "store_busy"):
                    raise
                log.warning("old readings not forgotten", why=error.code)
            else:
                log.info("old readings forgotten", readings=gone)

    def _forget(self, retention: Retention, now: int) -> int:
        gone = self._store.forget(now - round(retention.readings_days * DAY_MS))
        # What each stretch came to is kept at least as long as the readings it is made of.
        days = max(retention.minutes_days, retention.readings_days)
        self._store.forget_rollups(Per.MINUTE, now - round(days * DAY_MS))
        self._store.forget_rollups(Per.HOUR, now - round(max(days, HOURS_DAYS) * DAY_MS))
        return gone

    async def _take(self, free_mib: int) -> None:
        now = self._clock.now()
        async with self._journal.turn:
            self._engine.measure(Reading(DISK_FREE, now, float(free_mib)), NO_TIME)
            if not self._journal.idle():
                await self._journal.commit()
