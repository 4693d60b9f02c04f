"""Where requests are decided: permission, idempotency, then the one handler per operation."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable

from console.clock import Clock, moment
from console.contract.alerts import AcknowledgeAlert, NoteAlert
from console.contract.codec import encode
from console.contract.request import Receipt, Request
from console.contract.sensors import RecordReading
from console.domain.alerts import Acknowledge, Note
from console.domain.facts import ReadingRecorded
from console.domain.readings import Reading
from console.domain.sites import Site
from console.errors import NotFound, Refused, StoreError
from console.hub.changes import Verdict
from console.hub.engine import Engine
from console.hub.journal import Journal
from console.hub.people import Seat
from console.store.store import Store
from console.store.work import StoredReceipt

NOTE_MAX = 2_000  # characters of a note or reason
AHEAD_MS = 60_000


class Desk:
    """Decides requests one at a time, each in a transaction of its own."""

    def __init__(
        self, site: Site, clock: Clock, engine: Engine, store: Store, *, journal: Journal
    ) -> None:
        self._sensors = site.sensors()
        self._clock = clock
        self._engine = engine
        self._store = store
        self._journal = journal

    async def do(self, request: Request, seat: Seat, key: str | None = None) -> Receipt:
        """Carry out `request` for `seat`, or raise what it is refused with.

        The same `key` from the same seat gets the first answer again and acts once.
        """
        seat.require(request.role)
        _bounded(request)
        if self._journal.full or not self._store.has_room():
            raise StoreError("store_full")
        digest = hashlib.sha256(request.operation.encode() + encode(request)).hexdigest()
        async with self._journal.turn:
            if key is not None and (kept := self._store.receipt(key, seat.who.seat)) is not None:
                if kept.digest != digest:
                    raise Refused("key_reused", key=key)
                return kept.receipt
            receipt = Receipt(operation=request.operation, fact=0, id=_subject(request))
            stored = key and StoredReceipt(
                key=key, seat=seat.who.seat, digest=digest, at=self._clock.now(), receipt=receipt
            )
            fact = await self._handler(request)(seat, stored or None)
        return Receipt(operation=request.operation, fact=fact, id=receipt.id)

    def _handler(self, request: Request) -> Callable[[Seat, StoredReceipt | None], Awaitable[int]]:
        match request:
            case AcknowledgeAlert():
                return lambda seat, kept: self._acknowledge(request, seat, kept)
            case NoteAlert():
                return lambda seat, kept: self._note(request, seat, kept)
            case RecordReading():
                return lambda seat, kept: self._record(request, seat, kept)
            case _:
                raise NotFound("no_such_operation", id=request.operation)

    async def _acknowledge(
        self, request: AcknowledgeAlert, seat: Seat, kept: StoredReceipt | None
    ) -> int:
        act = Acknowledge(request.occurrence, seat.who.person, request.note)
        self._engine.act(request.alert, act, self._clock.now())
        return await self._journal.commit(who=seat.who, reason=request.reason, receipt=kept)

    async def _note(self, request: NoteAlert, seat: Seat, kept: StoredReceipt | None) -> int:
        act = Note(request.occurrence, request.note)
        self._engine.act(request.alert, act, self._clock.now())
        return await self._journal.commit(who=seat.who, reason=request.reason, receipt=kept)

    async def _record(self, request: RecordReading, seat: Seat, kept: StoredReceipt | None) -> int:
        sensor = self._sensors.get(request.sensor)
        if sensor is None:
            raise NotFound("no_such_sensor", id=request.sensor)
        now = self._clock.now()
        at = now if request.at is None else moment(request.at)
        if at > now + AHEAD_MS:
            raise Refused("time_ahead", id=sensor.id)
        if not sensor.low <= request.value <= sensor.high:
            raise Refused("out_of_range", id=sensor.id, low=sensor.low, high=sensor.high)
        reading = Reading(sensor.id, at, request.value)
        if self._engine.measure(reading) is Verdict.DUPLICATE:
            raise Refused("reading_exists", id=sensor.id)
        recorded = ReadingRecorded(sensor=sensor.id, at=at, value=request.value, how=request.how)
        return await self._journal.commit(
            [reading], who=seat.who, reason=request.reason, more=[(now, recorded)], receipt=kept
        )


def _subject(request: Request) -> str | None:
    """Return what the request is about, for the receipt."""
    return getattr(request, "alert", None) or getattr(request, "sensor", None)


def _bounded(request: Request) -> None:
    for name in ("reason", "note", "how"):
        text = getattr(request, name, None)
        if text is not None and len(text) > NOTE_MAX:
            raise Refused("text_too_long", field=name, most=NOTE_MAX)
