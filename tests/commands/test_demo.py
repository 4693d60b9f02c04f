"""`wanshou demo` leaves nothing behind, however it ends."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.hubs import wait_until

pytestmark = pytest.mark.real

DEMO = [sys.executable, "-m", "console", "demo", "--speed", "600"]
PATIENCE_S = 30.0


@pytest.fixture
def runtime() -> Iterator[Path]:
    # Not pytest's own folder: a socket's path has room for 107 bytes.
    with tempfile.TemporaryDirectory(prefix="w-") as folder:
        yield Path(folder)


def environ(runtime: Path) -> dict[str, str]:
    return {**os.environ, "XDG_RUNTIME_DIR": str(runtime), "TERM": "xterm-256color"}


@contextmanager
def demo(runtime: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Run a demo without a screen; make sure that it is gone afterwards."""
    process = subprocess.Popen(
        [*DEMO, "--headless", *options],
        env=environ(runtime),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ours(runtime: Path) -> list[str]:
    """Return the processes that were started with this runtime folder."""
    mark = f"XDG_RUNTIME_DIR={runtime}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append((process / "cmdline").read_text())
        except OSError:
            continue  # it ended meanwhile, or is someone else's
    return found


def nothing_left(runtime: Path) -> bool:
    """Tell whether no process and no file of a demo is there any more."""
    return not ours(runtime) and not list((runtime / "wanshou").iterdir())


def facts(process: subprocess.Popen[str], count: int) -> list[int]:
    assert process.stdout is not None
    return [json.loads(process.stdout.readline())["n"] for _ in range(count)]


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_facts_without_a_screen_until_a_signal(
    runtime: Path, number: signal.Signals, code: int
) -> None:
    with demo(runtime) as process:
        assert facts(process, 20) == list(range(1, 21))
        process.send_signal(number)
        assert process.wait(PATIENCE_S) == code
        assert nothing_left(runtime)


def test_a_kill_leaves_nothing_either(runtime: Path) -> None:
    with demo(runtime) as process:
        facts(process, 5)
        process.kill()
        process.wait(PATIENCE_S)
        wait_until(lambda: nothing_left(runtime), PATIENCE_S)


def test_a_reader_that_goes_away_ends_it(runtime: Path) -> None:
    with demo(runtime) as process:
        facts(process, 1)
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(PATIENCE_S) == 141
        assert nothing_left(runtime)
        process.stdout = None


def test_a_hub_that_dies_ends_it_with_its_last_words(runtime: Path) -> None:
    with demo(runtime, "--data", str(runtime / "kept")) as process:
        facts(process, 1)
        (hub,) = (
            int(process.name)
            for process in Path("/proc").glob("[0-9]*")
            if b"hub\0run" in _read(process / "cmdline")
            and str(runtime).encode() in _read(process / "environ")
        )
        os.kill(hub, signal.SIGKILL)
        assert process.wait(PATIENCE_S) == 3
        assert not ours(runtime)
        assert (runtime / "kept" / "hub.log").exists()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def test_the_console_opens_on_it_and_q_ends_all(runtime: Path) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, DEMO, environ(runtime))
    seen = b""
    give_up = time.monotonic() + PATIENCE_S
    sent = False
    while time.monotonic() < give_up:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break  # the other side closed it: the demo has ended
        if not sent and "µg/m³".encode() in seen:
            os.write(terminal, b"q")
            sent = True
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert sent, seen[-2000:]
    assert os.waitstatus_to_exitcode(status) == 0
    assert nothing_left(runtime)
