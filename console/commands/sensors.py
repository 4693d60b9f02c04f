"""Sensors, their readings and their history."""

from __future__ import annotations

import typer

from console.commands.by_hand import record
from console.commands.looking_back import LOOKING_BACK
from console.commands.options import BelowZero, Output, Paging, command
from console.commands.places import SENSOR_COLUMNS, sensor_fields
from console.commands.selection import listed, required, sensor_id
from console.commands.sensor_watch import Filters, Ids, watch
from console.commands.session import hub
from console.commands.showing import Details, show_each
from console.contract.views import Page, SensorView
from console.printing import Listing, show
from console.wording.help import help_of

app = typer.Typer(
    help=help_of("sensors"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)


@command(app, "sensors.list")
def list_sensors(ctx: typer.Context, filters: Filters, paging: Paging, output: Output) -> None:
    """Print the sensors that fit, with their newest stored reading."""
    how, query = output.format, filters.query()
    with hub(ctx) as client:
        page = listed(client, "sensors", Page[SensorView], paging=paging, query=query)
    listing = Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        name=lambda view: view.sensor.id,
        columns=SENSOR_COLUMNS,
    )
    show(listing, how)


@command(app, "sensors.show")
def show_sensors(ctx: typer.Context, ids: Ids, output: Output) -> None:
    """Print sensors in full."""
    how, wanted = output.format, [sensor_id(text) for text in required(ids)]
    with hub(ctx) as client:
        details = Details(
            ask=lambda id: client.ask(f"sensors/{id}", SensorView),
            name=lambda view: view.sensor.id,
            rows=sensor_fields,
        )
        show_each(wanted, details, how)


for name, made in LOOKING_BACK.items():
    command(app, name)(made)


command(app, "sensors.record", BelowZero)(record)


command(app, "sensors.watch")(watch)
