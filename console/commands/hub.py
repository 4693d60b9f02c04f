"""Running the hub, and seeing how it is."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import msgspec
import typer

from console.commands.health_texts import REJECTION_COLUMNS, health_fields
from console.commands.options import Plain, choice, command
from console.commands.session import hub as connected
from console.commands.session import loaded
from console.commands.times import exact_time
from console.contract.views import BrokerAccess, Health
from console.printing import fields, json_text, put, table
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("hub"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

ACCOUNTS = ("device", "console")


class Place(msgspec.Struct, frozen=True):
    """Which community, and where its store is."""

    site: Annotated[str | None, typer.Option("--site", help=option("site"))] = None
    data: Annotated[str | None, typer.Option("--data", help=option("data"))] = None


Temporary = Annotated[bool, typer.Option("--temporary", help=option("temporary"))]
Drill = Annotated[str | None, typer.Option("--drill-from", metavar="TIME", help=option("drill"))]
Account = Annotated[str, typer.Option("--account", help=option("account"))]


@command(app, "hub.run")
def run(
    ctx: typer.Context, place: Place, *, drill_from: Drill = None, temporary: Temporary = False
) -> None:
    """Run the hub until it is told to stop."""
    try:
        run_hub(ctx, place, drill_from)
    finally:
        if temporary:
            _forget(loaded(ctx, data=place.data).settings.data)


def run_hub(ctx: typer.Context, place: Place, drill_from: str | None = None) -> None:
    """Run broker and hub in the foreground; it talks on stderr."""
    from console.clock import moment
    from console.hub.service import run as serve
    from console.site_file import load_site

    settings = loaded(ctx, site=place.site, data=place.data).settings
    site = load_site(settings.site)
    start = exact_time(drill_from)
    _log_to_stderr()
    raise typer.Exit(serve(settings, site, drill_from=moment(start) if start else None))


@command(app, "hub.health")
def health(ctx: typer.Context, output: Plain) -> None:
    """Print how the hub is."""
    with connected(ctx) as client:
        answer = client.ask("health", Health)
    if output.json:
        put(json_text(answer))
        return
    fields(health_fields(answer))
    if answer.rejections:
        put("")
        table(answer.rejections, REJECTION_COLUMNS)


@command(app, "hub.broker")
def broker(ctx: typer.Context, account: Account = "console", *, output: Plain) -> None:
    """Print how an account reaches the broker."""
    choice(account, ACCOUNTS)
    with connected(ctx) as client:
        access = client.ask("broker", BrokerAccess, account=account)
    put(json_text(access) if output.json else _url(access))


def _forget(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _url(access: BrokerAccess) -> str:
    scheme = "mqtts" if access.tls else "mqtt"
    login = ""
    if access.username is not None:
        login = f"{quote(access.username, safe='')}:{quote(access.password or '', safe='')}@"
    return f"{scheme}://{login}{access.host}:{access.port}"


def _log_to_stderr() -> None:
    import structlog

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    # Plain tracebacks: a richer one shows what variables hold, passwords too.
    renderer = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(),  # a file is read without them
        exception_formatter=structlog.dev.plain_traceback,
    )
    structlog.configure(
        processors=[*structlog.get_config()["processors"][:-1], renderer],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
