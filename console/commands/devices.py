"""Devices and their links."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.controls import add_to
from console.commands.options import Many, Output, Paging, Places, command
from console.commands.places import DEVICE_COLUMNS, device_fields
from console.commands.selection import listed, required
from console.commands.session import hub
from console.commands.showing import Details, show_each
from console.contract.views import DeviceDetail, Page
from console.printing import Listing, show
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("devices"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Ids = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("device.ids"))]


@command(app, "devices.list")
def list_devices(ctx: typer.Context, filters: Places, paging: Paging, output: Output) -> None:
    """Print the devices that fit."""
    how = output.format
    with hub(ctx) as client:
        page = listed(client, "devices", Page[DeviceDetail], paging=paging, query=filters.query())
    listing = Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        name=lambda view: view.device.id,
        columns=DEVICE_COLUMNS,
    )
    show(listing, how)


@command(app, "devices.show")
def show_devices(ctx: typer.Context, ids: Ids, output: Output) -> None:
    """Print devices in full."""
    how, wanted = output.format, required(ids)
    with hub(ctx) as client:
        details = Details(
            ask=lambda id: client.ask(f"devices/{id}", DeviceDetail),
            name=lambda view: view.device.id,
            rows=device_fields,
        )
        show_each(wanted, details, how)


add_to(app)
