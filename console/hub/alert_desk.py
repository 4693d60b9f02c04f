"""Decides what people do about alerts."""

from __future__ import annotations

from console.contract.alerts import AcknowledgeAlert, NoteAlert
from console.domain.stimuli import Acknowledge, Note
from console.hub.engine import Engine
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling


class AlertDesk:
    """One method per operation."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.handlers: Handlers = {
            AcknowledgeAlert: self._acknowledge,
            NoteAlert: self._note,
        }

    def _acknowledge(self, request: AcknowledgeAlert, seat: Seat, now: int) -> Ruling:
        act = Acknowledge(request.occurrence, seat.who.person, request.note)
        self._engine.act(request.alert, act, now)
        return Ruling(about=request.alert)

    def _note(self, request: NoteAlert, _seat: Seat, now: int) -> Ruling:
        self._engine.act(request.alert, Note(request.occurrence, request.note), now)
        return Ruling(about=request.alert)
