"""Decides what people do about alerts."""

from __future__ import annotations

from console.contract.alerts import AcknowledgeAlert, NoteAlert, UnacknowledgeAlert
from console.domain.stimuli import Acknowledge, Note, Unacknowledge
from console.errors import Refused
from console.hub.engine import Engine
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling


class AlertDesk:
    """One method per operation."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.handlers: Handlers = {
            AcknowledgeAlert: self._acknowledge,
            UnacknowledgeAlert: self._unacknowledge,
            NoteAlert: self._note,
        }

    def _acknowledge(self, request: AcknowledgeAlert, seat: Seat, now: int) -> Ruling:
        bulk = request.bulk if request.bulk is not None and request.bulk > 1 else None
        if bulk is not None and not (request.reason or "").strip():
            raise Refused("reason_required", id=request.alert)
        act = Acknowledge(
            request.occurrence, seat.who.person, request.note, bulk=bulk, seen=request.seen
        )
        self._engine.act(request.alert, act, now)
        return Ruling(about=request.alert)

    def _unacknowledge(self, request: UnacknowledgeAlert, _seat: Seat, now: int) -> Ruling:
        act = Unacknowledge(request.occurrence, note=request.note)
        self._engine.act(request.alert, act, now)
        return Ruling(about=request.alert)

    def _note(self, request: NoteAlert, _seat: Seat, now: int) -> Ruling:
        self._engine.act(request.alert, Note(request.occurrence, request.note), now)
        return Ruling(about=request.alert)
