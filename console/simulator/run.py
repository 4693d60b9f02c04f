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
from console.simulator.play import Ending

SPEED_MAX = 100_000.0


def simulate(
    access: BrokerAccess,
    site: Site,
    plan: Plan,
    *,
    clock: Clock | None = None,
    stop: threading.Event | None = None,
) -> Ending | None:
    """Simulate `site` on the broker at `access` until SIGINT, SIGTERM or `stop`.

    Return how the story ended, if it did. Raise `HubUnreachable` when broker or hub stop
    answering, `SettingsError` for a speed that is none.
    """
    check_speed(plan.speed)
    ended = stop or threading.Event()
    with signals(ended):
        return drive(access, site, plan, clock=clock or WallClock(), stop=ended)


def check_speed(speed: float) -> None:
    """Raise `SettingsError` for a speed that is none; 0 is as fast as the hub answers."""
    if not 0 <= speed <= SPEED_MAX:
        raise SettingsError(
            "bad_range", file="", key="speed", nearest=None, expected=f"0 … {SPEED_MAX:g}"
        )


@contextmanager
def signals(ended: threading.Event) -> Iterator[None]:
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
