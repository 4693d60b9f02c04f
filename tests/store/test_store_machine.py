"""The store against lists and dicts that do the same in memory."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.structs import replace

from console.clock import utc
from console.contract.facts import Fact
from console.contract.views import DeviceView
from console.domain.alerts import Alert
from console.domain.cases import Case
from console.domain.ids import AlertId, CaseId, DeviceId, SensorId
from console.domain.readings import Reading
from console.domain.rollups import HOUR_MS, Per
from console.domain.values import Quality
from console.errors import StoreError
from console.store.work import Work
from tests.store.samples import SENSORS, a_case, a_fact, a_note, a_remedy, a_store, an_alert, rows

QUARTER_MS = HOUR_MS // 4
MOMENTS = st.integers(-5, 250).map(lambda n: n * QUARTER_MS)
READINGS = st.builds(
    Reading,
    sensor=st.sampled_from(SENSORS),
    at=MOMENTS,
    value=st.floats(allow_nan=False),
    quality=st.sampled_from(Quality),
    arrived=st.booleans(),
)
ALERTS = st.builds(
    lambda number, value, by: replace(an_alert(number), value=value, acknowledged_by=by),
    st.integers(1, 3),
    st.none() | st.floats(allow_nan=False),
    st.none() | st.text(max_size=5),
)
DEVICES = st.builds(
    DeviceView,
    id=st.sampled_from([DeviceId("gate-1"), DeviceId("gate-2")]),
    online=st.none() | st.booleans(),
    since=st.none() | st.integers(0, 2**41).map(utc),
)
CASES = st.builds(
    lambda number, title, opened_at: replace(a_case(number), title=title, opened_at=opened_at),
    st.integers(1, 12),
    st.none() | st.text(max_size=5),
    st.integers(0, 2**41),
)
ABOUT = st.none() | st.sampled_from(["A-1", "A-2", "C-1", "C-12"])


class StoreMachine(RuleBasedStateMachine):
    """Whatever is committed, settled, forgotten and reopened, both say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = a_store(self.folder)
        self.readings: dict[SensorId, dict[int, Reading]] = {sensor: {} for sensor in SENSORS}
        self.facts: list[Fact] = []
        self.alerts: dict[AlertId, Alert] = {}
        self.devices: dict[DeviceId, DeviceView] = {}
        self.cases: dict[CaseId, Case] = {}

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(batch=st.lists(READINGS, max_size=60))
    def readings_come(self, batch: list[Reading]) -> None:
        self.store.commit(Work(readings=batch)).result()
        self._remember(batch)

    @rule(start=MOMENTS, step=st.sampled_from([0, 7_000, QUARTER_MS]), value=st.floats(-9, 9))
    def a_stretch_comes(self, start: int, step: int, value: float) -> None:
        batch = [Reading(sensor, start + i * step, value) for i in range(30) for sensor in SENSORS]
        self.store.commit(Work(readings=batch)).result()
        self._remember(batch)

    @rule(
        alerts=st.lists(ALERTS, max_size=3),
        devices=st.lists(DEVICES, max_size=3),
        cases=st.lists(CASES, max_size=3),
        about=st.lists(ABOUT, max_size=3),
        batch=st.lists(READINGS, max_size=2),
    )
    def a_step_is_taken(
        self,
        alerts: list[Alert],
        devices: list[DeviceView],
        cases: list[Case],
        about: list[str | None],
        batch: list[Reading],
    ) -> None:
        facts = [
            a_fact(n) if whom is None else a_note(n, whom) if whom[0] == "A" else a_remedy(n, whom)
            for n, whom in enumerate(about, len(self.facts) + 1)
        ]
        work = Work(readings=batch, alerts=alerts, devices=devices, cases=cases, facts=facts)
        self.store.commit(work).result()
        self._remember(batch)
        self.facts += facts
        self.alerts |= {alert.id: alert for alert in alerts}
        self.cases |= {case.id: case for case in cases}
        self.devices |= {device.id: device for device in devices}

    @rule(gap=st.sampled_from([-1, 1, 2]), batch=st.lists(READINGS, max_size=3), alert=ALERTS)
    def a_gap_is_refused_whole(self, gap: int, batch: list[Reading], alert: Alert) -> None:
        facts = [a_fact(len(self.facts) + 1 + gap)]
        with pytest.raises(StoreError, match="fact_gap"):
            self.store.commit(Work(readings=batch, alerts=[alert], facts=facts)).result()

    @rule(before=MOMENTS)
    def the_old_is_forgotten(self, before: int) -> None:
        hour = Per.HOUR.start_of(before)  # whole hours only
        old = {s: [at for at in kept if at < hour] for s, kept in self.readings.items()}
        assert self.store.forget(before) == sum(map(len, old.values()))
        for sensor, moments in old.items():
            for at in moments:
                del self.readings[sensor][at]

    @rule()
    def it_is_closed_and_opened(self) -> None:
        self.store.close()
        self.store = a_store(self.folder)

    @rule(sensor=st.sampled_from(SENSORS), start=MOMENTS, end=MOMENTS, limit=st.integers(1, 100))
    def history_is_asked(self, sensor: SensorId, start: int, end: int, limit: int) -> None:
        expected = [r for r in self._ordered(sensor) if start <= r.at < end]
        assert self.store.history(sensor, start, end, limit) == expected[::-1][:limit]

    @rule(count=st.integers(1, 100))
    def the_newest_are_asked(self, count: int) -> None:
        expected = {sensor: self._ordered(sensor)[-count:] for sensor in SENSORS}
        assert self.store.recent_all(count) == expected
        assert {sensor: self.store.recent(sensor, count) for sensor in SENSORS} == expected

    @rule(after=st.integers(0, 20), limit=st.integers(1, 20))
    def facts_are_asked(self, after: int, limit: int) -> None:
        assert self.store.facts(after, limit) == self.facts[after:][:limit]
        of_alert = [f for f in self.facts if getattr(f.what, "alert", None) == "A-1"]
        assert self.store.facts_of(AlertId("A-1"), limit) == of_alert[-limit:]
        of_case = [f for f in self.facts if getattr(f.what, "case", None) == "C-12"]
        assert self.store.facts_of_case(CaseId("C-12"), limit) == of_case[-limit:]

    @invariant()
    def the_states_agree(self) -> None:
        loaded = self.store.load()
        assert loaded.alerts == tuple(sorted(self.alerts.values(), key=lambda a: a.id))
        assert {device.id: device for device in loaded.devices} == self.devices
        by_number = sorted(self.cases.values(), key=lambda case: int(case.id[2:]))
        assert loaded.cases == tuple(by_number) == tuple(self.store.cases())
        assert loaded.last_fact == len(self.facts)
        assert loaded.next_alert == max((int(id[2:]) for id in self.alerts), default=0) + 1
        newest = {s: self._ordered(s)[-1] for s, kept in self.readings.items() if kept}
        assert loaded.newest == newest

    @invariant()
    def the_view_has_each_reading_once(self) -> None:
        query = "SELECT sensor, at, value, quality, arrived FROM readings ORDER BY sensor, at"
        expected = [
            (r.sensor, r.at, r.value, int(r.quality), int(r.arrived))
            for sensor in SENSORS
            for r in self._ordered(sensor)
        ]
        assert rows(self.store.file, query) == expected

    def _remember(self, batch: list[Reading]) -> None:
        for reading in batch:
            self.readings[reading.sensor].setdefault(reading.at, reading)

    def _ordered(self, sensor: SensorId) -> list[Reading]:
        return [reading for _, reading in sorted(self.readings[sensor].items())]


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
