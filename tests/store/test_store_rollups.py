"""Rollups against plain grouping of everything that ever came."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import Connection

from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.domain.rollups import HOUR_MS, MINUTE_MS, Per, Rollup
from console.domain.values import Quality
from console.store import migration
from console.store.connections import writing
from console.store.opening import FILE
from console.store.store import Store
from console.store.work import Work
from tests.store.samples import SENSORS, a_store, rows

ALWAYS = (-(10**10), 10**10)
ONE = SENSORS[0]
MOMENTS = st.integers(-3 * HOUR_MS, 3 * HOUR_MS) | st.integers(-5, 5).map(
    lambda n: n * 30 * MINUTE_MS - 1
)
VALUES = st.integers(-8_000, 8_000).map(lambda n: n / 4)  # their sums are exact
READINGS = st.builds(
    Reading,
    sensor=st.sampled_from(SENSORS[:2]),
    at=MOMENTS,
    value=VALUES,
    quality=st.sampled_from([Quality.GOOD, Quality.GOOD, Quality.SUSPECT, Quality.UNKNOWN]),
)


def grouped(readings: Iterable[Reading], step: int) -> dict[int, Rollup]:
    """Return the rollups of one sensor's readings, by their starts."""
    groups: dict[int, list[Reading]] = {}
    for reading in sorted(readings, key=lambda reading: reading.at):
        groups.setdefault(reading.at // step * step, []).append(reading)
    return {at: rolled(at, group) for at, group in groups.items()}


def rolled(at: int, readings: Sequence[Reading]) -> Rollup:
    """Return one rollup, as it is defined."""
    values = [reading.value for reading in readings if reading.quality is Quality.GOOD]
    return Rollup(
        at=at,
        count=len(values),
        total=sum(values) if values else None,
        min=min(values) if values else None,
        max=max(values) if values else None,
        last=values[-1] if values else None,
        doubtful=len(readings) - len(values),
    )


class RollupMachine(RuleBasedStateMachine):
    """Late, double, doubtful, reopened, forgotten: what is asked is what plain grouping says."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = a_store(self.folder)
        self.came: dict[tuple[SensorId, int], Reading] = {}
        self.forgotten = ALWAYS[0]
        self.minutes_from = self.hours_from = ALWAYS[0]

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(batch=st.lists(READINGS, min_size=1, max_size=40))
    def readings_come(self, batch: list[Reading]) -> None:
        known = [reading for reading in batch if reading.at >= self.forgotten]
        self.store.commit(Work(readings=known)).result()
        for reading in known:
            self.came.setdefault((reading.sensor, reading.at), reading)

    @rule()
    def it_is_closed_and_opened(self) -> None:
        self.store.close()
        self.store = a_store(self.folder)

    @rule()
    def it_dies_before_anything_is_rolled_up(self) -> None:
        self.store._rolling.close()  # from now on readings settle, and nothing rolls them up
        self.store.commit(Work()).result()

    @rule(hour=st.integers(-3, 3), more=st.integers(0, HOUR_MS - 1))
    def the_old_is_forgotten(self, hour: int, more: int) -> None:
        self.store.forget(hour * HOUR_MS + more)
        self.forgotten = max(self.forgotten, hour * HOUR_MS)

    @precondition(lambda self: self.forgotten > ALWAYS[0])
    @rule(by=st.sampled_from(Per))
    def old_rollups_are_forgotten(self, by: Per) -> None:
        self.store.forget_rollups(by, self.forgotten)
        if by is Per.MINUTE:
            self.minutes_from = max(self.minutes_from, self.forgotten)
        else:
            self.hours_from = max(self.hours_from, self.forgotten)

    @rule(by=st.sampled_from(Per), start=MOMENTS, end=MOMENTS, limit=st.integers(1, 9))
    def a_part_is_asked(self, by: Per, start: int, end: int, limit: int) -> None:
        for sensor in SENSORS:
            expected = [r for r in self._naive(sensor, by) if start <= r.at < end]
            assert self.store.rollups(sensor, by, (start, end), limit) == expected[:limit]

    @invariant()
    def all_agree(self) -> None:
        for by in Per:
            for sensor in SENSORS:
                assert self.store.rollups(sensor, by, ALWAYS, 10**6) == self._naive(sensor, by)

    @invariant()
    def what_is_forgotten_is_gone(self) -> None:
        query = "SELECT count(*) FROM readings WHERE at < ?"
        assert rows(self.store.file, query, self.forgotten) == [(0,)]

    def _naive(self, sensor: SensorId, by: Per) -> list[Rollup]:
        since = self.minutes_from if by is Per.MINUTE else self.hours_from
        own = [r for r in self.came.values() if r.sensor == sensor and r.at >= since]
        found = grouped(own, by.step_ms)
        return [found[at] for at in sorted(found, reverse=True)]


TestRollupMachine = RollupMachine.TestCase
TestRollupMachine.settings = settings(
    max_examples=40,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def at_once(store: Store, readings: Iterable[Reading]) -> None:
    store.commit(Work(readings=list(readings))).result()


def minutes_of(store: Store) -> list[Rollup]:
    return store.rollups(ONE, Per.MINUTE, ALWAYS, 99)


def test_a_late_reading_counts_in_its_minute_and_hour(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    at_once(store, [Reading(ONE, n * 10_000, float(n)) for n in range(400)])
    at_once(store, [Reading(ONE, 65_000, 1000.0), Reading(ONE, 70_000, 1000.0)])
    (second,) = store.rollups(ONE, Per.MINUTE, (MINUTE_MS, 2 * MINUTE_MS), 9)
    assert (second.count, second.max, second.last) == (7, 1000, 11)
    assert second.mean == (6 + 7 + 8 + 9 + 10 + 11 + 1000) / 7
    (first,) = store.rollups(ONE, Per.HOUR, (0, HOUR_MS), 9)
    assert (first.count, first.max, first.last) == (361, 1000, 359)
    store.close()


def test_what_comes_for_a_forgotten_stretch_leaves_its_rollups(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    at_once(store, [Reading(ONE, n * 10_000, 5.0) for n in range(360)])
    assert store.forget(HOUR_MS) == 360
    before = minutes_of(store)
    at_once(store, [Reading(ONE, 1_000, 9.0)])
    assert minutes_of(store) == before
    store.close()
    store = a_store(tmp_path)
    assert minutes_of(store) == before
    (hour,) = store.rollups(ONE, Per.HOUR, ALWAYS, 9)
    assert (hour.count, hour.max) == (360, 5)
    store.close()


def test_a_stretch_of_nothing_sound_says_so(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    at_once(store, [Reading(ONE, n, 5.0, Quality.FAIL) for n in range(9)])
    (minute,) = minutes_of(store)
    assert (minute.count, minute.doubtful) == (0, 9)
    assert minute.mean is minute.total is minute.min is minute.max is minute.last is None
    store.close()


def test_an_older_store_is_rolled_up_bit_by_bit(tmp_path: Path) -> None:
    came = [Reading(ONE, n * 90_000, float(n)) for n in range(400)]
    connection = writing(tmp_path / FILE, full_sync=False)
    with connection.begin():
        migration.create(connection, "0004")
        connection.exec_driver_sql("INSERT INTO sensors VALUES (1, ?)", (ONE,))
        for reading in came:
            row = (1, reading.at, reading.value, 1)
            connection.exec_driver_sql("INSERT INTO readings_settled VALUES (?, ?, ?, ?)", row)
    connection.close()
    connection.engine.dispose()
    store = a_store(tmp_path)
    for _ in range(2):
        for per in Per:
            expected = list(grouped(came, per.step_ms).values())[::-1]
            assert store.rollups(ONE, per, ALWAYS, 999) == expected
        store.commit(Work()).result()  # a job done gives the writer a quiet moment
        store._writer.submit(lambda _connection: 0, lambda _: None).result()
    assert rows(store.file, "SELECT count(*) FROM rollups_due") == [(0,)]
    store.close()


@pytest.mark.parametrize("by", Per)
def test_a_stretch_that_settles_twice_is_rolled_up_once(tmp_path: Path, by: Per) -> None:
    store = a_store(tmp_path)
    readings = [Reading(ONE, n * 1_000, float(n)) for n in range(600)]
    at_once(store, readings)
    at_once(store, readings)

    def everything_due(connection: Connection) -> int:
        return connection.exec_driver_sql(
            "INSERT OR REPLACE INTO rollups_due SELECT sensor, 0, min(at), max(at)"
            " FROM readings_settled GROUP BY sensor"
        ).rowcount

    before = store.rollups(ONE, by, ALWAYS, 99)
    store._writer.submit(everything_due, store._rolling.settled).result()
    store.commit(Work()).result()
    assert store.rollups(ONE, by, ALWAYS, 99) == before
    assert sum(rollup.count for rollup in before) == 600
    store.close()
