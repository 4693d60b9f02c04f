"""Where requests are decided: permission, idempotency, then the one handler per operation."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable

import msgspec

from console.clock import Clock
from console.contract.codec import encode
from console.contract.registry import OPERATIONS
from console.contract.request import Receipt, Request
from console.domain.sites import Site
from console.errors import NotFound, Refused, StoreError
from console.hub.admission import Admission
from console.hub.desks import all_handlers
from console.hub.engine import Engine
from console.hub.journal import Journal
from console.hub.notices.desk import NoticeDesk
from console.hub.people import Seat
from console.hub.symptom_desk import SymptomDesk
from console.store.store import Store
from console.store.work import StoredReceipt

# Characters of free text, by field; findings carry notes of their own.
TEXT_MOST = {
    "reason": 2_000,
    "note": 2_000,
    "text": 2_000,
    "how": 2_000,
    "title": 200,
    "party": 200,
    "about": 200,
    "owner": 200,
    "reference": 200,
    "asks": 2_000,
}


# What is to be done in the same transaction: with what the request was about, and when (ms).
Also = Callable[[str, int], None]


class Desk:
    """Decides requests one at a time, each in a transaction of its own."""

    def __init__(
        self, site: Site, clock: Clock, engine: Engine, store: Store, *, journal: Journal
    ) -> None:
        self._clock = clock
        self._store = store
        self._journal = journal
        self._shifts = engine.shifts
        self._admission = Admission(clock.elapsed, engine.shifts.person)
        self.foresee: Callable[[Request], Awaitable[Also]] = _nothing
        self._handlers = {
            **all_handlers(site, engine),
            **SymptomDesk(engine, store.facts_of).handlers,
            **NoticeDesk(journal.outbox.rules).handlers,
        }
        if missing := set(OPERATIONS.values()) - set(self._handlers):
            raise TypeError(f"no desk decides {sorted(kind.__name__ for kind in missing)}")

    async def do(self, request: Request, seat: Seat, key: str | None = None) -> Receipt:
        """Carry out `request` for `seat`, or raise what it is refused with.

        The same `key` from the same seat gets the first answer again and acts once. `seat` is
        the account's: who signed on there acts.
        """
        seat.manned(self._shifts.duty(seat.who.seat)).require(request.role)
        if self._journal.full or not self._store.has_room():
            raise StoreError("store_full")
        request = await self._admission.admit(request, seat.who.seat)
        also = await self.foresee(request)
        async with self._journal.turn:
            return await self.decide(request, seat, key, also=also)

    async def decide(
        self,
        request: Request,
        seat: Seat,
        key: str | None = None,
        *,
        unless: Callable[[], None] = lambda: None,
        also: Also = lambda about, now: None,
    ) -> Receipt:
        """Do what `do` does, for a caller that holds the journal's turn.

        `also` is done with it. `unless` may raise a refusal of its own, where this is not a repeat.
        """
        seat = seat.manned(self._shifts.duty(seat.who.seat))
        seat.require(request.role)
        key = None if request.secret else key
        handler = self._handlers.get(type(request))
        if handler is None:
            raise NotFound("no_such_operation", id=request.operation)
        _bounded(request)
        digest = hashlib.sha256(request.operation.encode() + encode(request)).hexdigest()
        if key is not None and (kept := self._answered(key, seat.who.seat, digest)) is not None:
            return kept
        unless()
        now = self._clock.now()
        ruling = handler(request, seat, now)
        also(ruling.about, now)
        receipt = Receipt(operation=request.operation, fact=0, id=ruling.about)
        stored = None
        if key is not None:
            of = seat.who.seat
            stored = StoredReceipt(key=key, seat=of, digest=digest, at=now, receipt=receipt)
        fact = await self._journal.commit(
            ruling.readings,
            who=ruling.who or seat.who,
            reason=request.reason,
            more=ruling.more,
            receipt=stored,
        )
        return msgspec.structs.replace(receipt, fact=fact)

    def _answered(self, key: str, seat: str, digest: str) -> Receipt | None:
        kept = self._store.receipt(key, seat)
        if kept is not None and kept.digest != digest:
            raise Refused("key_reused", key=key)
        return None if kept is None else kept.receipt


async def _nothing(_request: Request) -> Also:
    return lambda _about, _now: None


def _bounded(request: Request) -> None:
    for part in (request, *getattr(request, "findings", ())):
        for name, most in TEXT_MOST.items():
            text = getattr(part, name, None)
            if text is not None and len(text) > most:
                raise Refused("text_too_long", field=name, most=most)
