"""What the console costs at 1,000 readings a second: bytes on the terminal and share of a core.

`python -m bench.console` at three sizes, and on a slow line; targets are for 120×40.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.hub import RunningHub
from bench.stream import Stream
from bench.target import told
from bench.terminal import Terminal, console

RATE = 1_000
SENSORS = 200
AIMED = (120, 40)
SIZES = ((80, 24), AIMED, (240, 67))
SETTLE_S = 5.0
MEASURED_S = 20.0
MOST_KB_S, MOST_SLOW_KB_S, MOST_CORE = 25.0, 10.0, 0.15
SLOW = {"WANSHOU_SCREEN_SLOW_LINE": "yes"}


def main() -> None:
    """Print both for every size."""
    with tempfile.TemporaryDirectory() as folder, RunningHub(Path(folder), SENSORS) as hub:
        lines = []
        with Stream(hub, RATE, SENSORS) as stream:
            for size in SIZES:
                with Terminal(console(hub.socket), *size) as terminal:
                    lines.append(_line(size, _cost(terminal), MOST_KB_S))
            with Terminal(console(hub.socket), *AIMED, env=SLOW) as terminal:
                lines.append(f"{_line(AIMED, _cost(terminal), MOST_SLOW_KB_S)}, on a slow line")
        print(f"console at {stream.rate:,.0f} readings/s:", *lines, sep="\n")


def _cost(terminal: Terminal) -> tuple[float, float]:
    """Return kB/s and the share of a core."""
    time.sleep(SETTLE_S)
    began, core_s, written = time.perf_counter(), terminal.core_s(), terminal.bytes
    time.sleep(MEASURED_S)
    took = time.perf_counter() - began
    return (terminal.bytes - written) / took / 1000, (terminal.core_s() - core_s) / took


def _line(size: tuple[int, int], cost: tuple[float, float], most_kb_s: float) -> str:
    kb_s, core = cost
    written, used = f"{kb_s:.1f} kB/s", f"{core:.0%} of a core"
    if size == AIMED:
        written += told(kb_s, most_kb_s, f"{most_kb_s:.0f}")
        used += told(core, MOST_CORE, f"{MOST_CORE:.0%}")
    return f"  {size[0]}×{size[1]}: {written}, {used}"


if __name__ == "__main__":
    main()
