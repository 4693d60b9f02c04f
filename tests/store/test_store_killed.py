"""The process killed while it writes: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from console.domain.rollups import Per
from tests.store.samples import SENSORS, a_store, rows
from tests.store.writing import ROWS

SEEDS = range(6)


def acknowledged_until_killed(folder: Path, works: int) -> int:
    """Start the writing process, kill it after about `works`; return the last acknowledged."""
    command = [sys.executable, "-m", "tests.store.writing", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(works):
            assert process.stdout.readline()
        process.kill()
        lines = process.stdout.read().splitlines()
    # The last line may be torn: then its work counts as not acknowledged.
    whole = [int(line) for line in lines[:-1]]
    return max(whole, default=0)


@pytest.mark.real
def test_kill_nine_under_load(tmp_path: Path) -> None:
    for seed in SEEDS:
        chance = random.Random(seed)
        acknowledged = acknowledged_until_killed(tmp_path, chance.randint(1, 150))
        store = a_store(tmp_path)
        last = store.load().last_fact
        assert last >= acknowledged
        assert [fact.n for fact in store.facts(0, last + 1)] == list(range(1, last + 1))
        assert [alert.notes for alert in store.alerts()] == [last]
        per_work = rows(store.file, "SELECT value, count(*) FROM readings GROUP BY value")
        assert per_work == [(float(i), ROWS) for i in range(1, last + 1)]
        for sensor in SENSORS:
            rolled = store.rollups(sensor, Per.HOUR, (0, 2**40), 10**6)
            assert sum(rollup.count for rollup in rolled) * len(SENSORS) == last * ROWS
        assert rows(store.file, "PRAGMA integrity_check") == [("ok",)]
        store.close()
