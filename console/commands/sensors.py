"""Sensors, their readings and their history."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from console.commands.by_hand import record
from console.commands.history import history
from console.commands.options import BelowZero, Many, Output, Paging, Places, command
from console.commands.places import SENSOR_COLUMNS, sensor_fields
from console.commands.plot import plot
from console.commands.selection import listed, named, required, sensor_id
from console.commands.session import hub
from console.commands.showing import Details, show_each
from console.commands.streaming import Watching
from console.contract.views import Page, SensorView
from console.printing import Listing, show
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("sensors"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Ids = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("sensor.ids"))]
Until = Annotated[str | None, typer.Option("--until", help=option("until.value"))]
Quantity = Annotated[Many, typer.Option("--quantity", help=option("quantity"))]


class Filters(Places, frozen=True):
    """Which sensors are meant."""

    quantity: Quantity = msgspec.field(default_factory=list)
    doubted: Annotated[bool, typer.Option("--doubted", help=option("doubted"))] = False

    def query(self) -> dict[str, list[str]]:
        """Return what the hub is asked to narrow a list to."""
        query = super().query()
        return query | {"doubted": ["true"]} if self.doubted else query


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


command(app, "sensors.history")(history)


command(app, "sensors.plot")(plot)


command(app, "sensors.record", BelowZero)(record)


class Chosen(Filters, frozen=True):
    """Sensors by id, or else by filters; all without either."""

    ids: Ids = msgspec.field(default_factory=list)


@command(app, "sensors.watch")
def watch(
    ctx: typer.Context, chosen: Chosen, *, until: Until = None, watching: Watching, output: Output
) -> None:
    """Print live values until ended."""
    from console.commands.value_watch import goal_of, watch_values  # paho: only those who watch pay

    how, ending = output.format, watching.ending()
    goal = goal_of(until)
    wanted = [sensor_id(text) for text in named(chosen.ids)]
    with hub(ctx) as client:
        if wanted and not chosen.query():
            sensors = [client.ask(f"sensors/{id}", SensorView).sensor for id in wanted]
        else:
            page = listed(client, "sensors", Page[SensorView], query=chosen.query())
            sensors = [view.sensor for view in page.items if not wanted or view.sensor.id in wanted]
        watch_values(client, sensors, ending, goal=goal, how=how)
