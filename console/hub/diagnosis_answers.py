"""What the hub answers to "why does this sensor exceed?", and how often it was right to ask."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from console.clock import Clock, utc
from console.contract.diagnosis_views import DiagnosisReportView, DiagnosisView, FigureView
from console.contract.views import AlertView
from console.domain.diagnosis.compared import compared
from console.domain.diagnosis.diagnosing import diagnose
from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.surrounded import Around
from console.domain.diagnosis.verdicts import Diagnosis
from console.domain.ids import SensorId
from console.domain.rules import LimitRule
from console.domain.sites import Site
from console.errors import NotFound, Refused
from console.hub.board import Board
from console.hub.diagnosis_past import DiagnosisPast
from console.store.store import Store

MONTH_MS = 30 * 86_400_000
AT_ONCE = 2  # diagnoses at work: each reads some ten thousand rows


class DiagnosisAnswers:
    """One method per view."""

    def __init__(self, site: Site, clock: Clock, board: Board, store: Store) -> None:
        self._site = site
        self._sensors = site.sensors()
        self._zone = ZoneInfo(site.time_zone)
        self._clock = clock
        self._board = board
        self._store = store
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def view(self, wanted: SensorId, at: int | None) -> DiagnosisView:
        """Return why a sensor exceeds at `at` (ms); without it, at its newest episode's worst."""
        as_of = self._board.as_of
        diagnosis = await self.diagnosis(wanted, at)
        return _view(diagnosis, as_of, self._sensors[wanted].unit, self._site.diagnosis)

    def knows(self, target: str) -> bool:
        """Tell whether it is a sensor of the site."""
        return target in self._sensors

    async def diagnosis(self, wanted: SensorId, at: int | None = None) -> Diagnosis:
        """Return the diagnosis, read and made in a thread of its own."""
        sensor = self._sensors.get(wanted)
        if sensor is None:
            raise NotFound("no_such_sensor", id=wanted)
        now = self._clock.now()
        around = Around(self._site, sensor)
        doubt = self._board.around.doubts.get(wanted)
        tests = doubt.tests if doubt is not None and at is None else ()
        asked = around.asked(now if at is None else min(at, now), tests, self._zone)
        past = DiagnosisPast(self._store, around, self._site.diagnosis)
        alerts = self._alerts(wanted)

        def made() -> Diagnosis:
            episodes = past.episodes(alerts, asked.at, now)
            if at is not None:
                return diagnose(asked, past.recording(asked, episodes), figures, self._zone)
            worst = past.worst(asked, episodes)
            then = around.asked(worst, tests, self._zone)
            return diagnose(then, past.recording(then, episodes), figures, self._zone)

        figures = self._site.diagnosis
        async with self._turns:
            return await asyncio.to_thread(made)

    def report(self, start: int | None, end: int | None) -> DiagnosisReportView:
        """Return what was predicted beside what was found, of the last month where not said."""
        now = self._clock.now()
        end = now + 1 if end is None else end
        start = end - MONTH_MS if start is None else start
        if end <= start:
            raise Refused("empty_stretch")
        return DiagnosisReportView(
            as_of=self._board.as_of,
            start=utc(start),
            end=utc(end),
            compared=compared(self._board.cases.values(), start, end),
        )

    def _alerts(self, sensor: SensorId) -> Sequence[AlertView]:
        rules = self._site.rules
        return [
            alert
            for alert in self._board.alerts.values()
            if alert.target == sensor and isinstance(rules.get(alert.rule), LimitRule)
        ]


def _view(diagnosis: Diagnosis, as_of: int, unit: str, figures: Figures) -> DiagnosisView:
    used = dict.fromkeys(name for line in diagnosis.lines for name in line.figures)
    return DiagnosisView(
        as_of=as_of,
        sensor=diagnosis.sensor,
        at=utc(diagnosis.at),
        window_s=diagnosis.window_s,
        unit=unit,
        value=diagnosis.value,
        limit=diagnosis.limit,
        verdicts=diagnosis.verdicts,
        causes=diagnosis.causes,
        confidence=diagnosis.confidence,
        score=diagnosis.score,
        patrol=diagnosis.patrol,
        answers=diagnosis.answers,
        lines=diagnosis.lines,
        would_change=diagnosis.would_change,
        checklist=diagnosis.checklist,
        skipped=diagnosis.skipped,
        figures={
            name: FigureView(value=getattr(figures, name), source=figures.sources.get(name))
            for name in used
        },
    )
