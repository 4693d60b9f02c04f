"""Teaching a shell to complete commands, options and ids."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated

import typer

from console.commands.options import choice, command
from console.printing import put
from console.wording.help import option

app = typer.Typer(add_completion=False, rich_markup_mode=None)

SHELLS = ("bash", "zsh", "fish")

Shell = Annotated[str, typer.Argument(metavar="SHELL", help=option("shell"))]


@command(app, "completion")
def completion(shell: Shell) -> None:
    """Print the script that teaches a shell."""
    script = files("console.completing") / "scripts" / choice(shell, SHELLS)
    put(script.read_text("utf-8").rstrip())
