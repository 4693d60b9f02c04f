"""The two ways in: the console asked for in the plainest way, which needs no command line, or the
command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

JSON = "--json"
INTERRUPTED = 130
OPTIONS = ("--socket", "--language", "--settings")


def options(arguments: Sequence[str]) -> dict[str, str] | None:
    """Return what was given for `OPTIONS`; `None` where anything else was given, or amiss."""
    given: dict[str, str] = {}
    waiting = list(arguments)
    while waiting:
        name, sign, value = waiting.pop(0).partition("=")
        if not sign and waiting:
            value = waiting.pop(0)
        if name not in OPTIONS or not value or value.startswith("-"):
            return None
        given[name] = value
    return given


def opened(arguments: Sequence[str]) -> int | None:
    """Show the console until it is closed, and return its exit code; `None` where this is for
    the command line to take apart."""
    given = options(arguments)
    if given is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    from console.app import run
    from console.settings import load

    socket, file = given.get("--socket"), given.get("--settings")
    overrides = {"socket": Path(socket) if socket else None, "language": given.get("--language")}
    return run(load(overrides, file=Path(file) if file else None).settings)


def commanded(arguments: Sequence[str]) -> int:
    """Run a command line; return its exit code."""
    import typer

    from console.commands.root import make  # after the language: options carry our words

    try:
        code = make().main(list(arguments), prog_name="wanshou", standalone_mode=False)
    except typer.Abort:
        return INTERRUPTED
    except typer.TyperException as error:
        from console.commands.failures import report_usage

        return report_usage(error, as_json=JSON in arguments)
    return code if isinstance(code, int) else 0
