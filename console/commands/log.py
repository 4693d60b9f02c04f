"""The operators' log: writing a line, reading it back."""

from __future__ import annotations

import sys
from typing import Annotated

import msgspec
import typer

from console.commands.acting import Act, carry_out
from console.commands.options import Acting, Output, Paging, command
from console.commands.selection import listed
from console.commands.session import hub
from console.commands.shift_texts import log_listing
from console.commands.times import When
from console.contract.facts import Fact
from console.contract.hub import Hub
from console.contract.shifts import WriteLog
from console.contract.views import Page
from console.printing import show
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("log"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

STDIN = "-"

Text = Annotated[str, typer.Argument(metavar="TEXT", help=option("log.text"))]
About = Annotated[str | None, typer.Option("--about", help=option("log.about"))]


class Lines(msgspec.Struct, frozen=True):
    """Which lines are meant."""

    since: Annotated[str | None, typer.Option("--since", help=option("since"))] = None
    until: Annotated[str | None, typer.Option("--until", help=option("until.time"))] = None
    about: Annotated[str | None, typer.Option("--about", help=option("log.only"))] = None

    def bounds(self) -> dict[str, When]:
        """Return from when to when; what is no time is a mistake at once."""
        return {"from": When(self.since), "to": When(self.until)}


@command(app, "log.add")
def add(
    ctx: typer.Context, text: Text, *, about: About = None, acting: Acting, output: Output
) -> None:
    """Write a line."""
    how = output.format
    line = sys.stdin.read().strip() if text == STDIN else text
    request = WriteLog(text=line, about=_subject(about), reason=acting.reason)
    with hub(ctx) as client:
        carry_out(client, [Act("log", request, makes=True)], acting=acting, how=how)


@command(app, "log.list")
def list_lines(ctx: typer.Context, lines: Lines, paging: Paging, output: Output) -> None:
    """Print lines."""
    how, bounds = output.format, lines.bounds()
    with hub(ctx) as client:
        query = _query(client, bounds, _subject(lines.about))
        page = listed(client, "log", Page[Fact], paging=paging, query=query)
    show(log_listing(page), how)


def _query(client: Hub, bounds: dict[str, When], about: str | None) -> dict[str, list[str]]:
    moments = {name: when.seen_from(client) for name, when in bounds.items()}
    query = {name: [at.isoformat()] for name, at in moments.items() if at is not None}
    return {**query, "about": [about]} if about else query


def _subject(about: str | None) -> str | None:
    """Return what a line is about: an alert without its occurrence, as lines are kept."""
    if about is None:
        return None
    id = about.partition("@")[0]
    return id.upper() if id[:2].upper() in ("A-", "C-") and id[2:].isdecimal() else id
