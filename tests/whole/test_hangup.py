"""A terminal that goes away takes the console with it: no orphan goes on following the hub."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.terminal import WANSHOU

pytestmark = pytest.mark.real

DRAWN_S = 30.0


@pytest.mark.parametrize("busy", [False, True], ids=["at rest", "while it draws"])
def test_no_console_outlives_its_terminal(tmp_path: Path, *, busy: bool) -> None:
    master, ours = pty.openpty()
    console = subprocess.Popen(
        [WANSHOU, "--socket", str(tmp_path / "hub.sock")],
        stdin=ours,
        stdout=ours,
        stderr=ours,
        start_new_session=True,
        preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),  # its own terminal now
        env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"},
    )
    os.close(ours)
    drawn = b""
    end = time.monotonic() + DRAWN_S
    while b"hub.sock" not in drawn and time.monotonic() < end:
        drawn += os.read(master, 65_536)
    if busy:
        os.write(master, b"?" * 40)
    os.close(master)
    assert console.wait(20) == 128 + signal.SIGHUP
