"""What a hub in memory tells of a sensor: its past, its rules, how cases about it ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from console.clock import SteppedClock, moment, utc
from console.contract.circumstances import Circumstances
from console.contract.facts import Fact
from console.contract.mark_views import MarksView, RecordedView
from console.contract.projection import alert_view
from console.contract.rollup_views import RollupView
from console.contract.rule_views import Explanation
from console.contract.views import Page, ReadingView
from console.domain.alerts import Alert
from console.domain.facts import ReadingRecorded
from console.domain.ids import RuleId, SensorId, TargetId
from console.domain.meters.meter import Figure
from console.domain.readings import Reading
from console.domain.rollups import Per
from console.domain.sites import Site
from console.domain.values import Quality
from console.hub.board import Board
from console.hub.mark_answers import stood_of
from console.hub.rule_answers import RuleAnswers


class FakePast:
    """One hub's memory of its sensors."""

    def __init__(self, site: Site, readings: Mapping[SensorId, list[Reading]]) -> None:
        self.site = site
        self.readings = readings

    def history(self, sensor: SensorId, query: Mapping[str, Any], as_of: int) -> Page[Any]:
        """Return readings or rollups of [start, end), newest first."""
        start, end = moment(query["start"]), moment(query["end"]) if "end" in query else 2**62
        found = [r for r in self.readings.get(sensor, ()) if start <= r.at < end]
        if "by" in query:
            per = Per(query["by"])
            return Page(items=tuple(_rollups(found, per)), as_of=as_of)
        views = (ReadingView(at=utc(r.at), value=r.value, quality=r.quality) for r in found[::-1])
        return Page(items=tuple(views), as_of=as_of)

    def marks(
        self, sensor: SensorId, query: Mapping[str, Any], alerts: Iterable[Alert],
        facts: Sequence[Fact],
    ) -> MarksView:  # fmt: skip
        """Return when alerts stood, and what was measured by hand."""
        start, end = moment(query["start"]), moment(query["end"])
        stood = [
            run
            for alert in alerts
            if alert.target == sensor
            for run in stood_of(
                alert_view(alert), [f for f in facts if getattr(f.what, "alert", "") == alert.id]
            )
            if moment(run.began) < end and (run.ended is None or moment(run.ended) > start)
        ]
        recorded = [
            RecordedView(
                at=utc(f.what.at), value=f.what.value, how=f.what.how,
                by=f.who.person if f.who else None,
            )
            for f in facts
            if isinstance(f.what, ReadingRecorded) and f.what.sensor == sensor
        ]  # fmt: skip
        return MarksView(as_of=len(facts), stood=tuple(stood), recorded=tuple(recorded))

    def rules(
        self, sensor: SensorId, alerts: Mapping[Any, Alert], around: Circumstances, now: int
    ) -> Explanation:
        """Return what the product's own hub would answer."""
        board = Board(self.site.sensors())
        board.show_alerts(alerts.values())
        board.around = around
        answers = RuleAnswers(self.site, SteppedClock(now), board)
        answers.judging = _Judging(self.readings, alerts)
        return answers.of_sensor(sensor)


class _Judging:
    def __init__(self, readings: Mapping[SensorId, list[Reading]], alerts: Mapping[Any, Alert]):
        self._readings = readings
        self._alerts = alerts

    def judged(self, rule: RuleId, target: TargetId) -> Figure | None:
        readings = self._readings.get(SensorId(target))
        if not readings:
            return None
        return Figure(readings[-1].value, readings[-1].at, readings[-1].at + 90_000)

    def at_work(self, rule: RuleId, target: TargetId) -> Alert | None:
        alerts = self._alerts.values()
        return next((a for a in alerts if (a.rule, a.target) == (rule, target)), None)


def _rollups(readings: Sequence[Reading], per: Per) -> list[RollupView]:
    parts: dict[int, list[Reading]] = {}
    for reading in readings:
        parts.setdefault(per.start_of(reading.at), []).append(reading)
    views = []
    for at, within in sorted(parts.items(), reverse=True):
        sound = [r.value for r in within if r.quality is Quality.GOOD]
        views.append(
            RollupView(
                at=utc(at),
                count=len(sound),
                mean=sum(sound) / len(sound) if sound else None,
                min=min(sound, default=None),
                max=max(sound, default=None),
                last=sound[-1] if sound else None,
                doubtful=len(within) - len(sound),
            )
        )
    return views
