"""Trying a rule on recorded measurements, without a hub."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from console.commands.backtest_texts import Shape, say_standing, show_result
from console.commands.options import Many
from console.commands.progress import progress
from console.commands.session import loaded
from console.printing import talk
from console.wording import age
from console.wording.commands import say
from console.wording.help import option

if TYPE_CHECKING:
    from console.recorded.table import Recording

File = Annotated[Path, typer.Argument(metavar="FILE", help=option("recording"))]


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """Which rules are tried on what."""

    maps: Annotated[Many, typer.Option("--map", help=option("map"))]
    rules: Annotated[Many, typer.Option("--rule", help=option("rule"))]
    edition: Annotated[str | None, typer.Option("--edition", help=option("edition.rule"))] = None
    begin: Annotated[str | None, typer.Option("--from", help=option("from.row"))] = None
    end: Annotated[str | None, typer.Option("--to", help=option("to.row"))] = None
    zone: Annotated[str | None, typer.Option("--zone", help=option("zone.file"))] = None
    where: Annotated[str | None, typer.Option("--where", help=option("where"))] = None
    site: Annotated[str | None, typer.Option("--site", help=option("site"))] = None


def backtest(ctx: typer.Context, file: File, trial: Trial, shape: Shape) -> None:
    """Print every episode that rules would have made of a recording."""
    from console.backtest.choosing import chosen_rules, with_bases
    from console.backtest.trial import backtest as tried
    from console.recorded.table import Recipe, open_recording
    from console.site_file import load_site

    if shape.json and shape.ndjson:
        raise typer.BadParameter(say("one.format"))
    site = load_site(loaded(ctx, site=trial.site).settings.site)
    rules = chosen_rules(site, trial.rules, trial.edition)
    together = with_bases(site, rules, trial.edition)
    bases = {rule.id for rule in together} - {rule.id for rule in rules}
    recipe = Recipe(maps=tuple(trial.maps), zone=trial.zone or site.time_zone, where=trial.where)
    recording = open_recording(file, site, recipe)
    span = _moment(trial.begin, recording, -(2**63)), _moment(trial.end, recording, 2**63)
    _say_assumptions(recording, zone_said=trial.zone is not None)
    with progress(file.name, wanted=not (shape.json or shape.ndjson)) as passed:
        heard = msgspec.structs.replace(recording, passed=passed)
        result = tried(heard, site, together, span, silent=bases)
    for rule in together:
        say_standing(rule, result)
    show_result(result, shape)


def _moment(text: str | None, recording: Recording, otherwise: int) -> int:
    from console.recorded.moments import moment_in, time_zone

    if text is None:
        return otherwise
    try:
        return moment_in(time_zone(recording.zone), text)
    except ValueError:
        raise typer.BadParameter(say("bad.time", text=text)) from None


def _say_assumptions(recording: Recording, *, zone_said: bool) -> None:
    if not zone_said:
        talk(say("backtest.zone", zone=recording.zone))
    talk(say("backtest.period", period=age(recording.period_s)))
    for column in recording.columns:
        if not column.unit_said:
            words = {"column": column.name, "unit": column.unit, "sensor": column.sensor.id}
            talk(say("backtest.unit", **words))
