"""Decides what devices are told to do, who holds their controls, and on what nobody may act."""

from __future__ import annotations

from console.contract.controls import CommandDevice, MaintainDevice, ReleaseControl
from console.domain.commanding import Order
from console.domain.control_folding import Told
from console.domain.values import Role
from console.errors import Refused
from console.hub.control_book import ControlBook
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling


class ControlDesk:
    """One method per operation."""

    def __init__(self, book: ControlBook) -> None:
        self._book = book
        self.handlers: Handlers = {
            CommandDevice: self._command,
            ReleaseControl: self._release,
            MaintainDevice: self._maintain,
        }

    def _command(self, request: CommandDevice, seat: Seat, now: int) -> Ruling:
        if request.override:
            seat.require(Role.SUPERVISOR)
            if not (request.reason or "").strip():
                raise Refused("override_needs_reason", id=request.control)
        order = Order(
            value=request.value,
            run_s=request.run_s,
            by=seat.who.person,
            hold_until=held_until(request.hold_s, now),
            reason=request.reason,
            override=request.override,
        )
        self._book.tell(request.control, order, now, dry=request.dry_run)
        return Ruling(about=request.control)

    def _release(self, request: ReleaseControl, seat: Seat, now: int) -> Ruling:
        self._book.release(request.control, seat.who.person, now)
        return Ruling(about=request.control)

    def _maintain(self, request: MaintainDevice, seat: Seat, now: int) -> Ruling:
        told = Told(at=now, by=seat.who.person, reason=request.reason)
        self._book.maintain(request.device, told, held_until(request.for_s, now))
        return Ruling(about=request.device)


def held_until(seconds: float | None, now: int) -> int | None:
    """Return until when (ms) something is held; raise Refused where that is too long."""
    if seconds is None:
        return None
    if not 0 < seconds <= LONGEST_HOLD_S:
        raise Refused("hold_too_long", longest_s=LONGEST_HOLD_S)
    return now + round(seconds * 1000)


LONGEST_HOLD_S = 7 * 86_400.0  # what is out of order for longer is maintained without an end
