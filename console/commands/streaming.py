"""Following the hub for as long as somebody wants to: until ended, until a goal, until a limit."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Protocol

import msgspec
import typer

from console.commands.failures import TIMED_OUT
from console.commands.options import duration
from console.contract.facts import Fact
from console.contract.hub import Following
from console.errors import HubUnreachable
from console.printing import talk
from console.wording.commands import say
from console.wording.help import option

if TYPE_CHECKING:
    from console.client.hub import HubClient

RETRIES = 10  # times in a row that a hub may not answer before a watch gives up
RETRY_S = 1.0


class Ending(msgspec.Struct, frozen=True):
    """When a watch ends, if not when interrupted: after so many seconds, or lines."""

    seconds: float | None
    lines: int | None


class Watching(msgspec.Struct, frozen=True):
    """When to end, as it is given."""

    timeout: Annotated[str | None, typer.Option("--timeout", help=option("timeout"))] = None
    lines: Annotated[int | None, typer.Option("--limit", min=1, help=option("lines"))] = None

    def ending(self) -> Ending:
        """Return what was given, understood."""
        return Ending(duration(self.timeout), self.lines)


class Watched(Protocol):
    """What a watch looks for in the stream of facts."""

    as_of: int

    def take(self, fact: Fact) -> bool:
        """Print a fact if it is wanted; tell whether it was."""

    def reached(self) -> bool:
        """Tell whether what was waited for is so."""


def watch_facts(client: HubClient, watched: Watched, ending: Ending) -> None:
    """Hand every fact after `watched.as_of` to `watched`; ride out a hub that restarts."""
    if watched.reached():
        return
    left = ending.lines
    with _ended_by(ending.seconds) as clock:
        for fact in _facts(client, watched.as_of, clock):
            if watched.take(fact) and left is not None:
                left -= 1
            if watched.reached() or left == 0:
                return
    talk(say("timed.out"))
    raise typer.Exit(TIMED_OUT)


class _Deadline:
    """Ends a stream when time is up, whichever stream that then is."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self._lock = threading.Lock()
        self._stream: Following | None = None

    def guard(self, stream: Following) -> None:
        with self._lock:
            self._stream = stream
            if self.over.is_set():
                stream.close()

    def end(self) -> None:
        with self._lock:
            self.over.set()
            if self._stream is not None:
                self._stream.close()


@contextmanager
def _ended_by(seconds: float | None) -> Iterator[_Deadline]:
    deadline = _Deadline()
    timer = threading.Timer(seconds, deadline.end) if seconds is not None else None
    if timer is not None:
        timer.daemon = True
        timer.start()
    try:
        yield deadline
    finally:
        if timer is not None:
            timer.cancel()
        deadline.end()


def _facts(client: HubClient, after: int, deadline: _Deadline) -> Iterator[Fact]:
    failed = 0
    while not deadline.over.is_set():
        try:
            stream = client.follow(after)
            deadline.guard(stream)
            for said in stream:
                failed = 0
                if isinstance(said, Fact):
                    after = said.n
                    yield said
        except HubUnreachable:
            failed += 1
            if failed > RETRIES:
                raise
            if failed == 1:
                talk(say("lost"))
            deadline.over.wait(RETRY_S)
