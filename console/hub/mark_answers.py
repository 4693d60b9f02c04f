"""What the hub answers about a sensor's time: when its alerts stood, what was measured by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from console.clock import moment, utc
from console.contract.facts import Fact
from console.contract.mark_views import MarksView, RecordedView, StoodView
from console.contract.views import AlertView
from console.domain.alert_facts import AlertEased, AlertRaised, AlertRose
from console.domain.episodes import ENDS
from console.domain.facts import ReadingRecorded
from console.domain.ids import DeviceId, SensorId, TargetId
from console.domain.rules import OfflineRule
from console.domain.sites import Site
from console.errors import NotFound
from console.hub.board import Board
from console.store.store import Store

ALERT_FACTS = 2_000  # the newest of each alert; what happened before them is not told
LATEST_N = 2**62


class MarkAnswers:
    """Read from facts, in a thread of their own."""

    def __init__(self, site: Site, board: Board, store: Store) -> None:
        self._site = site
        self._sensors = frozenset(site.sensors())
        self._board = board
        self._store = store

    async def marks(self, wanted: SensorId, span: tuple[int, int]) -> MarksView:
        """Return what happened in [start, end) (ms)."""
        if wanted not in self._sensors:
            raise NotFound("no_such_sensor", id=wanted)
        alerts = [a for a in self._board.alerts.values() if self._concerns(a, wanted)]
        as_of = self._board.as_of
        return await asyncio.to_thread(self._read, wanted, alerts, span, as_of)

    def _concerns(self, alert: AlertView, sensor: SensorId) -> bool:
        """Tell whether an alert is the sensor's own, or says that its device is offline."""
        if alert.target == sensor:
            return True
        device: TargetId = DeviceId(sensor.partition("/")[0])
        return alert.target == device and isinstance(self._site.rules.get(alert.rule), OfflineRule)

    def _read(
        self, sensor: SensorId, alerts: Iterable[AlertView], span: tuple[int, int], as_of: int
    ) -> MarksView:
        stood = [
            run
            for alert in alerts
            for run in stood_of(alert, self._store.facts_of(alert.id, ALERT_FACTS))
            if moment(run.began) < span[1] and (run.ended is None or moment(run.ended) > span[0])
        ]
        stood.sort(key=lambda run: run.began)
        return MarksView(
            as_of=as_of, stood=tuple(stood), recorded=tuple(self._recorded(sensor, span))
        )

    def _recorded(self, sensor: SensorId, span: tuple[int, int]) -> Iterator[RecordedView]:
        past = self._store.past_load
        first, _ = past.numbers(span[0], LATEST_N)  # told of after it was measured, or just before
        for fact in past.of(max(first - 1, 1), LATEST_N, (ReadingRecorded,)):
            what = fact.what
            if not isinstance(what, ReadingRecorded) or what.sensor != sensor:
                continue
            if span[0] <= what.at < span[1]:
                by = fact.who.person if fact.who is not None else None
                yield RecordedView(at=utc(what.at), value=what.value, how=what.how, by=by)


def stood_of(alert: AlertView, told: Sequence[Fact]) -> list[StoodView]:
    """Return the stretches in which an alert's condition held, by its facts, earliest first."""
    runs: list[StoodView] = []
    for fact in told:
        match fact.what:
            case AlertRaised(priority=priority):
                runs.append(
                    StoodView(
                        alert=alert.id,
                        rule=alert.rule,
                        target=alert.target,
                        priority=priority,
                        began=fact.at,
                    )
                )
            case AlertRose(priority=priority) | AlertEased(priority=priority) if runs:
                if priority.rank > runs[-1].priority.rank:
                    runs[-1] = replace(runs[-1], priority=priority)
            case what if isinstance(what, ENDS) and runs and runs[-1].ended is None:
                runs[-1] = replace(runs[-1], ended=fact.at)
            case _:
                pass  # of no consequence to whether it stood
    return runs
