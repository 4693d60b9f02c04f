"""Child processes that never outlive the process that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def die_with_parent(sent: signal.Signals = signal.SIGKILL) -> Callable[[], None]:
    """Return a `preexec_fn` by which the kernel sends the child `sent` when this process dies.

    The kernel watches the THREAD that spawned the child, so this must be called, and the child
    spawned, from the main thread; elsewhere it raises RuntimeError.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("spawn children from the main thread: they die with their thread")
    libc = ctypes.CDLL(None, use_errno=True)  # loaded before the fork: the child only calls
    parent = os.getpid()

    def arrange() -> None:
        if libc.prctl(_PR_SET_PDEATHSIG, int(sent), 0, 0, 0) != 0:
            os._exit(126)
        if os.getppid() != parent:  # the parent died before the call above
            os._exit(126)

    return arrange
