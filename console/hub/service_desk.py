"""Decides what is taken out of service, with a work note, and put back."""

from __future__ import annotations

from console.contract.service import ResumeService, StopService
from console.errors import Refused
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling
from console.hub.withheld import Withheld


class ServiceDesk:
    """One method per operation."""

    def __init__(self, withheld: Withheld) -> None:
        self._withheld = withheld
        self.handlers: Handlers = {
            StopService: self._stop,
            ResumeService: self._resume,
        }

    def _stop(self, request: StopService, seat: Seat, now: int) -> Ruling:
        if not request.note.strip():
            raise Refused("work_note_required", id=request.target)
        self._withheld.stop(request.target, request.note, seat.who.person, now)
        return Ruling(about=request.target)

    def _resume(self, request: ResumeService, _seat: Seat, now: int) -> Ruling:
        self._withheld.resume(request.target, request.note, now)
        return Ruling(about=request.target)
