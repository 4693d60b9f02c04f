"""The console's themes: what there is, what is wrong with one, how one looks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Annotated

import msgspec
import typer

from console.clock import WallClock
from console.commands.failures import described
from console.commands.options import Many, Output, Plain, command
from console.commands.session import loaded
from console.errors import ConsoleError, SettingsError
from console.printing import Column, Listing, json_text, put, put_all, show
from console.theme_faults import ThemeFile, pairs
from console.theme_files import DEFAULT, Listed, fitting, inspected, listed, read
from console.wording import explain, plain
from console.wording.commands import say
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("theme"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Files = Annotated[Many | None, typer.Argument(metavar="[FILE]...", help=option("theme.files"))]
Name = Annotated[str | None, typer.Argument(metavar="[NAME]", help=option("theme.name"))]
REFUSED = 1


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """A theme as it is listed; `faults` are those that `theme check` tells."""

    name: str
    file: str
    own: bool
    hidden: bool
    dark: bool | None
    in_force: bool
    usable: bool
    faults: int


@command(app, "theme.list")
def list_themes(ctx: typer.Context, output: Output) -> None:
    """Print every theme, shipped or one's own, and which is in force."""
    how, worn = output.format, _in_force(loaded(ctx).settings.theme)
    themes = [_seen(each, worn) for each in listed()]
    columns = (
        Column[Theme]("name", lambda theme: plain(theme.name)),
        Column[Theme]("ground", _ground),
        Column[Theme]("origin", _origin),
        Column[Theme]("state", _standing),
    )
    now = WallClock().now()
    show(Listing(items=themes, name=lambda theme: theme.name, columns=columns, as_of=now), how)


@command(app, "theme.check")
def check(files: Files = None, *, output: Plain) -> None:
    """Tell everything that is wrong with themes, and how well their inks can be read."""
    wanted = files or [str(each.path) for each in listed()]
    found = [(name, *_inspected(name)) for name in wanted]
    if output.json:
        items = [
            {"file": name, "fine": not faults, "faults": [_told(fault) for fault in faults]}
            for name, _theme, faults in found
        ]
        put(json_text({"items": items, "next": None}))
    else:
        for name, theme, faults in found:
            for fault in faults:
                message, hint = explain(fault)
                put_all([message, f"  {hint}"] if hint else [message])
            if theme is not None and not faults:
                put(_fine(name, theme))
    if any(faults for _name, _theme, faults in found):
        raise typer.Exit(REFUSED)


@command(app, "theme.preview")
def preview(ctx: typer.Context, name: Name = None) -> None:
    """Print a few lines of a console in a theme."""
    from console.commands.theme_sample import sample  # rich: only who looks at colours pays for it

    theme = read(name or _in_force(loaded(ctx).settings.theme))
    sample(theme)


def _in_force(wanted: str) -> str:
    """Return the theme that a console would begin with here."""
    name = fitting(wanted, os.environ)
    try:
        return read(name).name
    except SettingsError:
        return DEFAULT


def _seen(each: Listed, worn: str) -> Theme:
    theme, faults = _inspected(str(each.path))
    return Theme(
        name=each.name,
        file=str(each.path),
        own=each.own,
        hidden=each.hidden,
        dark=theme.dark if theme is not None else None,
        in_force=each.name == worn and not each.hidden,
        usable=theme is not None and not each.hidden,
        faults=len(faults),
    )


def _inspected(file: str) -> tuple[ThemeFile | None, Sequence[ConsoleError]]:
    try:
        return inspected(file)
    except SettingsError as error:
        if error.code == "no_such_theme":
            raise
        return None, [error]


def _told(fault: ConsoleError) -> dict[str, object]:
    told = {k: v for k, v in fault.parameters.items() if k != "file"}
    return {**told, **{k: v for k, v in described(fault).items() if k != "ids"}}


def _fine(name: str, theme: ThemeFile) -> str:
    found = list(pairs(theme))
    if not found:
        return say("theme.fine.ansi", file=plain(name))
    ink, ground, least = min(found, key=lambda pair: pair[2])
    inks = len({pair[0] for pair in found})
    ratio = f"{int(least * 100) / 100:.2f}"
    return say("theme.fine", file=plain(name), inks=inks, ratio=ratio, ink=ink, ground=ground)


def _ground(theme: Theme) -> str:
    return "" if theme.dark is None else say("theme.dark" if theme.dark else "theme.light")


def _origin(theme: Theme) -> str:
    return plain(theme.file) if theme.own else say("theme.shipped")


def _standing(theme: Theme) -> str:
    if theme.hidden:
        return say("theme.hidden")
    if not theme.usable:
        return say("theme.unusable", count=theme.faults)
    said = [say("theme.in.force")] if theme.in_force else []
    return ", ".join([*said, *([say("theme.faults", count=theme.faults)] if theme.faults else [])])
