"""The smart scenes of the community, in figures."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.automations import add_to
from console.commands.options import Many, Output, Paging, command
from console.commands.places import SCENE_COLUMNS, figure_fields, scene_fields
from console.commands.selection import listed, required
from console.commands.session import hub
from console.commands.showing import Details, show_each
from console.contract.scene_views import SceneFigures
from console.contract.views import Page, SceneView, Snapshot
from console.printing import Format, Listing, show
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("scenes"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Ids = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("scene.ids"))]


add_to(app)


@command(app, "scenes.list")
def list_scenes(ctx: typer.Context, paging: Paging, output: Output) -> None:
    """Print the scenes that fit."""
    how = output.format
    with hub(ctx) as client:
        page = listed(client, "scenes", Page[SceneView], paging=paging, query={})
    listing = Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        name=lambda view: view.id,
        columns=SCENE_COLUMNS,
    )
    show(listing, how)


@command(app, "scenes.figures")
def show_figures(ctx: typer.Context, ids: Ids, output: Output) -> None:
    """Print the key figures of scenes."""
    how, wanted = output.format, required(ids)
    with hub(ctx) as client:
        site = client.ask("snapshot", Snapshot).site if how is Format.TABLE else None
        details = Details(
            ask=lambda id: client.ask(f"scenes/{id}/figures", SceneFigures),
            name=lambda view: view.scene,
            rows=lambda view: figure_fields(view, site),
        )
        show_each(wanted, details, how)


@command(app, "scenes.show")
def show_scenes(ctx: typer.Context, ids: Ids, output: Output) -> None:
    """Print scenes in full."""
    how, wanted = output.format, required(ids)
    with hub(ctx) as client:
        details = Details(
            ask=lambda id: client.ask(f"scenes/{id}", SceneView),
            name=lambda view: view.id,
            rows=scene_fields,
        )
        show_each(wanted, details, how)
