"""Telling the broker what stands: one retained summary per alert, for dashboards, and one
retained task per patrol unit that is out; devices are told what they are to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from console.clock import Clock
from console.contract.codec import encode
from console.contract.projection import alert_view
from console.contract.telemetry import Topics
from console.contract.views import AlertView
from console.domain.alerts import Alert
from console.domain.cases import Case
from console.domain.sites import Site
from console.hub.board import Board
from console.hub.broker import BrokerLink
from console.hub.control_post import ControlPost
from console.hub.task_board import TaskBoard


class Announcer:
    """Publishes what stands while it does and clears it when it no longer does."""

    def __init__(self, site: Site, clock: Clock, link: BrokerLink, board: Board) -> None:
        self._topics = Topics(site.root, site.id)
        self._link = link
        self._board = board
        self._tasks = TaskBoard(site, link, board)
        self.devices = ControlPost(site, clock, board, link)

    def tell_of_cases(self, cases: Sequence[Case]) -> None:
        """Tell the units of these cases what changed for them."""
        self._tasks.tell(cases)

    def tell(self, alerts: Sequence[Alert]) -> None:
        """Tell what changed."""
        self._publish(alert_view(alert) for alert in alerts if alert.occurrence)

    def tell_all(self) -> None:
        """Tell everything, after a (re)connect: a broker may have forgotten, or we."""
        self._publish(self._board.alerts.values())
        self._tasks.tell_all()
        self.devices.tell_all()

    def _publish(self, views: Iterable[AlertView]) -> None:
        for view in views:
            told = replace(view, acknowledged_by=None, shelf=None)  # no person is named out there
            payload = encode(told) if view.state.in_queue else b""
            self._link.publish(self._topics.alert(view.id), payload, retain=True)
