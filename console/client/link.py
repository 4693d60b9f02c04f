"""Keeps a console's picture current: a snapshot, then every fact after it, for as long as it runs.

It asks for a new snapshot after every break, so that whatever happened meanwhile (another hub,
another site file, a store put back) the picture is whole again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing

from console.client.standing import Standing, standing_at
from console.client.stream import FellBehind
from console.clock import moment
from console.contract.facts import Fact, Unknown
from console.contract.hub import Following, Hub
from console.contract.views import Snapshot
from console.errors import ConsoleError

# Facts waiting to be taken. When full, all are dropped and, once the taker is back, a new
# snapshot says what they amounted to.
INBOX_FACTS = 2_000
# What only a newer hub can fold in is asked for as a new snapshot, but not more often than this.
ANEW_S = 10.0
RETRY_FIRST_S = 0.2
RETRY_LAST_S = 3.0
STOP_S = 1.0


class Link:
    """Follows `hub` on its own thread; `wake` (called there) says that there is something to take.

    `wake` is called once, then not again before `take`. `error` is why the last attempt failed,
    `None` while all is well.
    """

    def __init__(
        self, hub: Hub, *, wake: Callable[[], object], elapsed: Callable[[], float]
    ) -> None:
        self.error: ConsoleError | None = None
        self._hub = hub
        self._wake = wake
        self._elapsed = elapsed
        self._lock = threading.Lock()
        self._inbox: list[Snapshot | Fact] = []
        self._woken = False
        self._taken = threading.Event()
        self._crash: Exception | None = None
        self._heard: float | None = None
        self._told: tuple[int, float] | None = None
        self._drill = False
        self._speed: float | None = None
        self._whole_at = 0.0
        self._puzzled = False
        self._pause_s = RETRY_FIRST_S
        self._following: Following | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="link", daemon=True)

    def start(self) -> None:
        """Begin; it goes on through every break until stopped."""
        self._thread.start()

    def stop(self) -> None:
        """End within a second, whatever the hub does."""
        with self._lock:
            self._stopping.set()
            self._taken.set()
        following = self._following
        if following is not None:
            following.close()
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    def take(self) -> list[Snapshot | Fact]:
        """Return what came since the last call, in order; a snapshot replaces all before it.

        Raise what the link's thread died of, should it ever.
        """
        if self._crash is not None:
            raise self._crash
        with self._lock:
            taken, self._inbox = self._inbox, []
            self._woken = False
        self._taken.set()
        return taken

    def standing(self) -> Standing:
        """Return how far facts can be trusted now."""
        return standing_at(self.age_s(), broken=self.error is not None)

    def age_s(self) -> float | None:
        """Return real seconds since the last sign of life; `None` before the first."""
        return None if self._heard is None else self._elapsed() - self._heard

    def data_now(self) -> int | None:
        """Return data time (ms) as far as is known: in a drill the moment last told, else the
        hub's time of day."""
        if self._told is None:
            return None
        now, heard = self._told
        return now if self._drill else now + round((self._elapsed() - heard) * 1000)

    def speed(self) -> float | None:
        """Return how many times as fast as real time a drill's data time runs; else `None`."""
        return self._speed

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._keep_up()
            except ConsoleError as error:
                self.error = error
            except Exception as crash:  # noqa: BLE001 - a bug: it is raised where someone looks
                self._crash = crash
                self._wake()
                return
            self._stopping.wait(self._pause_s)
            self._pause_s = min(self._pause_s * 2, RETRY_LAST_S)

    def _keep_up(self) -> None:
        snapshot = self._hub.ask("snapshot", Snapshot)
        self._drill = snapshot.drill is not None
        self._speed = snapshot.drill.speed if snapshot.drill else None
        self._hear(moment(snapshot.now))
        self._whole_at, self._puzzled = self._elapsed(), False
        if not self._offer(snapshot):
            return
        last = snapshot.as_of
        with closing(self._hub.follow(last)) as following:
            self._following = following
            self.error = None
            if self._stopping.is_set():
                return
            for said in following:
                self._pause_s = RETRY_FIRST_S
                if self._puzzled and self._elapsed() - self._whole_at >= ANEW_S:
                    return
                if not isinstance(said, Fact):
                    self._hear(said.now)
                    self._speed = said.speed
                    continue
                if said.n != last + 1:
                    raise FellBehind("facts_missing", expected=last + 1, got=said.n)
                last = said.n
                # Beside a drill's clock, which leaps, a fact's moment is only a little old.
                self._hear(moment(said.at) if self._drill else None)
                self._puzzled |= isinstance(said.what, Unknown)
                if not self._offer(said):
                    return

    def _hear(self, data_now: int | None) -> None:
        self._heard = self._elapsed()
        if data_now is not None:
            self._told = (data_now, self._heard)

    def _offer(self, item: Snapshot | Fact) -> bool:
        """Put `item` in the inbox; when that is full, wait for the taker and return false."""
        with self._lock:
            full = len(self._inbox) >= INBOX_FACTS
            if full:
                self._inbox.clear()
                if not self._stopping.is_set():
                    self._taken.clear()
            else:
                self._inbox.append(item)
            wake, self._woken = not self._woken, True
        if wake and not self._stopping.is_set():
            self._wake()
        if full:
            self._taken.wait()
        return not full
