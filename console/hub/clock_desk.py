"""Decides what people do about a case's clocks."""

from __future__ import annotations

from console.contract.case_course import EscalateCase
from console.errors import Refused
from console.hub.case_deadlines import CaseDeadlines
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling


class ClockDesk:
    """One method per operation."""

    def __init__(self, deadlines: CaseDeadlines) -> None:
        self._deadlines = deadlines
        self.handlers: Handlers = {EscalateCase: self._escalate}

    def _escalate(self, request: EscalateCase, seat: Seat, now: int) -> Ruling:
        if not (request.reason or "").strip():
            raise Refused("reason_required", id=request.case)
        return Ruling(about=self._deadlines.escalate(request.case, now).id)
