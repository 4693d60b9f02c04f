"""Decides whether automations may be suspended, and resumed."""

from __future__ import annotations

from console.contract.automations import ResumeAutomation, SuspendAutomation
from console.domain.control_folding import Told
from console.hub.automation_book import AutomationBook
from console.hub.control_desk import held_until
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling


class AutomationDesk:
    """One method per operation."""

    def __init__(self, book: AutomationBook) -> None:
        self._book = book
        self.handlers: Handlers = {
            SuspendAutomation: self._suspend,
            ResumeAutomation: self._resume,
        }

    def _suspend(self, request: SuspendAutomation, seat: Seat, now: int) -> Ruling:
        told = Told(at=now, by=seat.who.person, reason=request.reason)
        self._book.suspend(request.automation, told, held_until(request.for_s, now))
        return Ruling(about=request.automation)

    def _resume(self, request: ResumeAutomation, seat: Seat, now: int) -> Ruling:
        self._book.resume(request.automation, Told(at=now, by=seat.who.person))
        return Ruling(about=request.automation)
