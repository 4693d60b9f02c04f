"""Runs the simulator as a process of its own: until a signal, or until someone says stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from console.clock import Clock, WallClock
from console.contract.views import BrokerAccess
from console.domain.sites import Site
from console.errors import SettingsError
from console.simulator.driver import Plan, drive

SPEED_MAX = 100_000.0


def simulate(
    access: BrokerAccess,
    site: Site,
    plan: Plan,
    *,
    clock: Clock | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Simulate `site` on the broker at `access` until SIGINT, SIGTERM or `stop`.

    Raise `HubUnreachable` when broker or hub stop answering, `SettingsError` for a speed that
    is none.
    """
    if not 0 < plan.speed <= SPEED_MAX:
        raise SettingsError(
            "bad_range", file="", key="speed", nearest=None, expected=f"0 < … <= {SPEED_MAX:g}"
        )
    ended = stop or threading.Event()
    with _signals(ended):
        drive(access, site, plan, clock=clock or WallClock(), stop=ended)


@contextmanager
def _signals(ended: threading.Event) -> Iterator[None]:
    """Turn the signals that end a process into `ended`; only the main thread may listen."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_signal: int, _frame: FrameType | None) -> None:
        # Not here: the signal may have caught this very thread inside the event's lock.
        threading.Thread(target=ended.set).start()

    former = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
