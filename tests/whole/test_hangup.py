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


def _own_terminal() -> None:
    os.close(os.open(os.ttyname(0), os.O_RDWR))  # whose session it is gets the signal


@pytest.mark.parametrize("told", [True, False], ids=["told by a signal", "told nothing"])
@pytest.mark.parametrize("busy", [False, True], ids=["at rest", "while it draws"])
def test_no_console_outlives_its_terminal(tmp_path: Path, *, busy: bool, told: bool) -> None:
    master, ours = pty.openpty()
    console = subprocess.Popen(
        [WANSHOU, "--socket", str(tmp_path / "hub.sock")],
        stdin=ours,
        stdout=ours,
        stderr=ours,
        start_new_session=True,
        preexec_fn=_own_terminal if told else None,
        env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "WANSHOU_LANGUAGE": "en"},
    )
    os.close(ours)
    drawn = b""
    end = time.monotonic() + DRAWN_S
    while b"connecting" not in drawn and time.monotonic() < end:
        drawn += os.read(master, 65_536)
    assert b"connecting" in drawn
    if busy:
        os.write(master, b"?" * 40)
    os.close(master)
    assert console.wait(20) == 128 + signal.SIGHUP
