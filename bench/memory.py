"""Whether the console's memory stays flat while a million readings pass by."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.hub import RunningHub
from bench.stream import publisher_of, reading
from bench.target import told
from bench.terminal import Terminal, console

SENSORS = 200
READINGS, WARM = 1_000_000, 100_000
CHUNK = 10_000
SIZE = (120, 40)
MOST_MB = 5.0
SETTLE_S = 5.0
PATIENCE_S = 30.0


def main() -> None:
    """Print what the console holds before and after."""
    with (
        tempfile.TemporaryDirectory() as folder,
        RunningHub(Path(folder), SENSORS) as hub,
        Terminal(console(hub.socket), *SIZE) as terminal,
    ):
        terminal.expect("all fine")
        terminal.seen_at(PATIENCE_S)
        publisher = publisher_of(hub)
        # The first of them fill what is kept of each sensor: its newest values.
        began = time.perf_counter()
        for first in range(0, WARM + READINGS, CHUNK):
            if first == WARM:
                time.sleep(SETTLE_S)
                before = terminal.memory_mb()
            publisher.send(
                [reading(n % SENSORS, 20 + n % 500 / 10) for n in range(first, first + CHUNK)], 1
            )
        took = time.perf_counter() - began
        terminal.expect(":")  # it still draws
        terminal.seen_at(PATIENCE_S)
        time.sleep(SETTLE_S)
        after = terminal.memory_mb()
    print(
        f"memory: {before:.1f} MB, and {after:.1f} MB after {READINGS:,} readings"
        f" at {(WARM + READINGS) / took:,.0f}/s: {after - before:+.1f} MB"
        f"{told(after - before, MOST_MB)}"
    )


if __name__ == "__main__":
    main()
