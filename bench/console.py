"""What the console costs at 1,000 readings a second: bytes on the terminal and share of a core.

`python -m bench.console` at three sizes; figures to know, without a target.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.hub import RunningHub
from bench.stream import Stream
from bench.terminal import Terminal

RATE = 1_000
SENSORS = 200
SIZES = ((80, 24), (120, 40), (240, 67))
SETTLE_S = 5.0
MEASURED_S = 20.0


def main() -> None:
    """Print both for every size."""
    with tempfile.TemporaryDirectory() as folder, RunningHub(Path(folder), SENSORS) as hub:
        lines = []
        with Stream(hub, RATE, SENSORS) as stream:
            for columns, rows in SIZES:
                with Terminal(hub.socket, columns, rows) as terminal:
                    lines.append(f"  {columns}×{rows}: {_cost(terminal)}")
        print(f"console at {stream.rate:,.0f} readings/s:", *lines, sep="\n")


def _cost(terminal: Terminal) -> str:
    time.sleep(SETTLE_S)
    began, core_s, written = time.perf_counter(), terminal.core_s(), terminal.bytes
    time.sleep(MEASURED_S)
    took = time.perf_counter() - began
    core = (terminal.core_s() - core_s) / took
    return f"{(terminal.bytes - written) / took / 1000:.1f} kB/s, {core:.0%} of a core"


if __name__ == "__main__":
    main()
