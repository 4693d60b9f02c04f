"""`wanshou web` as a person runs it, and what asks it over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec

WANSHOU = [sys.executable, "-m", "console"]
PATIENCE_S = 20.0


class Serving(msgspec.Struct, frozen=True, kw_only=True):
    """A running `wanshou web`: its process and the address it printed."""

    process: subprocess.Popen[str]
    address: str

    @property
    def host(self) -> str:
        """Return host and port."""
        return urlsplit(self.address).netloc

    @property
    def token(self) -> str:
        """Return the token that works once."""
        return parse_qs(urlsplit(self.address).query)["token"][0]


@contextmanager
def serving(
    socket: Path, *options: str, environ: Mapping[str, str] | None = None
) -> Iterator[Serving]:
    """Run `wanshou web` for the length of a test."""
    process = subprocess.Popen(
        [*WANSHOU, "--language", "en", "--socket", str(socket), "web", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **(environ or {})},
    )
    assert process.stdout is not None
    try:
        yield Serving(process=process, address=process.stdout.readline().strip())
    finally:
        process.stdout.close()
        process.terminate()
        process.wait(PATIENCE_S)


def consoles(server: Serving) -> set[int]:
    """Return the processes of the consoles that are open."""
    task = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    return set(map(int, task.read_text().split()))


def alive(process: int) -> bool:
    """Tell whether a process still runs."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
