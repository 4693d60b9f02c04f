"""PINs as they are given: typed where nobody sees them, or from a file; never as an argument."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Annotated

import typer

from console.errors import SettingsError
from console.wording.commands import say
from console.wording.help import option

STDIN = "-"

PinFile = Annotated[str | None, typer.Option("--pin-file", help=option("pin.file"))]


def pin_given(file: str | None, *, new: bool = False) -> str:
    """Return the PIN from `file`, stdin or the terminal; a `new` one is typed twice there."""
    if file is None and sys.stdin.isatty():
        return _typed(new=new)
    pin = (sys.stdin.readline() if file in (None, STDIN) else _first_line(str(file))).strip()
    if not pin:
        raise typer.BadParameter(say("pin.missing"))
    return pin


def _typed(*, new: bool) -> str:
    pin = getpass(say("pin.ask"), stream=sys.stderr)
    if new and getpass(say("pin.again"), stream=sys.stderr) != pin:
        raise typer.BadParameter(say("pins.differ"))
    return pin


def _first_line(file: str) -> str:
    try:
        with open(file, encoding="utf-8") as text:
            return text.readline()
    except FileNotFoundError:
        raise typer.BadParameter(say("no.file", file=file)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("file_unreadable", file=file, key="", detail=str(error)) from error
