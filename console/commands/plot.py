"""What sensors measured, drawn: in the terminal, into an SVG file, or as points for programs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from console.clock import moment
from console.commands.options import Many, Plain, duration
from console.commands.selection import required, sensor_id
from console.commands.session import hub
from console.commands.times import When
from console.contract.hub import Hub
from console.contract.views import Health, SensorView
from console.errors import SettingsError
from console.printing import json_text, put, talk
from console.wording import plain
from console.wording.commands import say
from console.wording.help import option

if TYPE_CHECKING:
    from console.reporting.plotted import Plotted

DAY_S = 86_400.0
SENSORS_MOST = 6
WIDTHS = (20, 500)
HEIGHTS = (5, 200)
PIPED = (80, 24)  # where there is no terminal to fit
BESIDE = 6  # lines around a chart that fits the terminal
HEIGHT_MOST = 24  # higher only where someone asks for it

Ids = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("plot.ids"))]


class Stretch(msgspec.Struct, frozen=True):
    """Which stretch of time."""

    last: Annotated[str | None, typer.Option("--last", help=option("plot.last"))] = None
    since: Annotated[str | None, typer.Option("--from", help=option("plot.from"))] = None
    until: Annotated[str | None, typer.Option("--to", help=option("plot.to"))] = None

    def bounds(self, client: Hub) -> tuple[int, int]:
        """Return start and end (ms); what says nothing is a mistake."""
        if self.last is not None and self.since is not None:
            raise typer.BadParameter(say("plot.from.or.last"))
        length = duration(self.last) or DAY_S
        since, until = When(self.since), When(self.until)
        end = moment(until.seen_from(client) or _now(client))
        given = since.seen_from(client)
        start = end - round(length * 1000) if given is None else moment(given)
        if start >= end:
            raise typer.BadParameter(say("plot.empty"))
        return max(start, 0), end


class Sheet(msgspec.Struct, frozen=True):
    """What to draw on, and how large."""

    width: Annotated[int | None, typer.Option("--width", help=option("plot.width"))] = None
    height: Annotated[int | None, typer.Option("--height", help=option("plot.height"))] = None
    svg: Annotated[Path | None, typer.Option("--svg", help=option("plot.svg"))] = None

    def room(self) -> tuple[int, int]:
        """Return the columns and lines there are; what is too small or absurd is a mistake."""
        columns, lines = shutil.get_terminal_size(PIPED) if sys.stdout.isatty() else PIPED
        width = _within("plot.wide", self.width, max(columns - 1, WIDTHS[0]), WIDTHS)
        fitting = max(min(lines - BESIDE, HEIGHT_MOST), HEIGHTS[0])
        return width, _within("plot.high", self.height, fitting, HEIGHTS)


def plot(ctx: typer.Context, ids: Ids, stretch: Stretch, *, sheet: Sheet, output: Plain) -> None:
    """Draw what sensors measured."""
    from console.reporting.plotted import (  # charts: not for all
        ask_plotted,
        ask_sensor,
        document,
    )

    wanted = [sensor_id(text) for text in required(ids)]
    if len(wanted) > SENSORS_MOST:
        raise typer.BadParameter(say("plot.many", most=SENSORS_MOST))
    room = sheet.room()
    with hub(ctx) as client:
        sensors = [ask_sensor(client, id) for id in wanted]
        _of_one_unit(sensors)
        bounds = stretch.bounds(client)
        plotted = [ask_plotted(client, view, bounds) for view in sensors]
    if output.json:
        put(json_text(document(plotted, bounds)))
    if sheet.svg is not None:
        _write(sheet.svg, plotted, bounds)
    elif not output.json:
        _show(plotted, bounds, room)


def _show(plotted: Sequence[Plotted], bounds: tuple[int, int], room: tuple[int, int]) -> None:
    empty = [one for one in plotted if not one.past.samples]
    for one in empty:
        talk(say("plot.none", id=plain(one.sensor.id)))
    if len(empty) == len(plotted):
        return
    from console.commands.painting import paint
    from console.commands.plot_drawn import drawn

    paint(drawn(plotted, bounds, room))


def _write(path: Path, plotted: Sequence[Plotted], bounds: tuple[int, int]) -> None:
    from console.reporting.plot_svg import svg_of

    try:
        path.write_text(svg_of(plotted, bounds), encoding="utf-8")
    except OSError as error:
        why = error.strerror or str(error)
        raise SettingsError("file_not_written", file=str(path), reason=why) from error
    talk(say("plot.written", path=plain(str(path))))


def _of_one_unit(sensors: Sequence[SensorView]) -> None:
    first = sensors[0].sensor
    for view in sensors[1:]:
        if view.sensor.unit != first.unit:
            told = {"first": first.id, "unit": first.unit, "other": view.sensor.id}
            raise typer.BadParameter(say("plot.units", **told, unlike=view.sensor.unit))


def _now(client: Hub) -> datetime:
    return client.ask("health", Health).data_time


def _within(words: str, given: int | None, fitting: int, span: tuple[int, int]) -> int:
    if given is None:
        return fitting
    if not span[0] <= given <= span[1]:
        raise typer.BadParameter(say(words, least=span[0], most=span[1]))
    return given
