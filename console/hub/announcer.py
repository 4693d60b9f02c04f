"""Telling the broker what stands, for dashboards: one retained summary per alert."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from console.contract.codec import encode
from console.contract.projection import alert_view
from console.contract.telemetry import Topics
from console.contract.views import AlertView
from console.domain.alerts import Alert, State
from console.hub.board import Board
from console.hub.broker import BrokerLink


class Announcer:
    """Publishes every alert while it stands and clears it when it no longer does."""

    def __init__(self, topics: Topics, link: BrokerLink, board: Board) -> None:
        self._topics = topics
        self._link = link
        self._board = board

    def tell(self, alerts: Sequence[Alert]) -> None:
        """Tell what changed."""
        self._publish(alert_view(alert) for alert in alerts if alert.occurrence)

    def tell_all(self) -> None:
        """Tell everything, after a (re)connect: a broker may have forgotten, or we."""
        self._publish(self._board.alerts.values())

    def _publish(self, views: Iterable[AlertView]) -> None:
        for view in views:
            payload = b"" if view.state is State.NORMAL else encode(view)
            self._link.publish(self._topics.alert(view.id), payload, retain=True)
