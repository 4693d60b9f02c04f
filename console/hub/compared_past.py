"""What a comparison of days reads of the store: hours of sensors, and when alerts stood."""

from __future__ import annotations

from console.clock import moment
from console.domain.comparison import HOUR_MS, Span
from console.domain.ids import AlertId
from console.domain.rollups import Per
from console.domain.sites import Sensor
from console.hub.board import Board
from console.hub.mark_answers import stood_of
from console.store.store import Store

HOURS_MOST = 24 * 15
ALERT_FACTS = 2_000
WELL_KNOWN = 0.75  # of the readings due in an hour, as standards ask of an hour's mean


class ComparedPast:
    """Reads bounded parts of the past, on the loop: some hundred rows, once a day and point."""

    def __init__(self, store: Store, board: Board) -> None:
        self._store = store
        self._board = board

    def hours(self, sensor: Sensor, since: int, until: int) -> dict[int, float]:
        """Return the mean of every hour in [since, until) (ms) that is known well enough."""
        least = max(1.0, WELL_KNOWN * HOUR_MS / 1000 / sensor.period_s)
        found = self._store.rollups(sensor.id, Per.HOUR, (since, until), HOURS_MOST)
        return {
            hour.at: hour.mean for hour in found if hour.count >= least and hour.mean is not None
        }

    def stood(self, alert: AlertId) -> list[Span]:
        """Return when an alert stood, oldest first."""
        known = self._board.alerts.get(alert)
        if known is None:
            return []
        runs = stood_of(known, self._store.facts_of(alert, ALERT_FACTS))
        return [
            Span(moment(run.began), None if run.ended is None else moment(run.ended))
            for run in runs
        ]
