"""Patrol units: who is where, and what they say, themselves or through a dispatcher."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.options import Output, Paging, command
from console.commands.patrol_findings import UnitIds
from console.commands.patrol_readiness import READINESS
from console.commands.patrol_says import SAYINGS
from console.commands.patrol_texts import unit_fields, unit_listing
from console.commands.selection import listed, required
from console.commands.session import hub, loaded
from console.commands.showing import Details, show_each
from console.contract.case_views import UnitView
from console.contract.views import Page, Snapshot
from console.domain.ids import UnitId
from console.printing import Format, show
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("patrols"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Own = Annotated[str | None, typer.Option("--unit", help=option("unit.own"))]


@command(app, "patrols.list")
def list_units(ctx: typer.Context, paging: Paging, output: Output) -> None:
    """Print the patrol units."""
    how = output.format
    with hub(ctx) as client:
        page = listed(client, "patrols", Page[UnitView], paging=paging, query={})
        people = how is Format.TABLE and page.items
        site = client.ask("snapshot", Snapshot).site if people else None
    show(unit_listing(page, site), how)


@command(app, "patrols.show")
def show_units(ctx: typer.Context, ids: UnitIds, output: Output) -> None:
    """Print units in full."""
    how, wanted = output.format, required(ids)
    with hub(ctx) as client:
        site = client.ask("snapshot", Snapshot).site if how is Format.TABLE else None
        details = Details(
            ask=lambda id: client.ask(f"patrols/{id}", UnitView),
            name=lambda view: view.unit.id,
            rows=lambda view: unit_fields(view, site),
        )
        show_each(wanted, details, how)


for _operation, _verb in (SAYINGS | READINESS).items():
    command(app, _operation)(_verb)


@command(app, "patrols.me")
def me(ctx: typer.Context, unit: Own = None) -> None:
    """Open a patrol's own view."""
    from console.commands.screen import open_pocket  # Textual: only who sees it pays for it

    raise typer.Exit(open_pocket(loaded(ctx).settings, UnitId(unit) if unit else None))
