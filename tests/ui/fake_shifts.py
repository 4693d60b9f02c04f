"""The shifts of a hub in memory: who is on duty, what is handed over; PINs are all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from console.contract.facts import Who
from console.contract.request import Request
from console.contract.shifts import AcceptHandover, HandOver, SignOff, SignOn, WriteLog
from console.domain.facts import LogWritten, What
from console.domain.handovers import accepted
from console.domain.shift_facts import HandoverAccepted, HandoverOffered, ShiftEnded, ShiftStarted
from console.domain.shifts import Handover
from console.domain.values import Role
from console.errors import NotFound, Refused

PIN = "4711"
VALID_MS = 900_000
Tell = Callable[[Iterable[What], int, Who | None, str | None], None]


class Seated(Protocol):
    """A hub with someone at its one seat."""

    person: str


class FakeShifts:
    """Whoever signs on is who acts from then on."""

    def __init__(self, hub: Seated, tell: Tell) -> None:
        self.handovers: dict[str, Handover] = {}
        self._hub = hub
        self._tell = tell

    def offer(self, handover: Handover, at: int) -> None:
        """Another seat hands over."""
        self.handovers[handover.id] = handover
        self._happened(HandoverOffered(handover=handover), at, handover.by)

    def act(self, request: Request, at: int) -> str | None:
        """Carry `request` out, or refuse it; return what it is about."""
        person = self._hub.person
        match request:
            case SignOn():
                if request.pin != PIN:
                    raise Refused("bad_pin")
                self._hub.person = request.person
                began = ShiftStarted(person=request.person, seat="console-1", role=Role.OPERATOR)
                self._happened(began, at, request.person)
                return request.person
            case SignOff():
                self._happened(ShiftEnded(person=person, seat="console-1"), at, person)
                return person
            case HandOver():
                handover = Handover(
                    id=f"H-{len(self.handovers) + 1}",
                    by=person,
                    at=at,
                    until=at + VALID_MS,
                    note=request.note,
                )
                self.offer(handover, at)
                return handover.id
            case AcceptHandover():
                return self._accept(request.handover, at)
            case WriteLog():
                written = LogWritten(text=request.text, about=request.about)
                self._happened(written, at, person)
                return request.about
            case _:
                raise Refused("unknown_operation", operation=request.operation)

    def _accept(self, wanted: str, at: int) -> str:
        if wanted not in self.handovers:
            raise NotFound("no_such_handover", id=wanted)
        after = accepted(self.handovers[wanted], self._hub.person, at)
        self.handovers[wanted] = after
        signed = HandoverAccepted(handover=after.id, by=self._hub.person)
        self._happened(signed, at, self._hub.person)
        return after.id

    def _happened(self, what: What, at: int, person: str) -> None:
        self._tell([what], at, Who(person, "console-1"), None)
