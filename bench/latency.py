"""From publish to the operator's eye, while 200 sensors say 1,000 readings a second (QoS 1).

One sensor's value changes and is looked for on its tile; another's goes past its limit and the
new occurrence of a high alert is looked for in the queue. What counts is when the bytes reach the
terminal.
"""

from __future__ import annotations

import math
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.hub import RunningHub
from bench.stream import Stream, publisher_of, reading
from bench.target import told
from bench.terminal import Terminal, console

RATE = 1_000
SENSORS = 200
SAMPLES = 160
SIZE = (120, 40)
SETTLE_S = 5.0
PATIENCE_S = 10.0
PAUSES_S = (0.1, 0.6)  # at random, so that no phase of a redraw is met more often
TILE_MS, ALERT_MS = 700, 200  # p99, at most
PROMPT, TILE = 0, 1  # the devices that take part; the first has a rule without delay


def main() -> None:
    """Print how long both ways take."""
    with (
        tempfile.TemporaryDirectory() as folder,
        RunningHub(Path(folder), SENSORS) as hub,
        Terminal(console(hub.socket), *SIZE) as terminal,
    ):
        with Stream(hub, RATE, SENSORS) as stream:
            time.sleep(SETTLE_S)
            probes = Probes(hub, terminal)
            tile = [probes.tile(number) for number in range(SAMPLES)]
            queue = [probes.queue(number) for number in range(SAMPLES)]
        print(f"latency at {stream.rate:,.0f} readings/s, {SAMPLES} samples each:")
        _tell("publish → tile", tile, TILE_MS)
        _tell("publish → new high alert in the queue", queue, ALERT_MS)


class Probes:
    """Two sensors and one who looks for what they say."""

    def __init__(self, hub: RunningHub, terminal: Terminal) -> None:
        self._publisher = publisher_of(hub)
        self._terminal = terminal

    def tile(self, number: int) -> float:
        """Return seconds until a value no other sensor has is on the wall."""
        value = 90 + number / 10
        return self._took(TILE, value, f" {value:.1f} ")

    def queue(self, number: int) -> float:
        """Return seconds until occurrence `number` + 1 of the alert is in the queue."""
        took = self._took(PROMPT, 150, f"@{number + 1} ")
        self._say(PROMPT, 50)
        return took

    def _took(self, device: int, value: float, shown: str) -> float:
        _pause()
        self._terminal.expect(shown)
        began = self._say(device, value)
        return self._terminal.seen_at(PATIENCE_S) - began

    def _say(self, device: int, value: float) -> float:
        message = reading(device, value)
        began = time.perf_counter()
        self._publisher.send([message], 1)
        return began


def _pause() -> None:
    time.sleep(random.uniform(*PAUSES_S))


def _tell(what: str, taken: Sequence[float], most_ms: int) -> None:
    ranked = sorted(taken)
    p99 = ranked[math.ceil(0.99 * len(ranked)) - 1]
    print(
        f"  {what}: p50 {statistics.median(ranked) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms"
        f"{told(p99 * 1000, most_ms, f'{most_ms} ms')}, worst {ranked[-1] * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
