"""The public board for visitors: on a screen, or once as text."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from console.commands.options import choice, command
from console.commands.session import hub, loaded
from console.printing import json_text, put_all
from console.settings import Settings
from console.wording.board import BOTH, SHORT, Board, say
from console.wording.help import option

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Language = Annotated[str, typer.Option("--language", help=option("language.board"))]
Once = Annotated[bool, typer.Option("--once", help=option("once"))]
AsJson = Annotated[bool, typer.Option("--json", help=option("json"))]


@command(app, "board")
def board(
    ctx: typer.Context, *, language: Language = BOTH, once: Once = False, json: AsJson = False
) -> None:
    """Tell visitors how air, water and lamps are."""
    wanted = choice(language, (BOTH, *SHORT))
    languages = tuple(SHORT) if wanted == BOTH else (wanted,)
    if not (once or json):
        raise typer.Exit(_open(loaded(ctx).settings, languages))
    from console.board.once import ask_told, document, plain_lines

    with hub(ctx) as client:
        told = ask_told(client)
    if json:
        put_all([json_text(document(told, languages))])
        return
    for place, each in enumerate(languages):
        put_all([*([""] if place else []), *plain_lines(told, each)])


def _open(settings: Settings, languages: tuple[str, ...]) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise typer.BadParameter(say(Board.NO_TERMINAL))
    from console.app import INTERNAL_ERROR
    from console.board.app import BoardApp, looking
    from console.themes import fitting
    from console.widgets import Sheet
    from console.wording.catalog import ENGLISH, speaks_unicode

    Sheet.ASCII = not speaks_unicode(os.environ)
    if Sheet.ASCII:
        languages = (ENGLISH,)  # of Chinese there would be question marks
    shown = BoardApp(looking(settings), languages, theme=fitting(settings.theme, os.environ))
    shown.run()
    return INTERNAL_ERROR if shown.return_code else 0
