"""What a sensor measured in the past: its readings, or what they come to by minute or hour."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import typer

from console.commands.options import Output, choice
from console.commands.selection import sensor_id
from console.commands.session import hub
from console.commands.times import When
from console.contract.hub import Hub
from console.contract.rollup_views import RollupView
from console.contract.views import Page, ReadingView, SensorView
from console.domain.rollups import Per
from console.domain.sites import Sensor
from console.printing import Column, Listing, show
from console.wording import local, number, quality_word
from console.wording.help import option

LIMIT = 100  # of a history, where nobody asked for another number

SensorArgument = Annotated[str, typer.Argument(metavar="ID", help=option("sensor.id"))]


class Stretch(msgspec.Struct, frozen=True):
    """Which stretch of time, how much of it, and how closely."""

    since: Annotated[str | None, typer.Option("--since", help=option("since"))] = None
    until: Annotated[str | None, typer.Option("--until", help=option("until.time"))] = None
    limit: Annotated[int, typer.Option("--limit", min=1, help=option("limit"))] = LIMIT
    by: Annotated[str | None, typer.Option("--by", help=option("by.stretch"))] = None


def history(ctx: typer.Context, sensor: SensorArgument, stretch: Stretch, output: Output) -> None:
    """Print stored readings, or their rollups, newest first."""
    how, view = output.format, f"sensors/{sensor_id(sensor)}"
    since, until = When(stretch.since), When(stretch.until)
    per = Per(choice(stretch.by, tuple(Per))) if stretch.by is not None else None
    with hub(ctx) as client:
        known = client.ask(view, SensorView).sensor
        bounds: dict[str, Any] = {
            "start": since.seen_from(client),
            "end": until.seen_from(client),
            "limit": stretch.limit,
        }
        if per is None:
            show(_readings(client, known, bounds), how)
        else:
            show(_rollups(client, known, {**bounds, "by": per.value}), how)


def _readings(client: Hub, sensor: Sensor, query: dict[str, Any]) -> Listing[ReadingView]:
    page = client.ask(f"sensors/{sensor.id}/history", Page[ReadingView], **query)
    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        more="more.time",
        name=lambda reading: reading.at.isoformat(),
        columns=(
            Column[ReadingView]("at", lambda reading: local(reading.at)),
            Column[ReadingView]("value", lambda r: number(r.value, sensor.decimals), right=True),
            Column[ReadingView]("unit", lambda _: sensor.unit),
            Column[ReadingView]("quality", lambda reading: quality_word(reading.quality)),
        ),
    )


def _rollups(client: Hub, sensor: Sensor, query: dict[str, Any]) -> Listing[RollupView]:
    page = client.ask(f"sensors/{sensor.id}/history", Page[RollupView], **query)

    def shown(value: float | None) -> str:
        return number(value, sensor.decimals)

    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        more="more.time",
        name=lambda rollup: rollup.at.isoformat(),
        columns=(
            Column[RollupView]("from", lambda rollup: local(rollup.at)),
            Column[RollupView]("mean", lambda rollup: shown(rollup.mean), right=True),
            Column[RollupView]("min", lambda rollup: shown(rollup.min), right=True),
            Column[RollupView]("max", lambda rollup: shown(rollup.max), right=True),
            Column[RollupView]("last_value", lambda rollup: shown(rollup.last), right=True),
            Column[RollupView]("unit", lambda _: sensor.unit),
            Column[RollupView]("count", lambda rollup: str(rollup.count), right=True),
            Column[RollupView]("doubtful", lambda rollup: str(rollup.doubtful), right=True),
        ),
    )
