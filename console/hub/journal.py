"""The one way state changes: in turn, numbered, committed, and only then shown and told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import structlog
from msgspec.structs import replace

from console.clock import utc
from console.contract.facts import Fact, Who
from console.domain.alerts import Alert
from console.domain.cases import Case
from console.domain.facts import What
from console.domain.readings import Reading
from console.errors import StoreError
from console.hub.board import Board
from console.hub.bus import Bus
from console.hub.engine import Engine
from console.hub.notices.outbox import Outbox, closed_outbox
from console.store.store import Store
from console.store.work import StoredReceipt, Work

FULL_RETRY_S = 1.0  # while the disk is full the same work is tried again, and nothing else runs

log = structlog.get_logger()


class Journal:
    """Turns what the engine changed into facts, commits them, then shows and tells them.

    Memory never runs ahead of the store: whoever changes the engine holds `turn` until the
    change is committed. When the disk is full the turn waits; any other failure ends the hub.
    """

    def __init__(
        self,
        engine: Engine,
        store: Store,
        board: Board,
        bus: Bus,
        *,
        outbox: Outbox | None = None,
    ) -> None:
        self.turn = asyncio.Lock()
        self.outbox = outbox or closed_outbox(engine.casebook.case)
        self.full = False
        self._engine = engine
        self._store = store
        self._board = board
        self._bus = bus
        self._told: list[Callable[[Sequence[Alert]], None]] = []
        self._told_of_facts: list[Callable[[Sequence[Fact]], None]] = []
        self._told_of_cases: list[Callable[[Sequence[Case]], None]] = []

    def on_alerts(self, tell: Callable[[Sequence[Alert]], None]) -> None:
        """Call `tell` with every batch of committed alert changes."""
        self._told.append(tell)

    def on_cases(self, tell: Callable[[Sequence[Case]], None]) -> None:
        """Call `tell` with every batch of committed case changes."""
        self._told_of_cases.append(tell)

    def on_facts(self, tell: Callable[[Sequence[Fact]], None]) -> None:
        """Call `tell` with every batch of committed facts."""
        self._told_of_facts.append(tell)

    async def commit(
        self,
        readings: Sequence[Reading] = (),
        *,
        who: Who | None = None,
        reason: str | None = None,
        more: Sequence[tuple[int, What]] = (),
        receipt: StoredReceipt | None = None,
    ) -> int:
        """Commit what the engine changed and `readings`; return the newest fact's number.

        `more` are facts that are not the engine's, each with its moment (ms). The caller holds
        `turn`.
        """
        changes = self._engine.take_changes()
        happened = [(h.at, h.what) for h in changes.happenings] + list(more)
        facts = self._numbered(happened, who, reason)
        newest = facts[-1].n if facts else self._board.as_of
        if receipt is not None:
            receipt = replace(receipt, receipt=replace(receipt.receipt, fact=newest))
        work = Work(
            readings=readings,
            alerts=list(changes.alerts.values()),
            cases=list(changes.cases.values()),
            kept=changes.kept | self.outbox.take(),
            devices=[self._engine.presence.view(device) for device in changes.devices],
            facts=facts,
            receipt=receipt,
        )
        await self._store_until_done(work)
        self._show(work, newest)
        return newest

    def idle(self) -> bool:
        """Tell whether the engine changed nothing since the last commit."""
        return self._engine.unchanged

    def _numbered(
        self, happened: Sequence[tuple[int, What]], who: Who | None, reason: str | None
    ) -> list[Fact]:
        """Return what happened as facts, and what becomes of notices about it, nobody's act."""
        first = self._board.as_of + 1
        facts = [
            Fact(n=n, at=utc(at), what=what, who=who, reason=reason)
            for n, (at, what) in enumerate(happened, first)
        ]
        besides = enumerate(self.outbox.heed(facts), first + len(facts))
        return facts + [Fact(n=n, at=utc(at), what=what) for n, (at, what) in besides]

    async def _store_until_done(self, work: Work) -> None:
        while True:
            try:
                await asyncio.wrap_future(self._store.commit(work))
            except StoreError as error:
                if error.code != "store_full":
                    raise
                if not self.full:
                    log.warning("disk full: waiting for space", free=self._store.free_bytes())
                self.full = True
                if not self._store.give_up_ballast():
                    await asyncio.sleep(FULL_RETRY_S)
            else:
                self.full = False
                return

    def _show(self, work: Work, newest: int) -> None:
        self._board.show_readings(work.readings)
        self._board.show_alerts(work.alerts)
        self._board.show_cases(work.cases)
        self._board.show_devices(work.devices)
        self._board.show_kept(work.kept)
        self._board.show_facts(work.facts)
        self._board.as_of = newest
        self._bus.publish(work.facts)
        for tell_facts in self._told_of_facts:
            tell_facts(work.facts)
        if work.alerts:
            for tell in self._told:
                tell(work.alerts)
        if work.cases:
            for tell_of in self._told_of_cases:
                tell_of(work.cases)
