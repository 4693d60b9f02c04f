"""Which sensors are meant, and watching them."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from console.commands.options import Many, Output, Places
from console.commands.selection import listed, named, sensor_id
from console.commands.session import hub
from console.commands.streaming import Watching
from console.contract.views import Page, SensorView
from console.wording.help import option

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


class Chosen(Filters, frozen=True):
    """Sensors by id, or else by filters; all without either."""

    ids: Ids = msgspec.field(default_factory=list)


def watch(
    ctx: typer.Context, chosen: Chosen, *, until: Until = None, watching: Watching, output: Output
) -> None:
    """Show live values until ended."""
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
