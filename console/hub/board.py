"""What is committed, ready to be shown: the answers' single source."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from console.clock import utc
from console.contract.calls import Symptoms, symptoms_before
from console.contract.case_views import CaseView
from console.contract.circumstances import Circumstances
from console.contract.facts import Fact
from console.contract.projection import alert_view, case_view
from console.contract.snapshots import circumstances_from
from console.contract.views import AlertView, DeviceView, LatestView
from console.domain.alerts import Alert
from console.domain.cases import Assignment, Case, tasks_of
from console.domain.conditions import Remembered
from console.domain.ids import AlertId, CaseId, DeviceId, SensorId, UnitId
from console.domain.kept import Kept
from console.domain.readings import Reading
from console.domain.shifts import Handover
from console.hub.notices.board import NoticeBoard

TREND_POINTS = 24  # readings kept per sensor for a trend


class Board:
    """Views as of fact `as_of`; never ahead of the store."""

    def __init__(self, sensors: Iterable[SensorId]) -> None:
        self.as_of = 0
        self.alerts: dict[AlertId, AlertView] = {}
        self.devices: dict[DeviceId, DeviceView] = {}
        self.cases: dict[CaseId, Case] = {}
        self._open: dict[CaseId, Case] = {}
        self.around = Circumstances()
        self.handovers: dict[str, Handover] = {}
        self.notices = NoticeBoard()
        self.remembered: dict[str, Remembered] = {}
        self._trends: dict[SensorId, deque[Reading]] = {
            sensor: deque(maxlen=TREND_POINTS) for sensor in sensors
        }

    def load(self, recent: Mapping[SensorId, Sequence[Reading]]) -> None:
        """Take up trends from the store."""
        for sensor, readings in recent.items():
            if sensor in self._trends:
                self._trends[sensor].extend(readings)

    def take_up(self, kept: Iterable[Kept]) -> None:
        """Take up small nouns from the store, after its alerts."""
        kept = tuple(kept)
        self.around = circumstances_from(kept)
        self.around.symptoms = Symptoms(self._symptoms())
        self.notices.take_up(kept)
        self.handovers = {what.id: what for what in kept if isinstance(what, Handover)}
        self.remembered = {what.id: what for what in kept if isinstance(what, Remembered)}

    def show_kept(self, kept: Mapping[tuple[str, str], Kept | None]) -> None:
        """Take committed small nouns, as far as facts do not tell of them."""
        self.notices.show(kept)
        for (noun, id), what in kept.items():
            if isinstance(what, Remembered):
                self.remembered[id] = what
            elif isinstance(what, Handover):
                self.handovers[id] = what
            elif noun == Handover.__name__:
                self.handovers.pop(id, None)
            elif noun == Remembered.__name__:
                self.remembered.pop(id, None)

    def show_alerts(self, alerts: Iterable[Alert]) -> None:
        """Take committed alerts; one that was never raised is nobody's business yet."""
        self.alerts.update({a.id: alert_view(a) for a in alerts if a.occurrence})

    def recall(self, facts: Iterable[Fact]) -> None:
        """Count the load of the last day anew, from what called then (`Store.recent_calls`)."""
        facts = tuple(facts)
        self.around.symptoms = symptoms_before(facts, self._symptoms())
        self.around.recall(facts)

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Take committed facts, after the alerts they are about."""
        for fact in facts:
            self.around.apply(fact)

    def show_cases(self, cases: Iterable[Case]) -> None:
        """Take committed cases."""
        for case in cases:
            self.cases[case.id] = case
            if case.outcome is None:
                self._open[case.id] = case
            else:
                self._open.pop(case.id, None)

    def show_devices(self, devices: Iterable[DeviceView]) -> None:
        """Take committed links."""
        self.devices.update({device.id: device for device in devices})

    def show_readings(self, readings: Iterable[Reading]) -> None:
        """Take committed readings; a late one is history, not trend."""
        for reading in readings:
            trend = self._trends[reading.sensor]
            if not trend or reading.at > trend[-1].at:
                trend.append(reading)

    def latest(self, sensor: SensorId) -> LatestView:
        """Return a sensor's newest reading and its trend."""
        trend = self._trends[sensor]
        if not trend:
            return LatestView(sensor=sensor)
        newest = trend[-1]
        return LatestView(
            sensor=sensor,
            at=utc(newest.at),
            value=newest.value,
            quality=newest.quality,
            trend=tuple(reading.value for reading in trend),
        )

    def queue(self) -> tuple[AlertView, ...]:
        """Return every alert an operator should see; symptoms stand behind their causes."""
        return tuple(
            view for view in self.alerts.values() if view.state.in_queue and not view.symptom_of
        )

    def symptoms_of(self, cause: AlertId) -> tuple[AlertId, ...]:
        """Return the alerts that stand behind `cause`."""
        return tuple(view.id for view in self.alerts.values() if view.symptom_of == cause)

    def abnormal(self) -> tuple[AlertView, ...]:
        """Return every alert that is not normal, withheld or not, and every symptom."""
        return tuple(
            view
            for view in self.alerts.values()
            if view.state is not view.state.NORMAL or view.symptom_of is not None
        )

    def open_cases(self) -> tuple[CaseView, ...]:
        """Return every case that is not closed."""
        return tuple(map(case_view, self._open.values()))

    def tasks(self, unit: UnitId) -> list[tuple[Case, Assignment]]:
        """Return what a patrol unit is out for, the first task first; the others wait."""
        return tasks_of(self._open.values(), unit)

    def _symptoms(self) -> set[AlertId]:
        return {view.id for view in self.alerts.values() if view.symptom_of is not None}
