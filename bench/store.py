"""Rows per second into the store, against sqlite3 by hand, in one run on one disk.

`python -m bench.store` prints both, alone and beside a busy Python thread.
"""

from __future__ import annotations

import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.store.store import Store
from console.store.tuning import Tuning
from console.store.work import Work

SENSORS = [SensorId(f"device-{i}/pm10") for i in range(200)]
BATCH = 1_000
ROUNDS = 3
ROWS = 200_000
ROWS_BUSY = 20_000


def batches(rows: int) -> list[list[Reading]]:
    """Return `rows` readings, interleaved over the sensors, in batches."""
    many = [Reading(SENSORS[i % 200], i // 200 * 1000 + i % 200, i / 7) for i in range(rows)]
    return [many[i : i + BATCH] for i in range(0, rows, BATCH)]


def through_store(folder: Path, rows: int) -> float:
    """Return seconds for `rows` readings, one commit a batch, each awaited."""
    work = [Work(readings=batch) for batch in batches(rows)]
    store = Store(folder, sensors=SENSORS, tuning=Tuning(ballast_bytes=0))
    began = time.perf_counter()
    for one in work:
        store.commit(one).result()
    took = time.perf_counter() - began
    (stored,) = sqlite3.connect(store.file).execute("SELECT count(*) FROM readings").fetchone()
    store.close()
    assert stored == rows
    return took


def by_hand(folder: Path, rows: int) -> float:
    """Return seconds for the same rows through `executemany` on a thread, into one table."""
    keys = {sensor: key for key, sensor in enumerate(SENSORS)}
    flat = [[(r.at, keys[r.sensor], r.value, 1) for r in batch] for batch in batches(rows)]
    took: list[float] = []

    def run() -> None:
        connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(
            "CREATE TABLE t (at INTEGER, sensor INTEGER, value REAL, mark INTEGER,"
            " PRIMARY KEY (at, sensor)) WITHOUT ROWID"
        )
        began = time.perf_counter()
        for batch in flat:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR IGNORE INTO t VALUES (?, ?, ?, ?)", batch)
            connection.execute("COMMIT")
        took.append(time.perf_counter() - began)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return took[0]


@contextmanager
def busy_thread() -> Iterator[None]:
    """Keep another Python thread at work meanwhile."""
    stop = threading.Event()

    def spin() -> None:
        while not stop.is_set():
            sum(range(1000))

    thread = threading.Thread(target=spin)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def median_rate(way: Callable[[Path, int], float], rows: int) -> float:
    """Return the median rows per second of a few rounds, each in a new folder."""
    took = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            took.append(way(Path(folder), rows))
    return rows / sorted(took)[ROUNDS // 2]


def main() -> None:
    """Print the rates and their ratios."""
    store, raw = median_rate(through_store, ROWS), median_rate(by_hand, ROWS)
    print(f"alone:  store {store:9,.0f} rows/s  executemany {raw:9,.0f}  ratio {store / raw:.2f}")
    with busy_thread():
        store = median_rate(through_store, ROWS_BUSY)
        raw = median_rate(by_hand, ROWS_BUSY)
    print(f"busy:   store {store:9,.0f} rows/s  executemany {raw:9,.0f}  ratio {store / raw:.2f}")


if __name__ == "__main__":
    main()
