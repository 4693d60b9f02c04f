"""How long a command takes, against `python -c "import typer"` in the same run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.hub import RunningHub

ROUNDS = 15
SENSORS = 200


def main() -> None:
    """Print the ratios the command line promises."""
    wanshou = str(Path(sys.executable).with_name("wanshou"))
    with tempfile.TemporaryDirectory() as folder, RunningHub(Path(folder), SENSORS) as hub:
        commands = {
            "typer": [sys.executable, "-c", "import typer"],
            "help": [wanshou, "--help"],
            "alerts": [wanshou, "--socket", str(hub.socket), "alerts", "list", "--json"],
        }
        # In turn, so that a slow moment of the machine hits all alike.
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS + 1):
            for name, command in commands.items():
                taken[name].append(_seconds(command))
        typical = {name: statistics.median(times[1:]) for name, times in taken.items()}
    for name, most in (("help", 1.6), ("alerts", 3.3)):
        print(
            f"{' '.join(commands[name][-3:]) if name == 'alerts' else 'wanshou --help'}: "
            f"{typical[name] * 1000:.0f} ms, import typer {typical['typer'] * 1000:.0f} ms, "
            f"ratio {typical[name] / typical['typer']:.2f} (at most {most})"
        )


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
