"""`make demo`: a living community on the screen, and nothing left behind, however it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.hubs import wait_until
from tests.terminal import Terminal, terminal

pytestmark = [pytest.mark.real, pytest.mark.timeout(180)]

ROOT = Path(__file__).parent.parent.parent
START_S = 60.0


def ours(folder: Path) -> list[str]:
    """Return the command lines of all processes that run with `folder` as their runtime folder."""
    wanted = f"XDG_RUNTIME_DIR={folder}".encode()
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (place / "environ").read_bytes().split(b"\0"):
                found.append((place / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue  # gone meanwhile, or not ours to look into
    return [line for line in found if "tmux" not in line and not line.startswith(("sh ", "bash "))]


def nothing_left(folder: Path) -> bool:
    """Tell whether no process, socket or lock of the demo is left."""
    running = [line for line in ours(folder) if "wanshou" in line or "console" in line]
    return not running and not [path for path in folder.rglob("*") if not path.is_dir()]


def playing(screen: Terminal) -> str:
    """Wait until the story is on the screen."""
    wait_until(lambda: re.search(r"[1-9]\d* unacknowledged", screen.screen()), START_S)
    return screen.screen()


@pytest.mark.parametrize("size", [(80, 24), pytest.param((160, 45), marks=pytest.mark.again)])
def test_the_screen_lives_and_q_leaves_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    tmp_path.chmod(0o700)
    command = ("make", "-s", "-C", str(ROOT), "demo")
    with terminal(*command, size=size, env={"XDG_RUNTIME_DIR": str(tmp_path)}) as screen:
        shown = playing(screen)
        assert "Wanshouqiao" in shown
        assert "DRILL ×60" in shown
        assert "Air" in shown
        screen.press("2", "a")
        screen.wait_for("Acknowledged")
        screen.press("q")
        screen.wait_for("ENDED 0")
        wait_until(lambda: nothing_left(tmp_path))


@pytest.mark.parametrize(
    "number", [signal.SIGKILL, signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.again)]
)
def test_a_kill_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    tmp_path.chmod(0o700)
    command = ("make", "-s", "-C", str(ROOT), "demo")
    with terminal(*command, env={"XDG_RUNTIME_DIR": str(tmp_path)}) as screen:
        playing(screen)
        found = subprocess.run(
            ["pgrep", "-f", "wanshou demo"], capture_output=True, text=True, check=True
        )
        for pid in map(int, found.stdout.split()):
            environ = Path(f"/proc/{pid}/environ").read_bytes()
            name = Path(f"/proc/{pid}/comm").read_text().strip()
            if str(tmp_path).encode() in environ and name in ("wanshou", "python3.11", "python"):
                os.kill(pid, number)
        screen.wait_for("ENDED")
        wait_until(lambda: nothing_left(tmp_path))
