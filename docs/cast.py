"""Record the README's cast: the loop of gate 1, played by keys on the console of `wanshou demo`.

`make pictures` runs it after the pictures. The recording is asciicast 2: a line of JSON that says
how large the terminal is, then one line for everything written, with the second it was written.
"""

from __future__ import annotations

import codecs
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

from bench.terminal import Screen

CAST = Path(__file__).parent / "images" / "loop.cast"
COLUMNS, ROWS = 120, 32
PATIENCE_S = 60.0
PAUSE_S = 1.5
CHUNK = 64 * 1024
# Wait for these words, then press these keys.
LOOP = (
    ("1 unacknowledged", "2"),
    ("Gate 1 air probe", "a"),
    ("acknowledged", "d"),
    ("", "\r"),
    ("", "\r"),
    ("", "3"),
    ("2 idling", "o"),
    ("", "\r"),
    ("", "\r"),
    ("suppression", "o"),
    ("", "\r"),
    ("", "\r"),
    ("by its sensor", "x"),
    ("", "\r"),
    ("", "1"),
    ("", "q"),
)
SOCKET = re.compile(r"/[^\s\x1b]*/hub\.sock")  # where this machine has it is nobody's business


class Recorder:
    """A terminal on which everything written is kept, with its moment."""

    def __init__(self) -> None:
        self.written: list[tuple[float, str]] = []
        self._screen = Screen(COLUMNS, ROWS)
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._master, ours = pty.openpty()
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("4H", ROWS, COLUMNS, 0, 0))
        told = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "console", "--language", "en", "demo"],
            stdin=ours,
            stdout=ours,
            stderr=ours,
            start_new_session=True,
            env={**os.environ, **told, "WANSHOU_SCREEN_SLOW_LINE": "yes"},
        )
        os.close(ours)
        self._began = time.perf_counter()

    def wait_for(self, words: str) -> None:
        """Record until `words` are on the screen, then a moment longer, as a reader needs."""
        end = time.perf_counter() + PATIENCE_S
        while words not in self._reads():
            if time.perf_counter() > end:
                raise SystemExit(f"{words!r} never came:\n{self._reads()}")
            self._record(0.1)
        self._record(PAUSE_S)

    def press(self, key: str) -> None:
        """Type a key."""
        os.write(self._master, key.encode())

    def finish(self) -> None:
        """Record to the end."""
        while self._process.poll() is None:
            self._record(0.1)
        os.close(self._master)

    def stop(self) -> None:
        """End whatever still runs."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait()

    def _reads(self) -> str:
        return "\n".join(self._screen.lines())

    def _record(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if not select.select([self._master], [], [], left)[0]:
                return
            try:
                text = self._decoder.decode(os.read(self._master, CHUNK))
            except OSError:  # the other end has closed
                return
            self.written.append((time.perf_counter() - self._began, text))
            self._screen.write(text)


def _elsewhere(found: re.Match[str]) -> str:
    return "/run/wanshou/hub.sock".ljust(len(found.group()))


def main() -> None:
    """Play the loop and keep it."""
    recorder = Recorder()
    try:
        for words, key in LOOP:
            recorder.wait_for(words)
            recorder.press(key)
        recorder.finish()
    finally:
        recorder.stop()
    head = {
        "version": 2,
        "width": COLUMNS,
        "height": ROWS,
        "title": "wanshou: the loop of gate 1",
        "idle_time_limit": 2,
    }
    shown = ((at, SOCKET.sub(_elsewhere, text)) for at, text in recorder.written)
    lines = [head, *([round(at, 3), "o", text] for at, text in shown)]
    CAST.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    print(f"docs/images/{CAST.name}: {CAST.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
