"""How soon something stands on the screen, against an app of Textual that says one line.

Each in its turn on the same kind of pseudo-terminal, from the process's start; medians.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.hub import RunningHub
from bench.stream import publisher_of, reading
from bench.target import told
from bench.terminal import Terminal, console

SENSORS = 200
SIZE = (120, 40)
ROUNDS = 7
PATIENCE_S = 30.0
MOST_FIRST, MOST_LIVE = 1.6, 3.0
SAID, FIRST = "hello there", "connecting to the hub"
VALUE = 99.0  # of the first tile, which no other has
TRIVIAL = f"""
from textual.app import App
from textual.widgets import Static

class Trivial(App):
    def compose(self):
        yield Static("{SAID}")

Trivial().run()
"""


def main() -> None:
    """Print when the first picture stood, and when the values of the sensors did."""
    with tempfile.TemporaryDirectory() as folder, RunningHub(Path(folder), SENSORS) as hub:
        _fill(hub)
        ways = {
            "trivial": ([sys.executable, "-c", TRIVIAL], SAID),
            "first": (console(hub.socket), FIRST),
            "live": (console(hub.socket), f" {VALUE:.1f} "),
        }
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for turn in range(ROUNDS + 1):  # in turn, so that a slow moment of the machine hits all
            for name, (command, text) in ways.items():
                took = _until(command, text)
                if turn:  # the first time modules may have to be compiled
                    taken[name].append(took)
    trivial, first, live = (statistics.median(times) for times in taken.values())
    print(
        f"first paint: {first * 1000:.0f} ms against {trivial * 1000:.0f} ms of a trivial app,"
        f" ratio {first / trivial:.2f}{told(first / trivial, MOST_FIRST)}"
    )
    print(
        f"  with {SENSORS} live sensors shown: {live * 1000:.0f} ms,"
        f" ratio {live / trivial:.2f}{told(live / trivial, MOST_LIVE)}"
    )


def _until(command: list[str], text: str) -> float:
    with Terminal(command, *SIZE, expected=text) as terminal:
        return terminal.seen_at(PATIENCE_S) - terminal.began_at


def _fill(hub: RunningHub) -> None:
    """Have every sensor say something."""
    publisher = publisher_of(hub)
    said = [reading(0, VALUE), *(reading(n, 20 + n % 50) for n in range(1, SENSORS))]
    publisher.send(said, 1)
    publisher.close()
    time.sleep(1)


if __name__ == "__main__":
    main()
