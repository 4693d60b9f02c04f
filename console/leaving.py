"""Leaving in order when a signal says so, also where the terminal itself is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable

SIGNALLED = 128  # a shell's code for "ended by signal n" is 128 + n
LAST_RESORT_S = 3.0


def leave_on_signals(leave: Callable[[int], object]) -> None:
    """Call `leave` with the exit code on SIGTERM and SIGHUP, so that a screen closes in order and
    the terminal is left as it was; on the thread of the running loop."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, leave, SIGNALLED + signal.SIGTERM)

    def hung_up(number: int, frame: object) -> None:
        code = SIGNALLED + number
        # A terminal that goes says HUP and then CONT, on which Textual would draw on it again.
        signal.signal(signal.SIGCONT, lambda *_: None)
        loop.call_soon_threadsafe(leave, code)
        # Writing to what is gone may wait for ever: then there is nothing left to put in order.
        resort = threading.Timer(LAST_RESORT_S, os._exit, (code,))
        resort.daemon = True
        resort.start()

    signal.signal(signal.SIGHUP, hung_up)
