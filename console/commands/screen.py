"""Opening the console on a terminal."""

from __future__ import annotations

import os
import sys

import typer

from console.domain.ids import UnitId
from console.settings import Settings
from console.wording.commands import say


def open_console(settings: Settings, *, drill: bool = False) -> int:
    """Show the console until it is closed; return the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise typer.BadParameter(say("no.terminal"))
    from console.app import run

    return run(settings, drill=drill)


def open_pocket(settings: Settings, unit: UnitId | None) -> int:
    """Show a patrol's own view until it is closed; return the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise typer.BadParameter(say("no.terminal"))
    from console.app import INTERNAL_ERROR
    from console.client.hub import HubClient
    from console.following import following
    from console.pocket.app import PocketApp
    from console.pocket.draft import drafted, notebook
    from console.pocket.task import own_unit
    from console.themes import fitting
    from console.widgets import Sheet
    from console.wording.catalog import on_screen, speaks_unicode, use

    with HubClient(settings.socket) as client:
        own = own_unit(client, unit, drafted(settings.socket))
    use(on_screen(settings.language, os.environ))
    Sheet.ASCII = not speaks_unicode(os.environ)
    app = PocketApp(
        following(settings),
        own,
        theme=fitting(settings.theme, os.environ),
        notebook=notebook(settings.socket, own),
    )
    app.run()
    return INTERNAL_ERROR if app.return_code else 0
