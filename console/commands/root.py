"""`wanshou` itself: the whole command line, and the console where no command is named."""

from __future__ import annotations

from typing import Any

import typer

from console import __version__
from console.commands.groups import Nouns, spoken
from console.commands.options import spread
from console.commands.session import Given, loaded
from console.wording.help import help_of


def make() -> Any:
    """Return the command line, in the language in use."""
    app = typer.Typer(
        cls=Nouns,
        help=help_of("wanshou"),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
        add_completion=False,  # ours asks no command for what it knows: console.completing
    )
    app.callback()(spread(root))
    return spoken(typer.main.get_command(app), "wanshou")


def root(ctx: typer.Context, given: Given) -> None:
    """Keep what every command needs; without a command, open the console."""
    ctx.obj = given
    if given.version:
        typer.echo(__version__)
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from console.commands.screen import open_console

        raise typer.Exit(open_console(loaded(ctx).settings))
