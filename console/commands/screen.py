"""Opening the console on a terminal."""

from __future__ import annotations

import sys

import typer

from console.settings import Settings
from console.wording.commands import say


def open_console(settings: Settings, *, drill: bool = False) -> int:
    """Show the console until it is closed; return the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise typer.BadParameter(say("no.terminal"))
    from console.app import run

    return run(settings, drill=drill)
