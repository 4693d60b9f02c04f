"""Decides what people do about shelves: put aside with a reason, for a while, and taken back."""

from __future__ import annotations

from console.contract.alerts import ShelveAlert, UnshelveAlert
from console.domain.alerts import Shelf
from console.domain.policy import Policy
from console.domain.stimuli import Shelve, Unshelve
from console.errors import Refused
from console.hub.engine import Engine
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling


class ShelfDesk:
    """One method per operation."""

    def __init__(self, policy: Policy, engine: Engine) -> None:
        self._policy = policy
        self._engine = engine
        self.handlers: Handlers = {
            ShelveAlert: self._shelve,
            UnshelveAlert: self._unshelve,
        }

    def _shelve(self, request: ShelveAlert, seat: Seat, now: int) -> Ruling:
        reason = (request.reason or "").strip()
        if not reason:
            raise Refused("reason_required", id=request.alert)
        if not request.for_s > 0:
            raise Refused("shelf_without_length", id=request.alert)
        if request.for_s > self._policy.shelve_max_s:
            raise Refused("shelf_too_long", id=request.alert, longest=self._policy.shelve_max_s)
        shelf = Shelf(
            until=now + round(request.for_s * 1000),
            by=seat.who.person,
            at=now,
            reason=request.reason or "",
            one_shot=request.one_shot,
        )
        self._engine.act(request.alert, Shelve(shelf), now)
        return Ruling(about=request.alert)

    def _unshelve(self, request: UnshelveAlert, _seat: Seat, now: int) -> Ruling:
        self._engine.act(request.alert, Unshelve(), now)
        return Ruling(about=request.alert)
