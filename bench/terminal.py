"""A program on a terminal of its own, mostly the console, and what stands there when."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

CHUNK = 64 * 1024
STOP_TIMEOUT_S = 10
UNWANTED = {"PYTHONDONTWRITEBYTECODE"}  # modules are compiled once, as where it is installed
TICKS_S: int = os.sysconf("SC_CLK_TCK")
# What the console writes: places, strings to be ignored, other sequences, line ends, text.
WRITTEN = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H|\x1b[P\]_^X][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[P\]_^X]|(?P<end>[\r\n])|(?P<text>[^\x1b\r\n]+)"
)
UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[P\]_^X][^\x07\x1b]*\x1b?)?$")


class Screen:
    """The characters on a terminal of `columns` by `rows`, each one cell wide."""

    def __init__(self, columns: int, rows: int) -> None:
        self._rows = [[" "] * columns for _ in range(rows)]
        self._row = self._column = 0
        self._rest = ""

    def write(self, text: str) -> None:
        """Take in what was written."""
        text = self._rest + text
        unfinished = UNFINISHED.search(text)
        self._rest = unfinished.group() if unfinished else ""
        for found in WRITTEN.finditer(text[: len(text) - len(self._rest)]):
            self._take(found)

    def lines(self) -> list[str]:
        """Return what stands there."""
        return ["".join(row) for row in self._rows]

    def _take(self, found: re.Match[str]) -> None:
        row, column, end, text = found.group("row", "column", "end", "text")
        if row:
            self._row, self._column = int(row) - 1, int(column) - 1
        elif end == "\r":
            self._column = 0
        elif end:
            self._row, self._column = min(self._row + 1, len(self._rows) - 1), 0
        elif text:
            line = self._rows[self._row]
            line[self._column : self._column + len(text)] = text[: len(line) - self._column]
            self._column += len(text)


def console(socket: Path) -> list[str]:
    """Return the command that opens the console of the hub at `socket`."""
    wanshou = str(Path(sys.executable).with_name("wanshou"))
    return [wanshou, "--language", "en", "--socket", str(socket)]


class Terminal:
    """Runs a command from enter to exit; reads all it writes, and answers nothing."""

    def __init__(
        self,
        command: Sequence[str],
        columns: int,
        rows: int,
        *,
        env: Mapping[str, str] | None = None,
        expected: str | None = None,
    ) -> None:
        self.bytes = 0
        self.wrote_at = 0.0  # when (`perf_counter`) anything was last read from it
        self._screen = Screen(columns, rows)
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._awaited = expected
        self._seen = threading.Event()
        self._seen_at = 0.0
        self._master, ours = pty.openpty()
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))
        gone = {*UNWANTED, "COLUMNS", "LINES", "NO_COLOR", "SSH_CONNECTION"}
        kept = {name: value for name, value in os.environ.items() if name not in gone}
        self.began_at = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=ours,
            stdout=ours,
            stderr=ours,
            start_new_session=True,
            env=kept
            | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
            | dict(env or {}),
        )
        os.close(ours)
        self._reader = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> Self:
        self._reader.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_TIMEOUT_S)
        self._process.kill()
        self._process.wait()
        self._reader.join(STOP_TIMEOUT_S)
        os.close(self._master)

    def press(self, keys: str) -> None:
        """Type `keys`, as a terminal sends them."""
        os.write(self._master, keys.encode())

    def expect(self, text: str) -> None:
        """Look out for `text` from now on."""
        self._seen.clear()
        self._awaited = text

    def seen_at(self, patience_s: float) -> float:
        """Return when (`perf_counter`) what is expected came; raise `TimeoutError` if it didn't."""
        if not self._seen.wait(patience_s):
            raise TimeoutError(f"{self._awaited!r} not on the screen:\n{self.picture()}")
        return self._seen_at

    def picture(self) -> str:
        """Return what stands on the screen."""
        return "\n".join(self._screen.lines())

    def core_s(self) -> float:
        """Return the seconds of a core the console has used."""
        after_name = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2]
        user, system = after_name.split()[11:13]
        return (int(user) + int(system)) / TICKS_S

    def memory_mb(self) -> float:
        """Return how much memory it holds."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _read(self) -> None:
        while chunk := self._chunk():
            came = self.wrote_at = time.perf_counter()
            self.bytes += len(chunk)
            self._screen.write(self._decoder.decode(chunk))
            awaited = self._awaited
            if awaited is not None and awaited in self.picture():
                self._awaited, self._seen_at = None, came
                self._seen.set()

    def _chunk(self) -> bytes:
        try:
            return os.read(self._master, CHUNK)
        except OSError:  # the other end has closed
            return b""
