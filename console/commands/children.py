"""Processes of ours that end when we do, however that is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from console.child import die_with_parent

STOP_S = 5.0  # what a child has for an orderly end
WORDS_BYTES = 64 * 1024  # of a child's log, read at once
TAIL = 10  # lines of a child's log that are shown when it ended on its own


class Children:
    """Other `wanshou` commands, run beside this one; each writes what it says into a log."""

    def __init__(self, logs: Path, settings: dict[str, str]) -> None:
        self._logs = logs
        own = {name: text for name, text in os.environ.items() if not name.startswith("WANSHOU_")}
        self._environ = {**own, **settings}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, arguments: Sequence[str]) -> None:
        """Start a command; only the main thread may, as its children end with the thread."""
        with self._log(name).open("wb") as log:
            # A group of its own: ctrl-c is for us, who end the children in order.
            self._running[name] = subprocess.Popen(
                [sys.executable, "-P", "-m", "console", *arguments],
                env=self._environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
                preexec_fn=die_with_parent(signal.SIGTERM),
            )

    def ended(self) -> str | None:
        """Return the name of a child that ended on its own, if one did."""
        running = self._running.items()
        return next((name for name, child in running if child.poll() is not None), None)

    def code(self, name: str) -> int | None:
        """Return how a child ended, once it has."""
        return self._running[name].poll()

    def words(self, name: str, since: int) -> tuple[list[str], int]:
        """Return the whole lines of a child's log from byte `since` on, and where they end."""
        with self._log(name).open("rb") as log:
            log.seek(since)
            whole, newline, _ = log.read(WORDS_BYTES).rpartition(b"\n")
        return whole.decode("utf-8", "replace").splitlines(), since + len(whole + newline)

    def last_words(self, name: str) -> list[str]:
        """Return the end of a child's log."""
        return self._log(name).read_text("utf-8", "replace").splitlines()[-TAIL:]

    def stop(self) -> None:
        """End them, the last one started first; one that does not listen is killed."""
        while self._running:
            _, child = self._running.popitem()
            child.terminate()
            try:
                child.wait(STOP_S)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _log(self, name: str) -> Path:
        return self._logs / f"{name}.log"


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Turn the signals that would end us at once into an exception, so that all is tidied up.

    Then leave at once: a thread still waiting for a terminal that is gone must not keep us.
    """
    ended: list[int] = []

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        ended.append(128 + number)
        raise SystemExit(128 + number)

    former = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        if ended:
            os._exit(ended[0])
        for number, handler in former.items():
            signal.signal(number, handler)
