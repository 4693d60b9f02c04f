"""Leaving in order when a signal says so, also where the terminal itself is gone."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Callable

SIGNALLED = 128  # a shell's code for "ended by signal n" is 128 + n
HUNG_UP = SIGNALLED + signal.SIGHUP
LAST_RESORT_S = 3.0


def leave_on_signals(leave: Callable[[int], object]) -> None:
    """Call `leave` with the exit code on SIGTERM, on SIGHUP, and when the terminal goes without a
    signal; on the thread of the running loop, so that a screen closes in order."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, leave, SIGNALLED + signal.SIGTERM)

    def hung_up() -> None:
        # Writing to what is gone may wait for ever: then there is nothing left to put in order.
        resort = threading.Timer(LAST_RESORT_S, os._exit, (HUNG_UP,))
        resort.daemon = True
        resort.start()
        if not loop.is_closed():
            loop.call_soon_threadsafe(leave, HUNG_UP)

    def on_signal(number: int, frame: object) -> None:
        # A terminal that goes says HUP and then CONT, on which Textual would draw on it again.
        signal.signal(signal.SIGCONT, lambda *_: None)
        hung_up()

    signal.signal(signal.SIGHUP, on_signal)
    if sys.__stdin__ is not None and sys.__stdin__.isatty():
        watch = threading.Thread(target=_when_gone, args=(sys.__stdin__.fileno(), hung_up))
        watch.daemon = True
        watch.start()


def _when_gone(terminal: int, tell: Callable[[], None]) -> None:
    """Wait until there is nobody at the other end: whose session it is not gets no signal."""
    poll = select.poll()
    poll.register(terminal, 0)
    poll.poll()
    tell()
