"""The process behind one tab: `python -m console.web.seat`, told by its environment."""

from __future__ import annotations

import os
import sys

from console.settings import load


def main() -> int:
    """Show the console in the browser that the parent speaks for; return the exit code."""
    _complain_to_the_log()
    from console.app import run

    return run(load().settings)


def _complain_to_the_log() -> None:
    """Lead stderr into the log: nobody reads it here, and it may be long."""
    from console.paths import log_file

    descriptor = os.open(log_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(descriptor, 2)
    os.close(descriptor)


if __name__ == "__main__":
    sys.exit(main())
