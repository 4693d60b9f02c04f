"""A process that commits as fast as it can and says what was acknowledged, until it is killed.

Work `i` holds fact `i` and `ROWS` readings with value `i`.
"""

from __future__ import annotations

import sys
from collections import deque
from concurrent.futures import Future
from pathlib import Path

from msgspec.structs import replace

from console.domain.readings import Reading
from console.store.work import Work
from tests.store.samples import SENSORS, SMALL, a_fact, a_store, an_alert

ROWS = 120
AHEAD = 8  # works before the writer at once


def a_work(i: int) -> Work:
    """Return work number `i`."""
    readings = [
        Reading(SENSORS[row % len(SENSORS)], i * ROWS + row, float(i)) for row in range(ROWS)
    ]
    return Work(readings=readings, facts=[a_fact(i)], alerts=[replace(an_alert(1), notes=i)])


def main(folder: Path) -> None:
    """Go on from where the store is, for ever."""
    store = a_store(folder, replace(SMALL, slice_rows=300))
    waiting: deque[tuple[int, Future[None]]] = deque()
    i = store.load().last_fact
    while True:
        i += 1
        waiting.append((i, store.commit(a_work(i))))
        if len(waiting) == AHEAD:
            done, future = waiting.popleft()
            future.result()
            sys.stdout.write(f"{done}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
