"""A real terminal to sit at: tmux, typed into and read from."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.hubs import PATIENCE_S, wait_until

WANSHOU = str(Path(sys.executable).with_name("wanshou"))


class Terminal:
    """One tmux window on a server of its own."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int], env: Mapping[str, str]
    ) -> None:
        self._name = f"wanshou-{uuid.uuid4().hex[:8]}"
        width, height = size
        told = [f"{name}={value}" for name, value in env.items()]
        # What the program ended with stays readable after it is gone.
        line = f"{shlex.join(command)}; echo ENDED $?; sleep 60"
        self._tmux(
            *("new-session", "-d", "-x", str(width), "-y", str(height)),
            *(part for one in told for part in ("-e", one)),
            line,
        )

    def press(self, *keys: str) -> None:
        """Type keys, by tmux's names for them."""
        self._tmux("send-keys", *keys)

    def screen(self) -> str:
        """Return what a person would read."""
        return self._tmux("capture-pane", "-p")

    def wait_for(self, text: str, patience_s: float = PATIENCE_S) -> str:
        """Wait until `text` is on the screen; return the screen."""
        try:
            wait_until(lambda: text in self.screen(), patience_s)
        except AssertionError as error:
            raise AssertionError(f"{text!r} never came up:\n{self.screen()}") from error
        return self.screen()

    def pane_pid(self) -> int:
        """Return the process the window runs."""
        return int(self._tmux("display-message", "-p", "#{pane_pid}"))

    def close(self) -> None:
        """Close the window and its server."""
        self._tmux("kill-server")

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._name, *arguments],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        return done.stdout


@contextmanager
def terminal(
    *command: str, size: tuple[int, int] = (120, 40), env: Mapping[str, str] | None = None
) -> Iterator[Terminal]:
    """Run a command in a terminal of that many columns and rows."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    opened = Terminal(command, size, {"WANSHOU_LANGUAGE": "en", **(env or {})})
    try:
        yield opened
    finally:
        opened.close()
