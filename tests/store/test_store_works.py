"""What one commit promises: whole or not at all, there and back unchanged, refused in the open."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from console.clock import utc
from console.contract.request import Receipt
from console.contract.views import DeviceView
from console.domain.ids import AlertId, DeviceId, SensorId
from console.domain.readings import Reading
from console.domain.rollups import HOUR_MS
from console.domain.values import Quality
from console.errors import StoreError
from console.store.receipts import RECEIPT_KEPT_MS, RECEIPTS_LIMIT
from console.store.store import Store
from console.store.tuning import Tuning
from console.store.work import StoredReceipt, Work
from tests.store.samples import (
    MOMENT,
    SENSORS,
    SMALL,
    a_fact,
    a_note,
    a_store,
    an_alert,
    readings_at,
    rows,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path / "数据 50%")
    yield opened
    opened.close()


def a_receipt(key: str, at: int = MOMENT) -> StoredReceipt:
    receipt = Receipt(operation="alerts.ack", fact=7, id="A-1@3")
    return StoredReceipt(key=key, seat="desk-1", digest="d1", at=at, receipt=receipt)


def test_everything_comes_back_as_it_went_in(store: Store) -> None:
    alert = an_alert(12)
    bare = replace(alert, id=AlertId("A-2"), value=None, limit=None, acknowledged_by=None)
    devices = [
        DeviceView(id=DeviceId("a"), online=True, since=utc(MOMENT)),
        DeviceView(id=DeviceId("b"), online=False, since=utc(0)),
        DeviceView(id=DeviceId("c")),
    ]
    facts = [a_fact(1), a_note(2, "A-12")]
    reading = Reading(SENSORS[1], MOMENT, -0.1, Quality.SUSPECT, arrived=True)
    receipt = a_receipt("k")
    store.commit(
        Work(
            readings=[reading],
            alerts=[alert, bare],
            devices=devices,
            facts=facts,
            receipt=receipt,
        )
    ).result()

    loaded = store.load()
    assert loaded.alerts == (bare, alert)
    assert loaded.alerts == tuple(store.alerts())
    assert loaded.devices == tuple(devices)
    assert (loaded.last_fact, loaded.next_alert) == (2, 13)
    assert loaded.newest == {SENSORS[1]: reading}
    assert store.facts(0, 10) == facts
    assert store.facts_of(AlertId("A-12"), 10) == facts[1:]
    assert store.receipt("k", "desk-1") == receipt
    assert store.receipt("k", "desk-2") is None


def test_a_gap_between_facts_commits_nothing(store: Store) -> None:
    store.commit(Work(facts=[a_fact(1)])).result()
    for numbers in ([3], [1], [2, 4]):
        work = Work(
            facts=[a_fact(n) for n in numbers], readings=readings_at([1]), alerts=[an_alert(1)]
        )
        with pytest.raises(StoreError) as refused:
            store.commit(work).result()
        assert refused.value.code == "fact_gap"
    assert store.facts(0, 10) == [a_fact(1)]
    assert store.alerts() == []
    assert store.recent_all(9) == {sensor: [] for sensor in SENSORS}
    store.commit(Work(facts=[a_fact(2)])).result()


def test_an_unknown_sensor_is_refused_and_the_store_goes_on(store: Store) -> None:
    stranger = Reading(SensorId("nowhere/pm10"), 1, 1.0)
    with pytest.raises(StoreError, match="unknown_sensor"):
        store.commit(Work(readings=[*readings_at([1]), stranger])).result()
    assert rows(store.file, "SELECT count(*) FROM readings") == [(0,)]
    assert store.history(stranger.sensor, 0, 9, 9) == store.recent(stranger.sensor, 9) == []
    store.commit(Work(readings=readings_at([1]))).result()


def test_the_first_of_doubles_wins_on_both_levels(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    first = readings_at(range(20), value=1.0)
    store.commit(Work(readings=[*first, *readings_at(range(20), value=2.0)])).result()
    store.close()
    store = a_store(tmp_path)
    settled = rows(store.file, "SELECT count(*) FROM readings_settled")
    store.commit(Work(readings=readings_at(range(20), value=3.0))).result()
    assert settled == [(60,)]
    assert rows(store.file, "SELECT count(*), max(value) FROM readings") == [(60, 1.0)]
    assert (
        store.history(SENSORS[0], 0, 99, 99) == [r for r in first if r.sensor == SENSORS[0]][::-1]
    )
    store.close()


def test_a_sensor_taken_off_the_site_keeps_its_past(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    later = HOUR_MS + 1
    store.commit(Work(readings=readings_at([1, later]))).result()
    store.close()
    store = a_store(tmp_path, sensors=SENSORS[:1])
    assert [r.at for r in store.history(SENSORS[2], 0, 2 * HOUR_MS, 9)] == [later, 1]
    assert store.forget(later) == 3
    store.close()


def test_settling_starts_by_number_and_leaves_no_slice_behind(store: Store) -> None:
    for batch in range(20):
        moments = range(batch * 10, batch * 10 + 10)
        store.commit(Work(readings=readings_at(moments))).result()
    store.close()
    both = "SELECT (SELECT count(*) FROM readings_fresh), (SELECT count(*) FROM readings_settled)"
    ((fresh, settled),) = rows(store.file, both)
    assert isinstance(fresh, int)
    assert isinstance(settled, int)
    assert fresh < 30 <= settled == 600 - fresh


def test_receipts_are_kept_for_a_day(store: Store) -> None:
    store.commit(Work(receipt=a_receipt("old"))).result()
    store.commit(Work(receipt=a_receipt("edge", MOMENT + 1))).result()
    store.commit(Work(receipt=a_receipt("new", MOMENT + 1 + RECEIPT_KEPT_MS))).result()
    kept = [key for key in ("old", "edge", "new") if store.receipt(key, "desk-1")]
    assert kept == ["edge", "new"]


def test_receipts_are_bounded_in_number(store: Store) -> None:
    store.commit(Work(receipt=a_receipt("first"))).result()
    store.commit(Work(receipt=a_receipt("second"))).result()
    store.commit(Work(receipt=a_receipt("second"))).result()  # kept anew: it is the third now

    def skip_to_the_limit(connection: Connection) -> int:
        return connection.exec_driver_sql(
            "INSERT INTO receipts VALUES (?, 'k', 's', 'd', ?, '{}')", (RECEIPTS_LIMIT, MOMENT)
        ).rowcount

    store._writer.submit(skip_to_the_limit, lambda _: None).result()
    store.commit(Work(receipt=a_receipt("last"))).result()
    kept = [key for key in ("first", "second", "last") if store.receipt(key, "desk-1")]
    assert kept == ["second", "last"]


def test_a_full_queue_refuses_at_once(tmp_path: Path) -> None:
    store = a_store(tmp_path, replace(SMALL, queue_works=2))
    held, release = threading.Event(), threading.Event()

    def stalled(_connection: Connection) -> int:
        held.set()
        release.wait(30)
        return 0

    store._writer.submit(stalled, lambda _: None)  # a disk that does not answer
    assert held.wait(30)
    accepted = [store.commit(Work(facts=[a_fact(n)])) for n in (1, 2)]
    with pytest.raises(StoreError) as refused:
        store.commit(Work(facts=[a_fact(3)]))
    assert (refused.value.code, refused.value.parameters) == ("store_busy", {"waiting": 2})
    release.set()
    for future in accepted:
        future.result(30)
    store.commit(Work(facts=[a_fact(3)])).result()
    store.close()


def test_work_cancelled_before_its_turn_is_not_kept(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    held, release = threading.Event(), threading.Event()

    def stalled(_connection: Connection) -> int:
        held.set()
        release.wait(30)
        return 0

    store._writer.submit(stalled, lambda _: None)
    assert held.wait(30)
    assert store.commit(Work(facts=[a_fact(1)])).cancel()
    release.set()
    store.close()
    assert rows(store.file, "SELECT count(*) FROM facts") == [(0,)]


def test_after_a_failure_nothing_more_is_kept(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    store.commit(Work(readings=readings_at([1]))).result()
    broken = Work(readings=readings_at([2], value=float("nan")), facts=[a_fact(1)])
    with pytest.raises(StoreError, match="store_failed"):
        store.commit(broken).result()
    with pytest.raises(StoreError, match="store_failed"):
        store.commit(Work(facts=[a_fact(1)]))
    assert [r.at for r in store.recent(SENSORS[0], 9)] == [1]
    store.close()
    store = a_store(tmp_path)
    assert store.load().last_fact == 0
    store.commit(Work(facts=[a_fact(1)])).result()
    store.close()


def test_closing_keeps_what_waits_and_ends_readers_in_the_open(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    codes: list[str] = []

    def read() -> None:
        try:
            while True:
                store.history(SENSORS[0], 0, 10**6, 50)
        except StoreError as error:
            codes.append(error.code)

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    waiting = [store.commit(Work(facts=[a_fact(n)])) for n in range(1, 40)]
    store.close()
    store.close()
    for thread in threads:
        thread.join(30)
    assert codes == ["store_closed"] * 6
    assert all(future.done() and future.exception() is None for future in waiting)
    with pytest.raises(StoreError, match="store_closed"):
        store.commit(Work())
    with pytest.raises(StoreError, match="store_closed"):
        store.load()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("store.db")] == [
        "store.db"
    ]


def test_readers_cannot_write(store: Store) -> None:
    with store._readers.use() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("DELETE FROM facts")


@pytest.mark.parametrize(("full_sync", "level"), [(False, 1), (True, 2)])
def test_the_writer_syncs_as_asked(tmp_path: Path, full_sync: bool, level: int) -> None:
    store = a_store(tmp_path, Tuning(full_sync=full_sync, ballast_bytes=0))

    def pragmas(connection: Connection) -> list[object]:
        names = ("synchronous", "journal_mode", "wal_autocheckpoint")
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    assert store._writer.submit(pragmas, lambda _: None).result() == [level, "wal", 4000]
    store.close()


def test_sizes_are_told(store: Store) -> None:
    before = store.size_bytes()
    store.commit(Work(readings=readings_at(range(5000)))).result()
    assert store.size_bytes() > before > 0
    assert store.free_bytes() > 0
