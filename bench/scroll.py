"""How long a key takes among very many: 10,000 tiles and sensors, a list of 50,000 rows.

From the key typed until the last byte of what it changed is read; a key that changes nothing would
fail. `python -m bench.scroll list` is the list alone, on the terminal it is started on.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from bench.hub import RunningHub, make_site
from bench.stream import publisher_of, reading
from bench.target import told
from bench.terminal import Terminal, console

SENSORS, ROWS = 10_000, 50_000
SIZE = (120, 40)
KEYS = 120
MOST_MS = 50
SETTLE_S = 4.0
QUIET_S = 0.03  # without a byte: what the key changed is all there
PATIENCE_S = 5.0
TAB, DOWN, PAGE_DOWN, PAGE_UP, LAST, FIRST = "\t", "j", "\x1b[6~", "\x1b[5~", "G", "g"


def main() -> None:
    """Print how long keys take on each."""
    with (
        tempfile.TemporaryDirectory() as folder,
        RunningHub(Path(folder), SENSORS, module="bench.scroll") as hub,
    ):
        publisher = publisher_of(hub)
        publisher.send([reading(n, 20 + n % 50) for n in range(SENSORS)], 1)
        with Terminal(console(hub.socket), *SIZE) as terminal:
            time.sleep(SETTLE_S)
            # Past the trouble, the queue and the patrols, to the tiles.
            for _ in range(_stops(terminal)):
                terminal.press(TAB)
                time.sleep(QUIET_S * 3)
            _tell(f"the wall, {SENSORS:,} tiles", _scrolled(terminal))
            terminal.press("4")
            time.sleep(SETTLE_S)
            _tell(f"the sensors, {SENSORS:,} of them", _scrolled(terminal))
    with Terminal([sys.executable, "-m", "bench.scroll", "list"], *SIZE) as terminal:
        time.sleep(SETTLE_S)
        _tell(f"a list of {ROWS:,} rows", _scrolled(terminal))


def _stops(terminal: Terminal) -> int:
    return 3 if "PATROLS" in terminal.picture() else 2


def _scrolled(terminal: Terminal) -> list[float]:
    """Return how long (ms) each of many keys took."""
    keys = [DOWN, DOWN, DOWN, PAGE_DOWN, PAGE_DOWN, PAGE_UP, LAST, FIRST]
    terminal.press(FIRST)
    time.sleep(QUIET_S * 3)
    return [_took(terminal, keys[number % len(keys)]) * 1000 for number in range(KEYS)]


def _took(terminal: Terminal, key: str) -> float:
    time.sleep(random.uniform(0.0, 0.05))  # so that no phase of a redraw is met more often
    began, written = time.perf_counter(), terminal.bytes
    terminal.press(key)
    while terminal.bytes == written:
        if time.perf_counter() - began > PATIENCE_S:
            raise TimeoutError(f"nothing came of {key!r}:\n{terminal.picture()}")
        time.sleep(0.0005)
    while time.perf_counter() - terminal.wrote_at < QUIET_S:
        time.sleep(0.002)
    return terminal.wrote_at - began


def _tell(what: str, taken: Sequence[float]) -> None:
    ranked = sorted(taken)
    p95 = ranked[int(len(ranked) * 0.95)]
    print(
        f"scroll: {what}: p50 {statistics.median(ranked):.0f} ms, p95 {p95:.0f} ms"
        f"{told(p95, MOST_MS)}, worst {ranked[-1]:.0f} ms",
        flush=True,
    )


def _hub(folder: Path, sensors: int) -> None:
    """Run a hub whose devices stand apart, as devices do."""
    from console.hub.service import run
    from console.settings import Settings

    site = make_site(sensors)
    devices = {
        device.id: replace(
            device, latitude=30.66 + n % 100 / 1e4, longitude=104.02 + n // 100 / 1e4
        )
        for n, device in enumerate(site.devices.values())
    }
    settings = Settings(data=folder / "data", socket=folder / "hub.sock")
    run(settings, replace(site, devices=devices))


def _list() -> None:
    from textual.app import App, ComposeResult

    from console import themes
    from console.themed import Themed
    from console.widgets import Ledger, Rows, crop

    class Lists(Themed):
        def compose(self) -> ComposeResult:
            yield Ledger()

        def on_mount(self) -> None:
            ledger = self.query_one(Ledger)
            keys = tuple(f"A-{n}" for n in range(ROWS))
            ledger.show(Rows(keys, lambda n: ((f"A-{n} ", "strong"), ("bench " * 8, "text"))))
            ledger.focus()

    app: App[int] = Lists()
    assert isinstance(app, Lists)
    app.wear(themes.DEFAULT)
    crop.install()
    app.run()


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            main()
        case ["list"]:
            _list()
        case [folder, sensors, _]:
            _hub(Path(folder), int(sensors))
