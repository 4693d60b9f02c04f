"""Suppressions: what withholds alerts by design, in effect or not, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.options import Many, Output, Paging, command
from console.commands.selection import listed, required
from console.commands.session import hub
from console.commands.showing import Details, show_each
from console.commands.withheld_texts import suppression_fields, suppression_listing
from console.contract.views import Page, Snapshot
from console.contract.withheld_views import SuppressionView
from console.printing import Format, show
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("suppressions"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Ids = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("suppression.ids"))]


@command(app, "suppressions.list")
def list_suppressions(ctx: typer.Context, paging: Paging, output: Output) -> None:
    """Print the suppressions."""
    how = output.format
    with hub(ctx) as client:
        page = listed(client, "suppressions", Page[SuppressionView], paging=paging, query={})
    show(suppression_listing(page), how)


@command(app, "suppressions.show")
def show_suppressions(ctx: typer.Context, ids: Ids, output: Output) -> None:
    """Print suppressions in full."""
    how, wanted = output.format, required(ids)
    with hub(ctx) as client:
        site = client.ask("snapshot", Snapshot).site if how is Format.TABLE else None
        details = Details(
            ask=lambda id: client.ask(f"suppressions/{id}", SuppressionView),
            name=lambda view: view.suppression.id,
            rows=lambda view: suppression_fields(view, site),
        )
        show_each(wanted, details, how)
