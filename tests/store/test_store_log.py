"""The operators' log among many facts: newest first, by time and subject, by an index."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.dialects.sqlite import dialect

from console.clock import utc
from console.contract.facts import Fact
from console.domain.facts import HubStarted, LogWritten
from console.store.logbook import LogQuery, lines
from console.store.store import Store
from console.store.work import Work

T = 1_790_000_000_000
EVERY = LogQuery(start=0, end=2**62)


def a_store(folder: Path) -> Store:
    """Return a store with 40 facts, every fourth of them a line of the log."""
    store = Store(folder, sensors=[])
    facts = [
        Fact(
            n=n,
            at=utc(T + n * 1000),
            what=LogWritten(text=f"line {n}", about="A-1" if n % 8 == 0 else None)
            if n % 4 == 0
            else HubStarted(version="0"),
        )
        for n in range(1, 41)
    ]
    store.commit(Work(facts=facts)).result()
    return store


def numbers(store: Store, wanted: LogQuery, limit: int = 100) -> list[int]:
    """Return the numbers of the lines found."""
    return [fact.n for fact in store.log(wanted, limit)]


def test_lines_are_found_newest_first_by_time_subject_and_place(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    assert numbers(store, EVERY) == list(range(40, 0, -4))
    assert numbers(store, EVERY, 2) == [40, 36]
    assert numbers(store, LogQuery(start=0, end=2**62, before=36), 2) == [32, 28]
    assert numbers(store, LogQuery(start=T + 8_000, end=T + 16_000)) == [12, 8]
    assert numbers(store, LogQuery(start=0, end=2**62, about="A-1")) == [40, 32, 24, 16, 8]
    assert numbers(store, LogQuery(start=0, end=2**62, about="' OR 1=1 --")) == []
    store.close()


@pytest.mark.parametrize(
    "wanted", [EVERY, LogQuery(start=T, end=T + 9, before=9), LogQuery(start=T, end=T, about="A-1")]
)
def test_not_every_fact_is_read_for_them(tmp_path: Path, wanted: LogQuery) -> None:
    store = a_store(tmp_path)
    store.close()
    connection = sqlite3.connect(store.file)
    query = lines(wanted, 3).compile(dialect=dialect(), compile_kwargs={"literal_binds": True})
    plan = " ".join(str(row) for row in connection.execute(f"EXPLAIN QUERY PLAN {query}"))
    connection.close()
    assert "facts_of_log" in plan
    assert "TEMP B-TREE" not in plan
