"""What the hub answers about controls, from what is committed."""

from __future__ import annotations

from console.clock import Clock
from console.contract.control_views import ControlDetail, Forbidding
from console.contract.views import Page
from console.domain.controls import Control, ControlState
from console.domain.ids import ControlId
from console.domain.sites import Site
from console.errors import NotFound
from console.hub.board import Board
from console.hub.control_book import ControlBook
from console.hub.nearest import nearest
from console.hub.selection import Selection


class ControlAnswers:
    """One method per view; `book` says what forbids a control now."""

    book: ControlBook

    def __init__(self, site: Site, clock: Clock, board: Board) -> None:
        self._site = site
        self._clock = clock
        self._board = board
        self._controls = site.controls()

    def controls(self, selection: Selection) -> Page[ControlDetail]:
        """Return controls in the order of the site file."""
        devices = self._site.devices
        fitting = [
            self._view(one)
            for one in self._controls.values()
            if selection.device_fits(devices[one.device])
        ]
        return selection.page(fitting, lambda view: view.control.id, self._board.as_of)

    def control(self, wanted: ControlId) -> ControlDetail:
        """Return one of them."""
        if wanted not in self._controls:
            raise NotFound("no_such_control", id=wanted, nearest=nearest(wanted, self._controls))
        return self._view(self._controls[wanted])

    def _view(self, control: Control) -> ControlDetail:
        device = self._site.devices[control.device]
        link = self._board.devices.get(control.device)
        state = self._board.around.controls.get(control.id)
        return ControlDetail(
            control=control,
            device_name=device.name,
            state=state or ControlState(control=control.id),
            online=None if link is None else link.online,
            interlocks=tuple(self.book.watching(control.id)),
            forbidding=tuple(
                Forbidding(interlock=one.id, unknown=unknown, firm=one.firm)
                for one, unknown in self.book.forbidding_now(control.id, self._clock.now())
            ),
        )
