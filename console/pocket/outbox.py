"""What a patrol said, on its way to the hub: in order, each once, however long the hub is away."""

from __future__ import annotations

import queue
import secrets
import threading
from collections import deque

import msgspec

from console.contract.hub import Hub
from console.contract.request import Request
from console.errors import ConsoleError, HubUnreachable
from console.pocket.draft import Notebook

WAITING_MAX = 20  # acts; when full, what comes next is not taken and the patrol is told
ANSWERS_MAX = 50
RETRY_S = 2.0
STOP_S = 1.0


class Answered(msgspec.Struct, frozen=True):
    """What became of one request: accepted, or the error it was refused with."""

    request: Request
    error: ConsoleError | None = None


class Outbox:
    """Sends on a thread of its own; the key each act carries makes a repeat the same act.

    What waits is written to `notebook` before it is sent, and leaves it once it is answered.
    """

    def __init__(
        self, hub: Hub, *, notebook: Notebook | None = None, retry_s: float = RETRY_S
    ) -> None:
        self._hub = hub
        self._notebook = notebook
        self._retry_s = retry_s
        self._kept: deque[tuple[Request, str]] = deque()
        self._lock = threading.Lock()
        self._waiting: queue.Queue[tuple[Request, str]] = queue.Queue(WAITING_MAX)
        self._answers: deque[Answered] = deque(maxlen=ANSWERS_MAX)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
        for request, key in notebook.waiting()[:WAITING_MAX] if notebook is not None else ():
            self._waiting.put_nowait((request, key))
            self._kept.append((request, key))

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def stop(self) -> None:
        """End; what still waits is sent when the program is next started."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    def put(self, request: Request) -> bool:
        """Take `request` along; false when too much is waiting already."""
        act = request, secrets.token_hex(8)
        with self._lock:
            if len(self._kept) >= WAITING_MAX:
                return False
            self._kept.append(act)
            self._write_down()
        self._waiting.put_nowait(act)
        return True

    def take(self) -> list[Answered]:
        """Return what was answered since the last call."""
        taken: list[Answered] = []
        while self._answers:
            taken.append(self._answers.popleft())
        return taken

    @property
    def waiting(self) -> int:
        """Return how many acts the hub has not answered yet."""
        return self._waiting.unfinished_tasks

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                request, key = self._waiting.get(timeout=0.1)
            except queue.Empty:
                continue
            answered = self._sent(request, key)
            if answered is not None:
                with self._lock:
                    self._kept.popleft()
                    self._write_down()
                self._answers.append(answered)
                self._waiting.task_done()

    def _write_down(self) -> None:
        if self._notebook is not None:
            self._notebook.queue(self._kept)

    def _sent(self, request: Request, key: str) -> Answered | None:
        while not self._stopping.is_set():
            try:
                self._hub.do(request, key=key)
            except HubUnreachable:
                self._stopping.wait(self._retry_s)
            except ConsoleError as error:
                return Answered(request, error)
            else:
                return Answered(request)
        return None
