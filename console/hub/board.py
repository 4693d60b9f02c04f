"""What is committed, ready to be shown: the answers' single source."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from console.clock import utc
from console.contract.case_views import CaseView
from console.contract.projection import alert_view, case_view
from console.contract.views import AlertView, DeviceView, LatestView
from console.domain.alerts import Alert
from console.domain.cases import Case
from console.domain.ids import AlertId, CaseId, DeviceId, SensorId
from console.domain.readings import Reading

TREND_POINTS = 24  # readings kept per sensor for a trend


class Board:
    """Views as of fact `as_of`; never ahead of the store."""

    def __init__(self, sensors: Iterable[SensorId]) -> None:
        self.as_of = 0
        self.alerts: dict[AlertId, AlertView] = {}
        self.devices: dict[DeviceId, DeviceView] = {}
        self.cases: dict[CaseId, Case] = {}
        self._trends: dict[SensorId, deque[Reading]] = {
            sensor: deque(maxlen=TREND_POINTS) for sensor in sensors
        }

    def load(self, recent: Mapping[SensorId, Sequence[Reading]]) -> None:
        """Take up trends from the store."""
        for sensor, readings in recent.items():
            if sensor in self._trends:
                self._trends[sensor].extend(readings)

    def show_alerts(self, alerts: Iterable[Alert]) -> None:
        """Take committed alerts; one that was never raised is nobody's business yet."""
        self.alerts.update({a.id: alert_view(a) for a in alerts if a.occurrence})

    def show_cases(self, cases: Iterable[Case]) -> None:
        """Take committed cases."""
        self.cases.update({case.id: case for case in cases})

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
        """Return every alert an operator should see."""
        return tuple(view for view in self.alerts.values() if view.state is not view.state.NORMAL)

    def open_cases(self) -> tuple[CaseView, ...]:
        """Return every case that is not closed."""
        return tuple(case_view(case) for case in self.cases.values() if case.outcome is None)
