"""A full disk: refused and rolled back, never a stuck writer, and a reserve to get out with."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from console.domain.rollups import HOUR_MS, MINUTE_MS, Per
from console.errors import StoreError
from console.store.store import Store
from console.store.tuning import MIB, Tuning
from console.store.work import Work
from tests.store.samples import SENSORS, a_fact, a_store, an_alert, readings_at

DISK_MIB = 16
RESERVING = Tuning(ballast_bytes=6 * MIB)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk of our own can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def limit_pages(store: Store, pages: int) -> None:
    """Let SQLite itself find the disk full at `pages`."""

    def limit(connection: Connection) -> int:
        return int(connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}").scalar_one())

    store._writer.submit(limit, lambda _: None).result()


def fill(store: Store, apart: int = 1) -> int:
    """Commit readings `apart` ms until the disk is full; return how many moments were kept."""
    for batch in range(10_000):
        moments = range(batch * 500 * apart, (batch + 1) * 500 * apart, apart)
        failure = store.commit(Work(readings=readings_at(moments))).exception()
        if failure is not None:
            assert getattr(failure, "code", None) == "store_full"
            return batch * 500
    raise AssertionError("the disk is never full")


def tell(store: Store, numbers: range) -> None:
    """Commit facts one by one."""
    for n in numbers:
        store.commit(Work(facts=[a_fact(n)])).result()


def occupy(file: Path) -> None:
    """Write to `file` until nothing is free."""
    with file.open("wb", buffering=0) as filler:
        for size in (MIB, 4096, 1):
            try:
                while True:
                    filler.write(bytes(size))
            except OSError:
                continue


def test_a_full_store_rolls_back_and_goes_on(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    store.commit(Work(facts=[a_fact(1)])).result()
    limit_pages(store, 100)
    kept = fill(store)

    crowd = Work(
        readings=readings_at(range(10**6, 10**6 + 2000)),
        facts=[a_fact(2)],
        alerts=[an_alert(1)],
    )
    with pytest.raises(StoreError, match="store_full"):
        store.commit(crowd).result()
    assert store.load().last_fact == 1
    assert store.alerts() == []
    assert len(store.history(SENSORS[0], 0, 10**7, 10**6)) == kept
    assert store.recent(SENSORS[0], 1)[0].at == kept - 1

    limit_pages(store, 100_000)
    store.commit(crowd).result()
    assert store.load().last_fact == 2
    assert len(store.history(SENSORS[0], 0, 10**7, 10**6)) == kept + 2000
    store.close()


def test_forgetting_makes_room_in_a_full_store(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    limit_pages(store, 100)
    hours = fill(store, MINUTE_MS) // 60
    assert store.forget(hours // 2 * HOUR_MS) == 3 * (hours // 2) * 60
    store.commit(Work(readings=readings_at(range(10**9, 10**9 + 500)))).result()
    span = (0, hours // 2 * HOUR_MS)
    assert [r.count for r in store.rollups(SENSORS[0], Per.HOUR, span, 999)] == [60] * (hours // 2)
    store.close()


def test_the_reserve_lets_facts_through_on_a_full_disk(small_disk: Path) -> None:
    store = a_store(small_disk / "hub", RESERVING)
    assert (small_disk / "hub" / "ballast").stat().st_size == 6 * MIB
    occupied = small_disk / "someone-else"
    occupied.write_bytes(bytes(6 * MIB))
    kept = fill(store)
    occupy(small_disk / "crumbs")
    with pytest.raises(StoreError, match="store_full"):
        tell(store, range(1, 5000))

    assert store.give_up_ballast()
    last = store.load().last_fact
    tell(store, range(last + 1, last + 300))
    assert not store.restore_ballast()
    assert len(store.history(SENSORS[0], 0, 10**7, 10**6)) == kept
    occupied.unlink()
    (small_disk / "crumbs").unlink()
    store.close()
    store = a_store(small_disk / "hub", Tuning(ballast_bytes=MIB))
    assert store.restore_ballast()
    assert store.load().last_fact == last + 299
    store.close()


def test_a_store_opens_on_a_full_disk(small_disk: Path) -> None:
    store = a_store(small_disk / "hub", RESERVING)
    store.commit(Work(facts=[a_fact(1)])).result()
    store.close()
    occupy(small_disk / "someone-else")
    store = a_store(small_disk / "hub", RESERVING)
    store.commit(Work(facts=[a_fact(2)])).result()
    assert not (small_disk / "hub" / "ballast").exists()
    store.close()
