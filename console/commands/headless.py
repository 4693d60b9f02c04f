"""A demo without a screen: its facts on stdout, until a part of it ends."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from console.commands.children import Children
from console.commands.failures import HUB_GONE, TIMED_OUT
from console.contract.facts import Fact
from console.contract.hub import Following
from console.contract.views import Page, SceneView
from console.errors import HubUnreachable
from console.printing import json_text, put, talk
from console.settings import Settings
from console.wording import plain
from console.wording.commands import say

if TYPE_CHECKING:
    from console.client.hub import HubClient

POLL_S = 0.1
SPOKESMAN = "simulator"  # whose words, such as how far a replay is, are worth hearing
PLAYED_OUT = (0, TIMED_OUT)  # how it ends when it was given an end


def run_headless(children: Children, settings: Settings, *, ends: bool) -> int:
    """Print facts as they happen; return the exit code when a part ends on its own.

    With `ends` that is how the simulator's part ended, where it came to its end.
    """
    talk(say("demo.starting", folder=settings.data))
    ended = _print_facts(children, settings.socket)
    code = children.code(ended)
    if ended == SPOKESMAN and ends and code in PLAYED_OUT:
        return code
    talk(say("demo.ended"))
    for line in children.last_words(ended):
        talk(plain(line))
    return HUB_GONE


def _print_facts(children: Children, socket: Path) -> str:
    """Print every fact of the hub at `socket` as it happens; return which part ended.

    What the simulator says goes to stderr meanwhile.
    """
    from console.client.hub import HubClient

    after = 0
    with HubClient(socket) as client:
        attendant = _Attendant(children)
        attendant.start()
        try:
            while (ended := children.ended()) is None:
                after = _printed(client, after, attendant)
            if ended == SPOKESMAN:
                _print_rest(client, after)
        finally:
            attendant.end()
    return ended


def _printed(client: HubClient, after: int, attendant: _Attendant) -> int:
    """Print facts until the stream ends; return the number of the last one."""
    try:
        stream = client.follow(after)
        attendant.guard(stream)
        for said in stream:
            if isinstance(said, Fact):
                after = said.n
                put(json_text(said))
    except HubUnreachable:
        attendant.pause()  # it is only just starting, or ending
    return after


def _print_rest(client: HubClient, after: int) -> None:
    """Print what happened since: the driver is gone, so data time stands still."""
    newest = client.ask("scenes", Page[SceneView]).as_of
    if newest <= after:
        return
    stream = client.follow(after)
    for said in stream:
        if isinstance(said, Fact):
            put(json_text(said))
            if said.n >= newest:
                break
    stream.close()


class _Attendant(threading.Thread):
    """Passes on what the simulator says, and ends the stream of facts when a part has ended."""

    def __init__(self, children: Children) -> None:
        super().__init__(daemon=True)
        self._children = children
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._stream: Following | None = None
        self._heard = 0

    def run(self) -> None:
        """Look after both until the end."""
        while not self._over.wait(POLL_S):
            self._pass_on()
            if self._children.ended() is not None:
                self._over.set()
        with self._lock:
            if self._stream is not None:
                self._stream.close()
        self._pass_on()

    def guard(self, stream: Following) -> None:
        """Take charge of a stream."""
        with self._lock:
            self._stream = stream
            if self._over.is_set():
                stream.close()

    def pause(self) -> None:
        """Wait a moment, or until a part has ended."""
        self._over.wait(POLL_S)

    def end(self) -> None:
        """Leave nothing open."""
        self._over.set()
        self.join()

    def _pass_on(self) -> None:
        words, self._heard = self._children.words(SPOKESMAN, self._heard)
        for line in words:
            talk(plain(line))
