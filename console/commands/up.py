"""Broker and hub in the foreground: `hub run` by the name people look for first."""

from __future__ import annotations

import typer

from console.commands.hub import Place, run_hub
from console.commands.options import command

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@command(app, "up")
def up(ctx: typer.Context, place: Place) -> None:
    """Run broker and hub until told to stop."""
    run_hub(ctx, place)
